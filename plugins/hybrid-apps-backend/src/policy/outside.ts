import { BlockList, isIPv6 } from 'node:net';
import { ExternalPeer } from '@hybrid-apps/network-policy';
import { Peer } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';

/** All addresses of IPv4, as a range is written. */
export const EVERY_IPV4 = '0.0.0.0-255.255.255.255';

/** All addresses of IPv6, likewise. */
export const EVERY_IPV6 = '::/0';

/** Whether a range is all of IPv6. */
const isEveryIpv6 = ({ from, to }: ExternalPeer): boolean =>
  from === '::' && to === 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff';

/** A range of addresses as people read it. */
export function rangeOf(peer: ExternalPeer): string {
  if (isEveryIpv6(peer)) {
    return EVERY_IPV6;
  }
  return peer.from === peer.to ? peer.from : `${peer.from}-${peer.to}`;
}

/** Addresses outside of the cluster as a peer. */
export const outsidePeer = (range: string): Peer => ({
  id: `outside/${range}`,
  kind: 'External',
  name: range,
  inApp: false,
});

/** In place of so many ranges of addresses. */
export const moreOutside = (ranges: number): Peer => ({
  id: 'outside/more',
  kind: 'External',
  name: `${ranges} more ranges of addresses`,
  inApp: false,
});

const familyOf = (address: string) => (isIPv6(address) ? 'ipv6' : 'ipv4');

/** Whether an address of the one range is in the other as well. */
export function overlap(a: ExternalPeer, b: ExternalPeer): boolean {
  const holds = ({ from, to }: ExternalPeer, address: string) => {
    if (familyOf(from) !== familyOf(address)) {
      return false;
    }
    const range = new BlockList();
    range.addRange(from, to, familyOf(from));
    return range.check(address, familyOf(address));
  };
  return holds(a, b.from) || holds(b, a.from);
}
