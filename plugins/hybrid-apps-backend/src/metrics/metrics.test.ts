import { Answer, askedCluster } from '../__testUtils__/askedCluster';
import { KubeClient, KubeObject, PlainObject } from '../clusters';
import { createStoreFromObjects } from '../kinds';
import { status } from '../__testUtils__/scriptedAnswers';
import { askFor } from './asked';
import { createMetrics } from './metrics';
import { UNTOLD, withNodeUse } from './nodeUse';
import { seconds } from './read';
import { describeUse, useInside } from './useInside';

const NODES = '/apis/metrics.k8s.io/v1beta1/nodes';
const PODS = '/apis/metrics.k8s.io/v1beta1/namespaces/shop/pods';
const NOW = new Date('2026-01-01T12:00:00Z');
const SOON = '2026-01-01T11:59:30Z';
const LONG_AGO = '2026-01-01T11:00:00Z';

/** As metrics-server answers. Source: k8s.io/metrics, v1beta1. */
const nodeMetrics = (name: string, timestamp = SOON) => ({
  kind: 'NodeMetrics',
  apiVersion: 'metrics.k8s.io/v1beta1',
  metadata: { name, creationTimestamp: NOW.toISOString() },
  timestamp,
  window: '20.036s',
  usage: { cpu: '1500000000n', memory: '2048Ki' },
});

const podMetrics = (
  name: string,
  containers: Record<string, [cpu: string, memory: string]>,
  timestamp = SOON,
) => ({
  kind: 'PodMetrics',
  apiVersion: 'metrics.k8s.io/v1beta1',
  metadata: { name, namespace: 'shop' },
  timestamp,
  window: '1m0s',
  containers: Object.entries(containers).map(([container, [cpu, memory]]) => ({
    name: container,
    usage: { cpu, memory },
  })),
});

/** A client that never answers. */
const stuckClient = (): KubeClient => ({
  cluster: 'onprem',
  request: () => new Promise(() => {}),
  list: () => new Promise(() => {}),
  watch: () => new Promise(() => {}),
  stream: () => new Promise(() => {}),
});

const create = (ticks?: () => number) =>
  createMetrics({ now: () => NOW, ticks });

