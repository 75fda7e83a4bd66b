import { once } from 'node:events';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { mockCredentials } from '@backstage/backend-test-utils';
import {
  SandboxCluster,
  startSandboxCluster,
} from '@hybrid-apps/sandbox-cluster';
import {
  ownedNamespace,
  TEAM_A,
  TEAM_B,
  teamsPolicy,
} from '../__testUtils__/byTeam';
import { inventorySystem } from '../__testUtils__/inventory';
import { startPortal } from '../__testUtils__/portal';
import { PlainObject } from '../clusters';

jest.setTimeout(60_000);

const APP = '/v1/apps/system/default/inventory/metrics';
const GI = 2 ** 30;
const idOf = (rest: string) => `onprem/${rest}`;
const WEB = idOf('inventory/apps/Deployment/web');
const VM = idOf('inventory/kubevirt.io/VirtualMachine/db');

const object = (
  apiVersion: string,
  kind: string,
  name: string,
  namespace: string,
  {
    owner,
    ...more
  }: { owner?: [string, string, string]; [field: string]: unknown } = {},
): PlainObject => ({
  apiVersion,
  kind,
  metadata: {
    name,
    namespace,
    uid: `${namespace}-${kind}-${name}`,
    labels: { 'app.kubernetes.io/part-of': 'inventory' },
    ...(owner && {
      ownerReferences: [
        {
          apiVersion: owner[0],
          kind: owner[1],
          name: owner[2],
          uid: `${namespace}-${owner[1]}-${owner[2]}`,
          controller: true,
        },
      ],
    }),
  },
  ...more,
});

const spec = {
  containers: [
    {
      name: 'web',
      image: 'busy',
      resources: {
        requests: { cpu: '500m', memory: '512Mi' },
        limits: { cpu: '1', memory: '1Gi' },
      },
    },
  ],
};
const workload = (name: string, namespace: string): PlainObject[] => [
  object('apps/v1', 'Deployment', name, namespace, {
    spec: {
      selector: { matchLabels: { app: name } },
      template: { metadata: { labels: { app: name } }, spec },
    },
  }),
  object('apps/v1', 'ReplicaSet', `${name}-1`, namespace, {
    owner: ['apps/v1', 'Deployment', name],
    spec: { selector: { matchLabels: { app: name } } },
  }),
  ...['bcdfg', 'hjklm'].map(end =>
    object('v1', 'Pod', `${name}-1-${end}`, namespace, {
      owner: ['apps/v1', 'ReplicaSet', `${name}-1`],
      spec,
      status: { phase: 'Running' },
    }),
  ),
];
const domain = { cpu: { cores: 4 }, memory: { guest: '4Gi' } };
const objects = [
  ownedNamespace('inventory', TEAM_A),
  ownedNamespace('payroll', TEAM_B),
  ...workload('web', 'inventory'),
  ...workload('accounts', 'payroll'),
  object('kubevirt.io/v1', 'VirtualMachine', 'db', 'inventory', {
    spec: { runStrategy: 'Always', template: { spec: { domain } } },
  }),
  object('kubevirt.io/v1', 'VirtualMachineInstance', 'db', 'inventory', {
    owner: ['kubevirt.io/v1', 'VirtualMachine', 'db'],
    spec: { domain },
    status: { phase: 'Running' },
  }),
  object('v1', 'ConfigMap', 'settings', 'inventory'),
];

let sandbox: SandboxCluster;
let portal: Awaited<ReturnType<typeof startPortal>>;
/** What Prometheus was asked, as it stands between the portal and the sandbox's. */
let queries: string[] = [];
let isAway = false;
const between = createServer(async (incoming, reply) => {
  let body = '';
  for await (const part of incoming) {
    body += part;
  }
  queries.push(new URLSearchParams(body).get('query') ?? '');
  if (isAway) {
    reply.writeHead(503).end('nobody is in');
    return;
  }
  const answer = await fetch(
    `${sandbox.url}/_sandbox/prometheus${incoming.url}`,
    { method: 'POST', body: new URLSearchParams(body) },
  );
  reply.writeHead(answer.status).end(await answer.text());
});

