import { stringifyEntityRef } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import {
  AppSummary,
  HistoryEntry,
  HybridAppsApi,
  ObjectDetails,
  PolicyPeers,
  PolicyStatus,
  Reachability,
  ReachabilityQuery,
  Topology,
  TopologyNode,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { appMetrics, componentMetrics } from './metrics';
import { before, policyRule } from './build';
import { clusters, onprem } from './clusters';
import {
  erpKnowledge,
  erpTopology,
  orderApi,
  reporting,
  scheduler,
  worker,
} from './erp';
import { erpPolicy } from './erpPolicy';
import {
  inventoryHistory,
  inventoryPolicy,
  inventoryTopology,
  policy as mongodbPolicy,
} from './inventory';
import { journalPolicy, journalTopology } from './journal';
import { modernizationPage, modernizations } from './modernization';
import { traceOf } from './trace';

export const apps: AppSummary[] = [
  {
    entityRef: 'system:default/erp',
    name: 'erp',
    title: 'Enterprise resource planning',
    owner: 'group:default/team-b',
    health: 'degraded',
    unhealthy: 2,
    vms: 3,
    containers: 3,
    clusters: ['onprem', 'cloud'],
    posture: { isolated: 3, open: 3, unknown: 0 },
    problems: [orderApi, scheduler].map(
      ({ id, cluster, kind, name, status }) => ({
        component: id,
        cluster,
        kind,
        name,
        reason: status.reason,
        message: status.message,
      }),
    ),
    openWorkloads: [worker, reporting].map(({ name }) => name),
    changedAt: before(70),
    knowledge: erpKnowledge,
  },
  {
    entityRef: 'system:default/inventory',
    name: 'inventory',
    owner: 'group:default/team-a',
    health: 'healthy',
    vms: 1,
    containers: 1,
    clusters: ['onprem'],
    posture: { isolated: 2, open: 0, unknown: 0 },
    changedAt: before(2),
    knowledge: [],
  },
  {
    entityRef: 'system:default/journal',
    name: 'journal',
    owner: 'group:default/team-a',
    health: 'progressing',
    vms: 0,
    containers: 2,
    clusters: ['cloud'],
    posture: { isolated: 0, open: 2, unknown: 0 },
    knowledge: [],
  },
];

const topologies: Record<string, Topology> = {
  'system:default/inventory': inventoryTopology,
  'system:default/journal': journalTopology,
  'system:default/erp': erpTopology,
};
const policies: Record<string, PolicyStatus> = {
  'system:default/inventory': inventoryPolicy,
  'system:default/journal': journalPolicy,
  'system:default/erp': erpPolicy,
};
const histories: Record<string, HistoryEntry[]> = {
  'system:default/inventory': inventoryHistory,
};

function found<T>(items: Record<string, T>, ref: string): T {
  const item = items[ref];
  if (!item) {
    throw new NotFoundError(`There is no '${ref}'`);
  }
  return item;
}

function detailsOf(node: TopologyNode): ObjectDetails {
  const { id, apiVersion, kind, namespace, name } = node;
  return {
    id,
    object: {
      apiVersion,
      kind,
      metadata: {
        name,
        namespace,
        labels: { 'app.kubernetes.io/part-of': 'inventory' },
        annotations: { note: '<img src=x onerror=alert(1)>' },
      },
      spec: { replicas: 2 },
    },
    events: [
      {
        type: 'Warning',
        reason: 'Unhealthy',
        message: 'Readiness probe failed: connection refused',
        count: 3,
        lastSeen: before(71),
      },
      {
        type: 'Normal',
        reason: 'Scheduled',
        message: `Successfully assigned ${namespace}/${name}`,
        lastSeen: before(3000),
      },
    ],
  };
}

const named = (peer: ReachabilityQuery['source']) =>
  'ip' in peer ? peer.ip : peer.name;

function reachabilityOf({
  source,
  destination,
  port,
  protocol = 'TCP',
}: ReachabilityQuery): Reachability {
  const allowed = named(source) === 'web' && port === 27017;
  const rule = policyRule(mongodbPolicy, 'spec.ingress[0]', {
    from: [{ podSelector: { matchLabels: { app: 'web' } } }],
    ports: [{ protocol: 'TCP', port: 27017 }],
  });
  return {
    verdict: allowed ? 'allowed' : 'denied',
    summary: allowed
      ? `${named(source)} can reach ${named(
          destination,
        )} on ${protocol} ${port}: NetworkPolicy mongodb permits it in spec.ingress[0].`
      : `${named(source)} cannot reach ${named(
          destination,
        )} on ${protocol} ${port}: NetworkPolicy mongodb isolates it for ingress and no rule permits this.`,
    egress: {
      verdict: 'allowed',
      reason: `No policy isolates ${named(source)} for egress.`,
      deciding: [],
      overruled: [],
    },
    ingress: allowed
      ? {
          verdict: 'allowed',
          reason: 'A rule of NetworkPolicy mongodb permits it.',
          deciding: [rule],
          overruled: [],
        }
      : {
          verdict: 'denied',
          reason:
            'NetworkPolicy mongodb isolates it, and none of its rules permits this.',
          deciding: [policyRule(mongodbPolicy, undefined, undefined, 'Deny')],
          overruled: [],
          nearest: {
            rule,
            lacked: `${named(source)} does not have the label app=web.`,
          },
        },
    knowledge: [],
  };
}

/** The backend, as far as pages ask it, answering with the fixtures. */
export function fixtureApi(
  overrides: Partial<HybridAppsApi> = {},
): HybridAppsApi {
  const notForPages = () => {
    throw new Error('Pages do not ask for this');
  };
  return {
    listApps: async () => ({
      items: apps,
      totals: { apps: 3, vms: 4, containers: 6, needAttention: 1 },
      knowledge: erpKnowledge,
    }),
    getTopology: async app => {
      const value = found(topologies, stringifyEntityRef(app));
      return { value, etag: `"${value.revision}"` };
    },
    getPolicyStatus: async app => {
      const value = found(policies, stringifyEntityRef(app));
      return { value, etag: `"${value.revision}"` };
    },
    queryActs: async () => ({ items: [] }),
    listActs: async () => ({ items: [] }),
    performAct: notForPages,
    queryPlan: notForPages,
    startPlan: notForPages,
    listPlans: async () => ({ items: [] }),
    cancelPlan: notForPages,
    readLogs: async () => (async function* none() {})(),
    listPolicyPeers: async (_, { peer }) =>
      found<PolicyPeers>({}, `peers of ${peer}`),
    getObject: async (app, id) => {
      const { nodes } = found(topologies, stringifyEntityRef(app));
      const node = nodes.find(candidate => candidate.id === id);
      const byMember = nodes
        .flatMap(({ members }) => members)
        .find(candidate => candidate.id === id);
      if (node) {
        return detailsOf(node);
      }
      if (byMember) {
        return detailsOf({
          ...nodes[0],
          ...byMember,
          namespace: byMember.namespace ?? '',
          facts: {},
        });
      }
      throw new NotFoundError(`The app has no object ${id}`);
    },
    getHistory: async app => ({
      items: histories[stringifyEntityRef(app)] ?? [],
    }),
    getMetrics: async (app, { id, range } = {}) => {
      const entityRef = stringifyEntityRef(app);
      const ids = found(topologies, entityRef)
        .nodes.filter(({ category }) => /^(vm|container)$/.test(category))
        .map(node => node.id);
      return appMetrics(
        entityRef,
        (id === undefined ? ids : [id]).map(one =>
          componentMetrics({ id: one }),
        ),
        range,
      );
    },
    listEvents: async () => ({ items: [], left: 0, lacks: [] }),
    listManagers: async () => ({ state: 'told', items: [] }),
    getAppModernization: async app => {
      const value = found(modernizations, stringifyEntityRef(app));
      return { value, etag: `"${value.revision}"` };
    },
    listModernization: async () => modernizationPage,
    checkReachability: async query => reachabilityOf(query),
    listClusters: async () => ({ items: clusters }),
    getCluster: async name => found({ onprem }, name),
    listNamespaces: notForPages,
    applyManifests: notForPages,
    checkReadiness: notForPages,
    listOpenTasks: notForPages,
    undoApply: notForPages,
    closeTask: notForPages,
    openConsole: notForPages,
    listConsoles: async () => ({ items: [] }),
    endConsole: notForPages,
    previewPolicy: notForPages,
    traceRequest: async (_, to) => traceOf(to),
    listDiscoveredApps: notForPages,
    ...overrides,
  };
}
