import { ClusterStep } from '../../__testUtils__/changingCluster';
import { asking, follow } from '../../__testUtils__/followed';
import { shop } from '../../__testUtils__/shopOfParts';
import { resolveApp } from '../../apps';
import { PlainObject } from '../../clusters';

jest.setTimeout(120_000);

const networkPolicy = (spec: object = {}): PlainObject => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'p', namespace: 'x' },
  spec: { podSelector: {}, ...spec },
});

describe('the version of a cluster', () => {
  const plain = (kind: string, more: object): PlainObject => ({
    apiVersion: kind === 'Deployment' ? 'apps/v1' : 'v1',
    kind,
    metadata: { name: 'a', namespace: 'x', labels: { app: 'a' } },
    ...more,
  });
  const pod = { spec: { containers: [] } };
  const node = (version: string) => ({
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: 'n' },
    status: { nodeInfo: { kubeletVersion: version } },
  });

  it.each<[string, boolean, ClusterStep, ClusterStep]>([
    [
      "a Pod's condition",
      false,
      { put: plain('Pod', { ...pod, status: { podIP: '10.0.0.1' } }) },
      {
        put: plain('Pod', {
          ...pod,
          status: { podIP: '10.0.0.1', conditions: [{ type: 'Ready' }] },
        }),
      },
    ],
    [
      "a Pod's address",
      true,
      { put: plain('Pod', { ...pod, status: { podIP: '10.0.0.1' } }) },
      { put: plain('Pod', { ...pod, status: { podIP: '10.0.0.2' } }) },
    ],
    [
      'an event',
      false,
      { know: 'pods', isKnown: true },
      { put: plain('Event', { involvedObject: { kind: 'Pod', name: 'a' } }) },
    ],
    [
      'a ConfigMap that comes',
      false,
      { know: 'pods', isKnown: true },
      { put: plain('ConfigMap', {}) },
    ],
    [
      'what a policy says',
      true,
      { put: networkPolicy() },
      { put: networkPolicy({ policyTypes: ['Egress'] }) },
    ],
    [
      'a policy that is gone',
      true,
      { put: networkPolicy() },
      { remove: networkPolicy() },
    ],
    [
      'what made a Pod',
      true,
      { put: plain('Pod', pod) },
      {
        put: {
          ...plain('Pod', pod),
          metadata: {
            ...plain('Pod', {}).metadata,
            ownerReferences: [
              { apiVersion: 'v1', kind: 'Node', name: 'n', uid: 'n' },
            ],
          },
        },
      },
    ],
    [
      'what is known of a kind that decides',
      true,
      { know: 'pods', isKnown: true },
      { know: 'pods', isKnown: false },
    ],
    [
      'what is known of one that has no say',
      false,
      { know: 'configmaps', isKnown: true },
      { know: 'configmaps', isKnown: false },
    ],
    [
      'whether policies are enforced',
      true,
      { put: node('v1.30.1') },
      { put: node('v1.30.1+k3s1') },
    ],
    [
      "a Node's version beside that",
      false,
      { put: node('v1.30.1') },
      { put: node('v1.30.2') },
    ],
  ])('with %s is another one: %s', async (_, isOther, before, after) => {
    const world = follow();
    const { clusters, version } = asking(world, 'onprem');
    const [{ take }] = clusters;
    version();
    take(before);
    const known = version();
    take(after);
    expect(version() !== known).toBe(isOther);
    await world.answers.close();
  });

  it('is never that of another cluster', async () => {
    const world = follow();
    const { stores } = asking(world, 'onprem', 'cloud');
    const [one, other] = stores.map(world.answers.version);
    expect(one).not.toBe(other);
    await world.answers.close();
  });
});