describe('what nodes use', () => {
  it('is measured in cores and bytes, with when and for how long', async () => {
    const { cluster } = askedCluster({
      [NODES]: { body: [nodeMetrics('a'), nodeMetrics('b', SOON)] },
    });
    const { measurement, figures } = await create().nodes(cluster, 'user:x');
    expect(measurement).toEqual({
      state: 'measured',
      at: '2026-01-01T11:59:30.000Z',
      windowSeconds: 20.036,
    });
    expect(figures.get('a')?.used).toEqual({ cpu: 1.5, memory: 2 ** 21 });
  });

  it.each<[string, Answer, string, RegExp]>([
    [
      'the API is not there',
      { code: 404, says: '404 page not found' },
      'absent',
      /serves no metrics. Install metrics-server/,
    ],
    [
      'the account may not',
      { code: 403, says: status(403, 'Forbidden', 'User "p" cannot list') },
      'forbidden',
      /needs get and list of nodes of the API group metrics\.k8s\.io/,
    ],
    [
      'metrics-server is down',
      {
        code: 503,
        says: status(503, 'ServiceUnavailable', 'service unavailable'),
      },
      'unknown',
      /APIService v1beta1\.metrics\.k8s\.io/,
    ],
    [
      'it fails',
      { code: 500, says: status(500, 'InternalError', 'oops') },
      'unknown',
      /oops/,
    ],
  ])('is not known where %s, and the way out is told', async (...row) => {
    const [, answer, state, message] = row;
    const { cluster } = askedCluster({ [NODES]: answer });
    const measured = await create().nodes(cluster, 'user:x');
    expect(measured.measurement.state).toBe(state);
    expect(measured.measurement.message).toMatch(message);
    expect(measured.figures.size).toBe(0);
  });

  it('is told as old where it is, with its age', async () => {
    const { cluster } = askedCluster({
      [NODES]: {
        body: [nodeMetrics('a', LONG_AGO), nodeMetrics('b', LONG_AGO)],
      },
    });
    const { measurement, figures } = await create().nodes(cluster, 'user:x');
    expect(measurement).toMatchObject({
      state: 'stale',
      at: '2026-01-01T11:00:00.000Z',
    });
    expect([...figures.keys()]).toEqual(['a', 'b']);
  });

  it('is not told of a node that was measured long ago, where others are', async () => {
    const { cluster } = askedCluster({
      [NODES]: { body: [nodeMetrics('a'), nodeMetrics('b', LONG_AGO)] },
    });
    const { measurement, figures } = await create().nodes(cluster, 'user:x');
    expect(measurement).toEqual({
      state: 'measured',
      at: '2026-01-01T11:59:30.000Z',
      windowSeconds: 20.036,
    });
    expect([...figures.keys()]).toEqual(['a']);
  });

  it('is not asked of a cluster that takes own tokens alone', async () => {
    const { cluster, asked } = askedCluster({}, 'per-user');
    const { measurement } = await create().nodes(cluster, 'user:x');
    expect(measurement.state).toBe('unknown');
    expect(asked).toEqual([]);
  });

  it('is asked once for all who look within seconds, and again later', async () => {
    let ticks = 0;
    const metrics = create(() => ticks);
    const { cluster, asked } = askedCluster({
      [NODES]: { body: [nodeMetrics('a')] },
    });
    await Promise.all([
      metrics.nodes(cluster, 'user:x'),
      metrics.nodes(cluster, 'user:y'),
    ]);
    ticks = 9_999;
    await metrics.nodes(cluster, 'user:x');
    expect(asked).toHaveLength(1);
    ticks = 10_000;
    await metrics.nodes(cluster, 'user:x');
    expect(asked).toHaveLength(2);
  });

  it('is asked again where the cluster failed, not before some seconds are over', async () => {
    let ticks = 0;
    const metrics = create(() => ticks);
    const { cluster, asked } = askedCluster({});
    await metrics.nodes(cluster, 'user:x');
    await metrics.nodes(cluster, 'user:x');
    expect(asked).toHaveLength(1);
    ticks = 10_000;
    await metrics.nodes(cluster, 'user:x');
    expect(asked).toHaveLength(2);
  });

  it('is not refused to others because somebody asks for much', async () => {
    const { cluster } = askedCluster({ [NODES]: { body: [nodeMetrics('a')] } });
    const never = { ...cluster, clientFor: stuckClient };
    const metrics = create(() => 0);
    // Each of these takes a turn, and more wait than may.
    const many = Array.from({ length: 54 }, (_, n) =>
      metrics.pods(
        never,
        'shop',
        { by: 'name', names: [`p-${n}`] },
        'user:much',
      ),
    );
    expect(many).toHaveLength(54);
    const refused = await metrics.nodes(cluster, 'user:much');
    expect(refused.measurement.message).toMatch(/wait for their turn/);
    const { measurement } = await metrics.nodes(cluster, 'user:other');
    expect(measurement.state).toBe('measured');
  });

  const nodes = (...names: string[]) => ({
    state: 'known' as const,
    total: names.length,
    ready: names.length,
    counts: [],
    items: names.map(name => ({
      name,
      health: 'healthy' as const,
      roles: [],
      devices: [],
      podCIDRs: [],
      taints: [],
    })),
  });

  it('stands beside what each has, and nothing stands where it is not known', async () => {
    const { cluster } = askedCluster({
      [NODES]: { body: [nodeMetrics('a'), nodeMetrics('gone')] },
    });
    const measured = await create().nodes(cluster, 'user:x');
    const { items, use } = withNodeUse(nodes('a', 'b'), measured);
    expect(items.map(({ used }) => used)).toEqual([
      { cpu: 1.5, memory: 2 ** 21 },
      undefined,
    ]);
    expect(use?.state).toBe('measured');
    const untold = withNodeUse(nodes('a'), UNTOLD);
    expect(untold.use?.state).toBe('untold');
    expect(untold.items[0]).not.toHaveProperty('used');
  });

  it('is not nothing where no node is measured yet', async () => {
    const { cluster } = askedCluster({ [NODES]: { body: [] } });
    const measured = await create().nodes(cluster, 'user:x');
    expect(withNodeUse(nodes('a'), measured).use?.state).toBe('unknown');
  });
});

describe('how Pods are asked for', () => {
  const pod = (name: string, labels: Record<string, string>): KubeObject => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'shop', uid: name, labels },
  });
  const many = (of: (n: number) => Record<string, string>) =>
    Array.from({ length: 6 }, (_, n) => pod(`web-${n}`, of(n)));

  it.each<[string, KubeObject[], object]>([
    [
      'few by their names',
      many(() => ({ app: 'web' })).slice(0, 2),
      { by: 'name', names: ['web-0', 'web-1'] },
    ],
    [
      'many by what they have in common',
      many(n => ({ app: 'web', tier: 'front', index: `${n}` })),
      { by: 'labels', selector: 'app=web,tier=front' },
    ],
    [
      'the first of many that have nothing in common',
      many(n => ({ app: `${n}` })),
      { by: 'name', names: ['web-0', 'web-1', 'web-2', 'web-3'] },
    ],
  ])('%s', (_, pods, expected) => {
    expect(askFor(pods)).toEqual(expected);
  });
});

