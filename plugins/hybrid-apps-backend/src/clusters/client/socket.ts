import { IncomingMessage } from 'node:http';
import { WebSocket } from 'ws';
import { Connection } from './connection';
import { KubeSocketRequest } from './types';

const HANDSHAKE_TIMEOUT_MS = 20_000;

/** A message of a console is some kilobytes; the picture of a whole screen comes in one. */
const MAX_MESSAGE_BYTES = 32 * 1024 * 1024;

/** Longest part of a refusal that is read. */
const MAX_REFUSAL = 10_000;

/** The server answered, and not with a WebSocket. */
export class SocketRefused extends Error {
  readonly name = 'SocketRefused';
  readonly status: number;
  readonly text: string;

  constructor(status: number, text: string) {
    super(`The WebSocket was refused with ${status}`);
    this.status = status;
    this.text = text;
  }
}

function queryOf(query: KubeSocketRequest['query'] = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      search.append(name, String(one));
    }
  }
  return search.size > 0 ? `?${search}` : '';
}

async function textOf(answer: IncomingMessage): Promise<string> {
  let text = '';
  answer.setEncoding('utf8');
  for await (const part of answer) {
    text += part;
    if (text.length > MAX_REFUSAL) {
      answer.destroy();
      break;
    }
  }
  return text;
}

/**
 * Opens a WebSocket by the same address, certificates and headers as requests.
 * It is paused, so that nothing is lost that the server says at once.
 */
export function openSocket(
  { origin, basePath, headers, tls }: Connection,
  { path, query, protocols, signal }: KubeSocketRequest,
  identity: Record<string, string | string[]>,
): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const socket = new WebSocket(
      `${origin.replace(/^http/, 'ws')}${basePath}${path}${queryOf(query)}`,
      [...protocols],
      {
        ...tls,
        headers: { ...headers, ...identity },
        handshakeTimeout: HANDSHAKE_TIMEOUT_MS,
        maxPayload: MAX_MESSAGE_BYTES,
        perMessageDeflate: false,
        followRedirects: false,
      },
    );
    const abort = () => socket.terminate();
    const done = () => signal?.removeEventListener('abort', abort);
    signal?.addEventListener('abort', abort);
    socket.once('open', () => {
      done();
      socket.pause();
      resolve(socket);
    });
    socket.once('unexpected-response', (_request, answer) => {
      textOf(answer).then(
        text => reject(new SocketRefused(answer.statusCode ?? 0, text)),
        reject,
      );
    });
    // Also told where it is ended before it was open.
    socket.on('error', error => {
      done();
      reject(error);
    });
  });
}
