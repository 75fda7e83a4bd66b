import { once } from 'node:events';
import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { createPrometheus } from './prometheus';

const GRID = { from: 1_000, stepSeconds: 30, count: 3 };
const ANSWER = JSON.stringify({
  status: 'success',
  data: {
    resultType: 'matrix',
    result: [{ metric: { pod: 'web' }, values: [[1_030, '2']] }],
  },
});

type Answering = (asked: IncomingMessage, reply: ServerResponse) => void;
let answer: Answering;
let asked: Array<{
  url?: string;
  headers: IncomingMessage['headers'];
  body: string;
}>;
const server = createServer(async (incoming, reply) => {
  let body = '';
  for await (const part of incoming) {
    body += part;
  }
  asked.push({ url: incoming.url, headers: incoming.headers, body });
  answer(incoming, reply);
});
const urlOf = () => {
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
};
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  asked = [];
});

const says =
  (
    status: number,
    body: string,
    headers: Record<string, string> = {},
  ): Answering =>
  (_, reply) =>
    reply.writeHead(status, headers).end(body);

async function ask(
  {
    url = urlOf(),
    headers = {},
  }: { url?: string; headers?: Record<string, string> } = {},
  limits: { timeoutMs?: number; maxBytes?: number } = {},
) {
  const prometheus = createPrometheus(
    'onprem',
    { url, headers, skipTLSVerify: false, labels: new Map() },
    limits,
  );
  try {
    return await prometheus.range('up', GRID);
  } finally {
    await prometheus.close();
  }
}

it('asks for a range, below a path as well, and shows who asks', async () => {
  answer = says(200, ANSWER);
  const { rows } = await ask({
    url: `${urlOf()}/prometheus/`,
    headers: { authorization: 'Bearer t0ken' },
  });
  expect(rows).toEqual([
    { labels: new Map([['pod', 'web']]), values: [null, 2, null] },
  ]);
  const [{ url, headers, body }] = asked;
  expect(url).toBe('/prometheus/api/v1/query_range');
  expect(headers.authorization).toBe('Bearer t0ken');
  expect(Object.fromEntries(new URLSearchParams(body))).toEqual({
    query: 'up',
    start: '1000',
    end: '1060',
    step: '30',
    timeout: '10s',
  });
});

it('follows nobody elsewhere, and shows nobody there who asks', async () => {
  answer = (incoming, reply) =>
    incoming.url?.startsWith('/elsewhere')
      ? says(200, ANSWER)(incoming, reply)
      : says(307, '', { location: `${urlOf()}/elsewhere` })(incoming, reply);
  await expect(
    ask({ headers: { authorization: 'Bearer t0ken' } }),
  ).rejects.toThrow(
    "Prometheus of cluster 'onprem' answers 307 and sends elsewhere.",
  );
  expect(asked).toHaveLength(1);
});

const error = (type: string, message: string) =>
  JSON.stringify({ status: 'error', errorType: type, error: message });

it.each<[string, Answering, string]>([
  ['is away', says(503, 'upstream <b>down</b>'), "'onprem' answers 503."],
  [
    'says why',
    says(422, error('execution', 'too many\nsamples')),
    "'onprem' answers 422: too many samples.",
  ],
  [
    'does not know the portal',
    says(401, 'Unauthorized'),
    'refuses the portal (401): set bearerToken, basic or headers in hybridApps.metrics.clusters.',
  ],
  ['lets it do nothing', says(403, ''), 'refuses the portal (403)'],
  ['is elsewhere', says(404, 'not found'), 'that which /api/v1/query_range'],
  ['is a page', says(200, '<html>'), 'answers what is no series over time'],
  [
    'breaks off',
    says(200, ANSWER.slice(0, -5)),
    'answers what is no series over time',
  ],
  [
    'has no end',
    (_, reply) => {
      reply.writeHead(200);
      const more = () => {
        while (!reply.destroyed && reply.write(' '.repeat(65_536)));
      };
      reply.on('drain', more);
      more();
    },
    'its answer is longer than 100000 bytes',
  ],
  [
    'hangs up',
    (_, reply) => reply.destroy(),
    'cannot be asked: other side closed',
  ],
])('says so where Prometheus %s', async (_, answering, message) => {
  answer = answering;
  await expect(ask({}, { maxBytes: 100_000 })).rejects.toThrow(message);
});

it('waits no longer than that, also for the rest of an answer', async () => {
  answer = (_, reply) => reply.writeHead(200).write('{');
  await expect(ask({}, { timeoutMs: 200 })).rejects.toThrow(
    "Prometheus of cluster 'onprem' gives no answer within 0.2 s.",
  );
});

it('says what to look at where nobody listens, and tells no credentials', async () => {
  const failed = ask({
    url: 'http://127.0.0.1:1',
    headers: { authorization: 'Bearer t0ken' },
  });
  await expect(failed).rejects.toThrow(
    'cannot be asked: connection refused; is Prometheus up, and its URL right?',
  );
  await expect(failed).rejects.not.toThrow(/t0ken/);
});
