/** networking.k8s.io/v1 NetworkPolicy, after https://kubernetes.io/docs/concepts/services-networking/network-policies/ */
import { isWithin } from './addresses';
import {
  all,
  ALLOW,
  DENY,
  EITHER,
  End,
  is,
  isOnHost,
  LabelSelector,
  Match,
  numbersOf,
  Outcomes,
  PolicyManifest,
  PortProtocol,
  selects,
  some,
  union,
  View,
  World,
} from './world';

interface Peer {
  podSelector?: LabelSelector;
  namespaceSelector?: LabelSelector;
  ipBlock?: { cidr: string; except?: string[] };
}

interface Port {
  protocol?: PortProtocol;
  port?: number | string;
  endPort?: number;
}

interface Rule {
  from?: Peer[];
  to?: Peer[];
  ports?: Port[];
}

export type NetworkPolicy = PolicyManifest<{
  podSelector: LabelSelector;
  policyTypes?: string[];
  ingress?: Rule[];
  egress?: Rule[];
}>;

function directionsOf({ spec }: NetworkPolicy): string[] {
  if (spec.policyTypes && spec.policyTypes.length > 0) {
    return spec.policyTypes.map(type => type.toLowerCase());
  }
  return (spec.egress ?? []).length > 0 ? ['ingress', 'egress'] : ['ingress'];
}

export function selectsSubject(
  policy: NetworkPolicy,
  { subject, direction }: View,
): boolean {
  return (
    !isOnHost(subject) &&
    policy.metadata.namespace === subject.metadata.namespace &&
    selects(policy.spec.podSelector, subject.metadata.labels) &&
    directionsOf(policy).includes(direction)
  );
}

function isPeer(
  { podSelector, namespaceSelector, ipBlock }: Peer,
  other: End,
  policyNamespace: string | undefined,
  world: World,
): Match {
  if (ipBlock) {
    // Meant for addresses outside; a node's is one.
    return 'pod' in other && !isOnHost(other.pod) && !world.ipBlockMeansPods
      ? 'no'
      : isWithin(other, [ipBlock.cidr], ipBlock.except ?? [], world);
  }
  if ('ip' in other || isOnHost(other.pod)) {
    return 'no';
  }
  const { namespace, labels } = other.pod.metadata;
  const isNamespace = namespaceSelector
    ? selects(namespaceSelector, world.namespaces.get(namespace))
    : namespace === policyNamespace;
  return is(isNamespace && selects(podSelector ?? {}, labels));
}

function isPort(
  { protocol = 'TCP', port, endPort }: Port,
  { traffic, destination }: View,
): Match {
  if (!('port' in traffic) || protocol !== traffic.protocol) {
    return 'no';
  }
  if (port === undefined) {
    return 'yes';
  }
  if (typeof port === 'string') {
    return is(numbersOf(port, protocol, destination).includes(traffic.port));
  }
  return is(port <= traffic.port && traffic.port <= (endPort ?? port));
}

/** Whether a rule of the policy allows the connection. */
export function allows(policy: NetworkPolicy, view: View, world: World): Match {
  const { namespace } = policy.metadata;
  const isIngress = view.direction === 'ingress';
  const rules = (isIngress ? policy.spec.ingress : policy.spec.egress) ?? [];
  return some(
    ...rules.map(rule => {
      const peers = (isIngress ? rule.from : rule.to) ?? [];
      const ports = rule.ports ?? [];
      return all(
        peers.length === 0
          ? 'yes'
          : some(...peers.map(p => isPeer(p, view.other, namespace, world))),
        ports.length === 0 ? 'yes' : some(...ports.map(p => isPort(p, view))),
      );
    }),
  );
}

/** What the policies come to together; undefined where none selects the pod. */
export function networkPolicies(
  policies: readonly NetworkPolicy[],
  view: View,
  world: World,
): Outcomes | undefined {
  const selecting = policies.filter(policy => selectsSubject(policy, view));
  if (selecting.length === 0) {
    return undefined;
  }
  const outcomes = {
    yes: ALLOW,
    no: DENY,
    maybe: EITHER,
  }[some(...selecting.map(policy => allows(policy, view, world)))];
  // Whether it holds for other protocols, it leaves to the plugin.
  return 'port' in view.traffic ? outcomes : union(outcomes, ALLOW);
}
