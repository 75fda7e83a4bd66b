import { namespaceReadPermission } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { eventually } from '../__testUtils__';
import { ownedNamespace, TEAM_A, TEAM_B } from '../__testUtils__/byTeam';
import { inventory, inventorySystem } from '../__testUtils__/inventory';
import { startPortal } from '../__testUtils__/portal';
import { PlainObject } from '../clusters';
import {
  createNamespaceConditionalDecision,
  namespaceConditions,
} from '../permissions';

jest.setTimeout(60_000);

const APP = '/v1/apps/system/default/inventory/modernization';
const ALL = '/v1/modernization';
const GI = 2 ** 30;

/** A VM of the app in the namespace of another team. */
const ledger: PlainObject = {
  apiVersion: 'kubevirt.io/v1',
  kind: 'VirtualMachine',
  metadata: {
    name: 'ledger',
    namespace: 'payroll',
    labels: { 'app.kubernetes.io/part-of': 'inventory' },
  },
  spec: {
    runStrategy: 'Halted',
    template: {
      spec: { domain: { cpu: { cores: 3 }, memory: { guest: '8Gi' } } },
    },
  },
};
const till = {
  ...inventorySystem,
  metadata: {
    name: 'till',
    namespace: 'default',
    annotations: {
      'backstage.io/kubernetes-label-selector':
        'app.kubernetes.io/part-of=till',
    },
  },
};

/** A part of the first one, which is an app by itself as well. */
const front = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'front',
    namespace: 'default',
    annotations: {
      'backstage.io/kubernetes-label-selector':
        'app.kubernetes.io/part-of=inventory',
      'backstage.io/kubernetes-namespace': 'inventory',
    },
  },
};

const amount = (value: number, unknown = 0) => ({ value, unknown });
const shareOf = (count: number, cpu: object, memory: object) => ({
  count,
  cpu,
  memory,
});
const web = shareOf(1, amount(0, 1), amount(0, 1));
const bothVms = shareOf(2, amount(5), amount(12 * GI));
const mongodb = shareOf(1, amount(2), amount(4 * GI));
/** How it moved is added up app by app. */
const ofEachApp = {
  vm: shareOf(3, amount(7), amount(16 * GI)),
  container: shareOf(2, amount(0, 2), amount(0, 2)),
};

describe('the way into containers', () => {
  let portal: Awaited<ReturnType<typeof startPortal>>;
  beforeAll(async () => {
    portal = await startPortal({
      objects: [
        ownedNamespace('inventory', TEAM_A),
        ownedNamespace('payroll', TEAM_B),
        ...inventory,
        ledger,
      ],
      entities: [inventorySystem, till, front],
    });
    await portal.runTask('record-history');
  });
  afterAll(() => portal?.stop());
  beforeEach(() => {
    delete portal.policy[namespaceReadPermission.name];
  });

  const readsOwn = () => {
    portal.policy[namespaceReadPermission.name] =
      createNamespaceConditionalDecision(
        namespaceReadPermission,
        namespaceConditions.isOwner({ claims: [TEAM_A] }),
      );
  };

  it('is told of an app: what runs in what, what waits for what, and since when', async () => {
    const { body } = await portal.get(APP);
    expect(body).toMatchObject({
      entityRef: 'system:default/inventory',
      stage: 'mixed',
      isWhole: true,
      figures: { vm: bothVms, container: web },
      waits: [
        {
          source: 'onprem/inventory/apps/Deployment/web',
          target: 'onprem/inventory/kubevirt.io/VirtualMachine/mongodb-vm',
          relation: 'connects',
          through: 'mongodb',
          ports: '27017',
        },
      ],
      series: [{ figures: { vm: bothVms, container: web } }],
    });
    expect(
      body.components.map(({ name }: { name: string }) => name).sort(),
    ).toEqual(['ledger', 'mongodb-vm', 'web']);
  });

  it('is not sent again to who has it', async () => {
    const { headers } = await portal.get(APP);
    const again = await portal.get(APP, {
      headers: { 'If-None-Match': headers.etag },
    });
    expect(again.status).toBe(304);
  });

  it('is told over all apps, page by page, with sums in which each object is once', async () => {
    const { body } = await portal.get(`${ALL}?limit=2`);
    const totals = {
      apps: 3,
      stages: { vms: 0, mixed: 2, containers: 0, none: 1, unknown: 0 },
      figures: { vm: bothVms, container: web },
    };
    expect(body).toMatchObject({
      items: [
        {
          entityRef: 'component:default/front',
          figures: { vm: mongodb, container: web },
        },
        {
          entityRef: 'system:default/inventory',
          stage: 'mixed',
          waits: 1,
          isWhole: true,
        },
      ],
      totals,
      series: [{ figures: ofEachApp }],
      notInSeries: 0,
      knowledge: [],
    });
    const next = await portal.get(`${ALL}?limit=2&cursor=${body.nextCursor}`);
    expect(next.body).toMatchObject({
      items: [{ entityRef: 'system:default/till', stage: 'none' }],
      totals,
    });
    expect(next.body.nextCursor).toBeUndefined();
    const list = await portal.get('/v1/apps');
    expect(list.body.totals).toMatchObject({ apps: 3, vms: 2, containers: 1 });
    expect(
      list.body.items.map(({ vms }: { vms: number }) => vms).sort(),
    ).toEqual([0, 1, 2]);
    const found = await portal.get('/v1/apps?search=front');
    expect(found.body.totals).toMatchObject({ apps: 1, vms: 1, containers: 1 });
  });

  it('is told to who sees a part of an app of that part, and not how it moved', async () => {
    readsOwn();
    const { body } = await portal.get(APP);
    expect(body).toMatchObject({
      stage: 'mixed',
      isWhole: false,
      figures: { vm: mongodb, container: web },
    });
    expect(body.series).toBeUndefined();
    expect(JSON.stringify(body)).not.toMatch(/ledger|payroll/);
    const all = await portal.get(ALL);
    expect(all.body).toMatchObject({
      totals: { figures: { vm: mongodb, container: web } },
      notInSeries: 1,
    });
    expect(JSON.stringify(all.body.series)).not.toContain(`${12 * GI}`);
  });
});

it('moves as the cluster does', async () => {
  const portal = await startPortal({
    objects: [...inventory, ledger],
    entities: [inventorySystem],
  });
  try {
    await portal.runTask('record-history');
    portal.sandbox.store.delete({
      group: 'kubevirt.io',
      kind: 'VirtualMachine',
      namespace: 'payroll',
      name: 'ledger',
    });
    await eventually(async () => {
      const { body } = await portal.get(APP);
      expect(body.figures.vm).toEqual(mongodb);
    });
    await portal.runTask('record-history');
    const { body } = await portal.get(APP);
    expect(body.series.at(-1).figures.vm).toEqual(mongodb);
  } finally {
    await portal.stop();
  }
});

it('is not told of how it moved where a cluster shows itself to each user alone', async () => {
  const portal = await startPortal({
    objects: inventory,
    entities: [inventorySystem],
    perUser: true,
  });
  try {
    await portal.runTask('record-history');
    const token = portal.sandbox.tokens.admin;
    const { body } = await portal.get(APP, {
      headers: { 'Backstage-Kubernetes-Authorization-oidc-okta': token },
    });
    expect(body).toMatchObject({
      isWhole: false,
      figures: { vm: { count: 1 }, container: { count: 1 } },
    });
    expect(body.series).toBeUndefined();
    const without = await portal.get(APP);
    expect(without.body).toMatchObject({ stage: 'unknown', series: [] });
  } finally {
    await portal.stop();
  }
});
