import { inventory, inventorySystem } from '../__testUtils__/inventory';
import { startPortal } from '../__testUtils__/portal';

jest.setTimeout(60_000);

const APP = '/v1/apps/system/default/inventory';
const OTHER_COMPANY = 'backstage-kubernetes-authorization-oidc-other';
const peer = (kind: string, name: string) => ({
  cluster: 'onprem',
  namespace: 'inventory',
  kind,
  name,
});
const QUESTION = {
  source: peer('Deployment', 'web'),
  destination: peer('VirtualMachine', 'mongodb-vm'),
  port: 27017,
};

describe("a cluster that takes each user's own token", () => {
  let portal: Awaited<ReturnType<typeof startPortal>>;
  beforeAll(async () => {
    portal = await startPortal({
      objects: inventory,
      entities: [inventorySystem],
      perUser: true,
      metrics: { clusters: [{ cluster: 'onprem', url: 'http://127.0.0.1:1' }] },
    });
  });
  afterAll(() => portal?.stop());

  const bringing = (token: string) => ({
    headers: { 'Backstage-Kubernetes-Authorization-oidc-okta': token },
  });
  const asAdmin = () => bringing(portal.sandbox.tokens.admin);
  const names = (body: { nodes: Array<{ name: string }> }) =>
    body.nodes.map(({ name }) => name);

  it('says whose token it takes', async () => {
    const { body } = await portal.get('/v1/clusters');
    expect(body.items).toMatchObject([
      { state: 'per-user', authProvider: 'oidc.okta' },
    ]);
  });

  it.each([
    ['no token', {}],
    ["another provider's token", { headers: { [OTHER_COMPANY]: 'any' } }],
  ])('is not known to a request with %s, which is told so', async (_, how) => {
    const { body } = await portal.get(`${APP}/topology`, how);
    expect(names(body)).toEqual([]);
    expect(body.knowledge).toEqual([
      expect.objectContaining({
        cluster: 'onprem',
        kind: '*',
        state: 'forbidden',
        message: expect.stringContaining('(oidc.okta)'),
      }),
    ]);
    const answer = await portal.post('/v1/reachability', QUESTION, how);
    expect(answer.body.verdict).toBe('uncertain');
  });

  it('is not asked for what is used, as the portal asks for that in its own name', async () => {
    const { body } = await portal.get(`${APP}/metrics`, asAdmin());
    const own = expect.stringContaining("takes each user's own token");
    expect(body.components.length).toBeGreaterThan(0);
    for (const { source, series } of body.components) {
      expect([source, series]).toEqual([
        { state: 'unknown', message: own },
        [],
      ]);
    }
  });

  it('is listed for the request that brings its token, for each route', async () => {
    const topology = await portal.get(`${APP}/topology`, asAdmin());
    expect(names(topology.body)).toEqual(
      expect.arrayContaining(['web', 'mongodb-vm']),
    );
    expect(topology.body.knowledge).toEqual([]);
    const again = await portal.get(`${APP}/topology`, {
      headers: {
        ...asAdmin().headers,
        'If-None-Match': topology.headers.etag,
      },
    });
    expect(again.status).toBe(304);

    const policy = await portal.get(`${APP}/policy`, asAdmin());
    expect(policy.body.workloads).toHaveLength(2);
    const { body } = await portal.get('/v1/apps', asAdmin());
    expect(body.items).toMatchObject([{ vms: 1, containers: 1 }]);
    const verdict = await portal.post('/v1/reachability', QUESTION, asAdmin());
    expect(verdict.body.verdict).toBe('allowed');
    const preview = await portal.post(
      `${APP}/policy/preview`,
      {
        cluster: 'onprem',
        remove: [
          {
            apiVersion: 'networking.k8s.io/v1',
            kind: 'NetworkPolicy',
            namespace: 'inventory',
            name: 'mongodb',
          },
        ],
      },
      asAdmin(),
    );
    expect(preview.body.changes.length).toBeGreaterThan(0);
  });

  it('shows a user no more than the cluster shows them, nor what another saw', async () => {
    await portal.get(`${APP}/topology`, asAdmin());
    const asNobody = bringing(portal.sandbox.tokens.nobody);
    const { body } = await portal.get(`${APP}/topology`, asNobody);
    expect(names(body)).toEqual([]);
    expect(body.knowledge).toContainEqual(
      expect.objectContaining({ kind: 'pods', state: 'forbidden' }),
    );

    const expired = await portal.get(`${APP}/topology`, bringing('expired'));
    expect(expired.body.knowledge).toMatchObject([
      {
        kind: '*',
        state: 'unreachable',
        message: expect.stringContaining('401'),
      },
    ]);
  });
});
