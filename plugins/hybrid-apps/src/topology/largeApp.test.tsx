import { HybridAppsApi } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import ELK from 'elkjs/lib/elk-api';
import { giveHeights, renderTab } from '../__testUtils__';
import { inventoryPolicy } from '../__testUtils__/inventory';
import { largeTopology } from '../__testUtils__/largeTopology';
import { CARD_LIMIT } from './collapse';
import { TopologyContent } from './TopologyContent';

const topology = largeTopology(1_000);
const workload = (name: string) =>
  topology.nodes.find(node => node.name === name)?.id ?? '';

const cards = () => [...document.querySelectorAll<HTMLElement>('[data-node]')];
const place = (id: string) =>
  document.querySelector<HTMLElement>(`.react-flow__node[data-id="${id}"]`)
    ?.style.transform;
const shop1 = () =>
  screen.findByRole('button', { name: /onprem \/ shop-1 83 VMs/ });

/** Counts the cards that elk is given. */
function spyOnLayout() {
  const layOut = jest.spyOn(ELK.prototype, 'layout');
  return {
    cards: () =>
      layOut.mock.calls.reduce(
        (sum, [graph]) => sum + Object(graph).children.length,
        0,
      ),
    restore: () => layOut.mockRestore(),
  };
}

const renderLarge = (query: Record<string, string> = {}) =>
  renderTab(<TopologyContent />, {
    query,
    api: { getTopology: async () => ({ value: topology }) },
  });

describe('the graph of 1,000 workloads', () => {
  // Whether the graph or the table was looked at is remembered.
  afterEach(() => window.localStorage.clear());

  it('begins with no more cards than can be read, and says what is left out', async () => {
    const layout = spyOnLayout();
    renderLarge();
    expect(await shop1()).toHaveAccessibleName(
      /167 container workloads · 250 Services and routes · 250 disks/,
    );
    expect(await shop1()).toHaveTextContent('500 healthy');
    expect(cards().length).toBeGreaterThan(0);
    expect(cards().length).toBeLessThanOrEqual(CARD_LIMIT);
    expect(layout.cards()).toBeLessThanOrEqual(CARD_LIMIT);
    expect(
      screen.getByText(/^0 of 3000 components are drawn/),
    ).toBeInTheDocument();
    layout.restore();
  });

  it('opens a group by Enter where it stands, and closes it again', async () => {
    const user = userEvent.setup();
    const layout = spyOnLayout();
    const tab = renderLarge();
    const group = await shop1();
    expect(group).toHaveAttribute('aria-expanded', 'false');
    const others = cards().map(({ dataset }) => dataset.node ?? '');
    const before = others.map(place);
    act(() => group.focus());
    await user.keyboard('{Enter}');
    expect(
      await screen.findByRole('button', { name: /^workload-1 .* 1 disk / }),
    ).toHaveAttribute('aria-expanded', 'false');
    expect(others.map(place)).toEqual(before);
    expect(cards().length).toBeLessThanOrEqual(others.length + CARD_LIMIT);
    expect(layout.cards()).toBeLessThanOrEqual(CARD_LIMIT);
    expect(group).toHaveFocus();
    expect(group).toHaveAttribute('aria-expanded', 'true');
    expect(tab.param('open')).toBe(encodeURIComponent('group:onprem/shop-1'));
    await user.keyboard('{Enter}');
    await waitFor(() => expect(cards()).toHaveLength(others.length));
    layout.restore();
  });

  it('leads to the table where there is no room for all', async () => {
    const user = userEvent.setup();
    const tab = renderLarge({ open: 'group:onprem/shop-1' });
    const more = await screen.findByRole('button', {
      name: /^and \d+ more .* disks /,
    });
    act(() => more.focus());
    await user.keyboard('{Enter}');
    expect(tab.param('view')).toBe('table');
    expect(
      await screen.findByRole('grid', { name: 'Components' }),
    ).toHaveAttribute('aria-rowcount', '3001');
  });

  it('lists what is found in groups, and opens them for it', async () => {
    const user = userEvent.setup();
    const tab = renderLarge({ find: 'workload-997' });
    const hits = within(
      await screen.findByRole('region', { name: 'Found in groups:' }),
    );
    expect(await shop1()).toHaveTextContent('1 match');
    await user.click(
      hits.getByRole('button', {
        name: 'Deployment workload-997 in onprem / shop-1',
      }),
    );
    expect(tab.param('selected')).toBe(workload('workload-997'));
    const card = await screen.findByRole('button', {
      name: /^Deployment workload-997 healthy/,
    });
    expect(card).toHaveAttribute('aria-pressed', 'true');
    expect(await shop1()).toHaveAttribute('aria-expanded', 'true');
  });

  it('closes a group with what is selected in it', async () => {
    const user = userEvent.setup();
    const tab = renderLarge({ selected: workload('workload-997') });
    await screen.findByRole('button', {
      name: /^Deployment workload-997 healthy/,
    });
    const group = await shop1();
    act(() => group.focus());
    await user.keyboard('{Enter}');
    expect(tab.param('selected')).toBeNull();
    await waitFor(async () =>
      expect(await shop1()).toHaveAttribute('aria-expanded', 'false'),
    );
  });

  describe('of which policy tells by namespace', () => {
    const row = (name: string) => ({
      id: `onprem///Namespace/${name}/app`,
      cluster: 'onprem',
      kind: 'Namespace',
      name,
      inApp: true,
      workloads: 250,
      expandable: true,
    });
    const [from, to] = ['workload-1', 'workload-6'].map(workload);
    const allowed = (source: string, destination: string) => ({
      source,
      destination,
      verdict: 'allowed' as const,
      ports: 'TCP 8080',
    });
    const show = (listPolicyPeers: HybridAppsApi['listPolicyPeers']) =>
      renderTab(<TopologyContent />, {
        query: { selected: from },
        api: {
          getTopology: async () => ({ value: topology }),
          getPolicyStatus: async () => ({
            value: {
              ...inventoryPolicy,
              peers: [row('shop-1'), row('shop-2')],
              connections: [allowed(row('shop-1').id, row('shop-2').id)],
            },
          }),
          listPolicyPeers,
        },
      });
    const shop2 = () =>
      screen.findByRole('button', { name: /onprem \/ shop-2 83 VMs/ });

    it('lights the groups of those that may connect with what is selected', async () => {
      show(async (_, { peer }) => ({
        items: [],
        connections: peer === row('shop-2').id ? [allowed(to, from)] : [],
        others: [],
      }));
      const group = await shop2();
      await waitFor(() =>
        expect(group).toHaveAttribute('data-emphasis', 'lit'),
      );
      expect(
        await screen.findByRole('button', { name: /onprem \/ shop-3 / }),
      ).toHaveAttribute('data-emphasis', 'dimmed');
    });

    it('says so while that is not known, and where it cannot be', async () => {
      let fail: (error: Error) => void = () => {};
      show(
        () =>
          new Promise((_, reject) => {
            fail = reject;
          }),
      );
      expect(
        await screen.findByText(/connect with it is being loaded/),
      ).toBeVisible();
      act(() => fail(new Error('The backend is away')));
      expect(
        await screen.findByText(/is not highlighted: The backend is away/),
      ).toBeVisible();
      expect(await shop2()).toHaveAttribute('data-emphasis', 'dimmed');
    });
  });

  it('bundles what leads from group to group, and opens both by it', async () => {
    const user = userEvent.setup();
    const tab = renderLarge({ open: 'group:onprem/shop-1' });
    await user.click(
      await screen.findByRole('button', {
        name: '1 connection from workload-1 to workload-5 (at worst allowed)',
      }),
    );
    expect(
      await screen.findByRole('button', { name: 'Service service-5' }),
    ).toBeVisible();
    expect(tab.param('open')?.split(',')).toHaveLength(3);
  });
});

