/** Where answers may change: on either side of what policies say. */
import type { Traffic } from '../__oracle__';
import type { Manifest } from './objects';

/** Every value in a manifest that is no list or map, with the name of its field. */
function leavesOf(value: unknown, key = ''): [string, unknown][] {
  if (Array.isArray(value)) {
    return value.flatMap(each => leavesOf(each, key));
  }
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, each]) => leavesOf(each, name))
    : [[key, value]];
}

const distinct = <T>(values: Iterable<T>): T[] => [...new Set(values)];

const PORT_FIELD = /port|^number$|^start$|^end$/i;
const PORTS = /^\d+(:\d+)?$/;

/** Each port that rules, containers and Services name, and those beside it. */
function portEdges(objects: readonly Manifest[]): number[] {
  const named = objects
    .flatMap(each => leavesOf(each))
    .filter(([key, value]) => PORT_FIELD.test(key) && PORTS.test(`${value}`))
    .flatMap(([, value]) => `${value}`.split(':').map(Number));
  return distinct(named.flatMap(port => [port - 1, port, port + 1])).filter(
    port => port >= 1 && port <= 65535,
  );
}

/** About the types and codes that rules name: 3/1, 8, 8/0 and 128. */
const ICMP_EDGES = [
  [3, 0],
  [3, 1],
  [7, 255],
  [8, 0],
  [8, 255],
  [128, 255],
];

/** Traffic that rules may tell apart: to each port, and of what has none. */
export function trafficEdges(objects: readonly Manifest[]): Traffic[] {
  const ports = portEdges(objects);
  return [
    ...(['TCP', 'UDP', 'SCTP'] as const).flatMap(protocol =>
      ports.map(port => ({ protocol, port })),
    ),
    ...(['ICMP', 'ICMPv6'] as const).flatMap(protocol =>
      ICMP_EDGES.map(([type, code]) => ({ protocol, type, code })),
    ),
    ...[47, 136].map(number => ({ protocol: 'Other' as const, number })),
  ];
}

const CIDR = /^([\d.]+|[\da-f:]*:[\da-f:]*)(\/\d+)?$/;

function numberOf(ip: string): bigint {
  if (ip.includes('.')) {
    return ip
      .split('.')
      .reduce((value, byte) => value * 256n + BigInt(byte), 0n);
  }
  const [head, tail = ''] = ip.split('::');
  const groups = (part: string) => part.split(':').filter(each => each !== '');
  const zeros = Array<string>(
    8 - groups(head).length - groups(tail).length,
  ).fill('0');
  return [...groups(head), ...zeros, ...groups(tail)].reduce(
    (value, group) => value * 65536n + BigInt(`0x${group}`),
    0n,
  );
}

function textOf(value: bigint, bits: 32 | 128): string {
  const [width, count] = bits === 32 ? [8n, 4] : [16n, 8];
  const parts = Array.from(
    { length: count },
    (_, index) =>
      (value >> (width * BigInt(count - 1 - index))) & ((1n << width) - 1n),
  );
  return bits === 32
    ? parts.join('.')
    : parts.map(each => each.toString(16)).join(':');
}

/** The first and last address of each block that rules name, and those beside it. */
export function addressEdges(objects: readonly Manifest[]): string[] {
  return distinct(
    objects
      .flatMap(each => leavesOf(each))
      .flatMap(([, value]) => CIDR.exec(`${value}`) ?? [])
      .filter(each => each !== undefined && /[.:]/.test(each)),
  ).flatMap(block => {
    const [base, length] = block.split('/');
    const bits = base.includes('.') ? 32 : 128;
    const size = 1n << BigInt(bits - Number(length ?? bits));
    const first = (numberOf(base) / size) * size;
    return [first - 1n, first, first + size - 1n, first + size]
      .filter(each => each >= 0n && each < 1n << BigInt(bits))
      .map(each => textOf(each, bits));
  });
}
