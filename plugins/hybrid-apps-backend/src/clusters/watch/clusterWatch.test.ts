import { mockServices } from '@backstage/backend-test-utils';
import { eventually } from '../../__testUtils__/eventually';
import {
  ScriptedApiServer,
  ScriptedKind,
  startScriptedApiServer,
} from '../../__testUtils__/scriptedApiServer';
import { ClosableKubeClient, createKubeClient } from '../client/kubeClient';
import { ClusterSettings, DEFAULT_SETTINGS } from '../settings';
import { ClusterChange } from '../types';
import { ClusterWatch, watchCluster } from './clusterWatch';

const PODS: ScriptedKind = {
  group: '',
  version: 'v1',
  kind: 'Pod',
  plural: 'pods',
};
const CONFIG_MAPS: ScriptedKind = {
  group: '',
  version: 'v1',
  kind: 'ConfigMap',
  plural: 'configmaps',
};
const VMS: ScriptedKind = {
  group: 'kubevirt.io',
  version: 'v1',
  kind: 'VirtualMachine',
  plural: 'virtualmachines',
};
const CRDS: ScriptedKind = {
  group: 'apiextensions.k8s.io',
  version: 'v1',
  kind: 'CustomResourceDefinition',
  plural: 'customresourcedefinitions',
};

/** Quick to try again, so that tests need not wait. */
const SETTINGS: ClusterSettings = {
  ...DEFAULT_SETTINGS,
  pageSize: 2,
  backoff: { baseMs: 2, maxMs: 10 },
  forbiddenRetryMs: 5,
  rediscoveryDelayMs: 1,
};

