import { mockCredentials } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { startSandboxCluster } from '@hybrid-apps/sandbox-cluster';
import {
  HYBRID_APPS_SIGNAL_CHANNEL,
  hybridAppViewPermission,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { connect, createServer, AddressInfo } from 'node:net';
import {
  ownedNamespace,
  TEAM_A,
  TEAM_B,
  teamsPolicy,
} from '../__testUtils__/byTeam';
import { eventually } from '../__testUtils__/eventually';
import { inventory, inventorySystem } from '../__testUtils__/inventory';
import { asService, asUserThrough, startPortal } from '../__testUtils__/portal';
import { APP, peer, toMongodb } from '../__testUtils__/teams';
import { PlainObject } from '../clusters';

/**
 * What has been done to a portal once, over HTTP, by people of a company whose
 * teams share a cluster. Each is a test of its own; the rules behind them have
 * theirs where they stand.
 */
jest.setTimeout(120_000);

const SECRET = 's3cret-value';

const OWNER = mockCredentials.user.header('user:default/owner');
/** Of another team: all that the attacker has is the namespace `payroll`. */
const OTHER = mockCredentials.user.header('user:default/other');

const ownedBy = (owner: string, entity: Entity): Entity => ({
  ...entity,
  relations: [{ type: 'ownedBy', targetRef: owner }],
});

/** Registered by the attacker: it means all that says of which app it is part. */
const everything = ownedBy(TEAM_B, {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'everything',
    namespace: 'default',
    annotations: {
      'backstage.io/kubernetes-label-selector': 'app.kubernetes.io/part-of',
    },
  },
});

const deployment = (
  name: string,
  namespace: string,
  annotations: Record<string, string> = {},
): PlainObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: {
    name,
    namespace,
    labels: { 'app.kubernetes.io/part-of': 'inventory', app: name },
    annotations,
  },
  spec: {
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: {
        containers: [
          {
            name,
            image: 'quay.io/hybrid-apps/web:1.0',
            env: [{ name: 'PASSWORD', value: SECRET }],
            args: [`--token=${SECRET}`],
          },
        ],
      },
    },
  },
});

/** In the attacker's own namespace. */
const hijacker = deployment('web', 'payroll', {
  'backstage.io/owner': TEAM_B,
  'hybrid-apps.io/title': 'Taken over',
});

const configMap = (name: string, namespace: string, data: object = {}) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace },
  data,
});

let portal: Awaited<ReturnType<typeof startPortal>>;
let sandbox: Awaited<ReturnType<typeof startSandboxCluster>>;
/** How slow the cluster is to answer callers, in milliseconds. */
const SLOW_MS = 5;
/**
 * Connections to the cluster by which something is under way for a caller, a
 * write or a look at what has the name, and how many there were at most. The
 * watch cache has its own, and whoever comes next takes what it has left open.
 */
const connections = { busy: new Set<object>(), most: 0 };
const counted = createServer(socket => {
  const { port, hostname } = new URL(sandbox.url);
  const cluster = connect(Number(port), hostname);
  socket.on('data', data => {
    if (/^((POST|PUT|PATCH) |GET \S*many-)/.test(data.toString('latin1'))) {
      connections.busy.add(socket);
      connections.most = Math.max(connections.most, connections.busy.size);
      socket.pause();
      setTimeout(() => {
        cluster.write(data);
        socket.resume();
      }, SLOW_MS);
    } else {
      cluster.write(data);
    }
  });
  cluster.on('data', () => connections.busy.delete(socket));
  cluster.pipe(socket);
  socket.on('error', () => cluster.destroy());
  cluster.on('error', () => socket.destroy());
  socket.on('close', () => {
    connections.busy.delete(socket);
    cluster.destroy();
  });
});

beforeAll(async () => {
  sandbox = await startSandboxCluster({
    name: 'onprem',
    tls: false,
    objects: structuredClone([
      ownedNamespace('inventory', TEAM_A),
      ownedNamespace('payroll', TEAM_B),
      ...inventory,
      deployment('worker', 'inventory'),
      hijacker,
      configMap('theirs', 'inventory', { password: SECRET }),
    ]),
  });
  await new Promise<void>(resolve => {
    counted.listen(0, '127.0.0.1', resolve);
  });
  const { port } = counted.address() as AddressInfo;
  portal = await startPortal({
    objects: [],
    sandbox,
    url: `http://127.0.0.1:${port}`,
    entities: [ownedBy(TEAM_A, inventorySystem), everything],
    decide: teamsPolicy,
  });
});
afterAll(async () => {
  await portal?.stop();
  await sandbox?.stop();
  counted.close();
});

