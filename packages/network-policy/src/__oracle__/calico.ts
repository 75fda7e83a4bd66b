/**
 * Calico's tiers, with NetworkPolicy in the default one, after
 * `felix/calc/policy_sorter.go` and `app-policy/checker`.
 */
import { matches, NAMESPACE_SELECTORS, SELECTORS } from './calicoRule';
import type { NetworkSet, Rule } from './calicoRule';
import {
  allows,
  directionsOf,
  NetworkPolicy,
  selectsSubject,
} from './networkPolicy';
import {
  ALLOW,
  DENY,
  firstMatch,
  Match,
  Meta,
  Outcomes,
  PolicyManifest,
  View,
  World,
} from './world';

export type CalicoPolicy = PolicyManifest<{
  tier?: string;
  order?: number;
  selector?: string;
  /** Of a GlobalNetworkPolicy. */
  namespaceSelector?: string;
  types?: string[];
  ingress?: Rule[];
  egress?: Rule[];
}>;

export interface Tier {
  metadata: Meta;
  spec: { order: number; defaultAction: 'Pass' | 'Deny' };
}

export interface CalicoInput {
  policies: readonly CalicoPolicy[];
  networkPolicies: readonly NetworkPolicy[];
  tiers: readonly Tier[];
  networkSets: readonly NetworkSet[];
}

const TIERS: Tier[] = [
  ['kube-admin', 1_000, 'Pass'] as const,
  ['default', 1_000_000, 'Deny'] as const,
  ['kube-baseline', 10_000_000, 'Pass'] as const,
].map(([name, order, defaultAction]) => ({
  metadata: { name },
  spec: { order, defaultAction },
}));

/** A policy of either dialect, as Calico orders and asks it. */
interface Ordered {
  name: string;
  order: number;
  tier: string;
  selects: boolean;
  steps: { action: Rule['action']; match: Match }[];
}

function fromNetworkPolicy(
  policy: NetworkPolicy,
  view: View,
  world: World,
): Ordered {
  return {
    name: `knp.default.${policy.metadata.name}`,
    order: 1_000,
    tier: 'default',
    selects: selectsSubject(policy, view) && directionsOf(policy).length > 0,
    steps: [{ action: 'Allow', match: allows(policy, view, world) }],
  };
}

function fromCalico(
  { metadata, spec }: CalicoPolicy,
  view: View,
  sets: readonly NetworkSet[],
): Ordered {
  const { subject, direction } = view;
  const { namespace, name } = metadata;
  const { ingress = [], egress = [] } = spec;
  const byRules = [
    ...(ingress.length > 0 || egress.length === 0 ? ['Ingress'] : []),
    ...(egress.length > 0 ? ['Egress'] : []),
  ];
  const types = (spec.types ?? byRules).map(type => type.toLowerCase());
  const rules = direction === 'ingress' ? ingress : egress;
  return {
    name,
    order: spec.order ?? Infinity,
    tier: spec.tier ?? 'default',
    selects:
      types.includes(direction) &&
      (namespace === undefined || namespace === subject.metadata.namespace) &&
      NAMESPACE_SELECTORS[spec.namespaceSelector ?? 'all()'](
        subject.metadata.namespace,
      ) &&
      SELECTORS[spec.selector ?? ''](subject.metadata.labels ?? {}),
    steps: rules.map(rule => ({
      action: rule.action,
      match: matches(rule, view, namespace, sets),
    })),
  };
}

/** What Calico's tiers come to; after the last one the profiles allow. */
export function calico(
  { policies, networkPolicies, tiers, networkSets }: CalicoInput,
  view: View,
  world: World,
): Outcomes {
  const ordered = [
    ...networkPolicies.map(each => fromNetworkPolicy(each, view, world)),
    ...policies.map(each => fromCalico(each, view, networkSets)),
  ]
    .filter(({ selects }) => selects)
    .sort((a, b) => a.order - b.order || (a.name < b.name ? -1 : 1));
  const inOrder = [...TIERS, ...tiers].sort(
    (a, b) => a.spec.order - b.spec.order,
  );

  function from(index: number): Outcomes {
    const tier = inOrder[index];
    if (!tier) {
      return ALLOW;
    }
    const own = ordered.filter(each => each.tier === tier.metadata.name);
    const next = () => from(index + 1);
    if (own.length === 0) {
      return next();
    }
    return firstMatch(
      own
        .flatMap(({ steps }) => steps)
        .filter(({ action }) => action !== 'Log'),
      ({ match }) => match,
      ({ action }) => {
        if (action === 'Pass') {
          return next();
        }
        return action === 'Allow' ? ALLOW : DENY;
      },
      () => (tier.spec.defaultAction === 'Deny' ? DENY : next()),
    );
  }
  return from(0);
}