describe('watchCluster', () => {
  let server: ScriptedApiServer;
  let client: ClosableKubeClient;
  let watch: ClusterWatch | undefined;
  let changes: ClusterChange[];
  let changed: () => void = () => {};

  function start(settings: Partial<ClusterSettings> = {}) {
    client = createKubeClient({
      cluster: () => ({ name: 'hub', url: server.url, authMetadata: {} }),
      credential: async () => ({ type: 'anonymous' }),
    });
    changes = [];
    watch = watchCluster({
      client,
      settings: { ...SETTINGS, ...settings },
      logger: mockServices.logger.mock(),
      onChange: change => {
        changes.push(change);
        changed();
      },
    });
  }

  afterEach(async () => {
    changed = () => {};
    await watch?.stop();
    await client.close();
    await server.stop();
  });

  const names = (kind = PODS) =>
    (watch?.store.list({ group: kind.group, kind: kind.kind }) ?? [])
      .map(({ metadata }) => metadata.name)
      .sort();

  const stateOf = (kind: string) =>
    watch?.store.knowledge().find(known => known.kind === kind)?.state;

  const knowledgeOf = (kind: string) =>
    watch?.store.knowledge().find(known => known.kind === kind);

  const listsOf = (kind: ScriptedKind) =>
    server.requests.filter(
      ({ path, query }) => path.endsWith(`/${kind.plural}`) && !query.watch,
    ).length;

  const pod = (name: string) => ({ metadata: { name, namespace: 'shop' } });

  async function startServer(kinds: ScriptedKind[]) {
    server = await startScriptedApiServer({ kinds });
  }

  it('lists page by page, then follows what happens', async () => {
    await startServer([PODS]);
    ['a', 'b', 'c', 'd', 'e'].forEach(name => server.put('pods', pod(name)));
    start();

    await eventually(() => expect(stateOf('pods')).toBe('synced'));
    expect(names()).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(listsOf(PODS)).toBe(3);
    expect(watch?.state).toEqual({ state: 'synced' });
    expect(watch?.kubernetesVersion).toBe('v1.36.2');

    server.remove('pods', { name: 'a', namespace: 'shop' });
    server.put('pods', { ...pod('b'), spec: { nodeName: 'node-1' } });
    server.put('pods', pod('f'));
    await eventually(() => expect(names()).toEqual(['b', 'c', 'd', 'e', 'f']));
    expect(
      watch?.store.get({
        group: '',
        kind: 'Pod',
        namespace: 'shop',
        name: 'b',
      }),
    ).toMatchObject({
      apiVersion: 'v1',
      kind: 'Pod',
      spec: { nodeName: 'node-1' },
    });
    expect(listsOf(PODS)).toBe(3);
  });

  it('asks for nothing but the metadata of a ConfigMap', async () => {
    await startServer([CONFIG_MAPS]);
    server.put('configmaps', { ...pod('settings'), data: { key: 'value' } });
    start();

    await eventually(() => expect(names(CONFIG_MAPS)).toEqual(['settings']));
    expect(
      watch?.store.list({ group: '', kind: 'ConfigMap' })[0],
    ).toMatchObject({ apiVersion: 'v1', kind: 'ConfigMap' });
    await eventually(() => expect(server.watchCount).toBe(1));
    const asked = server.requests
      .filter(({ path }) => path === '/api/v1/configmaps')
      .map(({ accept }) => accept);
    expect(asked).toEqual([
      'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1',
      'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1',
    ]);
  });

  it.each([
    ['cut', ''],
    ['cut within a line', '{"type":"MODIFIED","object":{"metad'],
    ['broken by a line that is no event', '<html>\n'],
  ])('resumes a watch that is %s, without listing again', async (_, bytes) => {
    await startServer([PODS]);
    start();
    await eventually(() => expect(server.watchCount).toBe(1));
    server.put('pods', pod('before'));
    await eventually(() => expect(names()).toEqual(['before']));

    server.cutWatches(bytes);
    server.put('pods', pod('meanwhile'));

    await eventually(() => expect(names()).toEqual(['before', 'meanwhile']));
    expect(listsOf(PODS)).toBe(1);
    expect(stateOf('pods')).toBe('synced');
  });

  it('resumes from the last bookmark', async () => {
    await startServer([PODS, VMS]);
    start();
    await eventually(() => expect(server.watchCount).toBe(2));
    server.put('virtualmachines', pod('vm'));
    server.sendBookmarks();
    await eventually(() => expect(names(VMS)).toEqual(['vm']));

    server.cutWatches();

    const resumed = () =>
      server.requests
        .filter(({ path, query }) => path === '/api/v1/pods' && query.watch)
        .map(({ query }) => query.resourceVersion);
    await eventually(() => expect(resumed()).toEqual(['1', '2']));
  });

  it.each(['status', 'event'] as const)(
    'lists again where its version is too old (410 as %s), and tells what went',
    async as => {
      await startServer([PODS]);
      ['a', 'b', 'c'].forEach(name => server.put('pods', pod(name)));
      start();
      await eventually(() => expect(server.watchCount).toBe(1));
      await eventually(() => expect(names()).toHaveLength(3));

      server.crash();
      server.remove('pods', { name: 'b', namespace: 'shop' });
      server.put('pods', pod('d'));
      changes.length = 0;
      server.recover();
      server.compact(as);

      await eventually(() => expect(names()).toEqual(['a', 'c', 'd']));
      await eventually(() => expect(stateOf('pods')).toBe('synced'));
      const told = changes.flatMap(({ objects }) =>
        objects.map(({ metadata }) => metadata.name),
      );
      expect(new Set(told)).toEqual(new Set(['a', 'b', 'c', 'd']));
    },
  );

  it('starts a list over when the server forgets it before its end', async () => {
    await startServer([PODS]);
    ['a', 'b', 'c'].forEach(name => server.put('pods', pod(name)));
    const second = new Promise<void>(resolve => {
      const push = server.requests.push.bind(server.requests);
      server.requests.push = request => {
        if (request.query.continue) {
          server.remove('pods', { name: 'a', namespace: 'shop' });
          server.compact('status');
          resolve();
        }
        return push(request);
      };
    });
    start();
    await second;

    await eventually(() => expect(stateOf('pods')).toBe('synced'));
    expect(names()).toEqual(['b', 'c']);
  });

  it('lists again after a watch that lasted without any sign of life', async () => {
    await startServer([PODS]);
    start({ watchSilenceMs: 0, watchIdleTimeoutMs: 20 });
    await eventually(() => expect(listsOf(PODS)).toBeGreaterThan(1));
  });

  it('keeps what it knew of a cluster that is down, and says since when', async () => {
    await startServer([PODS, VMS]);
    server.put('pods', pod('a'));
    start();
    await eventually(() => expect(watch?.state.state).toBe('synced'));

    server.crash();

    await eventually(() => expect(watch?.state.state).toBe('stale'));
    expect(names()).toEqual(['a']);
    const [whole, ...others] = watch?.store.knowledge() ?? [];
    expect(whole).toEqual({
      cluster: 'hub',
      kind: '*',
      state: 'stale',
      since: expect.any(String),
      message: expect.stringMatching(
        /^Cluster 'hub' did not answer .*What is shown is as it was then\.$/,
      ),
    });
    expect(Date.parse(whole.since ?? '')).toBeLessThanOrEqual(Date.now());
    expect(new Set(others.map(({ state }) => state))).toEqual(
      new Set(['absent']),
    );

    server.recover();
    await eventually(() => expect(watch?.state).toEqual({ state: 'synced' }));
    expect(stateOf('*')).toBeUndefined();
  });

  it('says of a cluster that was never there that it is unreachable, and finds it when it comes', async () => {
    await startServer([PODS]);
    server.put('pods', pod('a'));
    server.crash();
    start();

    await eventually(() => expect(watch?.state.state).toBe('unreachable'));
    expect(watch?.store.knowledge()).toEqual([
      {
        cluster: 'hub',
        kind: '*',
        state: 'unreachable',
        since: expect.any(String),
        message: expect.stringContaining(
          "Cluster 'hub' did not answer GET /api",
        ),
      },
    ]);

    server.recover();
    await eventually(() => expect(names()).toEqual(['a']));
  });

  it('lets a kind that is forbidden cost only itself, and says what is missing', async () => {
    await startServer([PODS, VMS]);
    server.put('pods', pod('a'));
    server.put('virtualmachines', pod('vm'));
    server.forbid('virtualmachines');
    start();

    await eventually(() =>
      expect(stateOf('virtualmachines.kubevirt.io')).toBe('forbidden'),
    );
    await eventually(() => expect(names()).toEqual(['a']));
    expect(watch?.state).toEqual({ state: 'synced' });
    expect(knowledgeOf('virtualmachines.kubevirt.io')?.message).toBe(
      'Cluster \'hub\' answered 403 to GET /apis/kubevirt.io/v1/virtualmachines: virtualmachines is forbidden: User "portal" cannot list. ' +
        "Grant the portal's account the verbs list and watch on virtualmachines.kubevirt.io with a ClusterRole, to see them here.",
    );

    server.allow('virtualmachines');
    await eventually(() => expect(names(VMS)).toEqual(['vm']));
    expect(stateOf('virtualmachines.kubevirt.io')).toBe('synced');
  });

  it('does not take a cluster where all is forbidden for an empty one', async () => {
    await startServer([PODS]);
    server.forbid('pods');
    start();

    await eventually(() =>
      expect(watch?.state).toMatchObject({
        state: 'unreachable',
        message: expect.stringContaining('the verbs list and watch on pods'),
      }),
    );
    expect(stateOf('pods')).toBe('forbidden');
  });

  it('is never synced before it has looked', async () => {
    await startServer([PODS, VMS]);
    server.put('pods', pod('a'));
    const seen: string[] = [];
    changed = () => seen.push(`${watch?.state.state} ${names()}`);
    start();

    await eventually(() => expect(seen).toContain('synced a'));
    expect(seen[0]).toMatch(/^syncing/);
    expect(seen).not.toContain('synced ');
  });

  it('forgets what it may not see any more', async () => {
    await startServer([PODS, VMS]);
    server.put('virtualmachines', pod('vm'));
    start();
    await eventually(() => expect(names(VMS)).toEqual(['vm']));

    server.forbid('virtualmachines');
    server.cutWatches();

    await eventually(() => expect(names(VMS)).toEqual([]));
    expect(stateOf('virtualmachines.kubevirt.io')).toBe('forbidden');
  });

  it('says which kinds are absent, and finds them when their CRD comes', async () => {
    await startServer([PODS, CRDS]);
    server.put('pods', pod('a'));
    start();
    await eventually(() => expect(server.watchCount).toBe(2));
    expect(knowledgeOf('virtualmachines.kubevirt.io')).toMatchObject({
      state: 'absent',
      message: "Cluster 'hub' does not serve virtualmachines.kubevirt.io.",
    });

    server.serve([PODS, CRDS, VMS]);
    server.put('virtualmachines', pod('vm'));
    server.put('customresourcedefinitions', {
      metadata: { name: 'virtualmachines.kubevirt.io' },
    });

    await eventually(() => expect(names(VMS)).toEqual(['vm']));
    expect(listsOf(PODS)).toBe(1);
    expect(
      server.requests.filter(
        ({ path, query }) => path === '/api/v1/pods' && query.watch,
      ),
    ).toHaveLength(1);
  });

  it('forgets the objects of a kind that is not served any more', async () => {
    await startServer([PODS, VMS]);
    server.put('virtualmachines', pod('vm'));
    start();
    await eventually(() => expect(names(VMS)).toEqual(['vm']));

    server.serve([PODS]);
    server.cutWatches();

    await eventually(() =>
      expect(stateOf('virtualmachines.kubevirt.io')).toBe('absent'),
    );
    expect(names(VMS)).toEqual([]);
  });

  it('moves to another version of a kind, and leaves none of the old behind', async () => {
    const alpha = { ...VMS, version: 'v1alpha3' };
    await startServer([PODS, CRDS, alpha]);
    server.put('virtualmachines', pod('vm'));
    start();
    await eventually(() => expect(names(VMS)).toEqual(['vm']));

    server.serve([PODS, CRDS, VMS]);
    server.remove('virtualmachines', { name: 'vm', namespace: 'shop' });
    server.put('virtualmachines', pod('new'));
    server.put('customresourcedefinitions', {
      metadata: { name: 'virtualmachines.kubevirt.io' },
    });

    await eventually(() => expect(names(VMS)).toEqual(['new']));
    await eventually(() =>
      expect(
        watch?.store.list({ group: 'kubevirt.io', kind: 'VirtualMachine' }),
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
    server.put('tiers', { metadata: { name: 'security' } });
    start();
    await eventually(() => expect(names(tiers)).toEqual(['security']));

    server.silence('projectcalico.org');
    server.put('customresourcedefinitions', { metadata: { name: 'other' } });
    await eventually(() =>
      expect(
        server.requests.filter(({ path }) => path === '/apis').length,
      ).toBeGreaterThan(1),
    );

    expect(names(tiers)).toEqual(['security']);
    expect(stateOf('tiers.projectcalico.org')).toBe('synced');
  });

  it('gives a watch a pause where the server ends it at once', async () => {
    await startServer([PODS]);
    start({ backoff: { baseMs: 200, maxMs: 200 } });
    await eventually(() => expect(server.watchCount).toBe(1));
    const before = server.requests.length;
    server.endWatches();
    await eventually(() => expect(server.watchCount).toBe(0));
    expect(server.requests).toHaveLength(before);
    await eventually(() => expect(server.watchCount).toBe(1));
    expect(listsOf(PODS)).toBe(1);
  });

  it('leaves excluded kinds alone, and says so', async () => {
    await startServer([PODS, VMS]);
    server.put('virtualmachines', pod('vm'));
    start({ exclude: ['virtualmachines.kubevirt.io'] });
    await eventually(() => expect(watch?.state.state).toBe('synced'));
    expect(listsOf(VMS)).toBe(0);
    expect(knowledgeOf('virtualmachines.kubevirt.io')).toMatchObject({
      state: 'forbidden',
      message: expect.stringContaining('hybridApps.watch.exclude'),
    });
  });

  it('bounds the lists that are under way', async () => {
    await startServer([PODS, VMS, CONFIG_MAPS, CRDS]);
    start({ concurrentLists: 1 });
    await eventually(() => expect(server.watchCount).toBe(4));
    expect(watch?.state.state).toBe('synced');
  });

  it('leaves no request behind when it stops', async () => {
    await startServer([PODS, VMS]);
    start();
    await eventually(() => expect(server.watchCount).toBe(2));

    const before = server.requests.length;
    await watch?.stop();

    await eventually(() => expect(server.watchCount).toBe(0));
    expect(server.requests).toHaveLength(before);
  });
});
