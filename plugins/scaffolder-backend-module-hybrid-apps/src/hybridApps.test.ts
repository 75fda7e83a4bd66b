import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { createServer, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { createAskHybridApps } from './hybridApps';

/** What becomes of a request: an answer of this status, a cut connection, or none at all. */
type Fate = number | 'reset' | 'hang';

function answer(response: ServerResponse, status: number) {
  response.writeHead(status, {
    'Content-Type': 'application/json',
    'Retry-After': '0',
  });
  response.end(
    JSON.stringify(
      status === 200
        ? { items: [] }
        : {
            error: { name: 'SomeError', message: 'Later.' },
            response: { statusCode: status },
          },
    ),
  );
}

/** A backend with which requests fare so, one after the other, the last for ever. */
async function startBackend(...fates: Fate[]) {
  let asked = 0;
  const server = createServer((_, response) => {
    const fate = fates[Math.min(asked, fates.length - 1)];
    asked++;
    if (fate === 'reset') {
      response.socket?.resetAndDestroy();
    } else if (fate !== 'hang') {
      answer(response, fate);
    }
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const discovery = mockServices.discovery.mock({
    getBaseUrl: async () => `http://127.0.0.1:${port}`,
  });
  const told: string[] = [];
  const pauses: number[] = [];
  const ask = createAskHybridApps({
    auth: mockServices.auth(),
    discovery,
    // Only what hangs is waited for so long.
    attemptMs: fates.includes('hang') ? 100 : 60_000,
    pace: {
      now: () => pauses.reduce((sum, pause) => sum + pause, 0),
      sleep: async ms => pauses.push(ms),
      pauseMs: { first: 200, most: 1_000 },
    },
  });
  const list = (
    how: { isRepeatable: boolean; deadline?: number } = { isRepeatable: true },
  ) =>
    ask(mockCredentials.user(), (api, options) => api.listClusters(options), {
      ...how,
      tell: line => told.push(line),
    });
  const stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return { list, asked: () => asked, told, pauses, stop };
}

let backend: Awaited<ReturnType<typeof startBackend>>;
afterEach(() => backend.stop());

it.each<Fate>([429, 500, 502, 503, 504, 'reset', 'hang'])(
  'asks again after %s, and says so once',
  async fate => {
    backend = await startBackend(fate, fate, 200);
    expect(await backend.list()).toEqual({ items: [] });
    expect(backend.asked()).toBe(3);
    expect(backend.told).toEqual([
      'The portal does not answer now; asking again',
    ]);
  },
);

it('asks again in pauses that grow, and gives up with the words of the backend', async () => {
  backend = await startBackend(500);
  await expect(backend.list()).rejects.toThrow('Later.');
  expect(backend.asked()).toBe(8);
  expect(backend.pauses.slice(0, 5)).toEqual([200, 400, 800, 1_000, 1_000]);
});

it('asks longer where there is no room now', async () => {
  backend = await startBackend(429);
  await expect(backend.list()).rejects.toThrow('Later.');
  expect(backend.asked()).toBe(20);
});

it('asks until its time is over, and no longer', async () => {
  backend = await startBackend(503);
  const asked = backend.list({ isRepeatable: true, deadline: 1_000 });
  await expect(asked).rejects.toThrow('Later.');
  expect(backend.pauses).toEqual([200, 400, 400]);
});

it.each<Fate>([500, 502, 503, 504, 'reset'])(
  'never repeats after %s what may have been done',
  async fate => {
    backend = await startBackend(fate, 200);
    await expect(backend.list({ isRepeatable: false })).rejects.toThrow();
    expect(backend.asked()).toBe(1);
  },
);

it('repeats a write that the backend had no room for', async () => {
  backend = await startBackend(429, 429, 200);
  await backend.list({ isRepeatable: false });
  expect(backend.asked()).toBe(3);
});

it('repeats a write that found no connection', async () => {
  backend = await startBackend(200);
  backend.stop();
  await expect(backend.list({ isRepeatable: false })).rejects.toThrow();
  expect(backend.pauses).toHaveLength(7);
});

it('asks once where it is refused for good', async () => {
  backend = await startBackend(403);
  await expect(backend.list()).rejects.toThrow('Later.');
  expect(backend.asked()).toBe(1);
});