const container = (name: string, requests: object, limits?: object) => ({
  name,
  resources: { requests, ...(limits && { limits }) },
});

const pod = (
  name: string,
  containers: object[],
  owner?: string,
  phase = 'Running',
): PlainObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name,
    namespace: 'shop',
    uid: name,
    labels: { app: 'web' },
    ...(owner && {
      ownerReferences: [
        { apiVersion: 'v1', kind: 'Any', name: owner, uid: owner },
      ],
    }),
  },
  spec: { containers },
  status: { phase },
});

const owned = (
  apiVersion: string,
  kind: string,
  uid: string,
  body: object = {},
  owner?: { apiVersion: string; kind: string; uid: string },
): PlainObject => ({
  apiVersion,
  kind,
  metadata: {
    name: uid,
    namespace: 'shop',
    uid,
    ...(owner && {
      ownerReferences: [{ ...owner, name: owner.uid, controller: true }],
    }),
  },
  ...body,
});

const ownerRef = (apiVersion: string, kind: string, uid: string) => ({
  ownerReferences: [{ apiVersion, kind, name: uid, uid, controller: true }],
});

const deployment = owned('apps/v1', 'Deployment', 'web', {
  spec: { selector: { matchLabels: { app: 'web' } }, template: { spec: {} } },
});
const replicaSet = owned(
  'apps/v1',
  'ReplicaSet',
  'web-1',
  {},
  { apiVersion: 'apps/v1', kind: 'Deployment', uid: 'web' },
);
const webPod = (name: string, containers: object[], phase?: string) => {
  const one = pod(name, containers, undefined, phase);
  return {
    ...one,
    metadata: {
      ...one.metadata,
      ...ownerRef('apps/v1', 'ReplicaSet', 'web-1'),
    },
  };
};

async function useOf(
  answers: Readonly<Record<string, Answer>>,
  objects: readonly PlainObject[],
  { kind = 'Deployment', name = 'web', knowledge = true } = {},
) {
  const store = createStoreFromObjects('onprem', objects, {
    knowledge: [
      {
        cluster: 'onprem',
        kind: 'pods',
        state: knowledge ? 'synced' : 'forbidden',
      },
    ],
  });
  const groups = ['apps', 'kubevirt.io', ''];
  const object = groups
    .flatMap(group => store.list({ group, kind, namespace: 'shop' }))
    .find(one => one.metadata.name === name);
  if (!object) {
    throw new Error(`there is no ${kind} ${name}`);
  }
  const { cluster, asked } = askedCluster(answers);
  const use = await useInside(object, store, {
    cluster,
    metrics: create(),
    caller: 'user:x',
  });
  return { use, asked };
}

