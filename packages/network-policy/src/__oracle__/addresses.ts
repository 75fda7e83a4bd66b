/** Addresses and ranges of them, by their bits. */
import { End, Match, is, isOnHost, maybeIf } from './world';
import type { World } from './world';

/** The same few are asked about again and again. */
const known = new Map<string, string>();

/** The bits of an address as text: comparing prefixes is comparing texts. */
export function bitsOf(ip: string): string {
  const bits = known.get(ip) ?? toBits(ip);
  known.set(ip, bits);
  return bits;
}

function toBits(ip: string): string {
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

const knownPrefixes = new Map<string, string>();

/** The bits that the addresses of a CIDR block have in common; a block without a length is one address. */
function prefixOf(cidr: string): string {
  const [base, length] = cidr.split('/');
  const prefix =
    knownPrefixes.get(cidr) ??
    bitsOf(base).slice(0, length === undefined ? undefined : Number(length));
  knownPrefixes.set(cidr, prefix);
  return prefix;
}

/** Whether a CIDR block holds an address. */
function isInside(ip: string, cidr: string): boolean {
  return (
    ip.includes('.') === cidr.includes('.') &&
    bitsOf(ip).startsWith(prefixOf(cidr))
  );
}

/** The end's own addresses: a pod's, or, on the host's network, its node's. */
export function addressesOf(end: End, { nodes }: World): string[] {
  if ('ip' in end) {
    return [end.ip];
  }
  const { podIPs, hostIP } = end.pod.status;
  const own = podIPs.map(({ ip }) => ip);
  if (own.length > 0 || !isOnHost(end.pod)) {
    return own;
  }
  if (hostIP) {
    return [hostIP];
  }
  return nodes
    .filter(({ metadata }) => metadata.name === end.pod.spec.nodeName)
    .flatMap(({ status }) => status.addresses.map(({ address }) => address));
}

/** Where the README says that a pod's address is which has none yet. */
const POD_BLOCKS = [
  '10.0.0.0/8',
  '100.64.0.0/10',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '240.0.0.0/4',
];

/** The first IPv4 address of a block, and the first one after it. */
function edgesOf(cidr: string): string[] {
  const [base, length = '32'] = cidr.split('/');
  const prefix = bitsOf(base).slice(0, Number(length));
  const after = BigInt(`0b${prefix.padEnd(32, '1')}`) + 1n;
  return [prefix.padEnd(32, '0'), after.toString(2).padStart(32, '0')]
    .filter(bits => bits.length === 32)
    .map(bits =>
      [0, 8, 16, 24].map(at => parseInt(bits.slice(at, at + 8), 2)).join('.'),
    );
}

/**
 * Whether ranges hold an end's address, but for the excepted ones. Of several
 * addresses, any may be used. One that a pod does not have yet is taken to be
 * among POD_BLOCKS, a node's to be IPv4; which one, nobody knows.
 */
export function isWithin(
  end: End,
  cidrs: readonly string[],
  except: readonly string[],
  world: World,
): Match {
  const isHeld = (ip: string) =>
    cidrs.some(cidr => isInside(ip, cidr)) &&
    !except.some(cidr => isInside(ip, cidr));
  const own = addressesOf(end, world);
  const possible =
    'pod' in end && isOnHost(end.pod) ? ['0.0.0.0/0'] : POD_BLOCKS;
  // Without an address: one of each stretch in which all are held, or none.
  const addresses =
    own.length > 0
      ? own
      : [...possible, ...cidrs, ...except]
          .filter(cidr => cidr.includes('.'))
          .flatMap(edgesOf)
          .filter(ip => possible.some(cidr => isInside(ip, cidr)));
  const held = addresses.filter(isHeld);
  return held.length === addresses.length ? is(true) : maybeIf(held.length > 0);
}
