/** policy.networking.k8s.io/v1alpha2 ClusterNetworkPolicy, after sigs.k8s.io/network-policy-api `apis/v1alpha2`. */
import { addressesOf, isWithin } from './addresses';
import {
  all,
  ALLOW,
  DENY,
  End,
  firstMatch,
  is,
  isOnHost,
  LabelSelector,
  Match,
  maybeIf,
  numbersOf,
  Outcomes,
  PolicyManifest,
  selects,
  some,
  union,
  View,
  World,
} from './world';

export interface Pods {
  namespaces?: LabelSelector;
  pods?: { namespaceSelector: LabelSelector; podSelector: LabelSelector };
}

export interface Peer extends Pods {
  networks?: string[];
  nodes?: LabelSelector;
  domainNames?: string[];
}

interface Ports {
  destinationPort?: { number?: number; range?: { start: number; end: number } };
}

export interface ProtocolMatch {
  tcp?: Ports;
  udp?: Ports;
  sctp?: Ports;
  destinationNamedPort?: string;
}

export type Action = 'Accept' | 'Deny' | 'Pass';

export interface Rule {
  action: Action;
  from?: Peer[];
  to?: Peer[];
  protocols?: ProtocolMatch[];
}

export type ClusterNetworkPolicy = PolicyManifest<{
  tier: 'Admin' | 'Baseline';
  priority: number;
  subject: Pods;
  ingress?: Rule[];
  egress?: Rule[];
}>;

export function isAmong(
  { namespaces, pods }: Pods,
  end: End,
  world: World,
): boolean {
  // hostNetwork pods are neither subjects nor peers.
  if ('ip' in end || isOnHost(end.pod)) {
    return false;
  }
  const { namespace, labels } = end.pod.metadata;
  const namespaceLabels = world.namespaces.get(namespace);
  if (namespaces) {
    return selects(namespaces, namespaceLabels);
  }
  return (
    pods !== undefined &&
    selects(pods.namespaceSelector, namespaceLabels) &&
    selects(pods.podSelector, labels)
  );
}

/** Nodes are known by their addresses; what is on their network is there too. */
function isNode(selector: LabelSelector, end: End, world: World): Match {
  if ('pod' in end && !isOnHost(end.pod)) {
    return 'no';
  }
  if (world.nodes.length === 0) {
    return 'maybe';
  }
  const selected = world.nodes
    .filter(({ metadata }) => selects(selector, metadata.labels))
    .flatMap(({ status }) => status.addresses.map(({ address }) => address));
  const own = addressesOf(end, world);
  return own.length === 0
    ? maybeIf(selected.length > 0)
    : is(own.some(each => selected.includes(each)));
}

function isPeer(peer: Peer, end: End, world: World): Match {
  if (peer.networks) {
    return isWithin(end, peer.networks, [], world);
  }
  if (peer.nodes) {
    return isNode(peer.nodes, end, world);
  }
  if (peer.domainNames) {
    // Which addresses a name has, no manifest says: a node's perhaps, no pod's.
    return 'ip' in end || isOnHost(end.pod) ? 'maybe' : 'no';
  }
  return is(isAmong(peer, end, world));
}

function isProtocol(
  match: ProtocolMatch,
  { traffic, destination }: View,
): Match {
  if (!('port' in traffic)) {
    return 'no';
  }
  const { protocol, port } = traffic;
  if (match.destinationNamedPort) {
    const numbers = numbersOf(
      match.destinationNamedPort,
      protocol,
      destination,
    );
    return is(numbers.includes(port));
  }
  const ports = { TCP: match.tcp, UDP: match.udp, SCTP: match.sctp }[protocol];
  if (!ports) {
    return 'no';
  }
  const { number, range } = ports.destinationPort ?? {};
  return is(
    (number === undefined || number === port) &&
      (range === undefined || (range.start <= port && port <= range.end)),
  );
}

/** Whether a rule means the connection. */
export function matches(rule: Rule, view: View, world: World): Match {
  const peers = (view.direction === 'ingress' ? rule.from : rule.to) ?? [];
  const protocols = rule.protocols ?? [];
  return all(
    some(...peers.map(peer => isPeer(peer, view.other, world))),
    protocols.length === 0
      ? 'yes'
      : some(...protocols.map(each => isProtocol(each, view))),
  );
}

/** Each order in which policies may come; that of equal priorities is undefined. */
function orders(
  policies: readonly ClusterNetworkPolicy[],
): ClusterNetworkPolicy[][] {
  if (policies.length === 0) {
    return [[]];
  }
  const first = Math.min(...policies.map(({ spec }) => spec.priority));
  return policies
    .filter(({ spec }) => spec.priority === first)
    .flatMap(policy =>
      orders(policies.filter(each => each !== policy)).map(rest => [
        policy,
        ...rest,
      ]),
    );
}

/** What a tier comes to; `next` where it has nothing to say. */
export function clusterTier(
  tier: 'Admin' | 'Baseline',
  policies: readonly ClusterNetworkPolicy[],
  view: View,
  world: World,
  next: () => Outcomes,
): Outcomes {
  const subject: End = { pod: view.subject };
  const selecting = policies.filter(
    ({ spec }) => spec.tier === tier && isAmong(spec.subject, subject, world),
  );
  const decide = ({ action }: Rule): Outcomes => {
    switch (action) {
      case 'Accept':
        return ALLOW;
      case 'Deny':
        return DENY;
      default:
        return next();
    }
  };
  return union(
    ...orders(selecting).map(order =>
      firstMatch(
        order.flatMap(({ spec }) => spec[view.direction] ?? []),
        rule => matches(rule, view, world),
        decide,
        next,
      ),
    ),
  );
}
