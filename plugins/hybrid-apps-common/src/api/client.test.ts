import { createHybridAppsClient } from './client';

const APP = { kind: 'System', namespace: 'default', name: 'inventory' };

/** A client, and the requests that it makes. */
function createTestClient(answer: () => Response) {
  const requests: Array<{ url: string; headers: Headers }> = [];
  const client = createHybridAppsClient({
    discoveryApi: { getBaseUrl: async id => `http://portal/api/${id}` },
    fetchApi: {
      fetch: async (url, init) => {
        requests.push({
          url: String(url),
          headers: new Headers(init?.headers),
        });
        return answer();
      },
    },
    clusterTokens: async () => ({ google: 'of-ann', 'oidc.okta': 'of-okta' }),
  });
  return { client, requests };
}

describe('createHybridAppsClient', () => {
  it("brings the caller's cluster tokens to what tells of clusters, and to nothing else", async () => {
    const { client, requests } = createTestClient(() => Response.json({}));
    await client.getTopology(APP);
    await client.listApps();
    await client.listModernization();
    await client.listClusters();
    const tokens = requests.map(({ headers }) => [
      headers.get('Backstage-Kubernetes-Authorization-google'),
      headers.get('Backstage-Kubernetes-Authorization-oidc-okta'),
    ]);
    expect(tokens).toEqual([
      ['of-ann', 'of-okta'],
      ['of-ann', 'of-okta'],
      ['of-ann', 'of-okta'],
      [null, null],
    ]);
  });

  it('asks again with an ETag, and tells apart that nothing changed', async () => {
    const { client, requests } = createTestClient(() =>
      requests.length > 1
        ? new Response(null, { status: 304 })
        : Response.json({ nodes: [] }, { headers: { ETag: 'W/"1"' } }),
    );
    const first = await client.getTopology(APP);
    expect(first).toEqual({ value: { nodes: [] }, etag: 'W/"1"' });
    expect(await client.getTopology(APP, { etag: first?.etag })).toBe(
      undefined,
    );
    expect(requests[1].url).toBe(
      'http://portal/api/hybrid-apps/v1/apps/system/default/inventory/topology',
    );
    expect(requests[1].headers.get('If-None-Match')).toBe('W/"1"');
  });

  it("rejects with the backend's own error", async () => {
    const { client } = createTestClient(() =>
      Response.json(
        {
          error: { name: 'NotAllowedError', message: 'You lack a permission' },
          response: { statusCode: 403 },
        },
        { status: 403 },
      ),
    );
    await expect(client.getTopology(APP)).rejects.toMatchObject({
      name: 'ResponseError',
      statusCode: 403,
      cause: { name: 'NotAllowedError' },
    });
  });
});
