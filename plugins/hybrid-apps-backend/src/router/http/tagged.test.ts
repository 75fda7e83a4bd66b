import { mockCredentials } from '@backstage/backend-test-utils';
import { APP, startTeamsPortal } from '../../__testUtils__/teams';

jest.setTimeout(60_000);

let portal: Awaited<ReturnType<typeof startTeamsPortal>>;
beforeAll(async () => {
  portal = await startTeamsPortal();
});
afterAll(() => portal?.stop());

describe('Node’s fetch', () => {
  const ask = (path: string, ifNoneMatch?: string) =>
    fetch(`${portal.url}${path}`, {
      headers: {
        Authorization: mockCredentials.user.header(),
        ...(ifNoneMatch && { 'If-None-Match': ifNoneMatch }),
      },
    });

  it.each(['topology', 'policy'])(
    'is told that it has the %s already',
    async part => {
      const path = `${APP}/${part}`;
      const tag = (await ask(path)).headers.get('etag') ?? '';
      expect(tag).toMatch(/^W\/".+"$/);
      for (const current of [tag, `"another", ${tag}`, '*']) {
        const again = await ask(path, current);
        expect(again.status).toBe(304);
        expect(await again.text()).toBe('');
        expect(again.headers.get('etag')).toBe(tag);
      }
      const stale = await ask(path, 'W/"another"');
      expect(stale.status).toBe(200);
      expect(stale.headers.get('etag')).toBe(tag);
    },
  );
});
