import { eventually } from '../../__testUtils__/eventually';
import {
  CONFIG_MAPS,
  CRDS,
  EVENTS,
  PODS,
  VMS,
  pod,
  useWatchedHub,
} from '../../__testUtils__/watchedHub';
import { HOSTS } from '../hosts';

describe('watchCluster', () => {
  const hub = useWatchedHub();
  const { listsOf, names, start, startServer, stateOf } = hub;

  it('lists page by page, then follows what happens', async () => {
    await startServer([PODS]);
    ['a', 'b', 'c', 'd', 'e'].forEach(name =>
      hub.server.put('pods', pod(name)),
    );
    start();

    await eventually(() => expect(stateOf('pods')).toBe('synced'));
    expect(names()).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(listsOf(PODS)).toBe(3);
    expect(hub.watch?.state).toEqual({ state: 'synced' });
    expect(hub.watch?.kubernetesVersion).toBe('v1.36.2');

    hub.server.remove('pods', { name: 'a', namespace: 'shop' });
    hub.server.put('pods', { ...pod('b'), spec: { nodeName: 'node-1' } });
    hub.server.put('pods', pod('f'));
    await eventually(() => expect(names()).toEqual(['b', 'c', 'd', 'e', 'f']));
    expect(
      hub.watch?.store.get({
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

  it('tells each state of an object, though many come at once', async () => {
    await startServer([PODS]);
    start();
    await eventually(() => expect(hub.server.watchCount).toBe(1));
    const phases = Array.from({ length: 50 }, (_, turn) => `turn-${turn}`);
    phases.forEach(phase =>
      hub.server.put('pods', { ...pod('a'), status: { phase } }),
    );

    const told = () =>
      hub.changes
        .flatMap(({ objects }) => objects)
        .map(object => object.status);
    await eventually(() =>
      expect(told()).toEqual(phases.map(phase => ({ phase }))),
    );
  });

  it('reads the settings of containers once, however often an object changes', async () => {
    await startServer([PODS]);
    const env = Array.from({ length: 1_000 }, (_, index) => ({
      name: `URL_${index}`,
      value: `http://api-${index}:8080`,
    }));
    const spec = { containers: [{ name: 'main', env }] };
    hub.server.put('pods', { ...pod('a'), spec });
    start();
    const kept = () => hub.watch?.store.list({ group: '', kind: 'Pod' })[0];
    await eventually(() => expect(stateOf('pods')).toBe('synced'));
    const before = kept()?.[HOSTS];
    expect(before).toHaveLength(1_000);

    hub.server.put('pods', { ...pod('a'), spec, status: { phase: 'Failed' } });
    await eventually(() => expect(kept()?.status).toEqual({ phase: 'Failed' }));
    expect(kept()?.[HOSTS]).toBe(before);
  });

  it('asks for nothing but the metadata of a ConfigMap', async () => {
    await startServer([CONFIG_MAPS]);
    hub.server.put('configmaps', {
      ...pod('settings'),
      data: { key: 'value' },
    });
    start();

    await eventually(() => expect(names(CONFIG_MAPS)).toEqual(['settings']));
    expect(
      hub.watch?.store.list({ group: '', kind: 'ConfigMap' })[0],
    ).toMatchObject({ apiVersion: 'v1', kind: 'ConfigMap' });
    await eventually(() => expect(hub.server.watchCount).toBe(1));
    const asked = hub.server.requests
      .filter(({ path }) => path === '/api/v1/configmaps')
      .map(({ accept }) => accept);
    expect(asked).toEqual([
      'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1',
      'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1',
    ]);
  });

  it('has the server leave out events that nobody reads, and those that age', async () => {
    await startServer([EVENTS]);
    const event = (name: string, fields = {}) =>
      hub.server.put('events', {
        ...pod(name),
        type: 'Warning',
        lastTimestamp: '2026-01-01T09:30:00Z',
        involvedObject: { kind: 'Pod', name: 'web', uid: name },
        ...fields,
      });
    event('listed');
    event('normal', { type: 'Normal' });
    event('old', { lastTimestamp: '2026-01-01T08:30:00Z' });
    start({ sweepMs: 1 });
    await eventually(() => expect(names(EVENTS)).toEqual(['listed']));
    await eventually(() => expect(hub.server.watchCount).toBe(1));
    const selectors = hub.server.requests
      .filter(({ path }) => path === '/api/v1/events')
      .map(({ query }) => query.fieldSelector);
    expect(new Set(selectors)).toEqual(
      new Set([expect.stringContaining('reason!=Pulled')]),
    );

    event('told');
    event('normal-too', { type: 'Normal' });
    await eventually(() => expect(names(EVENTS)).toEqual(['listed', 'told']));

    hub.now = '2026-01-01T10:30:00.000Z';
    await eventually(() => expect(names(EVENTS)).toEqual([]));
  });

  it.each([
    ['cut', ''],
    ['cut within a line', '{"type":"MODIFIED","object":{"metad'],
    ['broken by a line that is no event', '<html>\n'],
  ])('resumes a watch that is %s, without listing again', async (_, bytes) => {
    await startServer([PODS]);
    start();
    await eventually(() => expect(hub.server.watchCount).toBe(1));
    hub.server.put('pods', pod('before'));
    await eventually(() => expect(names()).toEqual(['before']));

    hub.server.cutWatches(bytes);
    hub.server.put('pods', pod('meanwhile'));

    await eventually(() => expect(names()).toEqual(['before', 'meanwhile']));
    expect(listsOf(PODS)).toBe(1);
    expect(stateOf('pods')).toBe('synced');
  });

  it('resumes from the last bookmark', async () => {
    await startServer([PODS, VMS]);
    start();
    await eventually(() => expect(hub.server.watchCount).toBe(2));
    hub.server.put('virtualmachines', pod('vm'));
    hub.server.sendBookmarks();
    await eventually(() => expect(names(VMS)).toEqual(['vm']));

    hub.server.cutWatches();

    const resumed = () =>
      hub.server.requests
        .filter(({ path, query }) => path === '/api/v1/pods' && query.watch)
        .map(({ query }) => query.resourceVersion);
    await eventually(() => expect(resumed()).toEqual(['1', '2']));
  });

  it.each(['status', 'event'] as const)(
    'lists again where its version is too old (410 as %s), and tells what went',
    async as => {
      await startServer([PODS]);
      ['a', 'b', 'c'].forEach(name => hub.server.put('pods', pod(name)));
      start();
      await eventually(() => expect(hub.server.watchCount).toBe(1));
      await eventually(() => expect(names()).toHaveLength(3));

      hub.server.crash();
      hub.server.remove('pods', { name: 'b', namespace: 'shop' });
      hub.server.put('pods', pod('d'));
      hub.changes.length = 0;
      hub.server.recover();
      hub.server.compact(as);

      await eventually(() => expect(names()).toEqual(['a', 'c', 'd']));
      await eventually(() => expect(stateOf('pods')).toBe('synced'));
      // A change is told at the end of its turn of the loop.
      await eventually(() => {
        const told = hub.changes.flatMap(({ objects }) =>
          objects.map(({ metadata }) => metadata.name),
        );
        expect(new Set(told)).toEqual(new Set(['a', 'b', 'c', 'd']));
      });
    },
  );

  it('starts a list over when the server forgets it before its end', async () => {
    await startServer([PODS]);
    ['a', 'b', 'c'].forEach(name => hub.server.put('pods', pod(name)));
    const second = new Promise<void>(resolve => {
      const push = hub.server.requests.push.bind(hub.server.requests);
      hub.server.requests.push = request => {
        if (request.query.continue) {
          hub.server.remove('pods', { name: 'a', namespace: 'shop' });
          hub.server.compact('status');
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

  it('gives a watch a pause where the server ends it at once', async () => {
    await startServer([PODS]);
    start({ backoff: { baseMs: 200, maxMs: 200 } });
    await eventually(() => expect(hub.server.watchCount).toBe(1));
    const before = hub.server.requests.length;
    hub.server.endWatches();
    await eventually(() => expect(hub.server.watchCount).toBe(0));
    expect(hub.server.requests).toHaveLength(before);
    await eventually(() => expect(hub.server.watchCount).toBe(1));
    expect(listsOf(PODS)).toBe(1);
  });

  it('bounds the lists that are under way', async () => {
    await startServer([PODS, VMS, CONFIG_MAPS, CRDS]);
    start({ concurrentLists: 1 });
    await eventually(() => expect(hub.server.watchCount).toBe(4));
    expect(hub.watch?.state.state).toBe('synced');
  });

  it('lists what pages need first, and what can wait when its time has come', async () => {
    await startServer([EVENTS, CRDS, PODS, VMS]);
    const asked = () =>
      hub.server.requests
        .filter(({ query }) => query.limit && !query.watch)
        .map(({ path }) => path.replace(/.*\//, ''));
    start({ concurrentLists: 1, spreadMs: 60_000 }, () => 1);
    await eventually(() => expect(hub.server.watchCount).toBe(2));
    expect(asked()).toEqual(['pods', 'virtualmachines']);
    expect(stateOf('events')).toBe('syncing');

    await hub.watch?.stop();
    hub.server.requests.length = 0;
    start({ concurrentLists: 1, spreadMs: 60_000 }, () => 0);
    await eventually(() => expect(hub.server.watchCount).toBe(4));
    expect(asked().slice(0, 2)).toEqual(['pods', 'virtualmachines']);
    expect(asked().slice(2).sort()).toEqual([
      'customresourcedefinitions',
      'events',
    ]);
  });

  it('does not list again at once, as other replicas would too', async () => {
    const spreadMs = 200;
    await startServer([PODS]);
    start({ spreadMs }, () => 1);
    await eventually(() => expect(hub.server.watchCount).toBe(1));

    const lostAt = performance.now();
    hub.server.crash();
    hub.server.put('pods', pod('a'));
    hub.server.recover();
    hub.server.compact('event');
    await eventually(() => expect(listsOf(PODS)).toBe(2));
    expect(performance.now() - lostAt).toBeGreaterThan(spreadMs * 0.95);
  });

  it('leaves no request behind when it stops', async () => {
    await startServer([PODS, VMS]);
    start();
    await eventually(() => expect(hub.server.watchCount).toBe(2));

    const before = hub.server.requests.length;
    await hub.watch?.stop();

    await eventually(() => expect(hub.server.watchCount).toBe(0));
    expect(hub.server.requests).toHaveLength(before);
  });
});
