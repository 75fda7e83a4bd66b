import { eventually } from '../__testUtils__';
import { startPortal } from '../__testUtils__/portal';
import { manifest, settings } from '../__testUtils__/teams';

jest.setTimeout(60_000);

const namespace = (name: string, labels: Record<string, string> = {}) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels },
});

describe('a cluster of which labels open namespaces', () => {
  let portal: Awaited<ReturnType<typeof startPortal>>;

  beforeAll(async () => {
    portal = await startPortal({
      objects: [namespace('inventory'), namespace('shop', { apps: 'open' })],
      entities: [],
      opens: [{ cluster: 'onprem', namespaceSelector: 'apps=open' }],
    });
  });
  afterAll(() => portal?.stop());

  const offered = async () => {
    const { body } = await portal.get('/v1/clusters/onprem/namespaces');
    return Object.fromEntries(
      body.items.map((item: { name: string; provisionable: boolean }) => [
        item.name,
        item.provisionable,
      ]),
    );
  };
  const tryOut = () =>
    portal.post('/v1/clusters/onprem/apply', {
      task: 'task-1',
      dryRun: true,
      manifests: [manifest],
    });

  it('offers what it takes, takes what it offers, and goes by the labels of now', async () => {
    const { body } = await portal.get('/v1/clusters');
    expect(body.items).toMatchObject([{ provisionable: true }]);
    expect(await offered()).toMatchObject({ inventory: false, shop: true });
    const refused = await tryOut();
    expect(refused.status).toBe(403);
    expect(refused.body.error.message).toContain(
      "namespace 'inventory' of cluster 'onprem' is not open for apps.",
    );
    const { body: readiness } = await portal.post(
      '/v1/clusters/onprem/readiness',
      { objects: [settings] },
    );
    expect(readiness.items).toMatchObject([
      { state: 'failed', message: expect.stringContaining('is not open') },
    ]);

    const { store } = portal.sandbox;
    const ref = { group: '', kind: 'Namespace', name: 'inventory' };
    const found = store.get(ref);
    store.update({
      ...namespace('inventory', { ...found?.metadata.labels, apps: 'open' }),
    });
    await eventually(async () =>
      expect(await offered()).toMatchObject({ inventory: true }),
    );
    expect((await tryOut()).status).toBe(200);
  });
});

it('a portal that says nothing of it offers no cluster and takes nothing', async () => {
  const portal = await startPortal({
    objects: [namespace('inventory')],
    entities: [],
    opens: [],
  });
  try {
    const { body } = await portal.get('/v1/clusters');
    expect(body.items).toMatchObject([{ provisionable: false }]);
    const { status } = await portal.post('/v1/clusters/onprem/apply', {
      task: 'task-1',
      manifests: [manifest],
    });
    expect(status).toBe(403);
  } finally {
    await portal.stop();
  }
});