describe('the thread', () => {
  let world: ReturnType<typeof follow>;
  const start = (limits?: Parameters<typeof follow>[0]) => {
    world = follow(limits);
    return world;
  };
  afterEach(() => world.answers.close());
  // Nothing can hand it on, so that the thread ends.
  const uncopied = networkPolicy({ act: () => {} });

  it('that ends says so to who waits, and is started anew after a while', async () => {
    const { pass, logged } = start({ pauseMs: 5_000 });
    const { clusters, status, inPlace } = asking(world, 'onprem', 'cloud');
    const [onprem] = clusters;
    onprem.take({ put: uncopied });
    const waiting = await Promise.allSettled([status(), status()]);
    expect(waiting).toEqual(
      Array.from({ length: 2 }, () => ({
        status: 'rejected',
        reason: expect.objectContaining({
          message: expect.stringMatching(
            /^It cannot be told the policy status of an app on cluster 'onprem': the thread of policy ended \(.*could not be cloned.*\)\. Ask again in some seconds/,
          ),
        }),
      })),
    );
    expect(logged).toEqual([
      expect.stringContaining('The thread of policy ended, and is started'),
    ]);

    onprem.take({ put: networkPolicy() });
    pass(3_500);
    await expect(status()).rejects.toThrow(
      /^The thread of policy ended .* Ask again in 2 s/,
    );
    pass(1_500);
    expect(await status()).toEqual(inPlace());
    expect(logged).toHaveLength(1);
  });

  it('that takes too much memory ends alone', async () => {
    start({ megabytes: 8 });
    const { status } = asking(world, 'onprem');
    await expect(status()).rejects.toThrow(/ended \(.*memory.*\)\. Ask again/);
  });

  it('ends with a question that takes too long, and answers the others in another', async () => {
    let isLong = true;
    const { pass, logged } = start({
      questionMs: 30_000,
      restMs: 300_000,
      after: (_, act) => {
        if (isLong) {
          isLong = false;
          act();
        }
        return () => {};
      },
    });
    const { status, inPlace, stores } = asking(world, 'onprem');
    const long = status();
    const same = status();
    const other = world.answers.reachability(
      {
        source: { ip: '192.0.2.1' },
        destination: {
          cluster: 'onprem',
          namespace: 'x',
          kind: 'Deployment',
          name: 'a',
        },
        protocol: 'TCP',
        port: 80,
      },
      stores,
    );
    await expect(long).rejects.toThrow(
      "It cannot be told the policy status of an app on cluster 'onprem': it takes longer than the 30 s that one question may take",
    );
    await expect(same).rejects.toThrow(/took longer .* Ask again in 300 s/);
    expect(await other).toMatchObject({ answer: { verdict: 'allowed' } });
    expect(logged).toEqual([
      expect.stringMatching(
        /^Working out the policy status of an app \(in x\) on cluster 'onprem' took longer than 30 s/,
      ),
    ]);

    pass(299_999);
    await expect(status()).rejects.toThrow('Ask again in 1 s');
    pass(1);
    expect(await status()).toEqual(inPlace());
    expect(logged).toHaveLength(1);
  });

  it('answers nothing once it is closed', async () => {
    const { answers, listeners } = start();
    const { status, inPlace } = asking(world, 'onprem');
    expect(await status()).toEqual(inPlace());
    const [waiting] = await Promise.allSettled([status(), answers.close()]);
    expect(waiting).toMatchObject({
      reason: { message: expect.stringContaining('the backend ends') },
    });
    await expect(status()).rejects.toThrow('the backend ends');
    expect(listeners.size).toBe(0);
  });

  it('knows nothing of clusters that are not followed', async () => {
    const { answers } = start({ megabytes: 8 });
    const { stores, inPlace } = asking(world, 'onprem');
    const app = resolveApp(shop, stores);
    world.use('other');
    // In place, as it would end of it.
    expect(await answers.status(app, stores)).toEqual(inPlace());
  });

  it('tells of the cluster that took the place of one of its name', async () => {
    start();
    const first = asking(world, 'onprem');
    expect(await first.status()).toEqual(first.inPlace());
    const second = asking(world, 'onprem');
    second.clusters[0].take({ put: networkPolicy() });
    expect(await second.status()).toEqual(second.inPlace());
    expect(second.inPlace()).not.toEqual(first.inPlace());
  });

  it('is told of many changes and asked at once', async () => {
    start();
    const { clusters, status, inPlace } = asking(world, 'onprem');
    const [{ take }] = clusters;
    take(
      ...Array.from(
        { length: 300 },
        (_, index): ClusterStep => ({
          put: {
            apiVersion: 'v1',
            kind: 'Pod',
            metadata: { name: `p${index}`, namespace: 'y' },
            spec: { containers: [] },
          },
        }),
      ),
    );
    const early = status();
    take({ put: networkPolicy() });
    const late = status();
    expect(await late).toEqual(inPlace());
    expect((await early).workloads).toHaveLength(3);
  });
});
