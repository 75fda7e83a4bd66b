import {
  ActDone,
  HybridAppsApi,
  Topology,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fixtureApi, renderTab } from '../../__testUtils__';
import { before, edge } from '../../__testUtils__/build';
import { erpTopology, oracle, scheduler } from '../../__testUtils__/erp';
import {
  disk,
  inventoryHistory,
  inventoryPolicy,
  inventoryTopology,
  mongodb,
  policy,
  web,
} from '../../__testUtils__/inventory';
import { usePolicyStatus } from '../../api';
import { NO_EXTENSIONS } from '../../extensions';
import { entityRouteRef } from '../../routes';
import { useTopologyParams } from '../useTopologyParams';
import { besideOf, drawnOf, foldedServices } from '../fold';
import { DetailsPanel } from './DetailsPanel';

const ERP = 'system:default/erp';
const routes = { '/entity/:kind/:namespace/:name': entityRouteRef };

/** What is told of an object, and what happened to its parts. */
const events: Partial<HybridAppsApi> = {
  getObject: async (_, id) => ({
    id,
    object: { apiVersion: 'v1', kind: 'Any', metadata: { name: 'any' } },
    events: [
      ['Pod', 'virt-launcher-mongodb-vm-x7d4t', 'BackOff'],
      ['DataVolume', 'mongodb-data', 'ErrClaimLost'],
      ['VirtualMachineInstance', 'mongodb-vm', 'SyncFailed'],
      ['VirtualMachine', 'mongodb-vm', 'FailedCreate'],
    ].map(([kind, name, reason], index) => ({
      type: 'Warning',
      reason,
      message: `${reason} of it`,
      lastSeen: before(index),
      object: { id: `${kind}/${name}`, apiVersion: 'v1', kind, name },
    })),
  }),
};

/** What is selected, without the graph or table beside it. */
function Selected({ topology }: { topology: Topology }) {
  const [params, changes] = useTopologyParams();
  const { value: status } = usePolicyStatus(true);
  return (
    params.selected && (
      <DetailsPanel
        id={params.selected}
        topology={topology}
        beside={besideOf(
          drawnOf(topology, foldedServices(topology)),
          params.selected,
        )}
        told={{ policy: status, isLoading: false }}
        params={params}
        changes={changes}
        extensions={NO_EXTENSIONS}
        onClose={() => changes.select(undefined)}
      />
    )
  );
}

async function open(
  selected: string,
  options: Parameters<typeof renderTab>[1] = {},
) {
  const topology = options.entityRef === ERP ? erpTopology : inventoryTopology;
  const tab = renderTab(<Selected topology={topology} />, {
    routes,
    ...options,
    query: { selected, ...options.query },
  });
  const panel = await screen.findByRole('complementary', {
    name: /^Details of/,
  });
  return { tab, panel, user: userEvent.setup() };
}

async function part(panel: HTMLElement, name: string) {
  const heading = await within(panel).findByRole('heading', { name });
  const section = heading.closest('section');
  if (!section) {
    throw new Error(`${name} heads nothing`);
  }
  return section;
}

const linesOf = (section: HTMLElement) =>
  within(section)
    .getAllByRole('listitem')
    .map(({ textContent }) => textContent?.trim());

