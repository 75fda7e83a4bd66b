import { changingCluster } from '../__testUtils__/changingCluster';
import {
  ClusterHandle,
  ClusterStore,
  LiveStore,
  PlainObject,
} from '../clusters';
import { createStoreFromObjects } from '../kinds';
import { clusterParts, requestedByNode } from '../platform';
import { createClusterPages } from './clusterPages';

const handleOf = (
  store: LiveStore,
  state: ClusterHandle['state'] = 'synced',
): ClusterHandle => ({
  name: 'onprem',
  store,
  served: [],
  state,
  clientFor() {
    throw new Error('no request is needed');
  },
  listAs() {
    throw new Error('no token is needed');
  },
  openSocket() {
    throw new Error('no console is needed');
  },
});

const node = (name: string, ready = 'True'): PlainObject => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name },
  status: { conditions: [{ type: 'Ready', status: ready }] },
});

const pod = (name: string, on: string): PlainObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'shop' },
  spec: {
    nodeName: on,
    containers: [{ name: 'a', resources: { requests: { cpu: '1' } } }],
  },
  status: { phase: 'Running' },
});

/** How often something that a page is made of was asked for. */
function start() {
  const { store, take } = changingCluster('onprem');
  let now = 0;
  let made = 0;
  const pages = createClusterPages({
    isOfCluster: () => true,
    now: () => now,
    onMade: () => made++,
  });
  return {
    put: (object: PlainObject) => take({ put: object }),
    know: (kind: string, isKnown: boolean) => take({ know: kind, isKnown }),
    page: (seesAll = true, state?: ClusterHandle['state']) =>
      pages.details(handleOf(store, state), { provisionable: false, seesAll }),
    line: () => pages.line(handleOf(store), false),
    pass(ms: number) {
      now += ms;
    },
    made: () => made,
  };
}

describe('the page of a cluster', () => {
  it('is made once for all, until something that it was made of changes', async () => {
    const { put, page, pass, made } = start();
    put(node('a'));
    await Promise.all([page(), page(), page()]);
    expect(made()).toBe(2);
    pass(3_600_000);
    put({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'any' } });
    await page();
    expect(made()).toBe(2);

    put(node('a', 'False'));
    const { nodes } = await page();
    expect(nodes.items[0].health).toBe('degraded');
    expect(made()).toBe(3);
  });

  it('rests before it is made anew, however much changes', async () => {
    const { put, page, pass, made } = start();
    put(node('a'));
    await page();
    put(node('a', 'False'));
    pass(999);
    expect((await page()).nodes.ready).toBe(1);
    pass(1);
    expect((await page()).nodes.ready).toBe(0);
    expect(made()).toBe(3);
  });

  it('sums up anew what Pods request, and nothing else, where a Pod changes', async () => {
    const { put, page, pass, made } = start();
    put(node('a'));
    put(pod('one', 'a'));
    const before = await page();
    expect(before.nodes.items[0].requested?.cpu).toBe(1);
    put(pod('two', 'a'));
    pass(5_000);
    const after = await page();
    expect(after.nodes.items[0].requested?.cpu).toBe(2);
    expect(after.addOns).toBe(before.addOns);
    expect(made()).toBe(3);
  });

  it('is the same work for who may be told less, who is told less', async () => {
    const { put, page, made } = start();
    put(node('a'));
    await page();
    const { nodes } = await page(false);
    expect(made()).toBe(2);
    expect(nodes.items[0]).not.toHaveProperty('requested');
    expect(nodes.requestedUnknown).toMatch(/may not see/);
  });

  it('tells at once how the cluster is reached, and what is known of it', async () => {
    const { put, know, page } = start();
    put(node('a'));
    await page();
    know('events', false);
    const { knowledge, controlPlane } = await page(true, 'stale');
    expect(knowledge.map(({ kind }) => kind)).toContain('events');
    const [apiServer] = controlPlane;
    expect([apiServer.name, apiServer.state]).toEqual([
      'kube-apiserver',
      'unseen',
    ]);
    const answering = await page();
    expect(answering.controlPlane[0].state).toBe('answers');
  });

  it('has a line in a list that is kept as well', async () => {
    const { put, line, made } = start();
    put(node('a'));
    const { addOns } = await line();
    expect((await line()).addOns).toBe(addOns);
    expect(made()).toBe(1);
  });
});

describe('what a large cluster costs', () => {
  const workload = (kind: string, name: string): PlainObject => ({
    apiVersion: 'apps/v1',
    kind,
    metadata: { name, namespace: `ns-${name}`, uid: `${kind}-${name}` },
    spec: {
      selector: { matchLabels: { app: name } },
      template: { spec: { hostNetwork: true, containers: [{ name }] } },
    },
  });

  const large = (size: number): PlainObject[] => [
    ...['coredns', 'metrics-server', 'cert-manager'].map(name =>
      workload('Deployment', name),
    ),
    ...Array.from({ length: size }, (_, n) => [
      { ...node(`node-${n}`), metadata: { name: `node-${n}`, uid: `n-${n}` } },
      pod(`pod-${n}`, `node-${n}`),
      workload('Deployment', `app-${n}`),
    ]).flat(),
  ];

  /** How much is asked of a store at most between two turns of the loop, where each break is one. */
  async function longestStretch(
    size: number,
    work: (store: ClusterStore) => Promise<unknown>,
  ): Promise<number> {
    const store = createStoreFromObjects('onprem', large(size));
    let [longest, since, ticks] = [0, 0, 0];
    const counted = new Proxy<ClusterStore>(store, {
      get(target, field, receiver) {
        since++;
        longest = Math.max(longest, since);
        return Reflect.get(target, field, receiver);
      },
    });
    // Each look at the clock finds that a stretch was long.
    const clock = jest
      .spyOn(performance, 'now')
      .mockImplementation(() => (ticks += 1_000));
    let isOver = false;
    const turn = () => {
      since = 0;
      if (!isOver) {
        setImmediate(turn);
      }
    };
    try {
      setImmediate(turn);
      await work(counted);
    } finally {
      isOver = true;
      clock.mockRestore();
    }
    return longest;
  }

  it.each<[string, (store: ClusterStore) => Promise<unknown>]>([
    [
      'its parts',
      store =>
        clusterParts(
          store,
          (of, name) =>
            of.get({ group: '', kind: 'Namespace', name: name ?? '' }) ===
            undefined,
        ),
    ],
    [
      'what its Pods request',
      store => requestedByNode(store.list({ group: '', kind: 'Pod' })),
    ],
  ])('is done in stretches that do not grow with it: %s', async (_, work) => {
    const small = await longestStretch(10, work);
    expect(await longestStretch(200, work)).toBe(small);
  });
});
