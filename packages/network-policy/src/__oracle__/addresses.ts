/** Addresses and ranges of them, by their bits. */
import { End, Match, is, isOnHost, maybeIf } from './world';
import type { World } from './world';

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

/** Whether a CIDR block holds an address; a block without a length is one address. */
export function isInside(ip: string, cidr: string): boolean {
  const [base, length] = cidr.split('/');
  if (ip.includes('.') !== base.includes('.')) {
    return false;
  }
  const prefix = length === undefined ? undefined : Number(length);
  return bitsOf(ip).slice(0, prefix) === bitsOf(base).slice(0, prefix);
}

/** The end's own addresses: a pod's, or, on the host's network, its node's. */
export function addressesOf(end: End, { nodes }: World): string[] {
  if ('ip' in end) {
    return [end.ip];
  }
  const own = end.pod.status.podIPs.map(({ ip }) => ip);
  if (own.length > 0 || !isOnHost(end.pod)) {
    return own;
  }
  return nodes
    .filter(({ metadata }) => metadata.name === end.pod.spec.nodeName)
    .flatMap(({ status }) => status.addresses.map(({ address }) => address));
}

/**
 * Whether ranges hold an end's address, but for the excepted ones. Of several
 * addresses, any may be used. One that a pod does not have yet is taken to be
 * IPv4, as the engine's README says; which one, nobody knows.
 */
export function isWithin(
  end: End,
  cidrs: readonly string[],
  except: readonly string[],
  world: World,
): Match {
  const addresses = addressesOf(end, world);
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
  return held.length === addresses.length ? is(true) : maybeIf(held.length > 0);
}
