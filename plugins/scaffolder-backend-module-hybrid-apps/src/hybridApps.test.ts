import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { createAskHybridApps } from './hybridApps';

/** A backend that refuses so often as too much is under way, and then answers. */
async function startBackend(refusals: number, status = 429) {
  let asked = 0;
  const server = createServer((_, response) => {
    asked++;
    const isRefused = asked <= refusals;
    response.writeHead(isRefused ? status : 200, {
      'Content-Type': 'application/json',
      'Retry-After': '0',
    });
    response.end(
      JSON.stringify(
        isRefused
          ? {
              error: { name: 'TooManyRequestsError', message: 'Later.' },
              response: { statusCode: status },
            }
          : { items: [] },
      ),
    );
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const discovery = mockServices.discovery.mock({
    getBaseUrl: async () => `http://127.0.0.1:${port}`,
  });
  const ask = createAskHybridApps({ auth: mockServices.auth(), discovery });
  return {
    list: () =>
      ask(mockCredentials.user(), (api, options) => api.listClusters(options)),
    asked: () => asked,
    stop: () => server.close(),
  };
}

it('asks again where the backend has no room now', async () => {
  const backend = await startBackend(3);
  expect(await backend.list()).toEqual({ items: [] });
  expect(backend.asked()).toBe(4);
  backend.stop();
});

it('gives up in the end, with the words of the backend', async () => {
  const backend = await startBackend(1_000);
  await expect(backend.list()).rejects.toThrow('Later.');
  expect(backend.asked()).toBe(20);
  backend.stop();
});

it('asks once where it is refused for good', async () => {
  const backend = await startBackend(1, 403);
  await expect(backend.list()).rejects.toThrow('Later.');
  expect(backend.asked()).toBe(1);
  backend.stop();
});
