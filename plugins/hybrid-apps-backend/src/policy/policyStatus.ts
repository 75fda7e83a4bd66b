import {
  Enforcement,
  KindKnowledge,
  PolicyStatus,
  PolicySummary,
  WorkloadPolicy,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { AppMembers } from '../apps';
import { ClusterStore } from '../clusters';
import { isVm } from '../objects';
import { ClusterPolicies, ClusterPolicy } from './clusterPolicy';
import { findingsOf, withheldFindings } from './findings';
import {
  Asked,
  Matrix,
  matrixOf,
  matrixPeers,
  PeersPart,
  PeersQuestion,
} from './matrix';
import { AppWorkload, appWorkloads, PolicyMember } from './peers';
import { policiesOf, posturesOf } from './postures';
import { Reader, READS_ALL } from './reader';
import { referenceField } from './rules';

/** The policies that select workloads of the app, each with the directions in which it does. */
function appliedPolicies(
  { store, model }: ClusterPolicy,
  workloads: readonly AppWorkload[],
): PolicySummary[] {
  const summaries = new Map<string, PolicySummary>();
  for (const { member, peer } of workloads) {
    const posture = peer && model.posture(peer);
    for (const direction of ['ingress', 'egress'] as const) {
      for (const policy of posture
        ? policiesOf(posture[direction], store.kinds)
        : []) {
        const { id, ...field } = referenceField(store.name, policy);
        const summary: PolicySummary = summaries.get(id) ?? {
          ...field,
          id,
          cluster: store.name,
          namespace: policy.namespace ?? '',
          selects: [],
          directions: [],
        };
        summaries.set(id, summary);
        if (!summary.selects.includes(member.id)) {
          summary.selects.push(member.id);
        }
        if (!summary.directions.includes(direction)) {
          summary.directions.push(direction);
        }
      }
    }
  }
  return [...summaries.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function workloadPolicy(
  policy: ClusterPolicy,
  { member: { id, cluster, object }, peer }: AppWorkload,
  applied: readonly PolicySummary[],
  { reaching }: Matrix,
): WorkloadPolicy {
  const { kind, metadata } = object;
  const { namespace = '', name } = metadata;
  return {
    id,
    cluster,
    namespace,
    kind,
    name,
    category: isVm(object) ? 'vm' : 'container',
    posture: posturesOf(policy, peer ?? { namespace, kind, name }),
    policies: applied
      .filter(({ selects }) => selects.includes(id))
      .map(summary => summary.id),
    reachableFrom: [...(reaching.get(id) ?? [])],
  };
}

/** What the matrix of an app on one cluster is told of, as its reader may have it. */
function askedOf(
  members: readonly PolicyMember[],
  policy: ClusterPolicy,
  reader: Reader,
): Asked {
  const { name } = policy.store;
  const model = policy.within(namespace => reader.sight.sees(name, namespace));
  return {
    policy: { ...policy, model },
    workloads: appWorkloads(members, policy),
    reader,
    unseen: policy.model.workloads.length - model.workloads.length,
  };
}

/** What there is to say of an app on one cluster. */
export interface ClusterStatus
  extends Pick<PolicyStatus, 'workloads' | 'policies' | 'findings'> {
  enforcement: Enforcement;
  matrix: Matrix;
  /** What is kept from its reader. */
  withheld: KindKnowledge[];
}

/** @param members - all of the app that is on the cluster */
export function statusOn(
  members: readonly PolicyMember[],
  policy: ClusterPolicy,
  reader: Reader,
): ClusterStatus {
  const asked = askedOf(members, policy, reader);
  const { workloads } = asked;
  const matrix = matrixOf(asked);
  const applied = appliedPolicies(policy, workloads);
  return {
    enforcement: policy.enforcement,
    workloads: workloads.map(workload =>
      workloadPolicy(policy, workload, applied, matrix),
    ),
    policies: applied,
    matrix,
    findings: findingsOf(policy, members, applied, reader),
    withheld: withheldFindings(policy, reader),
  };
}

/** The clusters that something of an app is on. */
export const clustersOf = <S extends { name: string }>(
  { members }: Pick<AppMembers, 'members'>,
  stores: readonly S[],
): S[] => {
  const present = new Set(members.map(({ cluster }) => cluster));
  return stores.filter(({ name }) => present.has(name));
};

/**
 * What is told of an app on all of its clusters.
 *
 * @param knowledge - what is not known of the clusters that it may be on
 */
export function joinStatus(
  { entityRef }: Pick<AppMembers, 'entityRef'>,
  clusters: readonly ClusterStatus[],
  knowledge: readonly KindKnowledge[],
): Omit<PolicyStatus, 'revision'> {
  const peers = new Map(
    clusters
      .flatMap(({ matrix }) => matrix.peers)
      .map(peer => [peer.id, peer] as const),
  );
  return {
    entityRef,
    enforcement: clusters.map(({ enforcement }) => enforcement),
    workloads: clusters.flatMap(({ workloads }) => workloads),
    policies: clusters.flatMap(({ policies }) => policies),
    peers: [...peers.values()].sort(
      (a, b) => Number(b.inApp) - Number(a.inApp),
    ),
    connections: clusters.flatMap(({ matrix }) => matrix.connections),
    findings: clusters.flatMap(({ findings }) => findings),
    knowledge: [...clusters.flatMap(({ withheld }) => withheld), ...knowledge],
  };
}

/**
 * Who can reach what in an app, the policies that apply, and what to act on.
 * Of a cluster whose policies are not known, postures are unknown and every
 * connection between the app's workloads is uncertain.
 *
 * @param reader - who is told; everything may be, unless told
 */
export const policyStatus = (
  app: AppMembers,
  stores: readonly ClusterStore[],
  policies: ClusterPolicies,
  reader: Reader = READS_ALL,
): Omit<PolicyStatus, 'revision'> =>
  joinStatus(
    app,
    clustersOf(app, stores).map(store =>
      statusOn(app.members, policies(store), reader),
    ),
    stores.flatMap(store => [...policies(store).gaps]),
  );

/**
 * What a peer of an app's policy status stands for, one by one; see {@link matrixPeers}.
 *
 * @param members - all of the app that is on the cluster
 * @param reader - who is told, as of the status
 */
export const peersOn = (
  members: readonly PolicyMember[],
  policy: ClusterPolicy,
  question: PeersQuestion,
  reader: Reader,
): PeersPart | undefined =>
  members.length > 0
    ? matrixPeers(askedOf(members, policy, reader), question)
    : undefined;