const apply = (as: string, body: object) =>
  portal.post('/v1/clusters/onprem/apply', { task: 'task-1', ...body }, { as });

/** Of what kinds and names there is something in a namespace. */
const contentsOf = (namespace: string) =>
  sandbox.store
    .list('', 'ConfigMap')
    .filter(({ metadata }) => metadata.namespace === namespace)
    .map(({ metadata }) => metadata.name);

it('1. a label in a namespace of one’s own takes no app over', async () => {
  const { body } = await portal.get('/v1/discovered-apps', {
    as: asService('plugin:catalog'),
  });
  const found = body.items.map(
    (item: {
      name: string;
      owner: string;
      title?: string;
      components: Array<{ namespace: string }>;
    }) => [
      item.name,
      item.owner,
      item.title,
      [...new Set(item.components.map(one => one.namespace))],
    ],
  );
  expect(found).toEqual(
    expect.arrayContaining([
      ['inventory', TEAM_A, undefined, ['inventory']],
      ['inventory', TEAM_B, 'Taken over', ['payroll']],
    ]),
  );
  expect(found).toHaveLength(2);
  for (const [as, status] of [
    [OWNER, 200],
    [OTHER, 403],
  ] as const) {
    expect((await portal.get(`${APP}/topology`, { as })).status).toBe(status);
  }
});

it.each([
  [
    'a privileged Pod of the platform',
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'x', namespace: 'kube-system' },
      spec: {
        containers: [
          { name: 'x', image: 'x', securityContext: { privileged: true } },
        ],
        volumes: [{ name: 'host', hostPath: { path: '/' } }],
      },
    },
  ],
  [
    'a policy that opens all of another team’s',
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'open', namespace: 'inventory' },
      spec: { podSelector: {}, ingress: [{}] },
    },
  ],
  [
    'a Service of foreign addresses',
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'x', namespace: 'payroll' },
      spec: { ports: [{ port: 80 }], externalIPs: ['203.0.113.1'] },
    },
  ],
  [
    'a Pod with another account',
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'x', namespace: 'payroll' },
      spec: {
        serviceAccountName: 'admin',
        containers: [{ name: 'x', image: 'x' }],
      },
    },
  ],
  [
    'a Secret',
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'x', namespace: 'payroll' },
    },
  ],
])('2. the right to create apps creates not %s', async (_, manifest) => {
  const { status } = await apply(OTHER, { manifests: [manifest] });
  expect([400, 403]).toContain(status);
  const { apiVersion, kind, metadata } = manifest;
  const { name, namespace } = metadata;
  const [group] = apiVersion.includes('/') ? apiVersion.split('/') : [''];
  expect(sandbox.store.get({ group, kind, namespace, name })).toBeUndefined();
});

it('3. nobody has another’s objects deleted, whatever is written on them', async () => {
  expect(
    (
      await apply(OWNER, {
        task: 'theirs',
        manifests: [configMap('made', 'inventory')],
      })
    ).status,
  ).toBe(200);
  portal.restrictions['external:viewer'] = {
    permissionNames: [hybridAppViewPermission.name],
  };
  const undo = (as: string, body: object = {}) =>
    portal.post('/v1/tasks/undo', { task: 'theirs', ...body }, { as });
  expect((await undo(asService('external:viewer'))).status).toBe(403);
  expect((await undo(asService('plugin:any'))).status).toBe(403);
  expect((await undo(OTHER, { user: 'user:default/owner' })).status).toBe(403);
  // Of the same name of a task, one has one's own: nothing.
  expect((await undo(OTHER)).body).toEqual({ items: [] });
  expect(contentsOf('inventory')).toContain('made');
  expect((await undo(OWNER)).body.items).toMatchObject([{ result: 'deleted' }]);
});

it('4. an entity that one registers shows nothing that one may not see anyway', async () => {
  const { body, text } = await portal.get(
    '/v1/apps/component/default/everything/topology',
    { as: OTHER },
  );
  const spaces = body.nodes.map(
    ({ namespace }: { namespace: string }) => namespace,
  );
  expect([...new Set(spaces)]).toEqual(['payroll']);
  expect(text).not.toMatch(/mongodb|worker/);
  expect(body.knowledge).toContainEqual(
    expect.objectContaining({ state: 'hidden' }),
  );
  const { status } = await portal.post(
    '/v1/reachability',
    toMongodb(peer('Deployment', 'web')),
    { as: OTHER },
  );
  expect(status).toBe(403);
});

