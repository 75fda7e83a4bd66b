import type { BuiltModel } from '../evaluate/built';
import {
  ALL_CONNECTIONS,
  intersect,
  isEmpty,
  subtract,
} from '../ports/connectionSet';
import { planPolicies } from './plan';
import type { WantedConnection } from './plan';
import { writePolicies } from './write';
import type { Manifest, PolicyDialect } from './write';

/**
 * Policies that permit what is wanted, and nothing else.
 * @public
 */
export interface Recommendation {
  /** Manifests, sorted by namespace: in place of the policies that are there. */
  readonly policies: readonly Readonly<Record<string, unknown>>[];
  /** What policies of the dialect cannot bring about, in sentences. */
  readonly limits: readonly string[];
}

const OUTSIDE_INGRESS =
  'ClusterNetworkPolicy has no rules for ingress from addresses outside: these stay as NetworkPolicy leaves them';

const NETS_MEAN_PODS =
  'addresses in rules of this dialect mean pods too, should any have an address among them';

const PORTS_ALONE =
  'ports of TCP, UDP and SCTP are written alone: what is wanted of ICMP and other protocols beside some ports of these is left out';

/** The most policies that can have a priority of their own. */
const MOST_CLUSTER_POLICIES = 1001;

export function recommend(
  model: BuiltModel,
  wanted: readonly WantedConnection[],
  dialect: PolicyDialect,
): Recommendation {
  const ports = wanted.map(each => ({
    ...each,
    allowed: intersect(each.allowed, ALL_CONNECTIONS),
  }));
  // A rule for every port is one for every protocol.
  const isCut = wanted.some(
    ({ allowed }, index) =>
      !isEmpty(subtract(allowed, ALL_CONNECTIONS)) &&
      !isEmpty(subtract(ALL_CONNECTIONS, ports[index].allowed)),
  );
  const { policies, limits } = planPolicies(
    model,
    // A rule without ports would mean all of them.
    ports.filter(each => !isEmpty(each.allowed)),
  );
  const isCluster = dialect === 'ClusterNetworkPolicy';
  const written: Manifest[] = writePolicies(
    isCluster ? policies.slice(0, MOST_CLUSTER_POLICIES) : policies,
    dialect,
  );
  const namesAddresses = policies.some(each =>
    [...each.ingress, ...each.egress].some(rule =>
      rule.peers.some(peer => 'cidr' in peer),
    ),
  );
  return {
    policies: written,
    limits: [
      ...limits,
      ...(isCut ? [PORTS_ALONE] : []),
      ...(isCluster ? [OUTSIDE_INGRESS] : []),
      ...(dialect !== 'NetworkPolicy' && namesAddresses
        ? [NETS_MEAN_PODS]
        : []),
      ...(written.length < policies.length
        ? [
            `${policies.length} policies are needed, and there are ${MOST_CLUSTER_POLICIES} priorities`,
          ]
        : []),
    ],
  };
}
