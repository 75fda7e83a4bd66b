import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { PlainObject } from '../../../clusters';

/** How an API server answers a request that it took. */
export type Answer = (
  request: IncomingMessage,
  response: ServerResponse,
) => void;

/** With JSON, as an API server does. */
const json =
  (code: number, body: object): Answer =>
  (_, response) => {
    response.writeHead(code, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  };

/** It refuses, and says why. */
const status = (code: number, reason: string, message: string): Answer =>
  json(code, {
    apiVersion: 'v1',
    kind: 'Status',
    status: 'Failure',
    code,
    reason,
    message,
  });

/** Without a word of its own, as proxies do. */
const page =
  (code: number): Answer =>
  (_, response) => {
    response.writeHead(code, { 'content-type': 'text/html' });
    response.end('<h1>Bad gateway</h1>');
  };

/** The connection ends after the request was taken. */
export const hangUp: Answer = request => request.socket.destroy();

/** What a cluster refuses with, whatever is asked, and what is told of it. */
const TOLD = 'for a reason of its own';
export const REFUSALS: ReadonlyArray<[string, Answer, string]> = [
  [
    'it is gone meanwhile',
    status(404, 'NotFound', TOLD),
    `The cluster refused it: ${TOLD}`,
  ],
  [
    'it does not know its account',
    status(401, 'Unauthorized', TOLD),
    `The cluster does not take the portal's credential: ${TOLD}. Tell whoever keeps the portal.`,
  ],
  [
    'its account may not',
    status(403, 'Forbidden', TOLD),
    `The cluster does not allow it: ${TOLD}`,
  ],
  [
    'it is in conflict',
    status(409, 'Conflict', TOLD),
    `The cluster refused it: ${TOLD}`,
  ],
  [
    'it is not valid',
    status(422, 'Invalid', TOLD),
    `The cluster refused it: ${TOLD}`,
  ],
  [
    'it was changed meanwhile',
    status(
      422,
      'Invalid',
      'the server rejected our request due to an error in our request',
    ),
    'It was changed meanwhile, so nothing was done. Look at it again.',
  ],
  [
    'too much is asked of it',
    status(429, 'TooManyRequests', TOLD),
    `The cluster refused it: ${TOLD}`,
  ],
  [
    'its own rules fail',
    status(500, 'InternalError', TOLD),
    `The cluster refused it: ${TOLD}`,
  ],
];

/** How an answer is lost, of which nobody knows whether the request was done. */
export const LOSSES: ReadonlyArray<[string, Answer]> = [
  ['the connection ends', hangUp],
  ['no answer comes in time', () => {}],
  ['a proxy answers', page(502)],
  ['a server answers without a word', page(500)],
];

/** An API server over a real socket that counts what it is asked, and answers as it is told. */
export async function startFaultyApi() {
  /** What it holds, by name. */
  let objects: readonly PlainObject[] = [];
  let answers: { read?: Answer; write?: Answer } = {};
  let writes: Array<{ method: string; path: string; body: unknown }> = [];
  let onWrite = () => {};

  const server = createServer(async (request, response) => {
    const { method = 'GET', url = '/' } = request;
    const text = (await request.toArray()).join('');
    if (method === 'GET') {
      const name = url.split('/').at(-1);
      const found = objects.find(({ metadata }) => metadata.name === name);
      const read = found
        ? json(200, found)
        : status(404, 'NotFound', `"${name}" not found`);
      (answers.read ?? read)(request, response);
      return;
    }
    writes.push({
      method,
      path: url,
      body: text === '' ? undefined : JSON.parse(text),
    });
    (answers.write ?? json(200, {}))(request, response);
    onWrite();
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    /** All that would change something, in the order in which it came. */
    writes: () => writes,
    /** Begins anew. */
    reset(held: readonly PlainObject[], how: typeof answers = {}) {
      objects = held;
      answers = how;
      writes = [];
    },
    /** The next request that would change something is there. */
    asked: () =>
      new Promise<void>(resolve => {
        onWrite = resolve;
      }),
    async stop() {
      server.closeAllConnections();
      await new Promise(resolve => {
        server.close(resolve);
      });
    },
  };
}