it('5. values stay where they are', async () => {
  const { body, text } = await portal.get(`${APP}/topology`, { as: OWNER });
  const objects = await Promise.all(
    body.nodes.map(({ id }: { id: string }) =>
      portal.get(`${APP}/object?id=${encodeURIComponent(id)}`, { as: OWNER }),
    ),
  );
  expect(text).toContain('worker');
  expect([text, ...objects.map(answer => answer.text)].join()).not.toContain(
    SECRET,
  );
});

it.each([
  [
    'a large one',
    { cluster: 'onprem', apply: [{ spec: 'x'.repeat(3_700_000) }] },
  ],
  [
    'many rules',
    {
      cluster: 'onprem',
      apply: [
        {
          apiVersion: 'networking.k8s.io/v1',
          kind: 'NetworkPolicy',
          metadata: { name: 'x', namespace: 'inventory' },
          spec: {
            podSelector: {},
            ingress: Array(5_000).fill({ from: [{ podSelector: {} }] }),
          },
        },
      ],
    },
  ],
  [
    'a deep one',
    `{"cluster":"onprem","apply":${'['.repeat(5_000)}${']'.repeat(5_000)}}`,
  ],
])('6. %s is refused before it is read', async (_, body) => {
  const { status } = await portal.post(`${APP}/policy/preview`, body, {
    as: OWNER,
  });
  expect(status).toBe(400);
});

it('7. a check says of what exists that its name is taken, and of other namespaces nothing', async () => {
  const check = async (as: string, data: object) => {
    const { status, body } = await apply(as, {
      dryRun: true,
      manifests: [configMap('theirs', 'inventory', data)],
    });
    return [status, body.error.message];
  };
  const right = await check(OWNER, { password: SECRET });
  expect(await check(OWNER, { password: 'a guess' })).toEqual(right);
  expect(right[0]).toBe(409);
  const [status, refused] = await check(OTHER, {});
  expect(status).toBe(403);
  const nobody = await apply(OTHER, {
    dryRun: true,
    manifests: [configMap('nobodys', 'inventory')],
  });
  expect(nobody.body.error.message).toBe(
    refused.replace("'theirs'", "'nobodys'"),
  );
  const { body } = await portal.post(
    '/v1/clusters/onprem/readiness',
    {
      objects: ['theirs', 'nobodys'].map(name => ({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        namespace: 'inventory',
        name,
      })),
    },
    { as: OTHER },
  );
  const told = body.items.map(
    ({ state, message }: { state: string; message: string }) => [
      state,
      message,
    ],
  );
  expect(told[0]).toEqual(told[1]);
  expect(told[0][0]).toBe('failed');
});

it('8. one request opens no more connections to a cluster than one caller may have', async () => {
  connections.most = 0;
  const { status } = await apply(OTHER, {
    dryRun: true,
    manifests: Array.from({ length: 200 }, (_, index) =>
      configMap(`many-${index}`, 'payroll'),
    ),
  });
  expect(status).toBe(200);
  expect(connections.most).toBeGreaterThan(0);
  expect(connections.most).toBeLessThanOrEqual(10);
});

it('9. changes are told to who looks at an app, and to nobody else', async () => {
  await portal.get(`${APP}/topology`, { as: OWNER });
  await portal.get('/v1/apps', { as: OTHER });
  portal.signals.mockClear();
  sandbox.store.seed([deployment('new', 'inventory')]);
  const ofChanges = () =>
    portal.signals.mock.calls.filter(
      ([{ channel }]) => channel === HYBRID_APPS_SIGNAL_CHANNEL,
    );
  await eventually(() => expect(ofChanges()).not.toEqual([]));
  const told = ofChanges().filter(
    ([{ message }]) => message.entityRef === 'system:default/inventory',
  );
  expect(told.map(([{ recipients }]) => recipients)).toEqual(
    told.map(() => ({ type: 'user', entityRef: ['user:default/owner'] })),
  );
  const { body } = await portal.post(
    '/v1/apps/component/default/everything/policy/preview',
    { cluster: 'moon' },
    { as: OTHER },
  );
  expect(body.error.message).not.toContain('onprem');
  // Nobody asks in another's name but who may.
  const through = await portal.get(`${APP}/topology`, {
    as: asUserThrough('plugin:any'),
  });
  expect(through.status).toBe(403);
});
