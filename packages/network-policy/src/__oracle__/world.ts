/**
 * The cluster as the oracle sees it: plain pods and policies, with the few
 * notions that every dialect's specification uses. Written for plainness, never
 * for speed, and apart from the engine, so that the two don't err alike.
 */

export type Protocol = 'TCP' | 'UDP' | 'SCTP';
export type Direction = 'ingress' | 'egress';
/** What one direction may come to; both where no manifest settles it. */
export type Outcomes = ReadonlySet<'Allow' | 'Deny'>;
export type Match = 'yes' | 'no' | 'maybe';

export const ALLOW: Outcomes = new Set(['Allow'] as const);
export const DENY: Outcomes = new Set(['Deny'] as const);

export interface LabelSelector {
  matchLabels?: Record<string, string>;
  matchExpressions?: {
    key: string;
    operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
    values?: string[];
  }[];
}

export interface Meta {
  name: string;
  namespace?: string;
  labels?: Record<string, string>;
}

export interface PodManifest {
  metadata: Meta & { namespace: string };
  spec: {
    hostNetwork?: boolean;
    nodeName?: string;
    containers: {
      ports?: { name: string; containerPort: number; protocol: Protocol }[];
    }[];
  };
  status: { podIPs: { ip: string }[] };
}

/** A pod, or an address outside of the cluster. */
export type End = { pod: PodManifest } | { ip: string };

/** A connection, from the side of the pod that a policy selects. */
export interface View {
  direction: Direction;
  subject: PodManifest;
  other: End;
  /** The destination's, whose ports are meant. */
  destination: End;
  protocol: Protocol;
  port: number;
}

export interface PolicyManifest<Spec> {
  kind: string;
  metadata: Meta;
  spec: Spec;
}

export interface World {
  /** Whether an ipBlock means pods too, which NetworkPolicy leaves to the plugin. */
  ipBlockMeansPods: boolean;
  /** The labels of each namespace, by its name. */
  namespaces: Map<string, Record<string, string>>;
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
  labels: Record<string, string> = {},
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

/** The bits of an address as text: comparing prefixes is comparing texts. */
export function bitsOf(ip: string): string {
  if (ip.includes('.')) {
    return ip
      .split('.')
      .map(byte => Number(byte).toString(2).padStart(8, '0'))
      .join('');
  }
  const [head, tail] = ip.split('::').map(part => part.split(':'));
  const groups = (part: string[] = []) => part.filter(each => each !== '');
  const missing =
    tail === undefined ? 0 : 8 - groups(head).length - groups(tail).length;
  return [...groups(head), ...Array(missing).fill('0'), ...groups(tail)]
    .map(group => parseInt(group, 16).toString(2).padStart(16, '0'))
    .join('');
}

export function isInside(ip: string, cidr: string): boolean {
  const [base, length] = cidr.split('/');
  if (ip.includes('.') !== base.includes('.')) {
    return false;
  }
  const prefix = Number(length);
  return bitsOf(ip).slice(0, prefix) === bitsOf(base).slice(0, prefix);
}

export const isOnHost = (pod: PodManifest): boolean =>
  pod.spec.hostNetwork === true;

/** The end's own addresses: a pod's, or, on the host's network, its node's. */
export function addressesOf(end: End): string[] {
  return 'ip' in end ? [end.ip] : end.pod.status.podIPs.map(({ ip }) => ip);
}

/**
 * Whether ranges hold an end's address, but for the excepted ones. Of several
 * addresses, any may be used. One that a pod does not have yet is taken to be
 * IPv4, as the engine's README says; which one, nobody knows.
 */
export function isWithin(
  end: End,
  cidrs: readonly string[],
  except: readonly string[] = [],
): Match {
  const addresses = addressesOf(end);
  if (addresses.length === 0) {
    const v4 = cidrs.filter(cidr => cidr.includes('.'));
    const isAll = v4.some(cidr => cidr.endsWith('/0')) && except.length === 0;
    return isAll ? 'yes' : maybeIf(v4.length > 0);
  }
  const held = addresses.filter(
    ip =>
      cidrs.some(cidr => isInside(ip, cidr)) &&
      !except.some(cidr => isInside(ip, cidr)),
  );
  return held.length === addresses.length ? 'yes' : maybeIf(held.length > 0);
}

/**
 * The numbers that a port's name has at the destination, for a protocol. A pod
 * on the host's network is its node's address to policies, and names none.
 */
export function numbersOf(
  name: string,
  protocol: Protocol,
  destination: End,
): number[] {
  return 'ip' in destination || isOnHost(destination.pod)
    ? []
    : destination.pod.spec.containers
        .flatMap(({ ports = [] }) => ports)
        .filter(each => each.name === name && each.protocol === protocol)
        .map(({ containerPort }) => containerPort);
}
