import { mockCredentials } from '@backstage/backend-test-utils';
import { APP, startTeamsPortal } from '../../__testUtils__/teams';

jest.setTimeout(60_000);

let portal: Awaited<ReturnType<typeof startTeamsPortal>>;
beforeAll(async () => {
  portal = await startTeamsPortal();
});
afterAll(() => portal?.stop());

const ask = (method: string, path: string) =>
  fetch(`${portal.url}${path}`, {
    method,
    headers: { authorization: mockCredentials.user.header() },
  });

it.each([
  ['/v1/apps', 200],
  [`${APP}/topology`, 200],
  [`${APP}/history?limit=5`, 200],
  [`${APP}/modernization`, 200],
  ['/v1/modernization?limit=5', 200],
  // What the document refuses of GET.
  [`${APP}/history?limit=5&limit=6`, 400],
  [`${APP}/history?nonsense=1`, 400],
  [`${APP}/object`, 400],
  ['/v1/apps?limit=501', 400],
  ['/v1/modernization?limit=0', 400],
  ['/v1/apps/system/default/none/topology', 404],
  ['/v1/nothing', 404],
  ['/v1/reachability', 404],
])('HEAD is answered as GET is, without a body: %s', async (path, expected) => {
  const head = await ask('HEAD', path);
  const get = await ask('GET', path);
  expect([head.status, get.status]).toEqual([expected, expected]);
  expect(await head.text()).toBe('');
  for (const name of ['etag', 'cache-control', 'content-type']) {
    expect([name, head.headers.get(name)]).toEqual([
      name,
      get.headers.get(name),
    ]);
  }
});

it.each(['PUT', 'PATCH', 'DELETE', 'POST'])(
  '%s of what is read alone is not there',
  async method => {
    expect((await ask(method, `${APP}/topology`)).status).toBe(404);
  },
);
