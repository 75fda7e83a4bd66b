import { mockServices } from '@backstage/backend-test-utils';
import express from 'express';
import { once } from 'node:events';
import { createServer, IncomingMessage, Server } from 'node:http';
import { AddressInfo, connect } from 'node:net';
import { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import {
  CONSOLE_PROTOCOL,
  CONSOLE_TICKET_PREFIX,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { createDoor, listenForConsoles } from './upgrades';
import { readOrigins } from './origins';

const OFFERED = [CONSOLE_PROTOCOL, `${CONSOLE_TICKET_PREFIX}good`];
const PORTAL = 'https://portal.example';

describe('where consoles come in', () => {
  let server: Server;
  let port: number;
  const refused = jest.fn();
  const attached = jest.fn();

  beforeEach(async () => {
    jest.clearAllMocks();
    const app = express();
    const door = createDoor({
      consoles: {
        admit: async ticket =>
          ticket === 'good'
            ? {
                person: 'user:default/ana',
                address: '',
                wanted: {
                  app: { kind: 'system', namespace: 'default', name: 'shop' },
                  id: 'x',
                  kind: 'serial',
                },
                target: {
                  cluster: 'onprem',
                  kind: 'serial',
                  object: {
                    apiVersion: 'v1',
                    kind: 'Pod',
                    namespace: 'shop',
                    name: 'web',
                  },
                  uid: 'u',
                },
              }
            : undefined,
        attach: async socket => {
          attached();
          socket.send('hallo');
        },
      },
      logger: mockServices.logger.mock(),
      origins: readOrigins(
        mockServices.rootConfig({
          data: {
            app: { baseUrl: `${PORTAL}/portal` },
            backend: {
              baseUrl: 'https://api.example/portal',
              cors: { origin: ['http://localhost:3000'] },
            },
          },
        }),
      ),
      refused,
    });
    app.use(
      '/api/hybrid-apps',
      listenForConsoles(mockServices.httpRouter.mock(), door),
    );
    app.get('/api/hybrid-apps/any', (_req, res) => {
      res.end();
    });
    // As signals' backend does: it listens from the first upgrade on that passes here.
    const others = new WebSocketServer({ noServer: true });
    let listens = false;
    app.use('/api/signals', (req, res) => {
      if (!listens) {
        listens = true;
        server.on('upgrade', (request, socket, head) => {
          if (request.url === '/api/signals') {
            others.handleUpgrade(request, socket, head, open =>
              open.send('signal'),
            );
          }
        });
      }
      res.status(204).end(req.headers.upgrade);
    });
    server = createServer(app).listen(0, '127.0.0.1');
    await once(server, 'listening');
    ({ port } = server.address() as AddressInfo);
    await fetch(`http://127.0.0.1:${port}/api/hybrid-apps/any`);
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  /** The first words of a WebSocket, or the status of who refuses it. */
  async function knock(
    path: string,
    protocols: string[] = OFFERED,
    origin: string | undefined = PORTAL,
    at = port,
  ): Promise<string | number | undefined> {
    const socket = new WebSocket(`ws://127.0.0.1:${at}${path}`, protocols, {
      ...(origin && { origin }),
    });
    socket.on('error', () => {});
    const answer = await Promise.race([
      once(socket, 'message').then(([data]) => String(data)),
      new Promise<number | undefined>(resolve => {
        socket.once(
          'unexpected-response',
          (_request: unknown, response: IncomingMessage) => {
            resolve(response.statusCode);
            response.destroy();
          },
        );
      }),
    ]);
    socket.terminate();
    return answer;
  }
  const path = '/api/hybrid-apps/v1/consoles';

  it.each([
    [path, OFFERED, PORTAL, 'hallo'],
    [`${path}?any=query`, OFFERED, 'https://api.example', 'hallo'],
    [path, OFFERED, 'http://localhost:3000', 'hallo'],
    [path, OFFERED, 'https://evil.example', 403],
    [path, OFFERED, '', 403],
    [path, [CONSOLE_PROTOCOL], PORTAL, 401],
    [path, [CONSOLE_PROTOCOL, 'ticket.bad'], PORTAL, 401],
    [path, ['ticket.good'], PORTAL, 401],
    ['/api/hybrid-apps/v1/other', OFFERED, PORTAL, 404],
  ])('%s with %j from %j: %s', async (to, protocols, origin, expected) => {
    expect(await knock(to, protocols, origin)).toBe(expected);
    const isRefused = expected === 401 || expected === 403;
    expect(refused.mock.calls.map(([status]) => status)).toEqual(
      isRefused ? [expected] : [],
    );
  });

  it('leaves others to begin to listen, and to be asked', async () => {
    expect(await knock('/api/signals', [])).toBe(204);
    expect(await knock('/api/signals', [])).toBe('signal');
    expect(await knock(path)).toBe('hallo');
    expect(attached).toHaveBeenCalledTimes(1);
  });

  it('lets them in below a path that the backend is mounted at', async () => {
    const app = express();
    const below = express.Router();
    below.use(
      '/api/hybrid-apps',
      listenForConsoles(
        mockServices.httpRouter.mock(),
        async (request, socket) => {
          socket.end(`HTTP/1.1 418 ${request.url}\r\n\r\n`);
        },
      ),
    );
    below.get('/api/hybrid-apps/any', (_req, res) => {
      res.end();
    });
    app.use('/portal', below);
    server.removeAllListeners('request');
    server.removeAllListeners('upgrade');
    server.on('request', app);
    await fetch(`http://127.0.0.1:${port}/portal/api/hybrid-apps/any`);
    expect(await knock(`/portal${path}`)).toBe(418);
    expect(await knock(path)).toBe(404);
  });

  it('lets them in behind a proxy that takes its path prefix off', async () => {
    const proxy = createServer();
    proxy.on('upgrade', (request: IncomingMessage, near: Duplex) => {
      const far = connect(port, '127.0.0.1', () => {
        const headers = Object.entries(request.headers)
          .map(([name, value]) => `${name}: ${value}\r\n`)
          .join('');
        const url = request.url?.replace(/^\/portal/, '');
        far.write(`GET ${url} HTTP/1.1\r\n${headers}\r\n`);
        far.pipe(near).pipe(far);
      });
      const close = () => {
        far.destroy();
        near.destroy();
      };
      [far, near].forEach(end => end.on('error', close).on('close', close));
    });
    proxy.listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    try {
      const behind = (proxy.address() as AddressInfo).port;
      expect(await knock(`/portal${path}`, OFFERED, PORTAL, behind)).toBe(
        'hallo',
      );
    } finally {
      proxy.close();
    }
  });

  it('asks a WebSocket that is first of all to come again', async () => {
    const late = express();
    const door = jest.fn(async (_request, socket: Duplex) => {
      socket.destroy();
    });
    late.use(
      '/api/hybrid-apps',
      listenForConsoles(mockServices.httpRouter.mock(), door),
    );
    server.removeAllListeners('request');
    server.removeAllListeners('upgrade');
    server.on('request', late);
    expect(await knock(path)).toBe(503);
    expect(server.listenerCount('upgrade')).toBe(1);
  });

  it('is a handler of the router where that takes some', () => {
    const addWebSocketHandler = jest.fn();
    const router = { ...mockServices.httpRouter.mock(), addWebSocketHandler };
    listenForConsoles(router, async () => {});
    expect(addWebSocketHandler.mock.calls).toEqual([
      [
        {
          path: '/v1/consoles',
          authPolicy: 'unauthenticated',
          handler: expect.any(Function),
        },
      ],
    ]);
  });
});
