import { once } from 'events';
import { request, IncomingMessage } from 'http';
import { json } from 'stream/consumers';
import { SandboxCluster, startSandboxCluster } from './start';

describe('the host that a request names', () => {
  let sandbox: SandboxCluster;

  beforeAll(async () => {
    sandbox = await startSandboxCluster({ name: 'test', tls: false });
  });
  afterAll(() => sandbox.stop());

  /** fetch would not let the header be set. */
  async function get(
    host: string,
    path: string,
  ): Promise<{ status?: number; body: unknown }> {
    const Authorization = `Bearer ${sandbox.tokens.admin}`;
    const sent = request(sandbox.url + path, {
      headers: { Host: host, Authorization },
    }).end();
    const [response]: IncomingMessage[] = await once(sent, 'response');
    return { status: response.statusCode, body: await json(response) };
  }

  it.each(['localhost', '127.0.0.1', '[::1]', 'LOCALHOST'])(
    'may be %s, with a port or without',
    async name => {
      const { port } = new URL(sandbox.url);
      for (const host of [name, `${name}:${port}`]) {
        expect(await get(host, '/api/v1/namespaces')).toMatchObject({
          status: 200,
          body: { kind: 'NamespaceList' },
        });
      }
    },
  );

  it.each([
    'evil.example',
    'evil.example:80',
    'localhost.evil.example',
    '127.0.0.1.evil.example:7011',
    'localhost@evil.example',
  ])(
    'may not be %p, whatever the path: a page may have its name point here',
    async host => {
      for (const path of ['/api/v1/namespaces', '/_sandbox/faults']) {
        expect(await get(host, path)).toEqual({
          status: 421,
          body: {
            kind: 'Status',
            apiVersion: 'v1',
            metadata: {},
            status: 'Failure',
            reason: 'MisdirectedRequest',
            message: `the sandbox cluster serves this machine alone, and no host "${host}": use localhost, 127.0.0.1 or [::1] in the URL`,
            code: 421,
          },
        });
      }
    },
  );
});