beforeAll(async () => {
  sandbox = await startSandboxCluster({ name: 'onprem', tls: false, objects });
  between.listen(0, '127.0.0.1');
  await once(between, 'listening');
  const { port } = between.address() as AddressInfo;
  portal = await startPortal({
    objects: [],
    entities: [
      {
        ...inventorySystem,
        relations: [{ type: 'ownedBy', targetRef: TEAM_A }],
      },
    ],
    sandbox,
    decide: teamsPolicy,
    metrics: {
      clusters: [{ cluster: 'onprem', url: `http://127.0.0.1:${port}` }],
    },
  });
});
afterAll(async () => {
  await portal?.stop();
  between.closeAllConnections();
  between.close();
  await sandbox?.stop();
});
beforeEach(() => {
  queries = [];
  isAway = false;
});

const as = {
  owner: mockCredentials.user.header('user:default/owner'),
  platform: mockCredentials.user.header('user:default/platform'),
};
const of = (id: string, range = '1h') =>
  `${APP}?id=${encodeURIComponent(id)}&range=${range}`;

it('tells of a workload what its Pods use, now and over time', async () => {
  const { body } = await portal.get(of(WEB), { as: as.owner });
  expect(body).toMatchObject({ range: '1h', stepSeconds: 30, left: 0 });
  const [web] = body.components;
  expect(web).toMatchObject({
    id: WEB,
    source: { state: 'told' },
    use: { measurement: { state: 'measured' }, running: 2, measured: 2 },
    requested: { cpu: 1, memory: GI },
    limit: { cpu: 2, memory: 2 * GI },
  });
  expect(web.series.map(({ name }: { name: string }) => name)).toEqual([
    'cpu',
    'cpu-throttled',
    'memory',
    'network-receive',
    'network-transmit',
    'disk-read',
    'disk-write',
  ]);
  const [cpu] = web.series;
  expect(cpu.values).toHaveLength(121);
  // Two Pods, each of which takes nearly all that it may.
  expect(cpu.values[120]).toBeCloseTo(1.96);
  expect(web.findings.map(({ code }: { code: string }) => code)).toEqual([
    'cpu-throttled',
    'cpu-throttled',
    'memory-near-limit',
    'memory-near-limit',
  ]);
});

it('tells of a VM what its guest uses, beside what it has', async () => {
  const { body } = await portal.get(of(VM, '7d'), { as: as.owner });
  const [vm] = body.components;
  expect(vm).toMatchObject({
    source: { state: 'told' },
    limit: { cpu: 4, memory: 4 * GI },
    findings: [],
  });
  expect(vm.series).toHaveLength(6);
  expect(queries.every(query => query.includes('kubevirt_vmi_'))).toBe(true);
});

it('tells of the whole app, each component once', async () => {
  const { body } = await portal.get(`${APP}?range=6h`, { as: as.platform });
  expect(
    body.components.map(({ id, source }: { id: string; source: object }) => [
      id,
      source,
    ]),
  ).toEqual(
    [WEB, VM, idOf('payroll/apps/Deployment/accounts')].map(id => [
      id,
      { state: 'told' },
    ]),
  );
});

it('neither tells nor asks of what its caller may not see', async () => {
  const { body, text } = await portal.get(`${APP}?range=24h`, {
    as: as.owner,
  });
  expect(body.components.map(({ id }: { id: string }) => id)).toEqual([
    WEB,
    VM,
  ]);
  expect(queries.length).toBeGreaterThan(0);
  expect(`${text}${queries}`).not.toMatch(/payroll|accounts/);
});

it('says what Prometheus answers where it is away, and tells what is used now', async () => {
  isAway = true;
  const { status, body } = await portal.get(of(WEB, '7d'), { as: as.owner });
  expect(status).toBe(200);
  expect(body.components).toMatchObject([
    {
      source: {
        state: 'unknown',
        message: "Prometheus of cluster 'onprem' answers 503.",
      },
      series: [],
      use: { measurement: { state: 'measured' } },
    },
  ]);
});

it.each([
  ['runs nothing', idOf('inventory//ConfigMap/settings')],
  ['is not there', idOf('inventory/apps/Deployment/none')],
])('has nothing of what %s', async (_, id) => {
  const { status, body } = await portal.get(of(id), { as: as.owner });
  expect([status, body.error.message]).toEqual([
    404,
    expect.stringContaining('is no object of'),
  ]);
});
