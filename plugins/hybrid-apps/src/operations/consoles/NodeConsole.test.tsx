import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { mongodb, web } from '../../__testUtils__/inventory';
import { renderPortal } from '../../__testUtils__/renderPortal';

const inUse = Object.assign(new Error('Request failed with 409'), {
  statusCode: 409,
  cause: new Error("'user:default/ben' has this console since noon."),
});

describe('the console of a VM in the panel', () => {
  it('is opened by a button alone, and asks whether to watch or to take over', async () => {
    const user = userEvent.setup();
    const openConsole = jest.fn().mockRejectedValue(inUse);
    renderPortal({
      plugins: [],
      query: { selected: mongodb.id, tab: 'console' },
      api: { openConsole },
    });
    const region = await screen.findByRole('region', {
      name: 'Serial port of mongodb-vm',
    });
    expect(openConsole).not.toHaveBeenCalled();
    expect(region).toHaveTextContent(/never what you type/);
    await user.click(within(region).getByRole('button', { name: 'Open' }));
    expect(
      await within(region).findByText(/'user:default\/ben' has this console/),
    ).toBeVisible();
    await user.click(within(region).getByRole('button', { name: 'Watch' }));
    expect(openConsole.mock.calls.map(([, asked]) => asked)).toEqual([
      { id: mongodb.id, kind: 'serial' },
      { id: mongodb.id, kind: 'serial', join: 'watch' },
    ]);
    expect(
      within(region).getByRole('button', { name: 'Take it over' }),
    ).toBeVisible();
  });
});

describe('a shell in the panel', () => {
  it('is in the container that is chosen of those that run on', async () => {
    const user = userEvent.setup();
    const openConsole = jest.fn().mockRejectedValue(inUse);
    renderPortal({
      plugins: [],
      query: { selected: web.id, tab: 'shell' },
      api: {
        openConsole,
        getObject: async (_, id) => ({
          id,
          object: { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' } },
          events: [],
          inside: {
            containers: [
              { name: 'web', role: 'app' },
              { name: 'proxy', role: 'sidecar' },
              { name: 'migrate', role: 'init' },
            ],
          },
        }),
      },
    });
    const picker = await screen.findByRole('button', { name: /Container/ });
    await user.click(picker);
    const options = await screen.findAllByRole('option');
    expect(options.map(({ textContent }) => textContent)).toEqual([
      'The main one',
      'web',
      'proxy',
    ]);
    await user.click(screen.getByRole('option', { name: 'proxy' }));
    await user.click(screen.getByRole('button', { name: 'Open a shell' }));
    expect(openConsole.mock.calls.map(([, asked]) => asked)).toEqual([
      { id: web.id, kind: 'exec', container: 'proxy' },
    ]);
    expect(
      screen
        .getByRole('link', { name: 'In a tab of its own' })
        .getAttribute('href'),
    ).toContain('container=proxy');
  });
});
