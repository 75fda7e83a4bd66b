import { eventually } from '../../__testUtils__/eventually';
import {
  CONFIG_MAPS,
  CRDS,
  PODS,
  VMS,
  pod,
  useWatchedHub,
} from '../../__testUtils__/watchedHub';

describe('a list of a large cluster', () => {
  const hub = useWatchedHub();
  const pages = () =>
    hub.server.requests
      .filter(({ path, query }) => path.endsWith('/pods') && !query.watch)
      .map(({ query }) => query);
  const limits = () => pages().map(({ limit }) => limit);
  const begun = () => pages().filter(page => !page.continue).length;

  it('goes on with the page that a busy server put off, and begins no other', async () => {
    await hub.startServer([PODS]);
    ['a', 'b', 'c'].forEach(name => hub.server.put('pods', pod(name)));
    hub.server.refusePages(1);
    hub.start();
    await eventually(() => expect(hub.stateOf('pods')).toBe('synced'));
    expect(hub.names()).toEqual(['a', 'b', 'c']);
    expect(limits()).toEqual(['2', '2', '2']);
    expect(begun()).toBe(1);
  });

  it('begins again in larger pages where it is forgotten, and never in one', async () => {
    const names = Array.from({ length: 30 }, (_, index) => `pod-${10 + index}`);
    await hub.startServer([PODS]);
    names.forEach(name => hub.server.put('pods', pod(name)));
    hub.server.expirePages(2);
    hub.start();
    await eventually(() => expect(hub.stateOf('pods')).toBe('synced'));
    expect(hub.names()).toEqual(names);
    expect(limits()).toEqual(['2', '2', '20', '20', '200']);
  });

  it('waits for no other that the server never answers', async () => {
    await hub.startServer([VMS, CONFIG_MAPS, PODS, CRDS]);
    [VMS, CONFIG_MAPS].forEach(({ plural }) => hub.server.hang(plural));
    hub.server.put('pods', pod('a'));
    hub.start({ concurrentLists: 2, requestTimeoutMs: 300 });
    await eventually(() => expect(hub.stateOf('pods')).toBe('synced'));
    await eventually(() =>
      expect(
        hub.stateOf('customresourcedefinitions.apiextensions.k8s.io'),
      ).toBe('synced'),
    );
    await eventually(() =>
      expect(hub.knowledgeOf('configmaps')).toMatchObject({
        state: 'unreachable',
        message: expect.stringContaining('no answer in time'),
      }),
    );
    expect(hub.names()).toEqual(['a']);
  });
});
