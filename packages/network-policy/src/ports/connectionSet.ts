/**
 * What a connection is told by beside its ends. ICMP and ICMPv6 are sets of
 * `type * 256 + code`; `Other` is a set of IP protocol numbers. The last three
 * appear only where a dialect speaks of them (Calico).
 * @public
 */
export type Protocol = 'TCP' | 'UDP' | 'SCTP' | 'ICMP' | 'ICMPv6' | 'Other';

/**
 * A closed range of numbers: ports from 1 to 65535 for TCP, UDP and SCTP.
 * @public
 */
export interface PortRange {
  /** First number. */
  readonly from: number;
  /** Last number; equal to `from` for one. */
  readonly to: number;
}

/**
 * Sorted, disjoint port ranges per protocol; a protocol without any is absent.
 * @public
 */
export type ConnectionSet = {
  readonly [protocol in Protocol]?: readonly PortRange[];
};

export const PROTOCOLS: readonly Protocol[] = [
  'ICMP',
  'ICMPv6',
  'Other',
  'SCTP',
  'TCP',
  'UDP',
];

export const MAX_PORT = 65535;
const ALL_PORTS: readonly PortRange[] = [{ from: 1, to: MAX_PORT }];
const ALL_ICMP: readonly PortRange[] = [{ from: 0, to: 0xffff }];

export const NO_CONNECTIONS: ConnectionSet = Object.freeze({});

/** Everything that Kubernetes' own policies speak of. */
export const ALL_CONNECTIONS: ConnectionSet = Object.freeze({
  SCTP: ALL_PORTS,
  TCP: ALL_PORTS,
  UDP: ALL_PORTS,
});

/** Everything that Calico's policies speak of: the IP protocols, by their numbers. */
export const ALL_IP_CONNECTIONS: ConnectionSet = Object.freeze({
  ICMP: ALL_ICMP,
  ICMPv6: ALL_ICMP,
  // Without ICMP 1, TCP 6, UDP 17, ICMPv6 58 and SCTP 132, which are told by name.
  Other: [
    { from: 0, to: 0 },
    { from: 2, to: 5 },
    { from: 7, to: 16 },
    { from: 18, to: 57 },
    { from: 59, to: 131 },
    { from: 133, to: 255 },
  ],
  SCTP: ALL_PORTS,
  TCP: ALL_PORTS,
  UDP: ALL_PORTS,
});

/** All of one protocol. */
export function wholeProtocol(protocol: Protocol): ConnectionSet {
  return { [protocol]: ALL_IP_CONNECTIONS[protocol] };
}

export function onePort(protocol: Protocol, port: number): ConnectionSet {
  return { [protocol]: [{ from: port, to: port }] };
}

export function portRange(
  protocol: Protocol,
  from: number,
  to: number,
): ConnectionSet {
  return { [protocol]: [{ from, to }] };
}

function combine(
  a: ConnectionSet,
  b: ConnectionSet,
  each: (
    a: readonly PortRange[],
    b: readonly PortRange[],
  ) => readonly PortRange[],
): ConnectionSet {
  const result: { -readonly [protocol in Protocol]?: readonly PortRange[] } =
    {};
  for (const protocol of PROTOCOLS) {
    const ranges = each(a[protocol] ?? [], b[protocol] ?? []);
    if (ranges.length > 0) {
      result[protocol] = ranges;
    }
  }
  return result;
}

function uniteRanges(
  a: readonly PortRange[],
  b: readonly PortRange[],
): readonly PortRange[] {
  const result: PortRange[] = [];
  for (const range of [...a, ...b].sort((x, y) => x.from - y.from)) {
    const last = result[result.length - 1];
    if (last && range.from <= last.to + 1) {
      result[result.length - 1] = {
        from: last.from,
        to: Math.max(last.to, range.to),
      };
    } else {
      result.push(range);
    }
  }
  return result;
}

