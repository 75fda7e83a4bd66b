import { PeerNotFoundError } from '@hybrid-apps/network-policy';
import { Postures } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { ClusterStore } from '../clusters';
import { PoliciesOn } from '../apps';
import { groupOf } from '../objects';
import { PolicyView } from '../topology';
import { ClusterPolicies, ClusterPolicy } from './clusterPolicy';
import { parseNodeId } from './peers';

const UNKNOWN_POSTURES: Postures = {
  ingress: 'unknown',
  egress: 'unknown',
};

/** Answers undefined where the engine does not know a workload, as a Job that is done. */
function ifKnown<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch (error) {
    if (error instanceof PeerNotFoundError) {
      return undefined;
    }
    throw error;
  }
}

/** How a workload stands; unknown where the cluster's policies are. */
export function posturesOf(
  { gaps, model }: ClusterPolicy,
  peer: { namespace: string; kind: string; name: string },
): Postures {
  const posture =
    gaps.length > 0 ? undefined : ifKnown(() => model.posture(peer));
  return posture
    ? { ingress: posture.ingress.posture, egress: posture.egress.posture }
    : UNKNOWN_POSTURES;
}

/** What policy says of workloads, for membership and the topology. */
export function policyView(
  stores: readonly ClusterStore[],
  policies: ClusterPolicies,
): PolicyView & { policiesOn: PoliciesOn } {
  const policyOf = (cluster: string) => {
    const store = stores.find(({ name }) => name === cluster);
    return store && policies(store);
  };
  return {
    policiesOn(id) {
      const { cluster, ...peer } = parseNodeId(id);
      const model = policyOf(cluster)?.model;
      const posture = model && ifKnown(() => model.posture(peer));
      const uses = posture
        ? [...posture.ingress.policies, ...posture.egress.policies]
        : [];
      return uses.map(({ policy: { apiVersion, kind, namespace, name } }) => ({
        group: groupOf(apiVersion),
        kind,
        namespace,
        name,
      }));
    },
    posture(id) {
      const { cluster, ...peer } = parseNodeId(id);
      const policy = policyOf(cluster);
      return policy && posturesOf(policy, peer);
    },
    verdict(source, destination, port, protocol) {
      const from = parseNodeId(source);
      const to = parseNodeId(destination);
      const policy = policyOf(from.cluster);
      if (!policy || to.cluster !== from.cluster || policy.gaps.length > 0) {
        return 'uncertain';
      }
      return ifKnown(() =>
        policy.model.evaluate({
          source: from,
          destination: to,
          port,
          protocol,
        }),
      )?.verdict;
    },
  };
}
