/**
 * Where WebSockets of consoles come in: a handler of Backstage's router, where
 * it takes some (1.57), or else a listener of our own, which leaves all others alone.
 */
import {
  HttpRouterService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import {
  CONSOLE_PROTOCOL,
  CONSOLE_TICKET_PREFIX,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { RequestHandler } from 'express';
import { IncomingMessage, ServerResponse, STATUS_CODES } from 'node:http';
import { Server } from 'node:net';
import { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { Consoles, CONSOLES_PATH } from './consoles';

/** A message of a browser: keys, or a text that is pasted. */
const MAX_MESSAGE_BYTES = 1024 * 1024;

/** Tickets that are being looked at, so that nobody fills the memory with waiting sockets. */
const MOST_AT_ONCE = 200;

type OnUpgrade = (
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
) => Promise<void>;

function refuse(socket: Duplex, status: number, why: string): void {
  socket.end(
    `HTTP/1.1 ${status} ${
      STATUS_CODES[status]
    }\r\nContent-Type: text/plain\r\nContent-Length: ${Buffer.byteLength(
      why,
    )}\r\nConnection: close\r\n\r\n${why}`,
    () => socket.destroy(),
  );
}

function ticketIn({ headers }: IncomingMessage): string | undefined {
  const offered = (headers['sec-websocket-protocol'] ?? '')
    .split(',')
    .map(one => one.trim());
  const ticket = offered.find(one => one.startsWith(CONSOLE_TICKET_PREFIX));
  return offered.includes(CONSOLE_PROTOCOL)
    ? ticket?.slice(CONSOLE_TICKET_PREFIX.length)
    : undefined;
}

/** Lets those in who come from a page of the portal, with a ticket. */
export function createDoor({
  consoles,
  logger,
  origins,
  refused,
}: {
  consoles: Pick<Consoles, 'admit' | 'attach'>;
  logger: Pick<LoggerService, 'error'>;
  origins: ReadonlySet<string>;
  /** Is told of each that is not let in. */
  refused(status: number, why: string, address: string): void;
}): OnUpgrade {
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: MAX_MESSAGE_BYTES,
    handleProtocols: () => CONSOLE_PROTOCOL,
  });
  let atOnce = 0;

  async function admitted(request: IncomingMessage) {
    const { origin } = request.headers;
    if (origin === undefined || !origins.has(origin)) {
      return {
        status: 403,
        why: 'Consoles are opened from pages of the portal alone: see app.baseUrl and backend.cors.origin of app-config.',
      };
    }
    const ticket = ticketIn(request);
    const ticketed = ticket && (await consoles.admit(ticket));
    return (
      ticketed || {
        status: 401,
        why: 'There is no such ticket, or no more: each is good once, for 30 s.',
      }
    );
  }

  return async (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    const address = request.socket.remoteAddress ?? 'unknown';
    if (atOnce >= MOST_AT_ONCE) {
      refuse(socket, 503, 'Too many come at once. Try again.');
      return;
    }
    atOnce++;
    try {
      const answer = await admitted(request);
      if ('status' in answer) {
        refused(answer.status, answer.why, address);
        refuse(socket, answer.status, answer.why);
        return;
      }
      server.handleUpgrade(request, socket, head, open => {
        void consoles.attach(open, answer);
      });
    } catch (error) {
      logger.error('A ticket cannot be looked at', toError(error));
      refuse(socket, 503, 'The portal cannot look at the ticket now.');
    } finally {
      atOnce--;
    }
  };
}

/** What the router of Backstage 1.57 has beside that of 1.55. */
interface WithWebSockets {
  addWebSocketHandler(options: {
    path: string;
    authPolicy: 'unauthenticated';
    handler(context: {
      request: IncomingMessage;
      socket: Duplex;
      head: Buffer;
    }): Promise<void>;
  }): void;
}

const takesWebSockets = (router: object): router is WithWebSockets =>
  'addWebSocketHandler' in router &&
  typeof router.addWebSocketHandler === 'function';

const isUpgrade = ({ headers }: IncomingMessage) =>
  headers.upgrade?.toLowerCase() === 'websocket';

/** The server that a request came to; Node has it on its sockets, as signals' backend reads it. */
function serverOf({ socket }: IncomingMessage): Server | undefined {
  const server: unknown = 'server' in socket ? socket.server : undefined;
  return server instanceof Server ? server : undefined;
}

const pathOf = ({ url = '/' }: IncomingMessage) => url.split('?')[0];

/**
 * What Node does where nobody listens for upgrades: the request goes to the
 * application. Others, like signals' backend, begin to listen as one passes there.
 */
function passOn(
  server: Server,
  request: IncomingMessage,
  socket: Duplex,
): void {
  const response = new ServerResponse(request);
  response.shouldKeepAlive = false;
  response.assignSocket(request.socket);
  response.on('finish', () => socket.end());
  // Nobody reads it any more, so that nobody else would notice that it is left.
  socket.on('error', () => socket.destroy());
  socket.on('end', () => socket.destroy());
  socket.resume();
  server.emit('request', request, response);
}

function listenOn(server: Server, path: string, onUpgrade: OnUpgrade): void {
  const listener = (
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
  ): void => {
    if (pathOf(request) === path) {
      void onUpgrade(request, socket, head);
    } else if (server.listenerCount('upgrade') === 1) {
      passOn(server, request, socket);
    }
  };
  server.on('upgrade', listener);
}

/** @returns what sees every request of the plugin, before all else */
export function listenForConsoles(
  httpRouter: HttpRouterService,
  onUpgrade: OnUpgrade,
): RequestHandler {
  if (takesWebSockets(httpRouter)) {
    httpRouter.addWebSocketHandler({
      path: CONSOLES_PATH,
      // The ticket says who it is.
      authPolicy: 'unauthenticated',
      handler: ({ request, socket, head }) => onUpgrade(request, socket, head),
    });
    return (_req, _res, next) => next();
  }
  const listening = new WeakSet<Server>();
  return (req, res, next) => {
    const server = serverOf(req);
    if (server && !listening.has(server)) {
      listening.add(server);
      listenOn(server, `${req.baseUrl}${CONSOLES_PATH}`, onUpgrade);
    }
    if (isUpgrade(req) && req.path === CONSOLES_PATH) {
      // It came before there was a listener, which is there now.
      res.status(503).set('Retry-After', '1').end();
      return;
    }
    next();
  };
}
