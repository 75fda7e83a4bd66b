/**
 * The cluster as the oracle sees it: plain manifests, with the few notions that
 * every dialect's specification uses. Written for plainness, never for speed, and
 * apart from the engine, so that the two don't err alike.
 */

export type PortProtocol = 'TCP' | 'UDP' | 'SCTP';
export type Direction = 'ingress' | 'egress';
/** What one direction may come to; both where no manifest settles it. */
export type Outcomes = ReadonlySet<'Allow' | 'Deny'>;
export type Match = 'yes' | 'no' | 'maybe';
export type Labels = Record<string, string>;

export const ALLOW: Outcomes = new Set(['Allow'] as const);
export const DENY: Outcomes = new Set(['Deny'] as const);
export const EITHER: Outcomes = new Set(['Allow', 'Deny'] as const);

export interface LabelSelector {
  matchLabels?: Labels;
  matchExpressions?: {
    key: string;
    operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
    values?: string[];
  }[];
}

export interface Meta {
  name: string;
  namespace?: string;
  labels?: Labels;
  annotations?: Labels;
}

export interface PodManifest {
  metadata: Meta & {
    namespace: string;
    ownerReferences?: { kind: string; name: string }[];
  };
  spec: {
    hostNetwork?: boolean;
    nodeName?: string;
    serviceAccountName?: string;
    containers: {
      ports?: { name: string; containerPort: number; protocol: PortProtocol }[];
    }[];
  };
  status: { podIPs: { ip: string }[]; hostIP?: string };
}

export interface NodeManifest {
  metadata: Meta;
  status: { addresses: { address: string }[] };
}

export interface ServiceManifest {
  kind: 'Service';
  metadata: Meta & { namespace: string };
  spec: {
    clusterIP?: string;
    selector?: Labels;
    ports: ServicePort[];
  };
}

export interface ServicePort {
  port: number;
  protocol?: PortProtocol;
  targetPort?: number | string;
}

export interface EndpointSlice {
  metadata: Meta & { namespace: string };
  endpoints: { addresses: string[]; conditions?: { ready?: boolean } }[];
  /** No port means all of the protocol. */
  ports: { port?: number; protocol?: PortProtocol }[];
}

/** A pod, or an address outside of the cluster. */
export type End = { pod: PodManifest } | { ip: string };

/** What a connection carries: to a port, or of a protocol that has none. */
export type Traffic =
  | { protocol: PortProtocol; port: number }
  | { protocol: 'ICMP' | 'ICMPv6'; type: number; code: number }
  /** Another of the IP protocols, by its number. */
  | { protocol: 'Other'; number: number };

/** A connection, from the side of the pod that a policy selects. */
export interface View {
  direction: Direction;
  subject: PodManifest;
  other: End;
  /** The destination's, whose ports are meant. */
  destination: End;
  traffic: Traffic;
}

export interface PolicyManifest<Spec> {
  apiVersion: string;
  kind: string;
  metadata: Meta;
  spec: Spec;
}

export interface World {
  /** Whether an ipBlock means pods too, which NetworkPolicy leaves to the plugin. */
  ipBlockMeansPods: boolean;
  pods: readonly PodManifest[];
  /** The labels of each namespace, by its name. */
  namespaces: ReadonlyMap<string, Labels>;
  /** The labels of each service account, by `namespace/name`. */
  serviceAccounts: ReadonlyMap<string, Labels>;
  nodes: readonly NodeManifest[];
  services: readonly ServiceManifest[];
  slices: readonly EndpointSlice[];
}

export function not(match: Match): Match {
  if (match === 'maybe') {
    return match;
  }
  return match === 'yes' ? 'no' : 'yes';
}

export function all(...matches: Match[]): Match {
  if (matches.includes('no')) {
    return 'no';
  }
  return matches.includes('maybe') ? 'maybe' : 'yes';
}

export const some = (...matches: Match[]): Match =>
  not(all(...matches.map(not)));

export const is = (holds: boolean): Match => (holds ? 'yes' : 'no');

export const maybeIf = (holds: boolean): Match => (holds ? 'maybe' : 'no');

/** The outcomes of rules in their order: the first that matches decides, and one that may match may. */
export function firstMatch<Rule>(
  rules: readonly Rule[],
  matches: (rule: Rule) => Match,
  decide: (rule: Rule) => Outcomes,
  otherwise: () => Outcomes,
): Outcomes {
  const [rule, ...rest] = rules;
  if (rule === undefined) {
    return otherwise();
  }
  const later = () => firstMatch(rest, matches, decide, otherwise);
  switch (matches(rule)) {
    case 'yes':
      return decide(rule);
    case 'no':
      return later();
    default:
      return union(decide(rule), later());
  }
}

export function union(...outcomes: Outcomes[]): Outcomes {
  return new Set(outcomes.flatMap(each => [...each]));
}

/** metav1.LabelSelector: everything it says must hold; saying nothing means all. */
export function selects(
  { matchLabels = {}, matchExpressions = [] }: LabelSelector,
  labels: Labels = {},
): boolean {
  for (const [key, value] of Object.entries(matchLabels)) {
    if (labels[key] !== value) {
      return false;
    }
  }
  for (const { key, operator, values = [] } of matchExpressions) {
    const present = key in labels;
    const listed = present && values.includes(labels[key]);
    const holds = {
      In: listed,
      NotIn: !listed,
      Exists: present,
      DoesNotExist: !present,
    }[operator];
    if (!holds) {
      return false;
    }
  }
  return true;
}

export const isOnHost = (pod: PodManifest): boolean =>
  pod.spec.hostNetwork === true;

/**
 * The numbers that a port's name has at the destination, for a protocol. A pod
 * on the host's network is its node's address to policies, and names none.
 */
export function numbersOf(
  name: string,
  protocol: PortProtocol,
  destination: End,
): number[] {
  return 'ip' in destination || isOnHost(destination.pod)
    ? []
    : destination.pod.spec.containers
        .flatMap(({ ports = [] }) => ports)
        .filter(each => each.name === name && each.protocol === protocol)
        .map(({ containerPort }) => containerPort);
}