function intersectRanges(
  a: readonly PortRange[],
  b: readonly PortRange[],
): readonly PortRange[] {
  const result: PortRange[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const from = Math.max(a[i].from, b[j].from);
    const to = Math.min(a[i].to, b[j].to);
    if (from <= to) {
      result.push({ from, to });
    }
    if (a[i].to < b[j].to) {
      i++;
    } else {
      j++;
    }
  }
  return result;
}

function subtractRanges(
  a: readonly PortRange[],
  b: readonly PortRange[],
): readonly PortRange[] {
  const result: PortRange[] = [];
  for (const range of a) {
    let from = range.from;
    for (const cut of b) {
      if (cut.to < from || cut.from > range.to) {
        continue;
      }
      if (cut.from > from) {
        result.push({ from, to: cut.from - 1 });
      }
      from = cut.to + 1;
    }
    if (from <= range.to) {
      result.push({ from, to: range.to });
    }
  }
  return result;
}

/**
 * All that is in either set, or in both.
 * @public
 */
export function unite(a: ConnectionSet, b: ConnectionSet): ConnectionSet {
  return combine(a, b, uniteRanges);
}

export function intersect(a: ConnectionSet, b: ConnectionSet): ConnectionSet {
  return combine(a, b, intersectRanges);
}

export function subtract(a: ConnectionSet, b: ConnectionSet): ConnectionSet {
  return combine(a, b, subtractRanges);
}

export function isEmpty(set: ConnectionSet): boolean {
  return PROTOCOLS.every(protocol => !set[protocol]);
}

export function contains(
  set: ConnectionSet,
  protocol: Protocol,
  port: number,
): boolean {
  return (set[protocol] ?? []).some(
    range => range.from <= port && port <= range.to,
  );
}

function formatRange(protocol: Protocol, range: PortRange): string {
  if (protocol === 'ICMP' || protocol === 'ICMPv6') {
    const name = (value: number) => `${value >> 8}/${value & 0xff}`;
    return range.from === range.to
      ? name(range.from)
      : `${name(range.from)}-${name(range.to)}`;
  }
  return range.from === range.to
    ? `${range.from}`
    : `${range.from}-${range.to}`;
}

function isWhole(set: ConnectionSet, protocol: Protocol): boolean {
  return (
    formatRanges(set, protocol) === formatRanges(ALL_IP_CONNECTIONS, protocol)
  );
}

function formatRanges(set: ConnectionSet, protocol: Protocol): string {
  return (set[protocol] ?? [])
    .map(range => formatRange(protocol, range))
    .join(',');
}

/** Equal for equal sets alone, unlike what people read. */
export function keyOf(
  set: ConnectionSet,
  protocols: readonly Protocol[] = PROTOCOLS,
): string {
  return protocols
    .map(protocol => `${protocol} ${formatRanges(set, protocol)}`)
    .join();
}

/**
 * One line for a set: `TCP 80,8080-8090,UDP 53`, protocols in alphabetical order.
 * `All Connections` where every port of TCP, UDP and SCTP is in it (and, if it
 * holds anything of ICMP or other protocols, all of those); `No Connections` when empty.
 * @public
 */
export function formatConnections(set: ConnectionSet): string {
  if (isEmpty(set)) {
    return 'No Connections';
  }
  const beyond = (['ICMP', 'ICMPv6', 'Other'] as const).filter(p => set[p]);
  if (
    (['TCP', 'UDP', 'SCTP'] as const).every(p => isWhole(set, p)) &&
    (beyond.length === 0 ||
      (beyond.length === 3 && beyond.every(p => isWhole(set, p))))
  ) {
    return 'All Connections';
  }
  return PROTOCOLS.filter(protocol => set[protocol])
    .map(protocol => {
      const ranges = formatRanges(set, protocol);
      return beyond.some(p => p === protocol) && isWhole(set, protocol)
        ? protocol
        : `${protocol} ${ranges}`;
    })
    .join(',');
}
