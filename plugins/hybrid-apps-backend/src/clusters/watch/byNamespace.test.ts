import { eventually } from '../../__testUtils__/eventually';
import { PODS, pod, useWatchedHub, VMS } from '../../__testUtils__/watchedHub';

const inBank = (name: string) => ({ metadata: { name, namespace: 'bank' } });

describe('watchCluster with rights in some namespaces', () => {
  const hub = useWatchedHub();
  const { knowledgeOf, names, start, startServer, stateOf } = hub;
  const namespaces = new Map([
    ['hub', ['shop', 'bank']],
    ['other', ['desk']],
  ]);

  beforeEach(async () => {
    await startServer([PODS, VMS]);
    hub.server.put('pods', pod('a'));
    hub.server.put('pods', inBank('b'));
    hub.server.put('pods', { metadata: { name: 'c', namespace: 'desk' } });
  });

  const requested = (path: string) =>
    hub.server.requests.filter(request => request.path === path);

  it('reads each of those that are configured, and says that it knows no other', async () => {
    hub.server.allowOnlyIn(['shop', 'bank']);
    start({ namespaces });

    await eventually(() => expect(names()).toEqual(['a', 'b']));
    await eventually(() =>
      expect(knowledgeOf('pods')).toEqual({
        cluster: 'hub',
        kind: 'pods',
        state: 'partial',
        namespaces: ['bank', 'shop'],
        since: '2026-01-01T10:00:00.000Z',
        message:
          'Known in bank, shop alone. ' +
          'Cluster \'hub\' answered 403 to GET /api/v1/pods: pods is forbidden: User "portal" cannot list. ' +
          "Grant the portal's account the verbs list and watch on pods with a ClusterRole, to see those of other namespaces here.",
      }),
    );
    await eventually(() =>
      expect(hub.watch?.state).toEqual({ state: 'synced' }),
    );

    hub.server.put('pods', inBank('new'));
    await eventually(() => expect(names()).toEqual(['a', 'b', 'new']));
    expect(requested('/api/v1/namespaces/desk/pods')).toEqual([]);
  });

  it('forgets a namespace that it may not see any more, and that one alone', async () => {
    hub.server.allowOnlyIn(['shop', 'bank']);
    start({ namespaces });
    await eventually(() => expect(names()).toEqual(['a', 'b']));

    hub.server.allowOnlyIn(['shop']);
    hub.server.endWatches();
    await eventually(() => expect(names()).toEqual(['a']));
    await eventually(() =>
      expect(knowledgeOf('pods')).toMatchObject({
        state: 'partial',
        namespaces: ['shop'],
        message: expect.stringContaining('Forbidden in bank.'),
      }),
    );

    hub.server.allowOnlyIn(['shop', 'bank']);
    await eventually(() => expect(names()).toEqual(['a', 'b']));
  });

  it('reads the whole, by one watch a kind, as soon as it may', async () => {
    hub.server.allowOnlyIn(['shop']);
    start({ namespaces });
    await eventually(() => expect(names()).toEqual(['a']));

    hub.server.allowOnlyIn();
    await eventually(() => expect(names()).toEqual(['a', 'b', 'c']));
    await eventually(() => expect(stateOf('pods')).toBe('synced'));
    expect(knowledgeOf('pods')).not.toHaveProperty('namespaces');
    await eventually(() => expect(hub.server.watchCount).toBe(2));
  });

  it('reads no namespaces one by one where it may read the whole', async () => {
    start({ namespaces });
    await eventually(() => expect(names()).toEqual(['a', 'b', 'c']));
    expect(requested('/api/v1/namespaces/shop/pods')).toEqual([]);
  });

  it('reads no more of them than it is told to, and says how many it leaves', async () => {
    hub.server.allowOnlyIn(['shop', 'bank']);
    start({ namespaces, maxNamespaces: 1 });

    await eventually(() => expect(names()).toEqual(['a']));
    await eventually(() =>
      expect(knowledgeOf('pods')).toMatchObject({
        state: 'partial',
        namespaces: ['shop'],
        message: expect.stringContaining(
          '1 more namespace is not read, as hybridApps.watch.maxNamespaces bounds it',
        ),
      }),
    );
    expect(requested('/api/v1/namespaces/bank/pods')).toEqual([]);
  });

  it('lets a namespace that fails cost only itself', async () => {
    hub.server.allowOnlyIn(['shop', 'bank']);
    hub.server.failIn('bank');
    start({ namespaces });

    await eventually(() =>
      expect(knowledgeOf('pods')).toMatchObject({
        state: 'unreachable',
        namespaces: ['shop'],
        message: expect.stringMatching(
          /^Known in shop alone\. Unreachable in bank: .*out of order\./,
        ),
      }),
    );
    await eventually(() =>
      expect(stateOf('virtualmachines.kubevirt.io')).toBe('unreachable'),
    );
    expect(hub.watch?.state).toEqual({ state: 'synced' });
    expect(names()).toEqual(['a']);
  });

  it('is stale as a whole when the cluster is away', async () => {
    hub.server.allowOnlyIn(['shop', 'bank']);
    start({ namespaces });
    await eventually(() => expect(names()).toEqual(['a', 'b']));
    await eventually(() =>
      expect(hub.watch?.state).toEqual({ state: 'synced' }),
    );

    hub.server.crash();
    await eventually(() => expect(hub.watch?.state.state).toBe('stale'));
    expect(names()).toEqual(['a', 'b']);
    expect(stateOf('*')).toBe('stale');
  });

  it('is not synced where it may read none of them', async () => {
    hub.server.allowOnlyIn([]);
    start({ namespaces });
    await eventually(() =>
      expect(hub.watch?.state).toMatchObject({
        state: 'unreachable',
        message: expect.stringContaining('Forbidden in bank, shop.'),
      }),
    );
    expect(names()).toEqual([]);
  });
});
