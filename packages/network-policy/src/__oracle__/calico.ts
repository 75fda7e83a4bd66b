/**
 * Calico's tiers, with NetworkPolicy in the default one and the policies of
 * Kubernetes' tiers in theirs, after `felix/calc/policy_sorter.go` and
 * `app-policy/checker`.
 */
import { calicoSelector } from './calicoSelector';
import { matches } from './calicoRule';
import type { Rule } from './calicoRule';
import { labelsOfPod } from './calicoThings';
import type { NetworkSet } from './calicoThings';
import * as cluster from './clusterNetworkPolicy';
import type { ClusterNetworkPolicy } from './clusterNetworkPolicy';
import { allows, NetworkPolicy, selectsSubject } from './networkPolicy';
import {
  ALLOW,
  DENY,
  firstMatch,
  is,
  isOnHost,
  Labels,
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
  serviceAccountSelector?: string;
  types?: string[];
  ingress?: Rule[];
  egress?: Rule[];
}>;

export interface Tier {
  metadata: Meta;
  spec: { order?: number; defaultAction?: 'Pass' | 'Deny' };
}

export interface CalicoInput {
  policies: readonly CalicoPolicy[];
  networkPolicies: readonly NetworkPolicy[];
  clusterNetworkPolicies: readonly ClusterNetworkPolicy[];
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

/** A policy of any dialect, as Calico orders and asks it. */
interface Ordered {
  /** What breaks ties: `name/namespace/kind`, compared as one text. */
  key: string;
  order: number;
  tier: string;
  selects: boolean;
  steps: { action: 'Allow' | 'Deny' | 'Log' | 'Pass'; match: () => Match }[];
}

const keyOf = ({ name, namespace = '' }: Meta, kind: string): string =>
  `${name}/${namespace}/${kind}`;

function fromNetworkPolicy(
  policy: NetworkPolicy,
  view: View,
  world: World,
): Ordered {
  return {
    key: keyOf(policy.metadata, `Kubernetes${policy.kind}`),
    order: 1_000,
    tier: 'default',
    selects: selectsSubject(policy, view),
    steps: [{ action: 'Allow', match: () => allows(policy, view, world) }],
  };
}

function fromClusterNetworkPolicy(
  policy: ClusterNetworkPolicy,
  view: View,
  world: World,
): Ordered {
  const { metadata, kind, spec } = policy;
  return {
    key: keyOf(metadata, `Kubernetes${kind}`),
    order: spec.priority,
    tier: spec.tier === 'Admin' ? 'kube-admin' : 'kube-baseline',
    selects: cluster.isAmong(spec.subject, { pod: view.subject }, world),
    steps: (spec[view.direction] ?? []).map(rule =>
      isLacking(policy, rule)
        ? { action: 'Deny', match: () => is(rule.action !== 'Accept') }
        : {
            action: rule.action === 'Accept' ? 'Allow' : rule.action,
            match: () => cluster.matches(rule, view, world),
          },
    ),
  };
}

/**
 * Whether Calico cannot convert a rule of v1alpha2: it then fails closed, a Deny
 * or Pass denying all, an Accept matching nothing
 * (`conversion/clusternetworkpolicy.go`).
 */
function isLacking(
  { apiVersion }: ClusterNetworkPolicy,
  { to = [], protocols = [] }: cluster.Rule,
): boolean {
  return (
    apiVersion.endsWith('/v1alpha2') &&
    (to.some(({ nodes, domainNames }) => nodes || domainNames) ||
      protocols.some(({ destinationNamedPort }) => destinationNamedPort))
  );
}

function fromCalico(
  { apiVersion, metadata, kind, spec }: CalicoPolicy,
  view: View,
  labels: Labels,
  sets: readonly NetworkSet[],
  world: World,
): Ordered {
  const { subject, direction } = view;
  const { namespace } = metadata;
  const { ingress = [], egress = [], types = [] } = spec;
  // Calico's API server fills them in by the rules; Felix reads none as both.
  const isStored = apiVersion.startsWith('crd.');
  const byRules = [
    ...(isStored || ingress.length > 0 || egress.length === 0
      ? ['Ingress']
      : []),
    ...(isStored || egress.length > 0 ? ['Egress'] : []),
  ];
  const directions = types.length > 0 ? types : byRules;
  const rules = direction === 'ingress' ? ingress : egress;
  const { selector = '', namespaceSelector = '' } = spec;
  const { serviceAccountSelector = '' } = spec;
  return {
    key: keyOf(metadata, kind),
    order: spec.order ?? Infinity,
    tier: spec.tier ?? 'default',
    selects:
      !isOnHost(subject) &&
      directions.some(each => each.toLowerCase() === direction) &&
      (namespace === undefined || namespace === subject.metadata.namespace) &&
      calicoSelector(namespaceSelector, 'pcns.')(labels) &&
      calicoSelector(serviceAccountSelector, 'pcsa.')(labels) &&
      calicoSelector(selector)(labels),
    steps: rules.map(rule => ({
      action: rule.action,
      match: () => matches(rule, view, { namespace, sets, world }),
    })),
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** What Calico's tiers come to; after the last one the profiles allow. */
export function calico(input: CalicoInput, view: View, world: World): Outcomes {
  const labels = labelsOfPod(view.subject, world);
  const ordered = [
    ...input.networkPolicies.map(each => fromNetworkPolicy(each, view, world)),
    ...input.clusterNetworkPolicies.map(each =>
      fromClusterNetworkPolicy(each, view, world),
    ),
    ...input.policies.map(each =>
      fromCalico(each, view, labels, input.networkSets, world),
    ),
  ]
    .filter(({ selects }) => selects)
    .sort(
      (a, b) =>
        (a.order === b.order ? 0 : a.order - b.order) || compare(a.key, b.key),
    );
  const own = input.tiers.map(({ metadata }) => metadata.name);
  const inOrder = [
    ...TIERS.filter(({ metadata }) => !own.includes(metadata.name)),
    ...input.tiers,
  ].sort(
    (a, b) =>
      compareOrders(a.spec.order, b.spec.order) ||
      compare(a.metadata.name, b.metadata.name),
  );

  function from(index: number): Outcomes {
    const tier = inOrder[index];
    if (!tier) {
      return ALLOW;
    }
    const policies = ordered.filter(each => each.tier === tier.metadata.name);
    const next = () => from(index + 1);
    if (policies.length === 0) {
      return next();
    }
    return firstMatch(
      policies
        .flatMap(({ steps }) => steps)
        .filter(({ action }) => action !== 'Log'),
      ({ match }) => match(),
      ({ action }) => {
        if (action === 'Pass') {
          return next();
        }
        return action === 'Allow' ? ALLOW : DENY;
      },
      () => (tier.spec.defaultAction === 'Pass' ? next() : DENY),
    );
  }
  return from(0);
}

/** A tier without an order is last. */
function compareOrders(a = Infinity, b = Infinity): number {
  return a === b ? 0 : a - b;
}
