import { get, IncomingHttpHeaders } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
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

describe('a client that takes several encodings', () => {
  /** Without undoing the encoding, as `fetch` would. */
  const ask = (path: string, accepted?: string) =>
    new Promise<{ headers: IncomingHttpHeaders; body: Buffer }>(
      (resolve, reject) => {
        get(
          `${portal.url}${path}`,
          {
            headers: {
              Authorization: mockCredentials.user.header(),
              ...(accepted !== undefined && { 'Accept-Encoding': accepted }),
            },
          },
          response => {
            const chunks: Buffer[] = [];
            response.on('data', chunk => chunks.push(chunk));
            response.once('error', reject);
            response.once('end', () =>
              resolve({
                headers: response.headers,
                body: Buffer.concat(chunks),
              }),
            );
          },
        ).once('error', reject);
      },
    );
  const same = (body: Buffer) => body;

  it.each<[string | undefined, string | undefined, (body: Buffer) => Buffer]>([
    [undefined, undefined, same],
    ['', undefined, same],
    ['identity', undefined, same],
    ['gzip', 'gzip', gunzipSync],
    ['br', 'br', brotliDecompressSync],
    ['gzip, deflate, br', 'gzip', gunzipSync],
    ['gzip;q=0.5, br', 'br', brotliDecompressSync],
    ['gzip;q=0, br;q=0', undefined, same],
    ['*', 'br', brotliDecompressSync],
  ])('by Accept-Encoding %j gets %j', async (accepted, expected, unpack) => {
    const path = `${APP}/topology`;
    const plain = await ask(path);
    for (let times = 0; times < 2; times++) {
      const { headers, body } = await ask(path, accepted);
      expect(headers['content-encoding']).toBe(expected);
      expect(headers['content-type']).toBe('application/json; charset=utf-8');
      expect(headers.vary).toMatch(/\bAccept-Encoding\b/);
      expect(headers.etag).toBe(plain.headers.etag);
      expect(unpack(body).equals(plain.body)).toBe(true);
    }
  });
});
