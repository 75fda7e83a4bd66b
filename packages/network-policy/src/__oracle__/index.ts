/**
 * A second opinion on every verdict: one connection at a time, straight from
 * the specifications, sharing no code with the engine.
 */
import { toClusterNetworkPolicy } from './adminNetworkPolicy';
import type { AdminNetworkPolicy } from './adminNetworkPolicy';
import { calico, CalicoInput } from './calico';
import { ClusterNetworkPolicy, clusterTier } from './clusterNetworkPolicy';
import { NetworkPolicy, networkPolicies } from './networkPolicy';
import {
  ALLOW,
  End,
  isOnHost,
  Outcomes,
  PodManifest,
  Protocol,
  union,
  View,
  World,
} from './world';

export type { AdminNetworkPolicy } from './adminNetworkPolicy';
export type { CalicoPolicy } from './calico';
export type { NetworkSet } from './calicoRule';
export { bitsOf } from './world';
export type { End, PodManifest, Protocol } from './world';

/** What the oracle reads. */
export interface OracleInput {
  ipBlockMatchesPods: boolean;
  namespaces: readonly { metadata: { name: string; labels?: object } }[];
  pods: readonly PodManifest[];
  networkPolicies: readonly NetworkPolicy[];
  clusterNetworkPolicies: readonly ClusterNetworkPolicy[];
  /** Their Baseline kind too. */
  adminNetworkPolicies: readonly AdminNetworkPolicy[];
  /** Where there is any of it, Calico's tiers decide, and no ClusterNetworkPolicy. */
  calico: Omit<CalicoInput, 'networkPolicies'>;
}

export interface OracleQuery {
  source: End;
  destination: End;
  protocol: Protocol;
  port: number;
}

export type OracleVerdict = 'allowed' | 'denied' | 'uncertain';

/** What the node does by itself: it always reaches its own pods. */
function exemption(source: End, destination: End): 'yes' | 'no' | 'maybe' {
  if ('ip' in source || 'ip' in destination || !isOnHost(source.pod)) {
    return 'no';
  }
  const [from, to] = [source.pod.spec.nodeName, destination.pod.spec.nodeName];
  if (from === undefined || to === undefined) {
    return 'maybe';
  }
  return from === to ? 'yes' : 'no';
}

export function oracle(
  input: OracleInput,
): (query: OracleQuery) => OracleVerdict {
  // Its objects tell that Calico is there, also where none is enforced.
  const isCalico = input.calico.tiers.length > 0;
  const world: World = {
    ipBlockMeansPods: input.ipBlockMatchesPods,
    namespaces: new Map(
      input.namespaces.map(({ metadata: { name, labels } }) => [
        name,
        { ...labels, 'kubernetes.io/metadata.name': name },
      ]),
    ),
  };

  const cluster = [
    ...input.clusterNetworkPolicies,
    ...input.adminNetworkPolicies.map(toClusterNetworkPolicy),
  ];

  /** Admin tier, NetworkPolicy, Baseline tier, and then all is open. */
  function decide(view: View): Outcomes {
    if (isCalico) {
      const { networkPolicies: plain } = input;
      return calico({ ...input.calico, networkPolicies: plain }, view, world);
    }
    const baseline = () =>
      clusterTier('Baseline', cluster, view, world, () => ALLOW);
    return clusterTier(
      'Admin',
      cluster,
      view,
      world,
      () => networkPolicies(input.networkPolicies, view, world) ?? baseline(),
    );
  }

  function side(
    direction: 'ingress' | 'egress',
    { source, destination, protocol, port }: OracleQuery,
  ): Outcomes {
    const [own, other] =
      direction === 'ingress' ? [destination, source] : [source, destination];
    if ('ip' in own || isOnHost(own.pod)) {
      return ALLOW;
    }
    const { pod: subject } = own;
    const view = { direction, subject, other, destination, protocol, port };
    const exempt =
      direction === 'ingress' ? exemption(source, destination) : 'no';
    switch (exempt) {
      case 'yes':
        return ALLOW;
      case 'maybe':
        return union(ALLOW, decide(view));
      default:
        return decide(view);
    }
  }

  return query => {
    const { source, destination } = query;
    if (
      'pod' in source &&
      'pod' in destination &&
      source.pod === destination.pod
    ) {
      return 'allowed';
    }
    const sides = [side('egress', query), side('ingress', query)];
    if (sides.some(each => !each.has('Allow'))) {
      return 'denied';
    }
    return sides.some(each => each.has('Deny')) ? 'uncertain' : 'allowed';
  };
}
