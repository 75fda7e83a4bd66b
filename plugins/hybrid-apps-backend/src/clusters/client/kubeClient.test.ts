import { eventually } from '../../__testUtils__/eventually';
import {
  ScriptedApiServer,
  startScriptedApiServer,
} from '../../__testUtils__/scriptedApiServer';
import { createKubeClient, ClosableKubeClient } from './kubeClient';
import { resourcePath } from './types';

const pods = { group: '', version: 'v1', kind: 'Pod', plural: 'pods' };
const path = '/api/v1/pods';

describe('createKubeClient', () => {
  let server: ScriptedApiServer;
  let client: ClosableKubeClient;
  let tokens: string[];

  beforeEach(async () => {
    server = await startScriptedApiServer({ kinds: [pods] });
    tokens = ['first'];
    client = createKubeClient({
      cluster: () => ({ name: 'hub', url: server.url, authMetadata: {} }),
      credential: async () => ({
        type: 'bearer token',
        token: tokens.length > 1 ? String(tokens.shift()) : tokens[0],
      }),
    });
  });

  afterEach(async () => {
    await client.close();
    await server.stop();
  });

  it('sends the credential and the query, and parses the answer', async () => {
    server.put('pods', { metadata: { name: 'web', namespace: 'shop' } });

    const answer = await client.request({
      method: 'GET',
      path,
      query: { limit: 5, continue: undefined },
    });

    expect(answer).toMatchObject({
      status: 200,
      body: { items: [{ metadata: { name: 'web' } }] },
    });
    expect(server.requests).toEqual([
      {
        path,
        query: { limit: '5' },
        accept: 'application/json',
        authorization: 'Bearer first',
      },
    ]);
  });

  it('takes no answer that is longer than it may be', async () => {
    server.put('pods', { metadata: { name: 'a'.repeat(2_000) } });
    const ask = (maxBytes: number) =>
      client.request({ method: 'GET', path, maxBytes });

    await expect(ask(1_000)).rejects.toThrow(
      "Cluster 'hub' did not answer GET /api/v1/pods: its answer is longer than 1000 bytes",
    );
    await expect(ask(10_000)).resolves.toMatchObject({ status: 200 });
  });

  it('reads the credential again when it has expired, and repeats the request once', async () => {
    server.acceptToken('second');
    tokens = ['first', 'second'];
    await expect(
      client.request({ method: 'GET', path }),
    ).resolves.toMatchObject({ status: 200 });

    tokens = ['wrong'];
    await expect(client.request({ method: 'GET', path })).rejects.toMatchObject(
      { name: 'KubeStatusError', code: 401 },
    );
    expect(server.requests.map(({ authorization }) => authorization)).toEqual([
      'Bearer first',
      'Bearer second',
      'Bearer wrong',
    ]);
  });

  it('names cluster, path, status and what the server said', async () => {
    server.forbid('pods');

    await expect(client.request({ method: 'GET', path })).rejects.toMatchObject(
      {
        name: 'KubeStatusError',
        message:
          'Cluster \'hub\' answered 403 to GET /api/v1/pods: pods is forbidden: User "portal" cannot list',
        code: 403,
        reason: 'Forbidden',
      },
    );
  });

  it('says of a server that is away what to look at', async () => {
    await server.stop();

    await expect(client.request({ method: 'GET', path })).rejects.toMatchObject(
      {
        message: expect.stringContaining(
          "Cluster 'hub' did not answer GET /api/v1/pods: connection refused",
        ),
        isUnsent: true,
      },
    );
  });

  it('does not know what became of a request that is not answered', async () => {
    server.hang('pods');
    await expect(
      client.request({ method: 'GET', path, timeoutMs: 50 }),
    ).rejects.toMatchObject({ name: 'KubeConnectionError', isUnsent: false });
  });

  it('says that there is no credential, and sends nothing', async () => {
    const broke = createKubeClient({
      cluster: () => ({ name: 'hub', url: server.url, authMetadata: {} }),
      credential: async () => {
        throw new Error('the token file is missing');
      },
    });

    await expect(broke.request({ method: 'GET', path })).rejects.toMatchObject({
      message:
        "Cluster 'hub' did not answer GET /api/v1/pods: the token file is missing",
      isUnsent: true,
    });
    expect(server.requests).toEqual([]);
  });

  it('keeps the path that a cluster is served under', async () => {
    const behind = createKubeClient({
      cluster: () => ({
        name: 'hub',
        url: `${server.url}/k8s/clusters/c-1/`,
        authMetadata: {},
      }),
      credential: async () => ({ type: 'anonymous' }),
    });

    await expect(behind.request({ method: 'GET', path })).rejects.toThrow(
      'answered 404',
    );
    expect(server.requests).toMatchObject([
      { path: '/k8s/clusters/c-1/api/v1/pods', authorization: undefined },
    ]);
    await behind.close();
  });

  describe('watch', () => {
    const names = async (
      events: AsyncIterable<{ type: string; object: unknown }>,
      into: string[] = [],
    ) => {
      for await (const { type, object } of events) {
        into.push(
          `${type} ${
            (object as { metadata: { name?: string } }).metadata.name
          }`,
        );
      }
      return into;
    };

    it('gives events as they come, until the server ends it', async () => {
      server.put('pods', { metadata: { name: 'öl-𝄞' } });
      const seen: string[] = [];
      const watch = await client.watch({ path, query: { resourceVersion: 1 } });
      const done = names(watch, seen);

      await eventually(() => expect(seen).toEqual(['ADDED öl-𝄞']));
      server.remove('pods', { name: 'öl-𝄞' });
      await eventually(() => expect(seen).toHaveLength(2));
      server.endWatches();

      await expect(done).resolves.toEqual(['ADDED öl-𝄞', 'DELETED öl-𝄞']);
    });

    it('refuses at once where the server does', async () => {
      server.forbid('pods');
      await expect(client.watch({ path })).rejects.toMatchObject({ code: 403 });
    });

    it('turns an ERROR event into the error that it tells', async () => {
      server.compact('event');
      server.put('pods', { metadata: { name: 'web' } });
      server.compact('event');

      const watch = await client.watch({ path, query: { resourceVersion: 1 } });

      await expect(names(watch)).rejects.toMatchObject({
        name: 'KubeStatusError',
        code: 410,
        reason: 'Expired',
      });
    });

    it.each([
      ['cut', ''],
      ['cut within a line', '{"type":"ADDED","object":{"meta'],
      ['broken', 'ADDED pod\n'],
    ])('fails where the stream is %s', async (_, bytes) => {
      const watch = await client.watch({ path, query: { resourceVersion: 1 } });
      const [outcome] = await Promise.allSettled([
        names(watch),
        eventually(() => expect(server.watchCount).toBe(1)).then(() =>
          server.cutWatches(bytes),
        ),
      ]);
      expect(outcome).toMatchObject({
        reason: { name: 'KubeConnectionError' },
      });
    });

    it('fails where the server falls silent', async () => {
      const watch = await client.watch({
        path,
        query: { resourceVersion: 1 },
        idleTimeoutMs: 50,
      });
      await expect(names(watch)).rejects.toThrow('no answer in time');
    });

    it('ends the request when the loop is left, and when its signal is aborted', async () => {
      server.put('pods', { metadata: { name: 'web' } });
      const query = { resourceVersion: 1 };
      for await (const event of await client.watch({ path, query })) {
        expect(event.type).toBe('ADDED');
        break;
      }
      await eventually(() => expect(server.watchCount).toBe(0));

      const abort = new AbortController();
      const { signal } = abort;
      const watch = await client.watch({ path, query, signal });
      await watch.next();
      abort.abort();
      await expect(names(watch)).rejects.toMatchObject({ name: 'AbortError' });
      await eventually(() => expect(server.watchCount).toBe(0));
    });
  });
});

describe('resourcePath', () => {
  it.each([
    [pods, {}, '/api/v1/pods'],
    [pods, { namespace: 'a', name: 'b' }, '/api/v1/namespaces/a/pods/b'],
    [
      { group: 'kubevirt.io', version: 'v1', plural: 'virtualmachines' },
      { namespace: '../x', name: 'y?z' },
      '/apis/kubevirt.io/v1/namespaces/..%2Fx/virtualmachines/y%3Fz',
    ],
    [
      { group: 'apps', version: 'v1', plural: 'deployments' },
      { namespace: 'a', name: 'b', subresource: 'scale' },
      '/apis/apps/v1/namespaces/a/deployments/b/scale',
    ],
  ])('escapes what it is given', (kind, target, expected) => {
    expect(resourcePath(kind, target)).toBe(expected);
  });
});
