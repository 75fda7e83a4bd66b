import { mockCredentials } from '@backstage/backend-test-utils';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  clusterReadPermission,
  hybridAppViewPermission,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { eventually } from '../__testUtils__';
import { inventory, inventorySystem } from '../__testUtils__/inventory';
import { templateOf } from '../__testUtils__/openApi';
import { denied, startPortal } from '../__testUtils__/portal';
import {
  createHybridAppConditionalDecision,
  hybridAppConditions,
} from '../permissions';
import { spec } from '../schema/openapi.generated';

jest.setTimeout(60_000);

const ownedBy = (owner: string, entity: Entity): Entity => ({
  ...entity,
  relations: [{ type: 'ownedBy', targetRef: owner }],
});
const system = ownedBy('group:default/team-a', inventorySystem);
/** The Deployment `other` of the same namespace, which another team owns. */
const other = ownedBy('group:default/team-b', {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'other',
    namespace: 'default',
    annotations: { 'backstage.io/kubernetes-id': 'other' },
  },
  spec: { type: 'service', owner: 'group:default/team-b' },
});
/** Registered, and hidden from users by the catalog's own policy. */
const hidden = ownedBy('group:default/team-c', {
  ...inventorySystem,
  metadata: { name: 'hidden', namespace: 'default' },
});

const objects = inventory.map(object =>
  object.kind === 'Deployment' && object.metadata.name === 'other'
    ? {
        ...object,
        metadata: {
          ...object.metadata,
          labels: { 'backstage.io/kubernetes-id': 'other' },
        },
      }
    : object,
);

const APP = '/v1/apps/system/default/inventory';
const WEB = 'onprem/inventory/apps/Deployment/web';
const peer = (kind: string, name: string) => ({
  cluster: 'onprem',
  namespace: 'inventory',
  kind,
  name,
});
const toMongodb = (source: object) => ({
  source,
  destination: peer('VirtualMachine', 'mongodb-vm'),
  port: 27017,
});
const manifest = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'settings', namespace: 'inventory' },
  data: { password: 's3cret-value' },
};
const settings = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  namespace: 'inventory',
  name: 'settings',
};

/** Every route, the permission that it asks for, and whether that is on an app. */
const ROUTES: ReadonlyArray<{
  route: string;
  body?: object;
  permission: string;
  onApp?: true;
}> = [
  { route: `${APP}/topology`, permission: 'hybrid-apps.app.view', onApp: true },
  { route: `${APP}/policy`, permission: 'hybrid-apps.app.view', onApp: true },
  { route: `${APP}/history`, permission: 'hybrid-apps.app.view', onApp: true },
  {
    route: `${APP}/object?id=${encodeURIComponent(WEB)}`,
    permission: 'hybrid-apps.app.view',
    onApp: true,
  },
  {
    route: `${APP}/policy/preview`,
    body: { cluster: 'onprem' },
    permission: 'hybrid-apps.app.view',
    onApp: true,
  },
  {
    route: '/v1/reachability',
    body: toMongodb(peer('Deployment', 'web')),
    permission: 'hybrid-apps.app.view',
    onApp: true,
  },
  { route: '/v1/clusters', permission: 'hybrid-apps.cluster.read' },
  {
    route: '/v1/clusters/onprem/namespaces',
    permission: 'hybrid-apps.cluster.read',
  },
  { route: '/v1/discovered-apps', permission: 'hybrid-apps.cluster.read' },
  {
    route: '/v1/clusters/onprem/apply',
    body: { task: 'any', dryRun: true, manifests: [manifest] },
    permission: 'hybrid-apps.app.create',
  },
  {
    route: '/v1/clusters/onprem/readiness',
    body: { objects: [settings] },
    permission: 'hybrid-apps.app.create',
  },
];
/** Empty for those who may view none. */
const LIST: (typeof ROUTES)[number] = {
  route: '/v1/apps',
  permission: 'hybrid-apps.app.view',
};
/** For services alone. */
const UNDO = {
  route: '/v1/clusters/onprem/undo',
  body: { task: 'any', objects: [settings] },
};

let portal: Awaited<ReturnType<typeof startPortal>>;
beforeAll(async () => {
  portal = await startPortal({
    objects,
    entities: [system, other, hidden],
    maySee: ref => ref !== stringifyEntityRef(hidden),
  });
});
afterAll(() => portal?.stop());
beforeEach(() => {
  Object.keys(portal.policy).forEach(name => delete portal.policy[name]);
  jest.clearAllMocks();
});

const call = (
  { route, body }: { route: string; body?: object },
  how?: Parameters<typeof portal.get>[1],
) => (body ? portal.post(route, body, how) : portal.get(route, how));

