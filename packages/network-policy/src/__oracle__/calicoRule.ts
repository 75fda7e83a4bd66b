/**
 * What one rule of Calico's matches, after
 * `libcalico-go/lib/backend/syncersv1/updateprocessors/rules.go` and
 * `app-policy/checker`.
 */
import { isWithin } from './addresses';
import { calicoSelector } from './calicoSelector';
import { isMember } from './calicoThings';
import type { NetworkSet } from './calicoThings';
import { isEndpoint } from './services';
import { all, End, Labels, Match, not, numbersOf, View, World } from './world';

type PortNumber = number | string;

interface Entity {
  selector?: string;
  notSelector?: string;
  namespaceSelector?: string;
  serviceAccounts?: { names?: string[]; selector?: string };
  services?: { name: string; namespace?: string };
  nets?: string[];
  notNets?: string[];
  ports?: PortNumber[];
  notPorts?: PortNumber[];
}

interface Icmp {
  type?: number;
  code?: number;
}

export interface Rule {
  action: 'Allow' | 'Deny' | 'Log' | 'Pass';
  ipVersion?: 4 | 6;
  protocol?: PortNumber;
  notProtocol?: PortNumber;
  icmp?: Icmp;
  notICMP?: Icmp;
  source?: Entity;
  destination?: Entity;
  http?: object;
}

/** Where a rule stands: the namespace of its policy, and what it may speak of. */
export interface Place {
  namespace: string | undefined;
  sets: readonly NetworkSet[];
  world: World;
}

/**
 * Which things an entity's selectors mean; undefined where they mean anything.
 * In a policy of a namespace, any of them limits the rule to its own namespace,
 * unless it says which (`getEndpointSelector`).
 */
function selectorOf(
  { selector, notSelector, namespaceSelector, serviceAccounts }: Entity,
  { namespace }: Place,
): ((labels: Labels) => boolean) | undefined {
  const tests: ((labels: Labels) => boolean)[] = [];
  const { names = [], selector: accounts } = serviceAccounts ?? {};
  if (names.length > 0) {
    tests.push(labels =>
      names.includes(labels['projectcalico.org/serviceaccount']),
    );
  }
  if (accounts) {
    tests.push(calicoSelector(accounts, 'pcsa.'));
  }
  if (selector) {
    tests.push(calicoSelector(selector));
  }
  if (namespaceSelector) {
    tests.push(calicoSelector(namespaceSelector, 'pcns.'));
  } else if (namespace !== undefined && (tests.length > 0 || notSelector)) {
    tests.push(labels => labels['projectcalico.org/namespace'] === namespace);
  }
  return tests.length === 0
    ? undefined
    : labels => tests.every(test => test(labels));
}

/** An egress rule means the endpoints' ports too, an ingress rule their addresses. */
function isOfService(
  { name, namespace }: { name: string; namespace?: string },
  end: End,
  { direction, traffic }: View,
  place: Place,
): Match {
  return isEndpoint(
    { name, namespace: namespace ?? place.namespace },
    end,
    direction === 'egress' ? traffic : undefined,
    place.world,
  );
}

function isEntity(entity: Entity, end: End, view: View, place: Place): Match {
  const { notSelector, nets, notNets, services } = entity;
  const { sets, world } = place;
  const takes = selectorOf(entity, place);
  return all(
    takes ? isMember(end, sets, takes, world) : 'yes',
    notSelector
      ? not(isMember(end, sets, calicoSelector(notSelector), world))
      : 'yes',
    nets ? isWithin(end, nets, [], world) : 'yes',
    notNets ? not(isWithin(end, notNets, [], world)) : 'yes',
    services ? isOfService(services, end, view, place) : 'yes',
  );
}

function isPort(port: PortNumber, { traffic, destination }: View): boolean {
  if (!('port' in traffic)) {
    return false;
  }
  if (typeof port === 'number') {
    return port === traffic.port;
  }
  const [first, last = first] = port.split(':').map(Number);
  if (Number.isNaN(first)) {
    const numbers = numbersOf(port, traffic.protocol, destination);
    return numbers.includes(traffic.port);
  }
  return first <= traffic.port && traffic.port <= last;
}

/** Ports of the destination, which the connection has. */
function isAtPorts({ ports, notPorts = [] }: Entity, view: View): boolean {
  const among = (list: PortNumber[]) => list.some(port => isPort(port, view));
  return (ports === undefined || among(ports)) && !among(notPorts);
}

const PROTOCOL_NUMBERS: Record<string, number> = {
  ICMP: 1,
  TCP: 6,
  UDP: 17,
  ICMPv6: 58,
  SCTP: 132,
  UDPLite: 136,
};

function isProtocol(protocol: PortNumber, { traffic }: View): boolean {
  const number =
    traffic.protocol === 'Other'
      ? traffic.number
      : PROTOCOL_NUMBERS[traffic.protocol];
  return (PROTOCOL_NUMBERS[protocol] ?? Number(protocol)) === number;
}

/** Of what is no ICMP, no type is known: such a field matches nothing of it. */
function isIcmp({ type, code }: Icmp, { traffic }: View): boolean {
  return (
    'type' in traffic &&
    (type === undefined || type === traffic.type) &&
    (code === undefined || code === traffic.code)
  );
}

/** Whether a rule means what the connection carries. */
function isTraffic(rule: Rule, view: View): boolean {
  const { protocol, notProtocol, icmp, notICMP, destination = {} } = rule;
  return (
    (protocol === undefined || isProtocol(protocol, view)) &&
    (notProtocol === undefined || !isProtocol(notProtocol, view)) &&
    (icmp === undefined || isIcmp(icmp, view)) &&
    (notICMP === undefined || !isIcmp(notICMP, view)) &&
    isAtPorts(destination, view)
  );
}

/** Whether a rule means the connection. */
export function matches(rule: Rule, view: View, place: Place): Match {
  if (!isTraffic(rule, view)) {
    return 'no';
  }
  const { source = {}, destination = {}, http, ipVersion } = rule;
  const isIngress = view.direction === 'ingress';
  const from: End = isIngress ? view.other : { pod: view.subject };
  return all(
    ipVersion === undefined
      ? 'yes'
      : isWithin(
          view.other,
          [ipVersion === 4 ? '0.0.0.0/0' : '::/0'],
          [],
          place.world,
        ),
    isEntity(source, from, view, place),
    isEntity(destination, view.destination, view, place),
    // Which port a client uses, nobody knows.
    source.ports ? 'maybe' : 'yes',
    // Which requests a connection carries, nobody knows.
    http ? 'maybe' : 'yes',
  );
}
