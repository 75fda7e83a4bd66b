import {
  Connection,
  Peer,
  PolicyStatus,
  PolicySummary,
  TopologyNode,
  WorkloadPolicy,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import {
  EndpointPosture,
  formatConnections,
  ObjectReference,
} from '@hybrid-apps/network-policy';
import { AppMembers } from '../apps';
import { ClusterStore } from '../clusters';
import { groupOf, nodeId } from '../objects';
import { buildTopology, unknownOf } from '../topology';
import { ClusterPolicy, clusterPolicy, describeUnknown } from './clusterPolicy';
import { enforcementOf } from './enforcement';
import { findingsOf } from './findings';
import { engineName, peerOf } from './peers';
import { ask } from './policyView';

const idOfPolicy = (cluster: string, policy: ObjectReference) =>
  nodeId(cluster, { ...policy, group: groupOf(policy.apiVersion) });

const NO_CONNECTIONS = 'No Connections';

/** Who can reach whom on one cluster, as far as the app has a part in it. */
function connectionsOf(
  policy: ClusterPolicy,
  app: ReadonlySet<string>,
): { peers: Peer[]; connections: Connection[] } {
  const peers = new Map<string, Peer>();
  const connections: Connection[] = [];
  for (const one of policy.model.connections()) {
    const source = peerOf(policy.store, one.source, app);
    const destination = peerOf(policy.store, one.destination, app);
    const allowed = formatConnections(one.allowed);
    const uncertain = formatConnections(one.uncertain);
    // What workloads of others may do to each other is not this app's matter;
    // where the app may go outside, its own egress tells.
    if (!source.inApp && !destination.inApp) {
      continue;
    }
    peers.set(source.id, source);
    peers.set(destination.id, destination);
    const ends = { source: source.id, destination: destination.id };
    if (allowed !== NO_CONNECTIONS) {
      connections.push({ ...ends, verdict: 'allowed', ports: allowed });
    }
    if (uncertain !== NO_CONNECTIONS) {
      connections.push({ ...ends, verdict: 'uncertain', ports: uncertain });
    }
  }
  return { peers: [...peers.values()], connections };
}

/** Nothing can be said for sure: every pair of the app's workloads is uncertain. */
function uncertainConnections(
  policy: ClusterPolicy,
  app: ReadonlySet<string>,
): Connection[] {
  const ids = [...app].filter(
    id => engineName(id).cluster === policy.store.name,
  );
  const reason = describeUnknown(policy);
  return ids.flatMap(source =>
    ids
      .filter(destination => destination !== source)
      .map(destination => ({
        source,
        destination,
        verdict: 'uncertain' as const,
        ports: 'All Connections',
        reason,
      })),
  );
}

function workloadPolicy(
  node: TopologyNode,
  policy: ClusterPolicy | undefined,
  posture: EndpointPosture | undefined,
  connections: readonly Connection[],
): WorkloadPolicy {
  const isKnown = policy?.unknown.length === 0 && posture !== undefined;
  const uses = posture
    ? [...posture.ingress.policies, ...posture.egress.policies]
    : [];
  return {
    id: node.id,
    cluster: node.cluster,
    namespace: node.namespace,
    kind: node.kind,
    name: node.name,
    category: node.category === 'vm' ? 'vm' : 'container',
    posture: {
      ingress: isKnown ? posture.ingress.posture : 'unknown',
      egress: isKnown ? posture.egress.posture : 'unknown',
    },
    policies: [
      ...new Set(uses.map(use => idOfPolicy(node.cluster, use.policy))),
    ],
    reachableFrom: [
      ...new Set(
        connections
          .filter(({ destination }) => destination === node.id)
          .map(({ source }) => source),
      ),
    ].sort(),
  };
}

/** The policies that select a workload of the app, each with the directions in which it does. */
function summaries(
  postures: ReadonlyMap<string, EndpointPosture>,
): PolicySummary[] {
  const found = new Map<string, PolicySummary>();
  for (const [id, posture] of postures) {
    const { cluster } = engineName(id);
    for (const direction of ['ingress', 'egress'] as const) {
      for (const { policy } of posture[direction].policies) {
        const key = idOfPolicy(cluster, policy);
        const summary = found.get(key) ?? {
          id: key,
          cluster,
          namespace: policy.namespace ?? '',
          apiVersion: policy.apiVersion,
          kind: policy.kind,
          name: policy.name,
          selects: [],
          directions: [],
        };
        found.set(key, {
          ...summary,
          selects: [...new Set([...summary.selects, id])].sort(),
          directions: [...new Set([...summary.directions, direction])],
        });
      }
    }
  }
  return [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

const peerOfNode = ({ id, cluster, namespace, kind, name }: TopologyNode) => ({
  id,
  cluster,
  namespace,
  kind,
  name,
  inApp: true,
});

/** An app's posture, the policies that apply, who reaches whom, and what to act on. */
export function policyStatus(
  app: AppMembers,
  stores: readonly ClusterStore[],
): Omit<PolicyStatus, 'revision'> {
  const { nodes } = buildTopology(app, stores);
  const workloads = nodes.filter(
    ({ category }) => category === 'vm' || category === 'container',
  );
  const ids = new Set(workloads.map(({ id }) => id));
  const clusters = new Set(workloads.map(({ cluster }) => cluster));
  const policies = new Map(
    stores
      .filter(({ name }) => clusters.has(name))
      .map(store => [store.name, clusterPolicy(store)]),
  );

  const postures = new Map(
    workloads.flatMap(({ id, cluster }): Array<[string, EndpointPosture]> => {
      const { cluster: _, ...peer } = engineName(id);
      const posture = ask(policies.get(cluster), model => model.posture(peer));
      return posture ? [[id, posture]] : [];
    }),
  );
  const answers = [...policies.values()].map(policy =>
    policy.unknown.length > 0
      ? { peers: [], connections: uncertainConnections(policy, ids) }
      : connectionsOf(policy, ids),
  );
  const connections = answers.flatMap(answer => answer.connections);
  const others = new Map(
    answers
      .flatMap(({ peers }) => peers)
      .filter(({ inApp }) => !inApp)
      .map(peer => [peer.id, peer]),
  );
  const workloadPolicies = workloads.map(node =>
    workloadPolicy(
      node,
      policies.get(node.cluster),
      postures.get(node.id),
      connections,
    ),
  );
  const enforcement = [...policies.values()].map(({ store }) =>
    enforcementOf(store),
  );
  const applied = summaries(postures);
  return {
    entityRef: app.entityRef,
    enforcement,
    workloads: workloadPolicies,
    policies: applied,
    peers: [
      ...workloads.map(peerOfNode),
      ...[...others.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    ],
    connections,
    findings: findingsOf({
      workloads: workloadPolicies,
      nodes,
      enforcement,
      hasPolicies: applied.length > 0,
      problems: new Map(
        [...policies].map(([cluster, { model }]) => [cluster, model.problems]),
      ),
    }),
    knowledge: unknownOf(stores),
  };
}
