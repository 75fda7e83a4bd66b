import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderTab } from '../__testUtils__';
import { ingress, web, webService } from '../__testUtils__/inventory';
import { noTrace, traceOf } from '../__testUtils__/trace';
import { TopologyContent } from '../topology';

const section = () =>
  screen.findByRole('region', { name: 'The way of a request' });
const field = () => screen.findByRole('textbox', { name: /URL, host/ });
const TO = 'https://inventory.example.com';

describe('the way of a request', () => {
  it('is asked for from the toolbar, and told hop by hop', async () => {
    const user = userEvent.setup();
    const tab = renderTab(<TopologyContent />);
    await user.click(
      await screen.findByRole('button', { name: 'Trace a request' }),
    );
    await user.type(await field(), `${TO}{Enter}`);
    expect(tab.param('trace')).toBe(TO);
    const shown = within(await section());
    expect(
      await shown.findByText('Ingress inventory for inventory.example.com'),
    ).toBeVisible();
    expect(shown.getByText('The request does not arrive.')).toBeVisible();
    const items = shown.getAllByRole('listitem').map(item => item.textContent);
    expect(items[0]).toMatch(/^not knownName.*has to lead/);
    expect(items[1]).toMatch(
      /^breaksCertificate Certificate inventory ended at [^.]*\b2026, [^.]+\.To mend it: See why.*Certificate inventory › status.notAfter/,
    );
  });

  it('tells what is beyond the break apart, and does not leave it out', async () => {
    renderTab(<TopologyContent />, { query: { trace: TO } });
    const beyond = within(
      await screen.findByRole('list', { name: /Beyond the break/ }),
    );
    const items = beyond.getAllByRole('listitem').map(one => one.textContent);
    expect(items).toHaveLength(3);
    expect(items[0]).toMatch(/^passesService It goes to Service web/);
    expect(items[2]).toMatch(/^breaksPolicy Policies deny it\. No rule allows/);
    expect(items[2]).toContain('NetworkPolicy mongodb › spec.ingress[0]');
  });

  it('leads to the object that says so', async () => {
    const user = userEvent.setup();
    const tab = renderTab(<TopologyContent />, { query: { trace: TO } });
    await user.click(
      await screen.findByRole('button', {
        name: 'Ingress inventory › spec.rules[0].http.paths[0].backend = web',
      }),
    );
    expect(tab.param('selected')).toBe(ingress.id);
    expect(tab.param('tab')).toBe('yaml');
  });

  it('is asked for from the panel of what requests come in by', async () => {
    const user = userEvent.setup();
    const tab = renderTab(<TopologyContent />, {
      query: { selected: ingress.id },
    });
    await user.click(
      await screen.findByRole('button', { name: 'Trace a request to it' }),
    );
    expect(tab.param('trace')).toBe(ingress.id);
    expect(await field()).toHaveValue(ingress.id);
  });

  it('is not asked for from the panel of what runs', async () => {
    renderTab(<TopologyContent />, { query: { selected: web.id } });
    await screen.findByRole('complementary', { name: 'Details of web' });
    expect(
      screen.queryByRole('button', { name: 'Trace a request to it' }),
    ).not.toBeInTheDocument();
  });

  it('says which hosts there are where nothing answers', async () => {
    const user = userEvent.setup();
    const tab = renderTab(<TopologyContent />, {
      query: { trace: 'other.example.org' },
    });
    expect(
      await screen.findByText(
        'Nothing of this app answers to other.example.org',
      ),
    ).toBeVisible();
    await user.click(
      screen.getByRole('button', { name: 'inventory.example.com' }),
    );
    expect(tab.param('trace')).toBe('inventory.example.com');
    expect(
      await screen.findByText('The request does not arrive.'),
    ).toBeVisible();
  });

  it('says why something is no question', async () => {
    renderTab(<TopologyContent />, { query: { trace: 'not a host' } });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('This cannot be traced');
    expect(alert).toHaveTextContent('This is no URL, host or address.');
  });

  it('says that it could not be loaded, and tries again', async () => {
    let isDown = true;
    const user = userEvent.setup();
    renderTab(<TopologyContent />, {
      query: { trace: webService.id },
      api: {
        traceRequest: async (_, to) => {
          if (isDown) {
            throw new Error('the backend is down');
          }
          return { ...noTrace(to), hosts: [] };
        },
      },
    });
    const shown = within(await section());
    expect(await shown.findByText('the backend is down')).toBeVisible();
    isDown = false;
    await user.click(shown.getByRole('button', { name: 'Try again' }));
    expect(await shown.findByText(/It has no Service, Ingress/)).toBeVisible();
  });

  it('says that not all that may take the request was looked at, or is shown', async () => {
    renderTab(<TopologyContent />, {
      query: { trace: TO },
      api: {
        traceRequest: async (_, to) => ({
          ...(await traceOf(to)),
          left: 3,
          othersHidden: true,
        }),
      },
    });
    const shown = within(await section());
    expect(
      await shown.findByText(/^3 rules or routes were not looked at/),
    ).toBeVisible();
    expect(shown.getByText(/namespaces that you are not shown/)).toBeVisible();
  });

  it('is closed, and the URL forgets it', async () => {
    const user = userEvent.setup();
    const tab = renderTab(<TopologyContent />, { query: { trace: TO } });
    await user.click(
      await screen.findByRole('button', { name: /Close the way/ }),
    );
    expect(tab.param('trace')).toBeNull();
    expect(
      screen.queryByRole('region', { name: 'The way of a request' }),
    ).not.toBeInTheDocument();
  });
});
