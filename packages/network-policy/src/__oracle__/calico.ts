/**
 * Calico's tiers, with NetworkPolicy in the default one, after
 * `libcalico-go/lib/backend/syncersv1/updateprocessors/rules.go`,
 * `felix/calc/policy_sorter.go` and `app-policy/checker`.
 */
import {
  allows,
  directionsOf,
  NetworkPolicy,
  selectsSubject,
} from './networkPolicy';
import {
  all,
  ALLOW,
  DENY,
  End,
  firstMatch,
  is,
  isOnHost,
  isWithin,
  Match,
  Meta,
  not,
  numbersOf,
  Outcomes,
  PolicyManifest,
  some,
  View,
  World,
} from './world';

interface Entity {
  selector?: string;
  notSelector?: string;
  namespaceSelector?: string;
  nets?: string[];
  notNets?: string[];
  ports?: (number | string)[];
  notPorts?: (number | string)[];
}

interface Rule {
  action: 'Allow' | 'Deny' | 'Log' | 'Pass';
  protocol?: string | number;
  notProtocol?: string | number;
  source?: Entity;
  destination?: Entity;
  http?: object;
}

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

/** A NetworkSet, or a GlobalNetworkSet without a namespace. */
export interface NetworkSet {
  metadata: Meta;
  spec: { nets: string[] };
}

export interface CalicoInput {
  policies: readonly CalicoPolicy[];
  networkPolicies: readonly NetworkPolicy[];
  tiers: readonly Tier[];
  networkSets: readonly NetworkSet[];
}

type Labels = Record<string, string>;

/** The selectors that are generated, each read by a person. */
const SELECTORS: Record<string, (labels: Labels) => boolean> = {
  '': () => true,
  'all()': () => true,
  "app == 'x'": ({ app }) => app === 'x',
  "app == 'y'": ({ app }) => app === 'y',
  "app != 'x'": ({ app }) => app !== 'x',
  'has(tier)': ({ tier }) => tier !== undefined,
  "tier in {'x','y'} && !has(app)": ({ tier, app }) =>
    (tier === 'x' || tier === 'y') && app === undefined,
  "tier not in {'x'} || app starts with 'y'": ({ tier, app }) =>
    tier !== 'x' || (app !== undefined && app.startsWith('y')),
};

/** Of the namespace, which a GlobalNetworkSet has none of. */
const NAMESPACE_SELECTORS: Record<string, (name?: string) => boolean> = {
  'all()': name => name !== undefined,
  'global()': name => name === undefined,
  "projectcalico.org/name == 'b'": name => name === 'b',
};

const TIERS: Tier[] = [
  ['kube-admin', 1_000, 'Pass'] as const,
  ['default', 1_000_000, 'Deny'] as const,
  ['kube-baseline', 10_000_000, 'Pass'] as const,
].map(([name, order, defaultAction]) => ({
  metadata: { name },
  spec: { order, defaultAction },
}));

/**
 * Whether an end is a pod that the test takes, or an address of a set that it
 * takes: to the data plane, a selector is a list of addresses.
 */
function isMember(
  end: End,
  sets: readonly NetworkSet[],
  takes: (meta: Meta) => boolean,
): Match {
  const isPod = 'pod' in end && !isOnHost(end.pod) && takes(end.pod.metadata);
  const taken = sets.filter(({ metadata }) => takes(metadata));
  return some(is(isPod), ...taken.map(({ spec }) => isWithin(end, spec.nets)));
}

function isPort(port: number | string, view: View): boolean {
  if (typeof port === 'number') {
    return port === view.port;
  }
  const [first, last] = port.split(':').map(Number);
  if (Number.isNaN(first)) {
    const { destination, protocol } = view;
    return numbersOf(port, protocol, destination).includes(view.port);
  }
  return first <= view.port && view.port <= last;
}

function isEntity(
  entity: Entity,
  end: End,
  policyNamespace: string | undefined,
  sets: readonly NetworkSet[],
): Match {
  const { selector, notSelector, namespaceSelector, nets, notNets } = entity;
  const isNamespace = ({ namespace }: Meta): boolean => {
    if (namespaceSelector !== undefined) {
      return NAMESPACE_SELECTORS[namespaceSelector](namespace);
    }
    return policyNamespace === undefined || namespace === policyNamespace;
  };
  // An empty selector is none.
  const isLimited =
    selector || namespaceSelector || (notSelector && policyNamespace);
  return all(
    isLimited
      ? isMember(
          end,
          sets,
          meta =>
            isNamespace(meta) && SELECTORS[selector ?? ''](meta.labels ?? {}),
        )
      : 'yes',
    notSelector === undefined
      ? 'yes'
      : not(
          isMember(end, sets, ({ labels = {} }) =>
            SELECTORS[notSelector](labels),
          ),
        ),
    nets ? isWithin(end, nets) : 'yes',
    notNets ? not(isWithin(end, notNets)) : 'yes',
  );
}

/** Ports of the destination, which the connection has. */
function isAtPorts({ ports, notPorts = [] }: Entity, view: View): Match {
  const among = (list: (number | string)[]) =>
    list.some(port => isPort(port, view));
  return is((ports === undefined || among(ports)) && !among(notPorts));
}

function isProtocol(protocol: string | number, view: View): boolean {
  return (
    protocol === view.protocol || (protocol === 6 && view.protocol === 'TCP')
  );
}

function matches(
  { protocol, notProtocol, source = {}, destination = {}, http }: Rule,
  view: View,
  namespace: string | undefined,
  sets: readonly NetworkSet[],
): Match {
  const isIngress = view.direction === 'ingress';
  const own: End = { pod: view.subject };
  const from = isIngress ? view.other : own;
  return all(
    is(protocol === undefined || isProtocol(protocol, view)),
    is(notProtocol === undefined || !isProtocol(notProtocol, view)),
    isEntity(source, from, namespace, sets),
    isEntity(destination, view.destination, namespace, sets),
    isAtPorts(destination, view),
    // Which port a client uses, nobody knows.
    source.ports ? 'maybe' : 'yes',
    // Which requests a connection carries, nobody knows.
    http ? 'maybe' : 'yes',
  );
}

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
