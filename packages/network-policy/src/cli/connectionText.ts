import {
  ALL_CONNECTIONS,
  NO_CONNECTIONS,
  PROTOCOLS,
  portRange,
  unite,
  wholeProtocol,
} from '../ports/connectionSet';
import type { ConnectionSet, Protocol } from '../ports/connectionSet';

/** The numbers that a protocol's ranges are made of. */
const LIMITS: Readonly<Record<Protocol, readonly [number, number]>> = {
  TCP: [1, 65535],
  UDP: [1, 65535],
  SCTP: [1, 65535],
  ICMP: [0, 0xffff],
  ICMPv6: [0, 0xffff],
  Other: [0, 255],
};

/** `80`, or of ICMP `8/0`: type and code. */
function parseNumber(protocol: Protocol, text: string): number {
  if (!protocol.startsWith('ICMP')) {
    return /^\d+$/.test(text) ? Number(text) : NaN;
  }
  const [, type, code] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  return Number(code) < 256 ? Number(type) * 256 + Number(code) : NaN;
}

function parseRange(
  protocol: Protocol,
  text: string,
): ConnectionSet | undefined {
  const [first, last = first, ...more] = text.split('-');
  const [from, to] = [first, last].map(each => parseNumber(protocol, each));
  const [least, most] = LIMITS[protocol];
  return more.length === 0 && least <= from && from <= to && to <= most
    ? portRange(protocol, from, to)
    : undefined;
}

/** Reads what `formatConnections` writes; undefined for anything else. */
export function parseConnections(text: string): ConnectionSet | undefined {
  if (text === 'All Connections') {
    return ALL_CONNECTIONS;
  }
  if (text === 'No Connections') {
    return NO_CONNECTIONS;
  }
  let protocol: Protocol | undefined;
  let connections = NO_CONNECTIONS;
  // A protocol holds for the ranges after it, up to the next one.
  for (const part of text.split(',')) {
    const [, word, range] = /^\s*([A-Za-z]\w*)?\s*(\S*)\s*$/.exec(part) ?? [];
    protocol = word ? PROTOCOLS.find(each => each === word) : protocol;
    const isWhole = word !== undefined && range === '';
    const set =
      protocol &&
      (isWhole ? wholeProtocol(protocol) : parseRange(protocol, range ?? ''));
    if (!set) {
      return undefined;
    }
    connections = unite(connections, set);
  }
  return connections;
}
