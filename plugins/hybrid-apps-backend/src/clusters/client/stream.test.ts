import { createServer, Server, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { eventually } from '../../__testUtils__/eventually';
import { ClosableKubeClient, createKubeClient } from './kubeClient';

const PART = Buffer.alloc(64 * 1024, 'x');
const GET = { path: '/log', accept: '*/*', idleTimeoutMs: 60_000 };

/** A server that writes without an end, as fast as it is read. */
describe('a stream of a cluster', () => {
  let server: Server;
  let client: ClosableKubeClient;
  let written: number;
  let open: Set<ServerResponse>;
  let asked: Array<string | string[] | undefined>;

  beforeEach(async () => {
    written = 0;
    open = new Set();
    asked = [];
    server = createServer((request, response) => {
      asked.push(request.headers['impersonate-user']);
      open.add(response);
      response.on('close', () => open.delete(response));
      const fill = () => {
        do {
          written += PART.length;
        } while (response.write(PART));
      };
      response.on('drain', fill);
      fill();
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    client = createKubeClient({
      cluster: () => ({
        name: 'hub',
        url: `http://127.0.0.1:${port}`,
        authMetadata: {},
      }),
      credential: async () => ({ type: 'bearer token', token: 't' }),
    });
  });
  afterEach(async () => {
    await client.close();
    server.closeAllConnections();
    server.close();
  });

  it('bears who asks', async () => {
    const stream = await client.stream({
      ...GET,
      as: { user: 'ann', groups: [] },
    });
    await stream.return();
    expect(asked).toEqual(['ann']);
  });

  it('ends at the server as soon as its reader leaves', async () => {
    for await (const part of await client.stream(GET)) {
      expect(part.length).toBeGreaterThan(0);
      break;
    }
    await eventually(() => expect(open.size).toBe(0));
  });

  it('ends at the server once it is given up', async () => {
    const controller = new AbortController();
    const stream = await client.stream({ ...GET, signal: controller.signal });
    await stream.next();
    controller.abort();
    await expect(async () => {
      for await (const part of stream) {
        expect(part.length).toBeGreaterThan(0);
      }
    }).rejects.toMatchObject({ name: 'AbortError' });
    await eventually(() => expect(open.size).toBe(0));
  });

  it('holds the server back while nobody takes what came', async () => {
    const stream = await client.stream(GET);
    await stream.next();
    let before = -1;
    // Both ends fill the buffers of the connection, and no more.
    await eventually(() => {
      const now = written;
      const isStill = now === before;
      before = now;
      expect(isStill).toBe(true);
    });
    expect(written).toBeLessThan(32 * 1024 * 1024);
    await stream.return();
  });
});
