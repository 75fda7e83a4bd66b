import { screen, waitFor, within } from '@testing-library/react';
import userEvent, {
  PointerEventsCheckLevel,
} from '@testing-library/user-event';
import { act } from 'react';
import { runbookPlugin } from '../../../dev/example/plugin';
import { renderTab } from '../../__testUtils__';
import { renderPortal } from '../../__testUtils__/renderPortal';
import {
  inventoryTopology,
  mongodb,
  webService,
} from '../../__testUtils__/inventory';
import { entityRouteRef } from '../../routes';
import { TopologyContent } from '../TopologyContent';

// A pane that is dragged lets the pointer through to its cards, which is worked out by layout.
const setup = () =>
  userEvent.setup({ pointerEventsCheck: PointerEventsCheckLevel.Never });
const off = {
  getTopology: async () => ({
    value: {
      ...inventoryTopology,
      nodes: inventoryTopology.nodes.map(node =>
        node.id === mongodb.id ? { ...node, facts: {} } : node,
      ),
    },
  }),
};
const card = (name: RegExp) => screen.findByRole('button', { name });
const vmCard = () => card(/^VM · 2 vCPU · 4 GiB mongodb-vm/);
/** Where an entity's page is. */
const routes = { '/entity/:kind/:namespace/:name': entityRouteRef };
const serviceCard = () => card(/^Service web (?!sends)/);
const menu = (name: string) =>
  screen.findByRole('menu', { name: `What can be done with ${name}` });
const itemsOf = (element: HTMLElement) =>
  within(element)
    .getAllByRole('menuitem')
    .map(({ textContent }) => textContent);

async function chosen(
  user: ReturnType<typeof userEvent.setup>,
  target: HTMLElement,
  name: string,
) {
  await user.pointer({ keys: '[MouseRight]', target });
  await user.click(await screen.findByRole('menuitem', { name }));
}

describe('the menu of a card', () => {
  it('opens by a right click, and has what can be done with a workload', async () => {
    const user = setup();
    renderTab(<TopologyContent />, { routes });
    await user.pointer({ keys: '[MouseRight]', target: await vmCard() });
    const opened = await menu('mongodb-vm');
    // Of its cluster, which is asked as the menu opens.
    await within(opened).findByRole('menuitem', { name: /^Nothing can be/ });
    expect(itemsOf(opened)).toEqual([
      'Open details',
      'Find it',
      'Only what it is connected with',
      'Who can reach it',
      'Copy name',
      'Copy link',
      'Nothing can be done to it from here',
    ]);
    const link = within(opened).getByRole('menuitem', {
      name: 'Who can reach it',
    });
    expect(new URL(link.getAttribute('href') ?? '', 'http://x')).toMatchObject({
      pathname: '/entity/system/default/inventory/policies',
      search: `?${new URLSearchParams({ to: mongodb.id })}`,
    });
  });

  it.each(['{ContextMenu}', '{Shift>}{F10}{/Shift}'])(
    'opens by %s, and gives the focus back on Esc',
    async keys => {
      const user = setup();
      const tab = renderTab(<TopologyContent />, {
        query: { selected: webService.id },
      });
      const vm = await vmCard();
      act(() => vm.focus());
      await user.keyboard(keys);
      const items = within(await menu('mongodb-vm')).getAllByRole('menuitem');
      await waitFor(() =>
        expect(items.some(item => item === document.activeElement)).toBe(true),
      );
      await user.keyboard('{Escape}');
      await waitFor(() => expect(vm).toHaveFocus());
      expect(screen.queryByRole('menu')).toBeNull();
      // The Esc was the menu's, not that of the details.
      expect(tab.param('selected')).toBe(webService.id);
    },
  );

  it('opens details, from which the focus comes back to the card', async () => {
    const user = setup();
    renderTab(<TopologyContent />);
    const vm = await vmCard();
    await chosen(user, vm, 'Open details');
    const heading = await screen.findByRole('heading', { name: 'mongodb-vm' });
    await waitFor(() => expect(heading).toHaveFocus());
    await user.keyboard('{Escape}');
    await waitFor(() => expect(vm).toHaveFocus());
  });

  it('finds it, and traces a request where one goes', async () => {
    const user = setup();
    const tab = renderTab(<TopologyContent />);
    await chosen(user, await vmCard(), 'Find it');
    expect(tab.param('find')).toBe('mongodb-vm');
    await chosen(user, await serviceCard(), 'Trace a request to it');
    expect(tab.param('trace')).toBe(webService.id);
  });

  it('shows what it is connected with alone, and leads out of that again', async () => {
    const user = setup();
    const tab = renderTab(<TopologyContent />);
    await chosen(user, await vmCard(), 'Only what it is connected with');
    expect(tab.param('around')).toBe(mongodb.id);
    expect(
      await screen.findByText(
        'Only VM mongodb-vm and what it is connected with is shown.',
      ),
    ).toBeVisible();
    await waitFor(() => expect(screen.queryByText('Internet')).toBeNull());
    expect(await vmCard()).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Show all' }));
    expect(await screen.findByText('Internet')).toBeVisible();
    expect(tab.param('around')).toBeNull();
  });

  it('says that what a link wants to be shown alone is gone', async () => {
    const user = setup();
    renderTab(<TopologyContent />, { query: { around: 'onprem/x//Pod/gone' } });
    expect(
      await screen.findByText(/it is no longer part of the app/),
    ).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Show all' }));
    expect(await vmCard()).toBeVisible();
  });

  it('copies the name, and a link that selects it', async () => {
    const user = setup();
    renderTab(<TopologyContent />, { query: { view: 'graph' } });
    const copy = jest.spyOn(navigator.clipboard, 'writeText');
    await chosen(user, await vmCard(), 'Copy name');
    await waitFor(() => expect(copy).toHaveBeenLastCalledWith('mongodb-vm'));
    await chosen(user, await vmCard(), 'Copy link');
    const link = new URLSearchParams({ view: 'graph', selected: mongodb.id });
    await waitFor(() =>
      expect(copy).toHaveBeenLastCalledWith(`http://localhost/?${link}`),
    );
  });
});

describe('the menu with what another plugin adds', () => {
  it('has its act, which is unavailable where it says so', async () => {
    const user = setup();
    renderPortal({ plugins: [runbookPlugin], api: off });
    await user.pointer({
      keys: '[MouseRight]',
      target: await card(/^VM mongodb-vm Running/),
    });
    const item = await screen.findByRole('menuitem', {
      name: /^Copy SSH command: It has no address/,
    });
    expect(item).toHaveAttribute('aria-disabled', 'true');
  });

  it('does it, and tells what went wrong', async () => {
    const user = setup();
    renderPortal({ plugins: [runbookPlugin] });
    jest
      .spyOn(navigator.clipboard, 'writeText')
      .mockRejectedValue(new Error('Write permission denied.'));
    await chosen(user, await vmCard(), 'Copy SSH command');
    // It comes into view by an animation, which is the portal's.
    expect(
      await screen.findByText('Copy SSH command: this did not work'),
    ).toBeInTheDocument();
    expect(screen.getByText('Write permission denied.')).toBeInTheDocument();
  });
});

describe('the acts in the details', () => {
  it('are of the same list', async () => {
    renderTab(<TopologyContent />, { query: { selected: mongodb.id }, routes });
    expect(
      await screen.findByRole('link', { name: 'Who can reach it' }),
    ).toHaveAttribute('href', expect.stringMatching(/\/policies\?to=/));
  });
});
