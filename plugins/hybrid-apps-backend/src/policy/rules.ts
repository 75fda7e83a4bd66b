import {
  Decision,
  formatDecision,
  formatReference,
  isRecord,
  ObjectReference,
  RuleReference,
} from '@hybrid-apps/network-policy';
import {
  ObjectField,
  PolicyRule,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Sight } from '../namespaces';
import { at, groupOf, nodeId } from '../objects';
import { PolicyStore } from './policyStore';

/** An object that the engine names, with its id in the topology. */
export function referenceField(
  cluster: string,
  { apiVersion, kind, namespace, name }: ObjectReference,
): ObjectField & { id: string } {
  return {
    id: nodeId(cluster, { group: groupOf(apiVersion), kind, namespace, name }),
    apiVersion,
    kind,
    ...(namespace && { namespace }),
    name,
  };
}

/** The keys of a path like `spec.ingress[0].from[1]`. */
const keysOf = (path: string): Array<string | number> =>
  [...path.matchAll(/([^.[\]]+)|\[(\d+)\]/g)].map(([, field, index]) =>
    field === undefined ? Number(index) : field,
  );

/** A rule that the engine names, with what it says; that of a policy of the whole cluster is for who reads clusters. */
export function policyRule(
  store: PolicyStore,
  { tier, policy, rule, action }: RuleReference,
  { readsClusters }: Sight,
): PolicyRule {
  const { apiVersion, kind, namespace, name } = policy;
  const object = store.get({
    group: groupOf(apiVersion),
    kind,
    namespace,
    name,
  });
  const content =
    namespace !== undefined || readsClusters
      ? at(object, ...keysOf(rule))
      : undefined;
  return {
    tier,
    policy: referenceField(store.name, policy),
    action,
    path: rule,
    ...(isRecord(content) && { rule: content }),
  };
}

/** The rules that settled a direction; none where no policy has a say in it. */
export function decidingRules(
  store: PolicyStore,
  decision: Decision,
  sight: Sight,
): PolicyRule[] {
  switch (decision.by) {
    case 'rule':
      return [policyRule(store, decision, sight)];
    case 'tier-default':
      return decision.policies.map(policy => ({
        tier: decision.tier,
        policy: referenceField(store.name, policy),
        action: decision.action,
      }));
    default:
      return [];
  }
}

/** What decided, as a part of a sentence: `NetworkPolicy inventory/mongodb, spec.ingress[0]`. */
export function nameDecision(decision: Decision): string {
  return decision.by === 'rule'
    ? `${formatReference(decision.policy)}, ${decision.rule}`
    : formatDecision(decision);
}
