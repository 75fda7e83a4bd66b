import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { NotAllowedError } from '@backstage/errors';
import {
  CONSOLE_PROTOCOL,
  CONSOLE_TICKET_PREFIX,
  ConsoleClientMessage,
  ConsoleServerMessage,
  ConsoleRequest,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { SandboxCluster } from '@hybrid-apps/sandbox-cluster';
import express from 'express';
import { Knex } from 'knex';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { systemClock } from '../../../clock';
import { createKubeClient } from '../../../clusters/client/kubeClient';
import { eventually } from '../../../__testUtils__/eventually';
import { createConsoles } from '../consoles';
import { createRegister } from '../register';
import { ConsoleSettings } from '../settings';
import { createTickets } from '../tickets';
import { ConsoleTarget, Ended } from '../types';
import { createDoor, listenForConsoles } from '../upgrades';

export const ORIGIN = 'https://portal.example';
export const ANA = 'user:default/ana';
export const BEN = 'user:default/ben';

const APP = { kind: 'system', namespace: 'default', name: 'inventory' };

/** What a browser has of a console. */
export interface Browser {
  socket: WebSocket;
  /** What the console said. */
  said(): Buffer;
  /** The last of these messages. */
  told<T extends ConsoleServerMessage['type']>(
    type: T,
  ): Extract<ConsoleServerMessage, { type: T }> | undefined;
  say(message: ConsoleClientMessage): void;
  /** Why it ended, once it did. */
  ended(): Promise<string>;
}

export function browse(url: string, ticket: string, person: string): Browser {
  const socket = new WebSocket(
    url,
    [CONSOLE_PROTOCOL, `${CONSOLE_TICKET_PREFIX}${ticket}`],
    { origin: ORIGIN },
  );
  const told: ConsoleServerMessage[] = [];
  const parts: Buffer[] = [];
  const say = (message: ConsoleClientMessage) =>
    socket.send(JSON.stringify(message));
  socket.on('error', () => {});
  socket.on('open', () =>
    say({ type: 'identity', token: mockCredentials.user.token(person) }),
  );
  socket.on('message', (data, isBinary) => {
    const bytes = Buffer.isBuffer(data) ? data : Buffer.alloc(0);
    if (isBinary) {
      parts.push(bytes);
    } else {
      told.push(JSON.parse(bytes.toString('utf8')));
    }
  });
  const last: Browser['told'] = type =>
    told
      .filter(
        (one): one is Extract<ConsoleServerMessage, { type: typeof type }> =>
          one.type === type,
      )
      .at(-1);
  return {
    socket,
    said: () => Buffer.concat(parts),
    told: last,
    say,
    async ended() {
      if (socket.readyState !== WebSocket.CLOSED) {
        await new Promise(resolve => {
          socket.once('close', resolve);
        });
      }
      return last('ended')?.why ?? 'untold';
    },
  };
}

/** A replica of the portal, as far as consoles go, on a server of its own. */
export async function startReplica(options: {
  db: Knex;
  sandbox: SandboxCluster;
  settings?: Partial<ConsoleSettings>;
}) {
  const { db, sandbox } = options;
  const client = createKubeClient({
    cluster: () => ({ name: 'onprem', url: sandbox.url, authMetadata: {} }),
    credential: async () => ({
      type: 'bearer token',
      token: sandbox.tokens.admin,
    }),
  });
  /** Who may have no console, and since when nobody knows. */
  const rights = { denied: new Set<string>(), isUnknown: false };
  const ends: Ended[] = [];
  const settings: ConsoleSettings = {
    timeLimitMs: 60_000,
    idleLimitMs: 60_000,
    perPerson: 1_000,
    perReplica: 1_000,
    ...options.settings,
  };
  const targetOf = ({
    id,
    kind,
  }: Pick<ConsoleRequest, 'id' | 'kind'>): ConsoleTarget => {
    const isPod = kind === 'exec';
    const group = isPod ? '' : 'kubevirt.io';
    const name = {
      group,
      kind: isPod ? 'Pod' : 'VirtualMachineInstance',
      namespace: 'default',
      name: id,
    };
    return {
      cluster: 'onprem',
      kind,
      object: {
        apiVersion: isPod ? 'v1' : 'kubevirt.io/v1',
        kind: name.kind,
        namespace: 'default',
        name: id,
      },
      uid: sandbox.store.get(name)?.metadata.uid ?? '',
      ...(isPod && { container: 'web' }),
    };
  };
  const consoles = createConsoles({
    auth: mockServices.auth(),
    clock: systemClock,
    clusters: {
      require: () => ({
        openSocket: client.openSocket,
      }),
    },
    identityOf: async () => undefined,
    journal: async () => async ended => {
      ends.push(ended);
    },
    logger: mockServices.logger.mock(),
    register: createRegister(db, systemClock),
    requireTarget: async ({ principal }, wanted) => {
      if (rights.isUnknown) {
        throw new Error('the policy is away');
      }
      if (rights.denied.has(principal.userEntityRef)) {
        throw new NotAllowedError('You may not.');
      }
      return targetOf(wanted);
    },
    settings,
    tickets: createTickets(db, systemClock),
  });
  const app = express();
  const refused: number[] = [];
  app.use(
    '/api/hybrid-apps',
    listenForConsoles(
      mockServices.httpRouter.mock(),
      createDoor({
        consoles,
        logger: mockServices.logger.mock(),
        origins: new Set([ORIGIN]),
        refused: status => refused.push(status),
      }),
    ),
  );
  app.get('/api/hybrid-apps/any', (_req, res) => {
    res.end();
  });
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const base = `127.0.0.1:${port}/api/hybrid-apps`;
  // As each page does before it opens a console.
  await fetch(`http://${base}/any`);

  const ticket = async (
    id: string,
    person = ANA,
    ask: Partial<ConsoleRequest> = {},
  ) => {
    const wanted = { app: APP, id, kind: 'serial' as const, ...ask };
    const given = await consoles.ticket({
      person,
      address: '192.0.2.1',
      wanted,
      target: targetOf(wanted),
    });
    return given.ticket;
  };
  return {
    consoles,
    ends,
    refused,
    rights,
    server,
    url: `ws://${base}/v1/consoles`,
    ticket,
    /** A console that is open. */
    async open(...asked: Parameters<typeof ticket>) {
      const browser = browse(
        `ws://${base}/v1/consoles`,
        await ticket(...asked),
        asked[1] ?? ANA,
      );
      await eventually(() => {
        expect(browser.told('open') ?? browser.told('ended')).toMatchObject({
          type: 'open',
        });
      });
      return browser;
    },
    async stop() {
      await consoles.stop();
      await client.close();
      server.closeAllConnections();
      server.close();
    },
  };
}
