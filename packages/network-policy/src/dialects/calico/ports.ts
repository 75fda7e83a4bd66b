import {
  InvalidFieldError,
  get,
  integer,
  isPresent,
  items,
  onlyFields,
  pathOf,
  requiredText,
} from '../../objects/fields';
import type { Field } from '../../objects/fields';
import { PORT_PROTOCOLS } from '../../endpoints/ports';
import type { PortTerm } from '../../policies/types';
import { MAX_PORT, portRange, wholeProtocol } from '../../ports/connectionSet';
import type { ConnectionSet, Protocol } from '../../ports/connectionSet';

const BY_NUMBER: Readonly<Record<number, Protocol>> = {
  1: 'ICMP',
  6: 'TCP',
  17: 'UDP',
  58: 'ICMPv6',
  132: 'SCTP',
};

const BY_NAME: ReadonlyMap<string, number> = new Map([
  ['icmp', 1],
  ['tcp', 6],
  ['udp', 17],
  ['icmpv6', 58],
  ['sctp', 132],
  ['udplite', 136],
]);

/** A protocol by name or number. */
function readProtocol(
  at: Field,
): { readonly protocol: Protocol; readonly all: ConnectionSet } | undefined {
  if (!isPresent(at)) {
    return undefined;
  }
  const digits =
    typeof at.value === 'string' && /^\d+$/.test(at.value)
      ? Number(at.value)
      : undefined;
  const number =
    typeof at.value === 'string' && digits === undefined
      ? BY_NAME.get(at.value.toLowerCase())
      : integer(digits === undefined ? at : { ...at, value: digits }, 1, 255);
  if (number === undefined) {
    throw new InvalidFieldError(
      at,
      'must be TCP, UDP, SCTP, ICMP, ICMPv6, UDPLite or a number from 1 to 255',
    );
  }
  const protocol = BY_NUMBER[number] ?? 'Other';
  return {
    protocol,
    all:
      protocol === 'Other'
        ? portRange('Other', number, number)
        : wholeProtocol(protocol),
  };
}

/** A port: a number, a range `80:90`, or the name of a container port. */
function readPort(at: Field, protocols: readonly Protocol[]): PortTerm {
  const path = pathOf(at);
  const value =
    typeof at.value === 'number' ? String(at.value) : requiredText(at).trim();
  const range = /^(\d+)(?::(\d+))?$/.exec(value);
  if (!range && /^[A-Za-z0-9_.-]*[A-Za-z][A-Za-z0-9_.-]*$/.test(value)) {
    return { path, name: value, protocols };
  }
  const [from, to] = [Number(range?.[1]), Number(range?.[2] ?? range?.[1])];
  if (!(from >= 1 && from <= to && to <= MAX_PORT)) {
    throw new InvalidFieldError(
      at,
      'must be a port, a range such as 8080:8090, or the name of a port',
    );
  }
  const connections = protocols.reduce<ConnectionSet>(
    (set, protocol) => ({ ...set, ...portRange(protocol, from, to) }),
    {},
  );
  return { path, connections };
}

/**
 * Ports of a source or destination. Without a protocol, which only stored rules can
 * be, they may be names alone, which a pod declares for a protocol.
 * Source: calico `libcalico-go/lib/validator/v3`, validateRule.
 */
function readPorts(at: Field, protocol: Protocol | undefined): PortTerm[] {
  const hasPorts = PORT_PROTOCOLS.some(each => each === protocol);
  return items(at).map(each => {
    const port = readPort(each, protocol ? [protocol] : PORT_PROTOCOLS);
    if (protocol ? !hasPorts : !('name' in port)) {
      throw new InvalidFieldError(
        each,
        'needs a protocol that has ports: TCP, UDP or SCTP',
      );
    }
    return port;
  });
}

/** ICMP types and codes as a set; undefined for all of them. */
function readIcmp(
  at: Field,
  protocol: Protocol | undefined,
): PortTerm | undefined {
  if (!isPresent(at)) {
    return undefined;
  }
  onlyFields(at, 'icmp', ['type', 'code']);
  if (protocol !== 'ICMP' && protocol !== 'ICMPv6') {
    throw new InvalidFieldError(at, 'needs protocol ICMP or ICMPv6');
  }
  const type = integer(get(at, 'type'), 0, 254);
  const code = integer(get(at, 'code'), 0, 255);
  if (type === undefined) {
    if (code !== undefined) {
      throw new InvalidFieldError(get(at, 'code'), 'needs a type beside it');
    }
    return undefined;
  }
  return {
    path: pathOf(at),
    connections:
      code === undefined
        ? portRange(protocol, type * 256, type * 256 + 255)
        : portRange(protocol, type * 256 + code, type * 256 + code),
  };
}

/** What a rule says of protocols and destination ports. */
export interface RulePorts {
  readonly ports?: readonly PortTerm[];
  readonly exceptPorts?: readonly PortTerm[];
}

/**
 * Reads protocol, notProtocol, icmp, notICMP and the destination's ports and
 * notPorts; all must hold.
 */
export function readRulePorts(rule: Field): RulePorts {
  const protocolAt = get(rule, 'protocol');
  const notProtocolAt = get(rule, 'notProtocol');
  const protocol = readProtocol(protocolAt);
  const notProtocol = readProtocol(notProtocolAt);
  const destination = get(rule, 'destination');
  const ports = readPorts(get(destination, 'ports'), protocol?.protocol);
  const notPorts = readPorts(get(destination, 'notPorts'), protocol?.protocol);
  const icmp = readIcmp(get(rule, 'icmp'), protocol?.protocol);
  const notIcmp = readIcmp(get(rule, 'notICMP'), protocol?.protocol);
  const whole = protocol
    ? [{ path: pathOf(protocolAt), connections: protocol.all }]
    : undefined;
  const asked = icmp ? [icmp] : whole;
  const except = [
    ...notPorts,
    ...(notProtocol
      ? [{ path: pathOf(notProtocolAt), connections: notProtocol.all }]
      : []),
    ...(notIcmp ? [notIcmp] : []),
  ];
  return {
    ...(ports.length > 0 ? { ports } : asked && { ports: asked }),
    ...(except.length > 0 ? { exceptPorts: except } : {}),
  };
}

/** True when source ports let only some through: which one a client uses, nobody knows. */
export function limitsSourcePorts(rule: Field): boolean {
  const source = get(rule, 'source');
  const protocol = readProtocol(get(rule, 'protocol'))?.protocol;
  const limits = [
    ...readPorts(get(source, 'ports'), protocol),
    ...readPorts(get(source, 'notPorts'), protocol),
  ];
  return limits.length > 0;
}
