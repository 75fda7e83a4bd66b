/**
 * A second opinion on every verdict: one connection at a time, straight from
 * the specifications, sharing no code with the engine.
 */
import { calico } from './calico';
import { clusterTier } from './clusterNetworkPolicy';
import { isUnderHostEndpoint, nodeAddresses, nodesOf } from './hosts';
import { readCluster } from './manifests';
import type { OracleOptions } from './manifests';
import { networkPolicies } from './networkPolicy';
import { isSame } from './pods';
import { backendsOf } from './services';
import { ALLOW, EITHER, is, isOnHost, union } from './world';
import type {
  Direction,
  End,
  Match,
  Outcomes,
  ServiceManifest,
  Traffic,
  View,
} from './world';

export { bitsOf } from './addresses';
export { podsOf } from './pods';
export { servicesOf } from './services';
export type { OracleOptions } from './manifests';
export type { End, PodManifest, ServiceManifest, Traffic } from './world';

interface Asked<Destination> {
  source: End;
  destination: Destination;
  traffic: Traffic;
}

export type OracleQuery = Asked<End | ServiceManifest>;

export type OracleVerdict = 'allowed' | 'denied' | 'uncertain';

/** Answers questions about one set of manifests; its pods are those of `podsOf`. */
export function oracle(
  manifests: readonly object[],
  options: OracleOptions,
): (query: OracleQuery) => OracleVerdict {
  const cluster = readCluster(manifests, options);
  const { world, isCalico, hostEndpoints } = cluster;
  const { clusterNetworkPolicies } = cluster;

  /** Admin tier, NetworkPolicy, Baseline tier, and then all is open. */
  function decide(view: View): Outcomes {
    if (isCalico) {
      return calico(cluster, view, world);
    }
    const baseline = () =>
      clusterTier('Baseline', clusterNetworkPolicies, view, world, () => ALLOW);
    return clusterTier(
      'Admin',
      clusterNetworkPolicies,
      view,
      world,
      () => networkPolicies(cluster.networkPolicies, view, world) ?? baseline(),
    );
  }

  const isOfNode = (ip: string): boolean =>
    nodesOf(world).some(node => nodeAddresses(node, world).includes(ip));

  /** Whether the source is the destination's own node, which always reaches it. */
  function isOwnNode(source: End, destination: End): Match {
    if ('ip' in destination || isOnHost(destination.pod)) {
      return 'no';
    }
    const to = destination.pod.spec.nodeName;
    if ('ip' in source) {
      const { hostIP } = destination.pod.status;
      if (to === undefined && hostIP === undefined) {
        // It may run on any node that there is.
        return isOfNode(source.ip) ? 'maybe' : 'no';
      }
      return is(
        hostIP === source.ip ||
          (to !== undefined && nodeAddresses(to, world).includes(source.ip)),
      );
    }
    if (!isOnHost(source.pod)) {
      return 'no';
    }
    const from = source.pod.spec.nodeName;
    if (from === undefined || to === undefined) {
      return 'maybe';
    }
    return from === to ? 'yes' : 'no';
  }

  function side(
    direction: Direction,
    { source, destination, traffic }: Asked<End>,
  ): Outcomes {
    const [own, other] =
      direction === 'ingress' ? [destination, source] : [source, destination];
    const ownNode = isOwnNode(source, destination);
    if ('ip' in own || isOnHost(own.pod)) {
      const isPoliced = isUnderHostEndpoint(own, hostEndpoints, world);
      return isPoliced && ownNode !== 'yes' ? EITHER : ALLOW;
    }
    const view = { direction, subject: own.pod, other, destination, traffic };
    switch (direction === 'ingress' ? ownNode : 'no') {
      case 'yes':
        return ALLOW;
      case 'maybe':
        return union(ALLOW, decide(view));
      default:
        return decide(view);
    }
  }

  function ask(query: Asked<End>): OracleVerdict {
    const { source, destination } = query;
    if (isOne(source, destination)) {
      return 'allowed';
    }
    const sides = [side('egress', query), side('ingress', query)];
    if (sides.some(each => !each.has('Allow'))) {
      return 'denied';
    }
    return sides.some(each => each.has('Deny')) ? 'uncertain' : 'allowed';
  }

  /**
   * A Service is resolved first: policy sees what is behind it. Which of several
   * gets a connection, nobody knows; that a pod reaches itself says nothing.
   */
  function askService({
    source,
    destination,
    traffic,
  }: Asked<ServiceManifest>): OracleVerdict {
    if (!('port' in traffic)) {
      return 'denied';
    }
    const { protocol } = traffic;
    const backends = backendsOf(destination, traffic, world);
    const others = backends.filter(({ end }) => !isOne(source, end));
    return together(
      (others.length > 0 ? others : backends).map(({ end, port }) =>
        ask({ source, destination: end, traffic: { protocol, port } }),
      ),
    );
  }

  return ({ destination, ...rest }) =>
    'kind' in destination
      ? askService({ ...rest, destination })
      : ask({ ...rest, destination });
}

/** The verdict on one of several connections, nobody knows which. */
export function together(verdicts: OracleVerdict[]): OracleVerdict {
  const [first = 'denied', ...others] = new Set(verdicts);
  return others.length > 0 ? 'uncertain' : first;
}

function isOne(a: End, b: End): boolean {
  return 'pod' in a
    ? 'pod' in b && isSame(a.pod, b.pod)
    : 'ip' in b && a.ip === b.ip;
}
