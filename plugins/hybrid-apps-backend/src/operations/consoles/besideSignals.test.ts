import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import signalsPlugin from '@backstage/plugin-signals-backend';
import { Router } from 'express';
import { once } from 'node:events';
import { WebSocket, WebSocketServer } from 'ws';
import { eventually } from '../../__testUtils__/eventually';
import { listenForConsoles } from './upgrades';

/** The door of consoles, without tickets. */
const doorPlugin = createBackendPlugin({
  pluginId: 'hybrid-apps',
  register(env) {
    env.registerInit({
      deps: { httpRouter: coreServices.httpRouter },
      async init({ httpRouter }) {
        const server = new WebSocketServer({ noServer: true });
        const router = Router();
        router.use(
          listenForConsoles(httpRouter, async (request, socket, head) =>
            server.handleUpgrade(request, socket, head, open =>
              open.send('console'),
            ),
          ),
        );
        router.get('/any', (_req, res) => {
          res.end();
        });
        httpRouter.use(router);
        httpRouter.addAuthPolicy({ path: '/any', allow: 'unauthenticated' });
      },
    });
  },
});

describe('consoles beside the signals of Backstage', () => {
  let backend: Awaited<ReturnType<typeof startTestBackend>>;
  const opened: WebSocket[] = [];
  const open = (path: string) => {
    const socket = new WebSocket(
      `ws://localhost:${backend.server.port()}${path}`,
    );
    socket.on('error', () => {});
    opened.push(socket);
    return socket;
  };
  /** What a console says first. */
  const ofConsole = async () =>
    String((await once(open('/api/hybrid-apps/v1/consoles'), 'message'))[0]);
  const listening = (count: number) =>
    eventually(() =>
      expect(backend.server.listenerCount('upgrade')).toBe(count),
    );
  /** Signals' backend begins to listen at the first that comes, which it leaves without an answer. */
  const wakeSignals = async (listeners: number) => {
    open('/api/signals');
    await listening(listeners);
  };
  const visit = () =>
    fetch(`http://localhost:${backend.server.port()}/api/hybrid-apps/any`);
  /** What comes of a console, of signals, and of a console after them. */
  const ofBoth = async () => {
    const before = await ofConsole();
    const signals = open('/api/signals');
    await once(signals, 'open');
    return [before, signals.readyState, await ofConsole()];
  };

  beforeEach(async () => {
    backend = await startTestBackend({
      features: [
        signalsPlugin,
        doorPlugin,
        mockServices.events.factory(),
        mockServices.userInfo.factory(),
      ],
    });
  });
  afterEach(async () => {
    opened.splice(0).forEach(socket => socket.terminate());
    await backend.stop();
  });

  it('both come in where consoles listen first', async () => {
    await visit();
    await listening(1);
    await wakeSignals(2);
    expect(await ofBoth()).toEqual(['console', WebSocket.OPEN, 'console']);
  });

  it('both come in where signals listen first', async () => {
    await wakeSignals(1);
    await visit();
    await listening(2);
    expect(await ofBoth()).toEqual(['console', WebSocket.OPEN, 'console']);
  });
});
