import {
  DirectionPosture,
  ObjectReference,
  PeerNotFoundError,
} from '@hybrid-apps/network-policy';
import { Postures } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { ClusterPolicy } from './clusterPolicy';
import { gapsIn } from './knowledge';
import { PolicyKinds } from './policyStore';

const UNKNOWN_POSTURES: Postures = {
  ingress: 'unknown',
  egress: 'unknown',
};

/** Answers undefined where the engine does not know a workload, as a Job that is done. */
export function ifKnown<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch (error) {
    if (error instanceof PeerNotFoundError) {
      return undefined;
    }
    throw error;
  }
}

/**
 * The policies by which a workload stands in a direction. The engine names among
 * them what it cannot read of the workload, its namespace or its service account,
 * for what that leaves open; these are none.
 */
export const policiesOf = (
  { policies }: DirectionPosture,
  kinds: PolicyKinds,
): ObjectReference[] =>
  policies
    .map(({ policy }) => policy)
    .filter(policy => {
      const kind = kinds.of(policy);
      return (
        !kind || kind.category === 'policy' || kind.reachability === 'decides'
      );
    });

/** How a workload stands; unknown where the cluster's policies are. */
export function posturesOf(
  { gaps, model }: ClusterPolicy,
  peer: { namespace: string; kind: string; name: string },
): Postures {
  const posture =
    gapsIn(gaps, [peer.namespace]).length > 0
      ? undefined
      : ifKnown(() => model.posture(peer));
  return posture
    ? { ingress: posture.ingress.posture, egress: posture.egress.posture }
    : UNKNOWN_POSTURES;
}