describe('who may ask', () => {
  it('is tested of every route of the document', () => {
    const tested = [...ROUTES, UNDO, LIST].map(({ route, body }) => {
      const [path] = route.split('?');
      return `${body ? 'post' : 'get'} ${templateOf(path)}`;
    });
    const routes = Object.entries(spec.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map(method => `${method} ${path}`),
    );
    expect(tested.sort()).toEqual(routes.sort());
  });

  it.each([...ROUTES, UNDO, LIST])(
    '$route: nobody without credentials',
    async route => {
      const { status } = await call(route, {
        as: mockCredentials.none.header(),
      });
      expect(status).toBe(401);
    },
  );

  it.each(ROUTES)(
    '$route: a user with $permission, and none without',
    async route => {
      expect((await call(route)).status).toBe(200);

      portal.policy[route.permission] = denied;
      const { status, body } = await call(route);
      expect(status).toBe(403);
      expect(body.error.name).toBe('NotAllowedError');
    },
  );

  it.each(ROUTES.filter(({ onApp }) => onApp))(
    '$route: under a policy for owners, owners alone',
    async route => {
      const forOwner = (claim: string) => {
        portal.policy[hybridAppViewPermission.name] =
          createHybridAppConditionalDecision(
            hybridAppViewPermission,
            hybridAppConditions.isOwner({ claims: [claim] }),
          );
      };
      forOwner('group:default/team-a');
      expect((await call(route)).status).toBe(200);

      forOwner('group:default/team-b');
      expect((await call(route)).status).toBe(403);
    },
  );

  it('lets services undo, and no user, whatever the policy allows', async () => {
    expect((await call(UNDO)).status).toBe(403);
    const as = mockCredentials.service.header();
    expect((await call(UNDO, { as })).status).toBe(200);
  });

  it('does not change what exists for the right to create', async () => {
    const { status, body } = await call({
      route: '/v1/clusters/onprem/apply',
      body: { task: 'any', mustNotExist: false, manifests: [manifest] },
    });
    expect(status).toBe(501);
    expect(body.error.message).toContain('mustNotExist: true');
  });

  it('is 404 where the catalog shows the caller no such entity', async () => {
    for (const part of ['topology', 'policy', 'history']) {
      const path = `/v1/apps/system/default/hidden/${part}`;
      expect((await portal.get(path)).status).toBe(404);
    }
  });

  it('lists the apps that the caller may view, and counts no other', async () => {
    const refs = async () => {
      const { body } = await portal.get('/v1/apps');
      return [
        body.totals.apps,
        ...body.items.map(({ entityRef }: { entityRef: string }) => entityRef),
      ];
    };
    expect(await refs()).toEqual([
      2,
      'component:default/other',
      'system:default/inventory',
    ]);

    portal.policy[hybridAppViewPermission.name] =
      createHybridAppConditionalDecision(
        hybridAppViewPermission,
        hybridAppConditions.isOwner({ claims: ['group:default/team-b'] }),
      );
    expect(await refs()).toEqual([1, 'component:default/other']);

    portal.policy[hybridAppViewPermission.name] = denied;
    expect(await refs()).toEqual([0]);
  });
});

const forTeamA = createHybridAppConditionalDecision(
  hybridAppViewPermission,
  hybridAppConditions.isOwner({ claims: ['group:default/team-a'] }),
);

