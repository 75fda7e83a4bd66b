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

  beforeEach(async () => {
    sandbox = await startSandboxCluster({ name: 'test', tls: false });
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
