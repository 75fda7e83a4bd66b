/** HTTP around the API: reads requests, lets faults happen, writes replies. */
import {
  createServer as createHttpServer,
  IncomingMessage,
  Server,
  ServerResponse,
} from 'http';
import { createServer as createHttpsServer } from 'https';
import { Duplex } from 'stream';
import { setTimeout as delay } from 'timers/promises';
import { ApiContext, ApiRequest, Reply, route } from '../api';
import { FaultState } from '../faults';
import { ANONYMOUS, impersonated, ImpersonationError, User } from '../rbac';
import { StatusError, unauthorized } from '../status';
import { createConsoleSockets } from './consoleSockets';

/** As etcd's own limit, and kube-apiserver's on a body. */
const MAX_BODY_BYTES = 3 * 1024 * 1024;

export interface ListenerOptions {
  context: ApiContext;
  faults: FaultState;
  /** The user with that token, if there is one. */
  authenticate(token: string): User | undefined;
  /** Answers a path of the sandbox's own; `undefined` for others. */
  own(request: ApiRequest): Reply | undefined;
}

/** A server of HTTP, or of HTTPS with a key and certificate. */
export function createWebServer(tls?: { key: string; cert: string }): Server {
  return tls ? createHttpsServer(tls) : createHttpServer();
}

/** Lets the server answer for the API. */
export function serve(server: Server, options: ListenerOptions): void {
  server.on('request', (request, response) => {
    answer(options, request, response).catch(error => {
      if (!response.headersSent) {
        reply(response, asReply(error, request.url));
      } else {
        response.destroy();
      }
    });
  });
  const openConsole = createConsoleSockets(options.context.consoles);
  server.on('upgrade', (request, socket, head) => {
    const response = plainResponse(request, socket);
    reactTo(options, request)
      .then(result => {
        if ('console' in result) {
          response.detachSocket(request.socket);
          openConsole(result.console, request, socket, head);
        } else {
          reply(response, result);
        }
      })
      .catch(error => reply(response, asReply(error, request.url)));
  });
  server.on('connection', socket => {
    if (options.faults.down) {
      socket.destroy();
    }
  });
}

async function answer(
  options: ListenerOptions,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  reply(response, await reactTo(options, incoming));
}

/** The answer to a request that wanted a WebSocket and gets none; the connection ends with it. */
function plainResponse(
  request: IncomingMessage,
  socket: Duplex,
): ServerResponse {
  const response = new ServerResponse(request);
  response.shouldKeepAlive = false;
  response.assignSocket(request.socket);
  response.on('finish', () => socket.end());
  return response;
}

async function reactTo(
  { context, faults, authenticate, own }: ListenerOptions,
  incoming: IncomingMessage,
): Promise<Reply> {
  requireOwnHost(incoming);
  const body = await readBody(incoming);
  const url = new URL(incoming.url ?? '/', 'http://sandbox');
  const request = {
    method: incoming.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: incoming.headers,
    body,
    user: userOf(incoming, faults, authenticate, context.authorize),
  };
  const ownReply = own(request);
  if (ownReply) {
    return ownReply;
  }
  const { latencyMs = 0, errorRate = 0 } = faults.settings;
  if (latencyMs > 0) {
    await delay(latencyMs);
  }
  if (Math.random() < errorRate) {
    throw new StatusError(
      500,
      'InternalError',
      'Internal error occurred: a fault of the sandbox',
      { causes: [{ reason: '', message: 'a fault of the sandbox' }] },
    );
  }
  return route(context, request);
}

/** What this machine calls itself, as in the certificate. */
const OWN_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;

/**
 * A page on the web can have its own name resolved to 127.0.0.1 (DNS
 * rebinding), and then read here as if it were of this origin. Its requests
 * still carry that name.
 */
function requireOwnHost({ headers: { host = '' } }: IncomingMessage): void {
  if (!OWN_HOST.test(host)) {
    throw new StatusError(
      421,
      'MisdirectedRequest',
      `the sandbox cluster serves this machine alone, and no host ${JSON.stringify(
        host,
      )}: use localhost, 127.0.0.1 or [::1] in the URL`,
    );
  }
}

async function readBody(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) {
      throw new StatusError(
        413,
        'RequestEntityTooLarge',
        `Request entity too large: limit is ${MAX_BODY_BYTES}`,
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Who sent it, or whom they may act as (`kubectl --as`). */
function userOf(
  { headers, headersDistinct }: IncomingMessage,
  faults: FaultState,
  authenticate: (token: string) => User | undefined,
  authorize: ApiContext['authorize'],
): User {
  const token = /^Bearer\s+(\S+)$/i.exec(headers.authorization ?? '')?.[1];
  const known =
    token === undefined || faults.expired.has(token)
      ? undefined
      : authenticate(token);
  if (token !== undefined && !known) {
    throw unauthorized();
  }
  return impersonated(known ?? ANONYMOUS, headersDistinct, authorize);
}

function asReply(error: unknown, path = '/'): Reply {
  if (error instanceof ImpersonationError) {
    const text = `Internal Server Error: ${JSON.stringify(path)}: ${
      error.message
    }\n`;
    return { status: 500, text };
  }
  const { status } =
    error instanceof StatusError
      ? error
      : new StatusError(
          500,
          'InternalError',
          `Internal error occurred: ${error}`,
        );
  return { status: status.code, json: status };
}

function reply(response: ServerResponse, result: Reply): void {
  if ('stream' in result) {
    result.stream(response);
    return;
  }
  if ('console' in result) {
    throw new Error('a console is no answer to a request without an upgrade');
  }
  if ('text' in result) {
    response
      .writeHead(result.status, { 'Content-Type': 'text/plain; charset=utf-8' })
      .end(result.text);
    return;
  }
  if ('bytes' in result) {
    response
      .writeHead(result.status, { 'Content-Type': result.contentType })
      .end(result.bytes);
    return;
  }
  if (!('json' in result)) {
    response.writeHead(result.status).end();
    return;
  }
  for (const warning of result.warnings ?? []) {
    response.appendHeader('Warning', `299 - ${JSON.stringify(warning)}`);
  }
  response
    .writeHead(result.status, {
      'Content-Type': result.contentType ?? 'application/json',
    })
    .end(`${JSON.stringify(result.json)}\n`);
}