describe('the overview of a VM', () => {
  it('says how it is and since when, where it is, and what it has', async () => {
    const { panel } = await open(mongodb.id);
    expect(within(panel).getByText('VM · onprem / inventory')).toBeVisible();
    const since = within(panel).getByText(/^since \d+ days$/);
    expect(since.parentElement).toHaveTextContent(/^Running\s?since/);
    expect(
      within(panel).getByText(
        '2 vCPU · 4 GiB · metal-2 · Debian GNU/Linux 12 (bookworm)',
      ),
    ).toBeVisible();
  });

  it('asks what it uses when that is looked at, and not before', async () => {
    const getMetrics = jest.fn(fixtureApi().getMetrics);
    const { panel, tab, user } = await open(mongodb.id, {
      api: { ...events, getMetrics },
    });
    expect(getMetrics).not.toHaveBeenCalled();
    await user.click(within(panel).getByRole('tab', { name: 'Metrics' }));
    expect(
      await within(panel).findByRole('slider', {
        name: /^Memory of mongodb-vm/,
      }),
    ).toBeVisible();
    expect(tab.param('tab')).toBe('metrics');
    expect(getMetrics.mock.calls.map(([, query]) => query)).toEqual([
      { id: mongodb.id, range: '1h' },
    ]);
  });

  it('copies its address', async () => {
    const { panel, user } = await open(mongodb.id);
    const copy = jest.spyOn(navigator.clipboard, 'writeText');
    await user.click(
      within(panel).getByRole('button', { name: 'Copy 10.244.2.31' }),
    );
    expect(copy).toHaveBeenCalledWith('10.244.2.31');
  });

  it('says who may reach it, why, and that nobody else may', async () => {
    const { panel } = await open(mongodb.id);
    const callers = await part(panel, 'May be reached by');
    expect(await within(callers).findByText('nobody else')).toBeVisible();
    expect(linesOf(callers)).toEqual([
      'web (Deployment) allowed TCP 27017why ›',
      'its node, always',
      'nobody else',
    ]);
    const why = within(callers).getByRole('link', {
      name: 'Why web (Deployment) may',
    });
    const { pathname, searchParams } = new URL(
      why.getAttribute('href') ?? '',
      'http://portal',
    );
    expect(pathname).toBe('/entity/system/default/inventory/policies');
    expect(Object.fromEntries(searchParams)).toEqual({
      from: web.id,
      to: mongodb.id,
    });
    expect(linesOf(await part(panel, 'May reach'))).toEqual([
      'anything: no policy limits it',
    ]);
  });

  it('claims that nobody else may only where nobody is left out', async () => {
    const [peer, ...peers] = inventoryPolicy.peers;
    const { panel } = await open(mongodb.id, {
      api: {
        getPolicyStatus: async () => ({
          value: {
            ...inventoryPolicy,
            peers: [{ ...peer, workloads: 200, expandable: true }, ...peers],
          },
        }),
      },
    });
    expect(
      await within(panel).findByText(/^whoever else may is told/),
    ).toBeVisible();
    expect(within(panel).queryByText('nobody else')).toBeNull();
  });

  it('says what policy denies though the app needs it, and leads there', async () => {
    const { tab, panel, user } = await open(oracle.id, { entityRef: ERP });
    const callers = await part(panel, 'May be reached by');
    const needed = within(callers).getByRole('button', {
      name: 'denied, but needed ›',
    });
    expect(needed.closest('li')).toHaveTextContent(
      /^batch-settlement-and-reconciliation-worker \(StatefulSet\) denied\s?1521/,
    );
    await user.click(needed);
    expect(tab.param('selected')).toBe(
      erpTopology.edges.find(({ verdict }) => verdict === 'denied')?.id,
    );
  });

  it('warns of an interface that no policy covers', async () => {
    const { tab, panel, user } = await open(oracle.id, { entityRef: ERP });
    const warning = within(panel).getByText(
      /^Interface backup \(erp\/backup-vlan\): no policy covers it/,
    );
    expect(within(panel).queryByText(/^Interface default/)).toBeNull();
    await user.click(
      within(warning).getByRole('button', { name: 'Show it ›' }),
    );
    expect(tab.param('tab')).toBe('network');
  });

  it('tells the cause in words, and the message behind it', async () => {
    const { panel, user } = await open(scheduler.id, { entityRef: ERP });
    expect(within(panel).getByText('no node fits')).toBeVisible();
    const raw = within(panel).getByText(
      /^ErrorUnschedulable: 0\/6 nodes are available/,
    );
    expect(raw).not.toBeVisible();
    await user.click(within(panel).getByText('Raw message'));
    expect(raw).toBeVisible();
  });

  it('tells each disk once, and leads to what is behind it', async () => {
    const { tab, panel, user } = await open(mongodb.id);
    const storage = await part(panel, 'Storage');
    expect(linesOf(storage)).toEqual([
      'root 20Gi · ceph-rbd Disk mongodb-data Succeeded',
      'cloudinit cloudInitNoCloud',
    ]);
    expect(within(panel).queryByRole('tab', { name: 'Disks' })).toBeNull();
    await user.click(
      within(storage).getByRole('button', { name: 'Disk mongodb-data' }),
    );
    expect(tab.param('selected')).toBe(disk.id);
  });

  it('tells the last events of all that it consists of, in one list', async () => {
    const { tab, panel, user } = await open(mongodb.id, { api: events });
    const last = await part(panel, 'Last events');
    await within(last).findByText(/virt-launcher-mongodb-vm-x7d4t/);
    expect(within(last).getAllByRole('listitem')).toHaveLength(3);
    await user.click(within(last).getByRole('button', { name: 'All 4 ›' }));
    expect(tab.param('tab')).toBe('timeline');
  });
});

