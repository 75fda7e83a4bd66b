import { eventually } from '../../__testUtils__/eventually';
import {
  CRDS,
  PODS,
  VMS,
  pod,
  useWatchedHub,
} from '../../__testUtils__/watchedHub';

describe('what watchCluster knows, and says that it does not', () => {
  const hub = useWatchedHub();
  const { knowledgeOf, listsOf, names, start, startServer, stateOf } = hub;

  it('keeps what it knew of a cluster that is down, and says since when', async () => {
    await startServer([PODS, VMS]);
    hub.server.put('pods', pod('a'));
    start();
    await eventually(() => expect(hub.watch?.state.state).toBe('synced'));
    // Each watch stands, and so is in step as of now.
    hub.server.put('pods', pod('b'));
    hub.server.put('virtualmachines', pod('c'));
    await eventually(() => expect(names()).toEqual(['a', 'b']));
    await eventually(() => expect(names(VMS)).toEqual(['c']));

    hub.now = '2026-01-01T11:00:00.000Z';
    hub.server.crash();

    await eventually(() => expect(hub.watch?.state.state).toBe('stale'));
    expect(names()).toEqual(['a', 'b']);
    const [whole, ...others] = hub.watch?.store.knowledge() ?? [];
    expect(whole).toEqual({
      cluster: 'hub',
      kind: '*',
      state: 'stale',
      since: '2026-01-01T10:00:00.000Z',
      message: expect.stringMatching(
        /^Cluster 'hub' did not answer .*What is shown is as it was then\.$/,
      ),
    });
    expect(new Set(others.map(({ state }) => state))).toEqual(
      new Set(['absent']),
    );

    hub.server.recover();
    await eventually(() =>
      expect(hub.watch?.state).toEqual({ state: 'synced' }),
    );
    expect(stateOf('*')).toBeUndefined();
  });

  it('says of a cluster that was never there that it is unreachable, and finds it when it comes', async () => {
    await startServer([PODS]);
    hub.server.put('pods', pod('a'));
    hub.server.crash();
    start();

    await eventually(() => expect(hub.watch?.state.state).toBe('unreachable'));
    expect(hub.watch?.store.knowledge()).toEqual([
      {
        cluster: 'hub',
        kind: '*',
        state: 'unreachable',
        since: '2026-01-01T10:00:00.000Z',
        message: expect.stringContaining(
          "Cluster 'hub' did not answer GET /api",
        ),
      },
    ]);

    hub.server.recover();
    await eventually(() => expect(names()).toEqual(['a']));
  });

  it('lets a kind that is forbidden cost only itself, and says what is missing', async () => {
    await startServer([PODS, VMS]);
    hub.server.put('pods', pod('a'));
    hub.server.put('virtualmachines', pod('vm'));
    hub.server.forbid('virtualmachines');
    start();

    await eventually(() =>
      expect(stateOf('virtualmachines.kubevirt.io')).toBe('forbidden'),
    );
    await eventually(() => expect(names()).toEqual(['a']));
    expect(hub.watch?.state).toEqual({ state: 'synced' });
    expect(knowledgeOf('virtualmachines.kubevirt.io')?.message).toBe(
      'Cluster \'hub\' answered 403 to GET /apis/kubevirt.io/v1/virtualmachines: virtualmachines is forbidden: User "portal" cannot list. ' +
        "Grant the portal's account the verbs list and watch on virtualmachines.kubevirt.io with a ClusterRole, to see them here. " +
        'Where it has rights in some namespaces alone, name these in hybridApps.watch.namespaces.',
    );

    hub.server.allow('virtualmachines');
    await eventually(() => expect(names(VMS)).toEqual(['vm']));
    expect(stateOf('virtualmachines.kubevirt.io')).toBe('synced');
  });

  it('does not take a cluster where all is forbidden for an empty one', async () => {
    await startServer([PODS]);
    hub.server.forbid('pods');
    start();

    await eventually(() =>
      expect(hub.watch?.state).toMatchObject({
        state: 'unreachable',
        message: expect.stringContaining('the verbs list and watch on pods'),
      }),
    );
    expect(stateOf('pods')).toBe('forbidden');
  });

  it('is never synced before it has looked', async () => {
    await startServer([PODS, VMS]);
    hub.server.put('pods', pod('a'));
    const seen: string[] = [];
    hub.changed = () => seen.push(`${hub.watch?.state.state} ${names()}`);
    start();

    await eventually(() => expect(seen).toContain('synced a'));
    expect(seen[0]).toMatch(/^syncing/);
    expect(seen).not.toContain('synced ');
  });

  it('forgets what it may not see any more', async () => {
    await startServer([PODS, VMS]);
    hub.server.put('virtualmachines', pod('vm'));
    start();
    await eventually(() => expect(names(VMS)).toEqual(['vm']));

    hub.server.forbid('virtualmachines');
    hub.server.cutWatches();

    await eventually(() => expect(names(VMS)).toEqual([]));
    expect(stateOf('virtualmachines.kubevirt.io')).toBe('forbidden');
  });

  it('says which kinds are absent, and finds them when their CRD comes', async () => {
    await startServer([PODS, CRDS]);
    hub.server.put('pods', pod('a'));
    start();
    await eventually(() => expect(hub.server.watchCount).toBe(2));
    expect(knowledgeOf('virtualmachines.kubevirt.io')).toMatchObject({
      state: 'absent',
      message: "Cluster 'hub' does not serve virtualmachines.kubevirt.io.",
    });

    hub.server.serve([PODS, CRDS, VMS]);
    hub.server.put('virtualmachines', pod('vm'));
    hub.server.put('customresourcedefinitions', {
      metadata: { name: 'virtualmachines.kubevirt.io' },
    });

    await eventually(() => expect(names(VMS)).toEqual(['vm']));
    expect(listsOf(PODS)).toBe(1);
    expect(
      hub.server.requests.filter(
        ({ path, query }) => path === '/api/v1/pods' && query.watch,
      ),
    ).toHaveLength(1);
  });

  it('forgets the objects of a kind that is not served any more', async () => {
    await startServer([PODS, VMS]);
    hub.server.put('virtualmachines', pod('vm'));
    start();
    await eventually(() => expect(names(VMS)).toEqual(['vm']));

    hub.server.serve([PODS]);
    hub.server.cutWatches();

    await eventually(() =>
      expect(stateOf('virtualmachines.kubevirt.io')).toBe('absent'),
    );
    expect(names(VMS)).toEqual([]);
  });

  it('moves to another version of a kind, and leaves none of the old behind', async () => {
    const alpha = { ...VMS, version: 'v1alpha3' };
    await startServer([PODS, CRDS, alpha]);
    hub.server.put('virtualmachines', pod('vm'));
    start();
    await eventually(() => expect(names(VMS)).toEqual(['vm']));

    hub.server.serve([PODS, CRDS, VMS]);
    hub.server.remove('virtualmachines', { name: 'vm', namespace: 'shop' });
    hub.server.put('virtualmachines', pod('new'));
    hub.server.put('customresourcedefinitions', {
      metadata: { name: 'virtualmachines.kubevirt.io' },
    });

    await eventually(() => expect(names(VMS)).toEqual(['new']));
    await eventually(() =>
      expect(
        hub.watch?.store.list({ group: 'kubevirt.io', kind: 'VirtualMachine' }),
      ).toMatchObject([{ apiVersion: 'kubevirt.io/v1' }]),
    );
  });

  it('keeps the objects of an API service that is away', async () => {
    const tiers = {
      group: 'projectcalico.org',
      version: 'v3',
      kind: 'Tier',
      plural: 'tiers',
    };
    await startServer([PODS, CRDS, tiers]);
    hub.server.put('tiers', { metadata: { name: 'security' } });
    start();
    await eventually(() => expect(names(tiers)).toEqual(['security']));

    hub.server.silence('projectcalico.org');
    hub.server.put('customresourcedefinitions', {
      metadata: { name: 'other' },
    });
    await eventually(() =>
      expect(
        hub.server.requests.filter(({ path }) => path === '/apis').length,
      ).toBeGreaterThan(1),
    );

    expect(names(tiers)).toEqual(['security']);
    expect(stateOf('tiers.projectcalico.org')).toBe('synced');
  });

  it('leaves excluded kinds alone, and says so', async () => {
    await startServer([PODS, VMS]);
    hub.server.put('virtualmachines', pod('vm'));
    start({ exclude: ['virtualmachines.kubevirt.io'] });
    await eventually(() => expect(hub.watch?.state.state).toBe('synced'));
    expect(listsOf(VMS)).toBe(0);
    expect(knowledgeOf('virtualmachines.kubevirt.io')).toMatchObject({
      state: 'forbidden',
      message: expect.stringContaining('hybridApps.watch.exclude'),
    });
  });
});