describe('what a workload uses', () => {
  const REQUESTS = { cpu: '250m', memory: '64Mi' };
  const LIMITS = { cpu: '1', memory: '128Mi' };
  const containers = [
    container('web', REQUESTS, LIMITS),
    container('proxy', { cpu: '50m' }),
  ];
  const objects = [
    deployment,
    replicaSet,
    webPod('web-1-a', containers),
    webPod('web-1-b', containers),
    webPod('web-1-c', containers, 'Pending'),
  ];

  it('is told of each Pod and container, and of all, beside requests and limits', async () => {
    const { use, asked } = await useOf(
      {
        [`${PODS}/web-1-a`]: {
          body: podMetrics('web-1-a', {
            web: ['100m', '10Mi'],
            proxy: ['10m', '1Mi'],
          }),
        },
        [`${PODS}/web-1-b`]: {
          body: podMetrics('web-1-b', {
            web: ['300m', '30Mi'],
            proxy: ['10m', '1Mi'],
          }),
        },
      },
      objects,
    );
    expect(asked).toEqual([`${PODS}/web-1-a`, `${PODS}/web-1-b`]);
    const MI = 2 ** 20;
    expect(use).toMatchObject({
      measurement: { state: 'measured', windowSeconds: 60 },
      running: 2,
      measured: 2,
      // Not every container says what memory it wants, nor how much it may have.
      total: { used: { cpu: 0.42, memory: 42 * MI }, requested: { cpu: 0.6 } },
      containers: [
        {
          name: 'web',
          used: { cpu: 0.4, memory: 40 * MI },
          requested: { cpu: 0.5, memory: 128 * MI },
          limit: { cpu: 2, memory: 256 * MI },
        },
        { name: 'proxy', requested: { cpu: 0.1 } },
      ],
      pods: [
        {
          name: 'web-1-b',
          used: { cpu: 0.31 },
          containers: [
            {
              name: 'web',
              used: { cpu: 0.3, memory: 30 * MI },
              requested: { cpu: 0.25, memory: 64 * MI },
              limit: { cpu: 1, memory: 128 * MI },
            },
            { name: 'proxy', used: { cpu: 0.01, memory: MI } },
          ],
        },
        { name: 'web-1-a' },
      ],
    });
    expect(use?.total).not.toHaveProperty('limit');
    expect(use?.total?.requested).not.toHaveProperty('memory');
    expect(use).not.toHaveProperty('ofLauncher');
  });

  it('is asked in one request of many, and told of 25 at most', async () => {
    const pods = Array.from({ length: 40 }, (_, n) =>
      webPod(`web-1-${n}`, containers),
    );
    const { use, asked } = await useOf(
      {
        [`${PODS}?labelSelector=app=web`]: {
          body: [
            ...pods.map(({ metadata }) =>
              podMetrics(String(metadata.name), { web: ['100m', '10Mi'] }),
            ),
            // Of another workload with the same label.
            podMetrics('other', { web: ['9', '9Gi'] }),
          ],
        },
      },
      [deployment, replicaSet, ...pods],
    );
    expect(asked).toHaveLength(1);
    expect(use).toMatchObject({ running: 40, measured: 40 });
    expect(use?.pods).toHaveLength(25);
    expect(use?.total?.used.cpu).toBeCloseTo(4);
  });

  it('lacks a Pod that is not measured yet, and says so', async () => {
    const { use } = await useOf(
      {
        [`${PODS}/web-1-a`]: {
          body: podMetrics('web-1-a', { web: ['100m', '10Mi'] }),
        },
        [`${PODS}/web-1-b`]: {
          code: 404,
          says: status(
            404,
            'NotFound',
            'podmetrics.metrics.k8s.io "shop/web-1-b" not found',
          ),
        },
      },
      objects,
    );
    expect(use).toMatchObject({
      measurement: { state: 'measured' },
      running: 2,
      measured: 1,
    });
  });

  it.each<
    [string, Readonly<Record<string, Answer>>, PlainObject[], boolean, string]
  >([
    ['the cluster serves none', {}, objects, true, 'absent'],
    ['no Pod runs', {}, [deployment, replicaSet], true, 'idle'],
    ['Pods are not known', {}, [deployment, replicaSet], false, 'unknown'],
  ])('is nothing where %s', async (...row) => {
    const [, answers, all, knowledge, state] = row;
    const { use } = await useOf(answers, all, { knowledge });
    expect(use?.measurement.state).toBe(state);
    expect(use).not.toHaveProperty('total');
  });

  it('is not told of what makes no Pods', async () => {
    const { use, asked } = await useOf(
      {},
      [owned('v1', 'Service', 'web', { spec: {} })],
      { kind: 'Service' },
    );
    expect(use).toBeUndefined();
    expect(asked).toEqual([]);
  });

  it('is that of its virt-launcher Pod for a VM, and said to be that', async () => {
    const launcher = pod('virt-launcher-db', [container('compute', REQUESTS)]);
    const { use } = await useOf(
      {
        [`${PODS}/virt-launcher-db`]: {
          body: podMetrics('virt-launcher-db', { compute: ['1', '1Gi'] }),
        },
      },
      [
        owned('kubevirt.io/v1', 'VirtualMachine', 'db', {
          spec: { template: { spec: {} } },
        }),
        owned(
          'kubevirt.io/v1',
          'VirtualMachineInstance',
          'vmi',
          { spec: {} },
          { apiVersion: 'kubevirt.io/v1', kind: 'VirtualMachine', uid: 'db' },
        ),
        {
          ...launcher,
          metadata: {
            ...launcher.metadata,
            ...ownerRef('kubevirt.io/v1', 'VirtualMachineInstance', 'vmi'),
          },
        },
      ],
      { kind: 'VirtualMachine', name: 'db' },
    );
    expect(use).toMatchObject({
      ofLauncher: true,
      total: { used: { cpu: 1, memory: 2 ** 30 } },
    });
  });

  it('does not pass for nothing where no Pod is measured', () => {
    const measured = {
      measurement: { state: 'measured' as const },
      figures: new Map(),
    };
    const { measurement } = describeUse(
      [{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', uid: 'a' } }],
      measured,
      false,
    );
    expect(measurement.state).toBe('unknown');
  });
});

describe('seconds', () => {
  it.each([
    ['30s', 30],
    ['1m30.5s', 90.5],
    ['500ms', 0.5],
    ['1h', 3_600],
    ['soon', undefined],
    ['30', undefined],
    [undefined, undefined],
  ])('of %s are %s', (duration, expected) => {
    expect(seconds(duration)).toBe(expected);
  });
});
