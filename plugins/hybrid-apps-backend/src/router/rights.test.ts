import { mockCredentials } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { PolicyDecision } from '@backstage/plugin-permission-common';
import {
  hybridAppsPermissions,
  namespacePermissions,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import {
  allowed,
  GROUPS,
  ownedNamespace,
  TEAM_A,
  TEAM_B,
  teamsPolicy,
} from '../__testUtils__/byTeam';
import { inventory, inventorySystem } from '../__testUtils__/inventory';
import { deployment } from '../__testUtils__/judged';
import { asService, denied, startPortal } from '../__testUtils__/portal';
import {
  APP,
  manifest,
  peer,
  SERVICE,
  settings,
  toMongodb,
  WEB,
} from '../__testUtils__/teams';
import { spec } from '../schema/openapi.generated';
import { operationOf } from './http';

jest.setTimeout(120_000);

const POLICIES: Record<
  string,
  (permission: string, user: string) => PolicyDecision
> = {
  'allows all': () => allowed,
  'of teams': teamsPolicy,
  'denies all': () => denied,
};

const system: Entity = {
  ...inventorySystem,
  relations: [{ type: 'ownedBy', targetRef: TEAM_A }],
};
/** What is told, in one word: the status, and how much where that differs. */
interface Route {
  path: string;
  body?: object;
  /** How much an answer tells, for those that are cut. */
  much?: (body: never) => number;
}

const DATABASE = 'onprem/inventory/kubevirt.io/VirtualMachine/mongodb-vm';

const count = ({ items }: { items: unknown[] }) => items.length;
const known = ({ items }: { items: Array<{ state: string }> }) =>
  items.filter(({ state }) => state !== 'failed').length;
const ways = (body: { ways: unknown[] }) => body.ways.length;
interface Moved {
  components: unknown[];
  series?: unknown[];
}
const nodes = (body: { nodes: unknown[] }) => body.nodes.length;

/** One row for each operation of the document. */
const ROUTES: Record<string, Route> = {
  listApps: { path: '/v1/apps', much: count },
  getTopology: { path: `${APP}/topology`, much: nodes },
  getObject: { path: `${APP}/object?id=${encodeURIComponent(WEB)}` },
  getPolicyStatus: { path: `${APP}/policy` },
  listPolicyPeers: {
    path: `${APP}/policy/peers?peer=${encodeURIComponent(
      'onprem///Namespace/payroll',
    )}`,
    much: count,
  },
  traceRequest: {
    path: `${APP}/trace?to=${encodeURIComponent(SERVICE)}`,
    much: ways,
  },
  previewPolicy: { path: `${APP}/policy/preview`, body: { cluster: 'onprem' } },
  getHistory: { path: `${APP}/history`, much: count },
  listEvents: { path: `${APP}/events`, much: count },
  listManagers: { path: `${APP}/managers?id=${encodeURIComponent(WEB)}` },
  getAppModernization: {
    path: `${APP}/modernization`,
    much: ({ components, series = [] }: Moved) =>
      components.length + series.length,
  },
  listActs: { path: `${APP}/acts`, much: count },
  queryActs: {
    path: `${APP}/acts/query`,
    body: { ids: [WEB] },
    much: ({
      items,
    }: {
      items: Array<{ acts: Array<{ possible: boolean }> }>;
    }) =>
      items.flatMap(({ acts }) => acts).filter(({ possible }) => possible)
        .length,
  },
  performAct: {
    path: `${APP}/acts`,
    // An earlier offer, so that it is refused after all rights are there.
    body: {
      id: '00000000-0000-4000-8000-000000000000',
      act: 'workload-restart',
      object: WEB,
      basis: 'another',
    },
  },
  listPlans: { path: `${APP}/plans`, much: count },
  queryPlan: {
    path: `${APP}/plans/query`,
    body: { kind: 'stop' },
    much: ({ possible, steps }: { possible: boolean; steps: unknown[] }) =>
      possible ? steps.length : 0,
  },
  startPlan: {
    path: `${APP}/plans`,
    // On another basis, so that it is refused after all rights are there.
    body: {
      id: '00000000-0000-4000-8000-000000000000',
      kind: 'stop',
      basis: 'another',
    },
  },
  cancelPlan: { path: `${APP}/plans/cancel`, body: { id: 'none' } },
  readLogs: { path: `${APP}/logs?id=${encodeURIComponent(WEB)}` },
  getMetrics: {
    path: `${APP}/metrics`,
    much: ({ components }: { components: unknown[] }) => components.length,
  },
  listModernization: { path: '/v1/modernization', much: count },
  checkReachability: {
    path: '/v1/reachability',
    body: toMongodb(peer('Deployment', 'web')),
  },
  listClusters: { path: '/v1/clusters', much: count },
  getCluster: { path: '/v1/clusters/onprem' },
  listNamespaces: { path: '/v1/clusters/onprem/namespaces', much: count },
  applyManifests: {
    path: '/v1/clusters/onprem/apply',
    body: { task: 'any', dryRun: true, manifests: [manifest] },
  },
  checkReadiness: {
    path: '/v1/clusters/onprem/readiness',
    body: { objects: [settings] },
    much: known,
  },
  undoApply: { path: '/v1/tasks/undo', body: { task: 'none' } },
  listOpenTasks: { path: '/v1/tasks' },
  closeTask: { path: '/v1/tasks/close', body: { task: 'none' } },
  openConsole: {
    path: `${APP}/consoles`,
    // Of a VM that is off, which has no console to give.
    body: { id: DATABASE, kind: 'serial' },
  },
  listConsoles: { path: '/v1/consoles', much: count },
  endConsole: { path: '/v1/consoles/end', body: { id: 'none' } },
  listDiscoveredApps: { path: '/v1/discovered-apps', much: count },
};

const CALLERS: Record<string, string> = {
  nobody: mockCredentials.none.header(),
  ...Object.fromEntries(
    Object.keys(GROUPS).map(user => [
      user.slice('user:default/'.length),
      mockCredentials.user.header(user),
    ]),
  ),
  service: asService('plugin:any'),
  scaffolder: asService('plugin:scaffolder'),
};

let policy: keyof typeof POLICIES = 'allows all';
let portal: Awaited<ReturnType<typeof startPortal>>;
beforeAll(async () => {
  portal = await startPortal({
    objects: [
      ownedNamespace('inventory', TEAM_A),
      ownedNamespace('payroll', TEAM_B),
      deployment('payroll', 'accounts'),
      deployment('payroll', 'reports'),
      ...inventory,
    ],
    entities: [system],
    decide: (permission, user) => POLICIES[policy](permission, user),
  });
  await portal.runTask('record-history');
});
afterAll(() => portal?.stop());

async function outcome(
  { path, body, much }: Route,
  as: string,
): Promise<string> {
  const answer = body
    ? await portal.post(path, body, { as })
    : await portal.get(path, { as });
  return answer.status === 200 && much
    ? `200x${much(answer.body as never)}`
    : String(answer.status);
}

it('has a row for each operation of the document', () => {
  const rows = Object.entries(ROUTES).map(([operation, { path, body }]) => [
    operation,
    operationOf({
      method: body ? 'POST' : 'GET',
      path: path.split('?')[0],
    })?.id,
  ]);
  const operations = Object.values(spec.paths).flatMap(methods =>
    Object.values(methods).map(({ operationId }) => operationId),
  );
  expect(rows).toEqual(rows.map(([operation]) => [operation, operation]));
  expect(rows.map(([operation]) => operation).sort()).toEqual(
    operations.sort(),
  );
});

/** What each caller is answered under each policy: the status, and how much where an answer is cut. */
const EXPECTED: Record<string, string> = {
  'allows all': `
                        nobody owner  other  creator platform service scaffolder
    listApps            401    200x1  200x1  200x1   200x1    200x1   200x1
    getTopology         401    200x10 200x10 200x10  200x10   200x10  200x10
    getObject           401    200    200    200     200      200     200
    getPolicyStatus     401    200    200    200     200      200     200
    listPolicyPeers     401    200x2  200x2  200x2   200x2    200x2   200x2
    traceRequest        401    200x1  200x1  200x1   200x1    200x1   200x1
    previewPolicy       401    200    200    200     200      200     200
    getHistory          401    200x2  200x2  200x2   200x2    200x2   200x2
    listEvents          401    200x0  200x0  200x0   200x0    200x0   200x0
    listManagers        401    200    200    200     200      200     200
    getAppModernization 401    200x3  200x3  200x3   200x3    200x3   200x3
    listActs            401    200x0  200x0  200x0   200x0    200x0   200x0
    queryActs           401    200x3  200x3  200x3   200x3    200x3   200x3
    performAct          401    409    409    409     409      409     409
    listPlans           401    200x0  200x0  200x0   200x0    200x0   200x0
    queryPlan           401    200x1  200x1  200x1   200x1    200x1   200x1
    startPlan           401    409    409    409     409      409     409
    cancelPlan          401    404    404    404     404      404     404
    readLogs            401    200    200    200     200      200     200
    getMetrics          401    200x2  200x2  200x2   200x2    200x2   200x2
    listModernization   401    200x1  200x1  200x1   200x1    200x1   200x1
    checkReachability   401    200    200    200     200      200     200
    listClusters        401    200x1  200x1  200x1   200x1    200x1   200x1
    getCluster          401    200    200    200     200      200     200
    listNamespaces      401    200x6  200x6  200x6   200x6    200x6   200x6
    applyManifests      401    200    200    200     200      200     200
    checkReadiness      401    200x1  200x1  200x1   200x1    200x1   200x1
    undoApply           401    200    200    200     200      403     200
    listOpenTasks       401    403    403    403     403      403     200
    closeTask           401    403    403    403     403      403     204
    openConsole         401    400    400    400    400      403     403
    listConsoles        401    200x0  200x0  200x0  200x0    200x0   200x0
    endConsole          401    404    404    404    404      404     404
    listDiscoveredApps  401    200x1  200x1  200x1   200x1    200x1   200x1`,
  'of teams': `
                        nobody owner  other  creator platform service scaffolder
    listApps            401    200x1  200x0  200x0   200x1    200x1   200x1
    getTopology         401    200x10 403    403     200x10   200x10  200x10
    getObject           401    200    403    403     200      200     200
    getPolicyStatus     401    200    403    403     200      200     200
    listPolicyPeers     401    404    403    403     200x2    200x2   200x2
    traceRequest        401    200x1  403    403     200x1    200x1   200x1
    previewPolicy       401    200    403    403     200      200     200
    getHistory          401    200x2  403    403     200x2    200x2   200x2
    listEvents          401    200x0  403    403     200x0    200x0   200x0
    listManagers        401    200    403    403     200      200     200
    getAppModernization 401    200x3  403    403     200x3    200x3   200x3
    listActs            401    200x0  403    403     200x0    200x0   200x0
    queryActs           401    200x3  403    403     200x3    200x3   200x3
    performAct          401    409    403    403     409      409     409
    listPlans           401    200x0  403    403     200x0    200x0   200x0
    queryPlan           401    200x1  403    403     200x1    200x1   200x1
    startPlan           401    409    403    403     409      409     409
    cancelPlan          401    404    403    403     404      404     404
    readLogs            401    200    403    403     200      200     200
    getMetrics          401    200x2  403    403     200x2    200x2   200x2
    listModernization   401    200x1  200x0  200x0   200x1    200x1   200x1
    checkReachability   401    200    403    403     200      200     200
    listClusters        401    200x1  200x1  403     200x1    200x1   200x1
    getCluster          401    200    200    403     200      200     200
    listNamespaces      401    200x1  200x1  403     200x6    200x6   200x6
    applyManifests      401    200    403    200     200      200     200
    checkReadiness      401    200x1  200x0  200x1   200x1    200x1   200x1
    undoApply           401    200    200    200     200      403     200
    listOpenTasks       401    403    403    403     403      403     200
    closeTask           401    403    403    403     403      403     204
    openConsole         401    400    403    403    400      403     403
    listConsoles        401    200x0  200x0  200x0  200x0    200x0   200x0
    endConsole          401    403    403    403    404      404     404
    listDiscoveredApps  401    200x1  200x0  403     200x1    200x1   200x1`,
  'denies all': `
                        nobody owner  other  creator platform service scaffolder
    listApps            401    200x0  200x0  200x0   200x0    200x1   200x1
    getTopology         401    403    403    403     403      200x10  200x10
    getObject           401    403    403    403     403      200     200
    getPolicyStatus     401    403    403    403     403      200     200
    listPolicyPeers     401    403    403    403     403      200x2   200x2
    traceRequest        401    403    403    403     403      200x1   200x1
    previewPolicy       401    403    403    403     403      200     200
    getHistory          401    403    403    403     403      200x2   200x2
    listEvents          401    403    403    403     403      200x0   200x0
    listManagers        401    403    403    403     403      200     200
    getAppModernization 401    403    403    403     403      200x3   200x3
    listActs            401    403    403    403     403      200x0   200x0
    queryActs           401    403    403    403     403      200x3   200x3
    performAct          401    403    403    403     403      409     409
    listPlans           401    403    403    403     403      200x0   200x0
    queryPlan           401    403    403    403     403      200x1   200x1
    startPlan           401    403    403    403     403      409     409
    cancelPlan          401    403    403    403     403      404     404
    readLogs            401    403    403    403     403      200     200
    getMetrics          401    403    403    403     403      200x2   200x2
    listModernization   401    200x0  200x0  200x0   200x0    200x1   200x1
    checkReachability   401    403    403    403     403      200     200
    listClusters        401    403    403    403     403      200x1   200x1
    getCluster          401    403    403    403     403      200     200
    listNamespaces      401    403    403    403     403      200x6   200x6
    applyManifests      401    403    403    403     403      200     200
    checkReadiness      401    403    403    403     403      200x1   200x1
    undoApply           401    403    403    403     403      403     200
    listOpenTasks       401    403    403    403     403      403     200
    closeTask           401    403    403    403     403      403     204
    openConsole         401    403    403    403    403      403     403
    listConsoles        401    200x0  200x0  200x0  200x0    200x0   200x0
    endConsole          401    403    403    403    403      404     404
    listDiscoveredApps  401    403    403    403     403      200x1   200x1`,
};

const wordsOf = (line: string) => line.trim().split(/\s+/);

/** The rows of a table, by operation, without the spaces that make it one. */
const rowsOf = (text: string) =>
  text
    .trim()
    .split('\n')
    .map(line => wordsOf(line).join(' '));

async function answered(callers: Record<string, string>): Promise<string[]> {
  const rows = [Object.keys(callers).join(' ')];
  for (const [operation, route] of Object.entries(ROUTES)) {
    const words = [operation];
    for (const as of Object.values(callers)) {
      words.push(await outcome(route, as));
    }
    rows.push(words.join(' '));
  }
  return rows;
}

describe.each(Object.keys(POLICIES))('a policy that %s', name => {
  it('decides what each caller is answered', async () => {
    policy = name;
    expect(await answered(CALLERS)).toEqual(rowsOf(EXPECTED[name]));
  });
});

/** What a service is answered whose token is restricted to one permission: an app without its namespaces shows nothing. */
const RESTRICTED = `
                        app.view app.power app.console app.change app.destroy console.manage cluster.read app.create namespace.read namespace.create namespace.operate
    listApps            200x1    200x0     200x0       200x0      200x0       200x0          200x0        200x0      200x0          200x0            200x0
    getTopology         200x0    403       403         403        403         403            403          403        403            403              403
    getObject           404      403       403         403        403         403            403          403        403            403              403
    getPolicyStatus     200      403       403         403        403         403            403          403        403            403              403
    listPolicyPeers     404      403       403         403        403         403            403          403        403            403              403
    traceRequest        404      403       403         403        403         403            403          403        403            403              403
    previewPolicy       200      403       403         403        403         403            403          403        403            403              403
    getHistory          200x0    403       403         403        403         403            403          403        403            403              403
    listEvents          200x0    403       403         403        403         403            403          403        403            403              403
    listManagers        404      403       403         403        403         403            403          403        403            403              403
    getAppModernization 200x0    403       403         403        403         403            403          403        403            403              403
    listActs            200x0    403       403         403        403         403            403          403        403            403              403
    queryActs           200x0    403       403         403        403         403            403          403        403            403              403
    performAct          404      403       403         403        403         403            403          403        403            403              403
    listPlans           200x0    403       403         403        403         403            403          403        403            403              403
    queryPlan           200x0    403       403         403        403         403            403          403        403            403              403
    startPlan           403      403       403         403        403         403            403          403        403            403              403
    cancelPlan          403      403       403         403        403         403            403          403        403            403              403
    readLogs            403      403       403         403        403         403            403          403        403            403              403
    getMetrics          200x0    403       403         403        403         403            403          403        403            403              403
    listModernization   200x1    200x0     200x0       200x0      200x0       200x0          200x0        200x0      200x0          200x0            200x0
    checkReachability   403      403       403         403        403         403            403          403        403            403              403
    listClusters        403      403       403         403        403         403            200x1        403        403            403              403
    getCluster          403      403       403         403        403         403            200          403        403            403              403
    listNamespaces      403      403       403         403        403         403            200x0        403        200x6          403              403
    applyManifests      403      403       403         403        403         403            403          403        403            403              403
    checkReadiness      403      403       403         403        403         403            403          200x0      403            403              403
    undoApply           403      403       403         403        403         403            403          403        403            403              403
    listOpenTasks       403      403       403         403        403         403            403          403        403            403              403
    closeTask           403      403       403         403        403         403            403          403        403            403              403
    openConsole         403      403       403         403        403         403            403          403        403            403              403
    listConsoles        200x0    200x0     200x0       200x0      200x0       200x0          200x0        200x0      200x0          200x0            200x0
    endConsole          403      403       403         403        403         404            403          403        403            403              403
    listDiscoveredApps  403      403       403         403        403         403            200x0        403        403            403              403`;

it('holds a service to the permission that its token is restricted to', async () => {
  const callers = Object.fromEntries(
    [...hybridAppsPermissions, ...namespacePermissions].map(({ name }) => {
      const subject = `external:${name}`;
      portal.restrictions[subject] = { permissionNames: [name] };
      return [name.slice('hybrid-apps.'.length), asService(subject)];
    }),
  );
  expect(await answered(callers)).toEqual(rowsOf(RESTRICTED));
});
