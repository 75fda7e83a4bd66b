import { manualClock, ManualClock } from '../controllers/clock';
import { SandboxCluster, startSandboxCluster } from './start';
import { openWatch, request } from './testing';

const configMaps = '/api/v1/namespaces/default/configmaps';

const configMap = (name: string, more: object = {}) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, ...more },
});

describe('watches', () => {
  let sandbox: SandboxCluster;
  let clock: ManualClock;

  beforeEach(async () => {
    clock = manualClock();
    sandbox = await startSandboxCluster({ name: 'test', tls: false, clock });
  });

  afterEach(() => sandbox.stop());

  it('go on from a version, and tell what leaves the selection', async () => {
    const list = await request(sandbox, 'GET', configMaps);
    const { resourceVersion } = list.body.metadata as {
      resourceVersion: string;
    };
    await request(sandbox, 'POST', configMaps, {
      body: configMap('a', { labels: { tier: 'front' } }),
    });
    const watch = await openWatch(
      sandbox,
      `${configMaps}?watch=true&resourceVersion=${resourceVersion}&labelSelector=tier=front`,
    );
    expect(await watch.next()).toMatchObject({
      type: 'ADDED',
      object: { metadata: { name: 'a' } },
    });
    await request(sandbox, 'PUT', `${configMaps}/a`, {
      body: configMap('a', { labels: { tier: 'back' } }),
    });
    expect(await watch.next()).toMatchObject({
      type: 'DELETED',
      object: { metadata: { name: 'a' } },
    });
    await request(sandbox, 'PUT', `${configMaps}/a`, {
      body: configMap('a', { labels: { tier: 'front' } }),
    });
    expect(await watch.next()).toMatchObject({ type: 'ADDED' });
    await request(sandbox, 'DELETE', `${configMaps}/a`);
    expect(await watch.next()).toMatchObject({ type: 'DELETED' });
    watch.close();
  });

  it('stream a list, mark its end, and end in time', async () => {
    await request(sandbox, 'POST', configMaps, { body: configMap('a') });
    const watch = await openWatch(
      sandbox,
      `${configMaps}?watch=true&sendInitialEvents=true&allowWatchBookmarks=true&resourceVersionMatch=NotOlderThan&timeoutSeconds=1`,
    );
    const events = await watch.rest();
    expect(events.map(event => event.type)).toEqual([
      'ADDED',
      'BOOKMARK',
      'BOOKMARK',
    ]);
    expect(events[1].object).toMatchObject({
      kind: 'ConfigMap',
      metadata: { annotations: { 'k8s.io/initial-events-end': 'true' } },
    });
    expect(events[2].object.metadata).not.toHaveProperty('annotations');
  });

  describe('begin', () => {
    /** What is there at the start, and what comes later. */
    const seen = async (query: string) => {
      await request(sandbox, 'POST', configMaps, { body: configMap('old') });
      const watch = await openWatch(sandbox, `${configMaps}?watch=1&${query}`);
      await request(sandbox, 'POST', configMaps, { body: configMap('new') });
      const events = [];
      for (let name; name !== 'new'; ) {
        const { type, object } = await watch.next();
        ({ name } = object.metadata as { name?: string });
        events.push(`${type} ${name ?? ''}`.trim());
      }
      watch.close();
      return events;
    };

    it.each(['', 'resourceVersion=0'])(
      'with what is there, without a version (%p)',
      async query => {
        expect(await seen(query)).toEqual(['ADDED old', 'ADDED new']);
      },
    );

    it('with what is there, and no mark for who takes no bookmarks', async () => {
      expect(
        await seen('sendInitialEvents=true&resourceVersionMatch=NotOlderThan'),
      ).toEqual(['ADDED old', 'ADDED new']);
    });

    it('with what comes, where nothing else is asked for', async () => {
      expect(
        await seen(
          'sendInitialEvents=false&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true',
        ),
      ).toEqual(['ADDED new']);
    });

    it.each([
      [
        'sendInitialEvents=true',
        'Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan',
      ],
      [
        'resourceVersionMatch=NotOlderThan',
        'Forbidden: resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided',
      ],
    ])('not at all for %s', async (query, message) => {
      const { status, body } = await request(
        sandbox,
        'GET',
        `${configMaps}?watch=true&${query}`,
      );
      expect(status).toBe(422);
      expect(body).toMatchObject({
        message: `ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: ${message}`,
        details: {
          causes: [
            { reason: 'FieldValueForbidden', field: 'resourceVersionMatch' },
          ],
        },
      });
    });
  });

  it('mark each minute how far they are, for who wants to go on from there', async () => {
    const open = (query: string) =>
      openWatch(sandbox, `${configMaps}?watch=true&${query}`);
    const marked = await open('allowWatchBookmarks=true');
    const unmarked = await open('');
    // Of another kind: without the mark, the watch would not know of it.
    await request(sandbox, 'POST', '/api/v1/namespaces/default/services', {
      body: {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'web' },
        spec: { ports: [{ port: 80 }] },
      },
    });
    clock.advance(60_000);
    const { type, object } = await marked.next();
    expect(type).toBe('BOOKMARK');
    expect(object).toEqual({
      kind: 'ConfigMap',
      apiVersion: 'v1',
      metadata: { resourceVersion: expect.any(String) },
    });

    await request(sandbox, 'POST', configMaps, { body: configMap('late') });
    expect(await unmarked.next()).toMatchObject({
      type: 'ADDED',
      object: { metadata: { name: 'late' } },
    });
    const { resourceVersion } = object.metadata as { resourceVersion: string };
    const resumed = await open(`resourceVersion=${resourceVersion}`);
    expect(await resumed.next()).toMatchObject({
      type: 'ADDED',
      object: { metadata: { name: 'late' } },
    });
    [marked, unmarked, resumed].forEach(watch => watch.close());
  });

  it('end with an ERROR event where the version is too old', async () => {
    await request(sandbox, 'POST', configMaps, { body: configMap('a') });
    sandbox.faults.compactHistory();
    const watch = await openWatch(
      sandbox,
      `${configMaps}?watch=true&resourceVersion=1`,
    );
    expect(await watch.rest()).toEqual([
      {
        type: 'ERROR',
        object: expect.objectContaining({ code: 410, reason: 'Expired' }),
      },
    ]);
  });

  it('print Tables, with columns in the first', async () => {
    await request(sandbox, 'POST', configMaps, { body: configMap('a') });
    const watch = await openWatch(sandbox, `${configMaps}?watch=true`, {
      accept: 'application/json;as=Table;v=v1;g=meta.k8s.io',
    });
    await request(sandbox, 'POST', configMaps, { body: configMap('b') });
    const [first, second] = [await watch.next(), await watch.next()];
    expect(first.object).toMatchObject({
      kind: 'Table',
      columnDefinitions: [{ name: 'Name' }, { name: 'Data' }, { name: 'Age' }],
      rows: [{ cells: ['a', 0, expect.any(String)] }],
    });
    expect(second.object).toMatchObject({
      columnDefinitions: null,
      rows: [{ cells: ['b', 0, expect.any(String)] }],
    });
    watch.close();
  });

  it('miss nothing between a list and a watch from its version', async () => {
    const { body } = await request(sandbox, 'GET', configMaps);
    const { resourceVersion } = body.metadata as { resourceVersion: string };
    const names = Array.from({ length: 50 }, (_, i) => `n${i}`);
    const created = names.map(name =>
      request(sandbox, 'POST', configMaps, { body: configMap(name) }),
    );
    const watch = await openWatch(
      sandbox,
      `${configMaps}?watch=true&resourceVersion=${resourceVersion}`,
    );
    await Promise.all(created);
    const seen: string[] = [];
    for (const _name of names) {
      const { object } = await watch.next();
      seen.push((object.metadata as { name: string }).name);
    }
    expect(seen.sort()).toEqual([...names].sort());
    watch.close();
  });
});
