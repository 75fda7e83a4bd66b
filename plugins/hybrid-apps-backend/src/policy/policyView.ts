import { PeerNotFoundError, PolicyModel } from '@hybrid-apps/network-policy';
import { ClusterStore } from '../clusters';
import { PolicyView } from '../topology';
import { ClusterPolicy, clusterPolicy } from './clusterPolicy';
import { engineName } from './peers';

/** Asks the engine; what it does not know gives undefined. */
export function ask<T>(
  policy: ClusterPolicy | undefined,
  question: (model: PolicyModel) => T,
): T | undefined {
  if (!policy) {
    return undefined;
  }
  try {
    return question(policy.model);
  } catch (error) {
    if (error instanceof PeerNotFoundError) {
      return undefined;
    }
    throw error;
  }
}

/** What the topology shows of policy. Across clusters nothing is said. */
export function policyView(stores: readonly ClusterStore[]): PolicyView {
  const policies = new Map(
    stores.map(store => [store.name, clusterPolicy(store)]),
  );
  return {
    posture(id) {
      const { cluster, ...peer } = engineName(id);
      const policy = policies.get(cluster);
      if (!policy || policy.unknown.length > 0) {
        return { ingress: 'unknown', egress: 'unknown' };
      }
      const posture = ask(policy, model => model.posture(peer));
      return posture
        ? { ingress: posture.ingress.posture, egress: posture.egress.posture }
        : undefined;
    },
    verdict(sourceId, destinationId, port, protocol) {
      const { cluster, ...source } = engineName(sourceId);
      const { cluster: other, ...destination } = engineName(destinationId);
      const policy = policies.get(cluster);
      if (cluster !== other || !policy) {
        return undefined;
      }
      if (policy.unknown.length > 0) {
        return 'uncertain';
      }
      return ask(policy, model =>
        model.evaluate({ source, destination, port, protocol }),
      )?.verdict;
    },
  };
}