describe('the table of 1,000 workloads', () => {
  let restore: () => void;
  beforeEach(() => {
    restore = giveHeights({ box: 440, row: 44 });
  });
  afterEach(() => {
    restore();
    window.localStorage.clear();
  });

  const grid = async (name: string) =>
    within(await screen.findByRole('grid', { name }));

  it('is one list, of which the rows in sight are in the document', async () => {
    renderLarge({ view: 'table' });
    const table = await screen.findByRole('grid', { name: 'Components' });
    expect(table).toHaveAttribute('aria-rowcount', '3001');
    expect(within(table).getAllByRole('row').length).toBeLessThan(40);
    expect(
      await screen.findByRole('grid', { name: 'Connections' }),
    ).toHaveAttribute('aria-rowcount', '2997');
  });

  it('comes with the row that the URL says', async () => {
    renderLarge({ view: 'table', selected: workload('workload-997') });
    const row = (await grid('Components')).getByRole('row', { selected: true });
    expect(row).toHaveTextContent('workload-997');
    expect(row).toHaveAttribute('aria-rowindex', '2994');
  });

  it('is searched and sorted as a whole', async () => {
    renderLarge({ view: 'table', find: '-99', components: '-component' });
    const rows = (await grid('Components')).getAllByRole('row');
    expect(
      rows
        .slice(1, 4)
        .map(row => within(row).getByRole('rowheader').textContent),
    ).toEqual(['workload-999', 'workload-998', 'workload-997']);
    expect(rows).toHaveLength(1 + 3 * 11);
  });
});
