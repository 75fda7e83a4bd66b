import {
  isMultiNetworkPolicy,
  networksOf,
} from '../dialects/multiNetworkPolicy';
import type { BuiltModel } from '../evaluate/built';
import { formatPeer } from '../endpoints/types';
import { get, isPresent } from '../objects/fields';
import type { ParsedObject } from '../objects/object';
import { reading } from '../objects/parseAll';
import { labelSelector } from '../selectors/labels';
import type { Finding, IsAsked } from './types';

/** Findings about what is around the policies. */

/** Network plugins that enforce no policy, by the names of their own pods. */
const WITHOUT_POLICY = /^(?:kube-)?flannel/;
const WITH_POLICY =
  /^(?:calico|cilium|canal|antrea|kube-network-policies|kube-router|weave|ovnkube|azure-npm|aws-node|kindnet)/;

/** A pod network that leaves policies without effect. */
export function notEnforced({ directory, policies }: BuiltModel): Finding[] {
  const names = directory.workloads.map(each => each.peer);
  const plugin = names.find(each => WITHOUT_POLICY.test(each.name));
  const enforcer = names.find(each => WITH_POLICY.test(each.name));
  const [first] = policies;
  return plugin && !enforcer && first
    ? [
        {
          kind: 'policies-not-enforced',
          severity: 'error',
          object: first.policy.reference,
          path: '',
          message: `there are ${policies.length} policies, and the network plugin ${plugin.name} enforces none`,
          fix: 'Install a network plugin that enforces policies, such as Calico or Cilium (Canal keeps flannel)',
          related: policies.slice(1, 10).map(each => each.policy.reference),
        },
      ]
    : [];
}

/** What a MultiNetworkPolicy selects. */
function coverageOf(object: ParsedObject) {
  const selector = get(get(object.field, 'spec'), 'podSelector');
  return {
    namespace: object.reference.namespace,
    networks: networksOf(object),
    test: isPresent(selector) ? labelSelector(selector).test : () => true,
  };
}

/** Secondary interfaces that no MultiNetworkPolicy selects: NetworkPolicy does not reach them. */
export function uncoveredInterfaces(
  { directory, inventory }: BuiltModel,
  isAsked: IsAsked,
): Finding[] {
  const covering = inventory.others
    .filter(isMultiNetworkPolicy)
    .flatMap(object => reading(object, [], () => coverageOf(object)) ?? []);
  return directory.workloads.flatMap(({ peer, endpoints }) => {
    if (!isAsked(endpoints[0].object)) {
      return [];
    }
    const uncovered = new Map(
      endpoints.flatMap(endpoint =>
        endpoint.interfaces
          .filter(
            each =>
              !covering.some(
                policy =>
                  policy.namespace === endpoint.namespace.name &&
                  policy.networks.includes(each.network) &&
                  policy.test(endpoint.labels),
              ),
          )
          .map(each => [each.network, each] as const),
      ),
    );
    return [...uncovered.values()].map(each => ({
      kind: 'secondary-interface-uncovered' as const,
      severity: 'warning' as const,
      object: endpoints[0].object,
      path: '',
      message: `${formatPeer(peer)} has interface ${each.name} on ${
        each.network
      }, which NetworkPolicy does not cover and no MultiNetworkPolicy selects`,
      fix: `Add a MultiNetworkPolicy with policy-for: ${each.network}, or make sure that the network is separated elsewhere`,
      related: [],
    }));
  });
}
