import { eventually } from '../../__testUtils__/eventually';
import {
  CRDS,
  PODS,
  VMS,
  pod,
  useWatchedHub,
} from '../../__testUtils__/watchedHub';

/** How many lists were begun, however many pages they have. */
const begun = (hub: ReturnType<typeof useWatchedHub>) =>
  hub.server.requests.filter(
    ({ path, query }) =>
      path.endsWith('/pods') && !query.watch && !query.continue,
  ).length;

/**
 * What a watch is told when it does not come on, and yet is not told 410.
 *
 * Source: Kubernetes API Concepts, Efficient detection of changes; and
 * client-go, tools/cache/reflector.go, which lists again after all of these.
 */
describe('a watch that does not come on', () => {
  const hub = useWatchedHub();
  const { names, start, startServer, stateOf } = hub;

  async function watching(settings: Parameters<typeof start>[0] = {}) {
    await startServer([PODS]);
    ['a', 'b', 'c'].forEach(name => hub.server.put('pods', pod(name)));
    start({ watchSilenceMs: 2_500, ...settings });
    await eventually(() => expect(hub.server.watchCount).toBe(1));
    await eventually(() => expect(names()).toEqual(['a', 'b', 'c']));
  }

  function missSomething() {
    hub.server.crash();
    hub.server.remove('pods', { name: 'b', namespace: 'shop' });
    hub.server.put('pods', pod('d'));
    hub.server.recover();
  }

  it('lists again where a version that is gone ends it without a word', async () => {
    await watching();
    missSomething();
    hub.server.compact('end');
    await eventually(() => expect(names()).toEqual(['a', 'c', 'd']));
    await eventually(() => expect(hub.server.watchCount).toBe(1));
    expect(begun(hub)).toBe(2);
  });

  it('lists now and then where each is ended before it tells something', async () => {
    await watching();
    hub.server.mute(true);
    hub.server.endWatches();
    hub.server.put('pods', pod('d'));
    await eventually(() => expect(names()).toEqual(['a', 'b', 'c', 'd']));
    hub.server.remove('pods', { name: 'a', namespace: 'shop' });
    await eventually(() => expect(names()).toEqual(['b', 'c', 'd']));
    // Of three watches, two are no reason yet.
    expect(
      hub.server.requests.filter(({ query }) => query.watch).length,
    ).toBeGreaterThanOrEqual(3 * (begun(hub) - 1));
  });

  it('lists again after an error in its stream, which would come again', async () => {
    await watching();
    missSomething();
    hub.server.compact('failure');
    await eventually(() => expect(names()).toEqual(['a', 'c', 'd']));
    await eventually(() => expect(hub.server.watchCount).toBe(1));
    await eventually(() => expect(stateOf('pods')).toBe('synced'));
  });

  it('says so where every list is forgotten by its end, and does not hurry', async () => {
    await watching({ backoff: { baseMs: 200, maxMs: 200 } });
    hub.server.forgetLists(true);
    missSomething();
    hub.server.compact('event');
    await eventually(() =>
      expect(hub.watch?.state).toMatchObject({
        state: 'stale',
        message: expect.stringContaining('too old resource version'),
      }),
    );
    expect(names()).toEqual(['a', 'c', 'd']);

    hub.server.forgetLists(false);
    await eventually(() => expect(hub.server.watchCount).toBe(1));
    await eventually(() => expect(stateOf('pods')).toBe('synced'));
  });
});

describe('a watch of a kind whose definition changes', () => {
  const hub = useWatchedHub();

  it('goes on, and misses nothing', async () => {
    const DEFINITION = { metadata: { name: 'virtualmachines.kubevirt.io' } };
    await hub.startServer([VMS, CRDS]);
    hub.server.put('virtualmachines', pod('a'));
    hub.server.put('customresourcedefinitions', DEFINITION);
    hub.start();
    await eventually(() => expect(hub.server.watchCount).toBe(2));
    const looks = () =>
      hub.server.requests.filter(({ path }) => path === '/apis').length;
    const before = looks();

    // A column for kubectl more: the server ends what watches the kind.
    hub.server.put('customresourcedefinitions', {
      ...DEFINITION,
      spec: { versions: [{ additionalPrinterColumns: [{ name: 'Ready' }] }] },
    });
    hub.server.endWatches('virtualmachines');
    hub.server.put('virtualmachines', pod('b'));
    hub.server.remove('virtualmachines', { name: 'a', namespace: 'shop' });

    await eventually(() => expect(hub.names(VMS)).toEqual(['b']));
    await eventually(() => expect(looks()).toBeGreaterThan(before));
    expect(hub.listsOf(VMS)).toBe(1);
    expect(hub.watch?.state.state).toBe('synced');
  });
});