describe('reachability', () => {
  it('names the rule that decides', async () => {
    const { body } = await portal.post(
      '/v1/reachability',
      toMongodb(peer('Deployment', 'web')),
    );
    expect(body).toMatchObject({
      verdict: 'allowed',
      summary: 'Allowed by NetworkPolicy inventory/mongodb, spec.ingress[0]',
      ingress: {
        deciding: [
          {
            policy: { name: 'mongodb' },
            rule: { ports: [{ port: 27017 }] },
          },
        ],
      },
    });
  });

  it('tells nothing of workloads of apps that the caller may not view', async () => {
    portal.policy[hybridAppViewPermission.name] = forTeamA;
    const query = toMongodb(peer('Deployment', 'other'));
    const { status, body } = await portal.post('/v1/reachability', query);
    expect(status).toBe(403);
    expect(body.error.message).toContain('Deployment inventory/other');
  });

  it('tells nothing of them by their addresses either, however written', async () => {
    // A Pod of `other`, with an IPv6 address beside.
    portal.sandbox.store.seed([
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: {
          name: 'other-pod',
          namespace: 'inventory',
          labels: { app: 'other', 'backstage.io/kubernetes-id': 'other' },
        },
        spec: { containers: [{ name: 'other', image: 'other' }] },
        status: {
          phase: 'Running',
          podIPs: [{ ip: '10.0.0.99' }, { ip: 'fd00::99' }],
        },
      },
    ]);
    portal.policy[hybridAppViewPermission.name] = forTeamA;
    const statusFor = async (ip: string) =>
      (await portal.post('/v1/reachability', toMongodb({ ip }))).status;
    await eventually(async () =>
      expect(await statusFor('10.0.0.99')).toBe(403),
    );
    expect(await statusFor('fd00:0:0::0099')).toBe(403);
    const outside = toMongodb({ ip: '203.0.113.9' });
    const { body } = await portal.post('/v1/reachability', outside);
    expect(body.verdict).toBe('denied');
  });

  it('is about workloads that exist, on one cluster', async () => {
    const ask = (source: object, destination: object) =>
      portal.post('/v1/reachability', { source, destination, port: 1 });
    const between = await ask({ ip: '192.0.2.1' }, { ip: '192.0.2.2' });
    expect(between.status).toBe(400);
    const noAddress = await ask(
      { ip: 'not-an-address' },
      peer('Deployment', 'web'),
    );
    expect(noAddress.status).toBe(400);
    const missing = await ask(
      { ...peer('Deployment', 'web'), cluster: 'elsewhere' },
      peer('Deployment', 'web'),
    );
    expect(missing.status).toBe(404);
  });

  it('tells of workloads of no app with the right to read clusters alone', async () => {
    const query = toMongodb(peer('Deployment', 'of-no-app'));
    expect((await portal.post('/v1/reachability', query)).status).toBe(404);
    portal.policy[clusterReadPermission.name] = denied;
    expect((await portal.post('/v1/reachability', query)).status).toBe(403);
    const own = toMongodb(peer('Deployment', 'web'));
    expect((await portal.post('/v1/reachability', own)).status).toBe(200);
  });
});

/** What would change for the database without its policy. */
const previewWithoutPolicy = () =>
  portal.post(`${APP}/policy/preview`, {
    cluster: 'onprem',
    remove: [
      {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        namespace: 'inventory',
        name: 'mongodb',
      },
    ],
  });

describe('topology and policy', () => {
  it.each(['topology', 'policy'])(
    '%s: 304 while nothing changes, a new answer when something does',
    async part => {
      const path = `${APP}/${part}`;
      const first = await portal.get(path);
      const { etag } = first.headers;
      expect(etag).toMatch(/^W\/".+"$/);
      const again = await portal.get(path, {
        headers: { 'If-None-Match': etag },
      });
      expect(again.status).toBe(304);
      expect(again.text).toBe('');
      const stale = await portal.get(path, {
        headers: { 'If-None-Match': 'W/"another"' },
      });
      expect(stale.body).toEqual(first.body);
    },
  );

  it('says who reaches the database', async () => {
    const { body } = await portal.get(`${APP}/policy`);
    expect(
      body.workloads.find(
        ({ name }: { name: string }) => name === 'mongodb-vm',
      ),
    ).toMatchObject({
      posture: { ingress: 'isolated', egress: 'open' },
      reachableFrom: [WEB],
    });
  });

  it('previews what a removed policy would open', async () => {
    const { body } = await previewWithoutPolicy();
    expect(body.changes).toContainEqual(
      expect.objectContaining({
        source: expect.objectContaining({ name: 'other' }),
        destination: expect.objectContaining({ name: 'mongodb-vm' }),
        change: 'added',
        before: 'No Connections',
        after: 'All Connections',
      }),
    );
  });

  it('names no workload of apps that the caller may not view, and keeps what it means', async () => {
    const texts = async () => {
      const { body: policy } = await portal.get(`${APP}/policy`);
      const { body: topology } = await portal.get(`${APP}/topology`);
      const { body: preview } = await previewWithoutPolicy();
      return { policy, preview, all: { policy, topology, preview } };
    };
    const open = await texts();
    expect(JSON.stringify(open.all)).toContain('Deployment/other');

    portal.policy[hybridAppViewPermission.name] = forTeamA;
    const { policy, preview, all } = await texts();
    expect(JSON.stringify(all)).not.toContain('Deployment/other');
    const unnamed = expect.objectContaining({
      kind: 'Others',
      name: expect.stringContaining('that you may not view'),
    });
    expect(policy.peers).toContainEqual(unnamed);
    expect(policy.revision).not.toBe(open.policy.revision);
    expect(preview.changes).toContainEqual(
      expect.objectContaining({ source: unnamed, after: 'All Connections' }),
    );
  });
});

