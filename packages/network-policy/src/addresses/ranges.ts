import ipaddr from 'ipaddr.js';

/**
 * IPv4 and IPv6 on one line of numbers: IPv4 from 0, IPv6 after it. Sets of both
 * families are then sorted lists of ranges on that line.
 */
export type Address = bigint;

/** A closed range on the line. Never crosses from IPv4 to IPv6. */
export interface AddressRange {
  readonly from: Address;
  readonly to: Address;
}

export const IPV6_START = 1n << 32n;
const LINE_END = IPV6_START + (1n << 128n) - 1n;

export const ALL_IPV4: AddressRange = { from: 0n, to: IPV6_START - 1n };
export const ALL_IPV6: AddressRange = { from: IPV6_START, to: LINE_END };

export function isIPv6(address: Address): boolean {
  return address >= IPV6_START;
}

function fromBytes(bytes: readonly number[]): bigint {
  return bytes.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
}

/** An IPv6 address with an IPv4 one at its end takes 45; nothing longer is tried. */
const MAX_LENGTH = 64;

/**
 * Reads an IPv4 or IPv6 address; undefined if it is none. IPv4 is taken in the
 * strict dotted form alone (`010.0.0.1` is refused), IPv4-mapped IPv6 as IPv4.
 */
export function parseAddress(value: string): Address | undefined {
  if (value.length > MAX_LENGTH) {
    return undefined;
  }
  // What cannot be IPv4 is not asked of ipaddr.js, whose no costs an exception.
  if (/^[\d.]+$/.test(value) && ipaddr.IPv4.isValidFourPartDecimal(value)) {
    return fromBytes(ipaddr.IPv4.parse(value).toByteArray());
  }
  // An address of one node's own link (`fe80::1%eth0`) is none of a policy.
  if (value.includes('%') || !ipaddr.IPv6.isValid(value)) {
    return undefined;
  }
  const parsed = ipaddr.IPv6.parse(value);
  return parsed.isIPv4MappedAddress()
    ? fromBytes(parsed.toIPv4Address().toByteArray())
    : IPV6_START + fromBytes(parsed.toByteArray());
}

/** Reads a CIDR block, or a bare address as a block of one; undefined if it is neither. */
export function parseCidr(value: string): AddressRange | undefined {
  const slash = value.indexOf('/');
  const address = parseAddress(slash < 0 ? value : value.slice(0, slash));
  if (address === undefined) {
    return undefined;
  }
  const offset = isIPv6(address) ? IPV6_START : 0n;
  const bits = isIPv6(address) ? 128 : 32;
  const suffix = slash < 0 ? `${bits}` : value.slice(slash + 1);
  if (!/^(0|[1-9]\d{0,2})$/.test(suffix) || Number(suffix) > bits) {
    return undefined;
  }
  const size = 1n << BigInt(bits - Number(suffix));
  const start = ((address - offset) / size) * size + offset;
  return { from: start, to: start + size - 1n };
}

export function formatAddress(address: Address): string {
  const bytes: number[] = [];
  const ipv6 = isIPv6(address);
  let rest = ipv6 ? address - IPV6_START : address;
  for (let i = 0; i < (ipv6 ? 16 : 4); i++) {
    bytes.unshift(Number(rest & 0xffn));
    rest >>= 8n;
  }
  return ipaddr.fromByteArray(bytes).toString();
}

/** `10.0.0.0-10.255.255.255`, or the address alone for a range of one. */
export function formatRange(range: AddressRange): string {
  return range.from === range.to
    ? formatAddress(range.from)
    : `${formatAddress(range.from)}-${formatAddress(range.to)}`;
}

export function covers(outer: AddressRange, inner: AddressRange): boolean {
  return outer.from <= inner.from && inner.to <= outer.to;
}

export function includes(
  ranges: readonly AddressRange[],
  address: Address,
): boolean {
  return ranges.some(range => range.from <= address && address <= range.to);
}

/** Sorted, disjoint ranges with the same addresses; neighbours of one family joined. */
function normalize(ranges: readonly AddressRange[]): AddressRange[] {
  const result: AddressRange[] = [];
  for (const range of [...ranges].sort((a, b) =>
    a.from < b.from ? -1 : Number(a.from > b.from),
  )) {
    const last = result[result.length - 1];
    const touches =
      last !== undefined &&
      (range.from <= last.to ||
        (range.from === last.to + 1n && range.from !== IPV6_START));
    if (touches) {
      if (range.to > last.to) {
        result[result.length - 1] = { from: last.from, to: range.to };
      }
    } else {
      result.push(range);
    }
  }
  return result;
}

export function subtractRanges(
  ranges: readonly AddressRange[],
  cuts: readonly AddressRange[],
): AddressRange[] {
  let left = normalize(ranges);
  for (const cut of cuts) {
    left = left.flatMap(range => {
      if (cut.to < range.from || cut.from > range.to) {
        return [range];
      }
      const parts: AddressRange[] = [];
      if (cut.from > range.from) {
        parts.push({ from: range.from, to: cut.from - 1n });
      }
      if (cut.to < range.to) {
        parts.push({ from: cut.to + 1n, to: range.to });
      }
      return parts;
    });
  }
  return left;
}

/**
 * Cuts the line of all addresses at the edges of the ranges: within each of the
 * pieces every one of the ranges holds all addresses or none.
 */
export function elementaryRanges(
  ranges: Iterable<AddressRange>,
): AddressRange[] {
  const starts = new Set<bigint>([0n, IPV6_START]);
  for (const range of ranges) {
    starts.add(range.from);
    if (range.to < LINE_END) {
      starts.add(range.to + 1n);
    }
  }
  const sorted = [...starts].sort((a, b) => (a < b ? -1 : 1));
  return sorted.map((from, i) => ({
    from,
    to: i + 1 < sorted.length ? sorted[i + 1] - 1n : LINE_END,
  }));
}
