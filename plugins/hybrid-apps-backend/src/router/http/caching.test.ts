import { mockCredentials } from '@backstage/backend-test-utils';
import { asService } from '../../__testUtils__/portal';
import { APP, routeOf, startTeamsPortal } from '../../__testUtils__/teams';
import { spec } from '../../schema/openapi.generated';

jest.setTimeout(60_000);

let portal: Awaited<ReturnType<typeof startTeamsPortal>>;
beforeAll(async () => {
  portal = await startTeamsPortal();
});
afterAll(() => portal?.stop());

/** Every route that is read, as a path of the portal. */
const READ = Object.entries(spec.paths)
  .filter(([, methods]) => 'get' in methods)
  .map(([template]) => routeOf(template));
const TAGGED = [`${APP}/topology`, `${APP}/policy`, `${APP}/modernization`];
const SAYS = (path: string) => {
  if (path.startsWith(`${APP}/logs?`)) {
    // It goes out as it comes, and is not compressed.
    return 'private, no-store, no-transform';
  }
  return TAGGED.includes(path) ? 'private, no-cache' : 'private, no-store';
};

describe('caches', () => {
  it.each(READ)('keep nothing that only the caller may see: %s', async path => {
    const { status, headers } = await portal.get(path, {
      as: asService('plugin:scaffolder'),
    });
    expect(status).toBe(200);
    expect(headers['cache-control']).toBe(SAYS(path));
  });

  it('keep no refusal', async () => {
    const { status, headers } = await portal.get(`${APP}/topology`, {
      as: mockCredentials.none.header(),
    });
    expect(status).toBe(401);
    expect(headers['cache-control']).toBe('private, no-store');
  });

  it.each<[string, string, number]>([
    ['what is not there', `${APP}-none/topology`, 404],
    ['what is wrong', '/v1/apps?limit=x', 400],
  ])('keep no error: %s', async (_, path, expected) => {
    const { status, headers } = await portal.get(path);
    expect(status).toBe(expected);
    expect(headers['cache-control']).toBe('private, no-store');
  });
});