describe('the tabs', () => {
  it('tell what happened to a component, by the address too', async () => {
    const asked: Array<string | undefined> = [];
    const launcher = mongodb.members[0].id;
    const actOn = (object: string): ActDone => ({
      id: object,
      act: 'vm-stop',
      object,
      askedBy: 'user:default/ann',
      state: 'done',
      askedAt: before(1),
      until: before(0),
    });
    const { panel } = await open(mongodb.id, {
      query: { tab: 'timeline', component: web.id },
      api: {
        getHistory: async (_, { id } = {}) => {
          asked.push(id);
          return {
            items: inventoryHistory.filter(({ component }) => component === id),
          };
        },
        listActs: async () => ({
          items: [mongodb.id, launcher, web.id].map(actOn),
        }),
        listEvents: async (_, { id } = {}) => {
          asked.push(id);
          return {
            items: [
              {
                type: 'Warning',
                reason: 'BackOff',
                message: 'It ails',
                lastSeen: before(3),
                component: mongodb.id,
              },
            ],
            left: 0,
            lacks: [],
          };
        },
      },
    });
    await within(panel).findByText('Warning: BackOff');
    await within(panel).findAllByText(/^Stop: /);
    const rows = within(panel).getAllByRole('listitem');
    expect(
      rows.map(row => within(row).getAllByRole('paragraph')[0].textContent),
    ).toEqual([
      'Stop: mongodb-vm',
      expect.stringMatching(/^Stop: /),
      'Warning: BackOff',
      'mongodb-vm is isolated for ingress by NetworkPolicy mongodb',
      'mongodb-vm appeared',
    ]);
    expect(rows[0]).toHaveTextContent(/ann/);
    expect(new Set(asked)).toEqual(new Set([mongodb.id]));
    // Of one there is no choice.
    expect(within(panel).queryByText('Component')).toBeNull();
  });

  it('say that nothing happened to a component', async () => {
    const { panel } = await open(mongodb.id, {
      query: { tab: 'timeline' },
      api: { getHistory: async () => ({ items: [] }) },
    });
    expect(
      await within(panel).findByText(/^Nothing changed, nobody/),
    ).toBeVisible();
  });

  it('say how many policies select it, and lead to them', async () => {
    const { tab, panel, user } = await open(mongodb.id);
    await user.click(
      await within(panel).findByRole('tab', { name: 'Policies (1)' }),
    );
    await user.click(
      within(panel).getByRole('button', { name: 'Network policy mongodb' }),
    );
    expect(tab.param('selected')).toBe(policy.id);
  });

  it('say why it is here', async () => {
    const { panel } = await open(web.id, { query: { tab: 'why' } });
    expect(
      within(panel).getByText(/carries the label app.kubernetes.io\/part-of/),
    ).toBeVisible();
  });
});

describe('the details of a line that tells several', () => {
  it('lead to what else it tells', async () => {
    const user = userEvent.setup();
    const declared = edge(web, mongodb, 'depends-on', 'The catalog says so.');
    const connects = inventoryTopology.edges.find(
      ({ source, relation }) => source === web.id && relation === 'connects',
    );
    const topology = {
      ...inventoryTopology,
      edges: [...inventoryTopology.edges, declared],
    };
    const tab = renderTab(<Selected topology={topology} />, {
      routes,
      query: { selected: declared.id },
    });
    expect(await screen.findByText('The catalog says so.')).toBeVisible();
    await user.click(
      screen.getByRole('button', {
        name: 'Deployment web connects to Service mongodb on 27017 (allowed)',
      }),
    );
    expect(tab.param('selected')).toBe(connects?.id);
    expect(
      await screen.findByRole('button', {
        name: 'Deployment web depends on VM mongodb-vm',
      }),
    ).toBeVisible();
  });
});