describe('objects', () => {
  it('answers those of the app alone', async () => {
    const get = (id: string) =>
      portal.get(`${APP}/object?id=${encodeURIComponent(id)}`);
    const { body } = await get(WEB);
    expect(body.object).toMatchObject({
      kind: 'Deployment',
      metadata: { name: 'web' },
      spec: { replicas: 2 },
    });
    expect((await get('onprem/inventory//Secret/mongodb')).status).toBe(404);
    expect((await get('onprem/inventory/apps/Deployment/other')).status).toBe(
      404,
    );
  });
});

describe('requests', () => {
  it.each<[string, object | undefined, string]>([
    ['/v1/apps?limit=0', undefined, 'query/limit'],
    ['/v1/apps?health=fine', undefined, 'query/health'],
    ['/v1/apps?cursor=%21', undefined, 'cursor'],
    ['/v1/apps?nonsense=1', undefined, 'nonsense'],
    [`${APP}/object`, undefined, "property 'id'"],
    [
      '/v1/reachability',
      { ...toMongodb({ ip: '192.0.2.1' }), port: 0 },
      'body/port',
    ],
    ['/v1/reachability', toMongodb({}), 'body/source'],
    ['/v1/clusters/onprem/apply', { task: 't' }, 'manifests'],
  ])('%s %j is 400 and says where', async (route, body, place) => {
    const answer = await call({ route, body });
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toContain(place);
  });

  it('is 404 and names the clusters where one is unknown', async () => {
    const { status, body } = await portal.get('/v1/clusters/none/namespaces');
    expect(status).toBe(404);
    expect(body.error.message).toContain("'onprem'");
  });
});

describe('paging', () => {
  it('leads through all apps once', async () => {
    const first = await portal.get('/v1/apps?limit=1');
    const { nextCursor } = first.body;
    const second = await portal.get(`/v1/apps?limit=1&cursor=${nextCursor}`);
    expect([first, second].map(({ body }) => body.items[0].entityRef)).toEqual([
      'component:default/other',
      'system:default/inventory',
    ]);
    expect(second.body.nextCursor).toBeUndefined();
    expect(second.body.totals.apps).toBe(2);
  });

  it.each([
    ['search=INVEN', ['system:default/inventory']],
    ['owner=group%3Adefault%2Fteam-b', ['component:default/other']],
    ['cluster=cloud', []],
  ])('filters by %s', async (query, expected) => {
    const { body } = await portal.get(`/v1/apps?${query}`);
    expect(
      body.items.map(({ entityRef }: { entityRef: string }) => entityRef),
    ).toEqual(expected);
  });
});

describe('the audit log', () => {
  const apply = (body: object) =>
    portal.post('/v1/clusters/onprem/apply', {
      task: 'task-1',
      mustNotExist: true,
      ...body,
    });

  it('tells of an apply and its undo what and where, and no contents', async () => {
    await apply({ manifests: [manifest] });
    expect(portal.audit.createEvent).toHaveBeenLastCalledWith(
      expect.objectContaining({
        eventId: 'manifests-apply',
        meta: {
          cluster: 'onprem',
          task: 'task-1',
          dryRun: false,
          objects: ['v1/ConfigMap/inventory/settings'],
        },
      }),
    );
    expect(portal.audit.success).toHaveBeenLastCalledWith({
      meta: { results: ['v1/ConfigMap/inventory/settings created'] },
    });

    await portal.post(
      '/v1/clusters/onprem/undo',
      { task: 'task-1', objects: [settings] },
      { as: mockCredentials.service.header() },
    );
    expect(portal.audit.success).toHaveBeenLastCalledWith({
      meta: { results: ['v1/ConfigMap/inventory/settings deleted'] },
    });
    const told = [
      ...portal.audit.createEvent.mock.calls.map(([{ request, ...event }]) => {
        expect(request).toBeDefined();
        return event;
      }),
      ...portal.audit.success.mock.calls,
    ];
    expect(JSON.stringify(told)).not.toContain('s3cret-value');
  });

  it('tells of what failed, and of what was not allowed', async () => {
    await apply({
      manifests: [{ ...manifest, metadata: { name: 'x', namespace: 'none' } }],
    });
    portal.policy['hybrid-apps.app.create'] = denied;
    await apply({ manifests: [manifest] });
    expect(portal.audit.fail).toHaveBeenCalledTimes(2);
    expect(portal.audit.fail).toHaveBeenLastCalledWith({
      error: expect.objectContaining({ name: 'NotAllowedError' }),
    });
    expect(portal.audit.success).not.toHaveBeenCalled();
  });
});
