import { ExternalPeer } from '@hybrid-apps/network-policy';
import { Peer } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';

/** All addresses of IPv4, as a range is written. */
export const EVERY_IPV4 = '0.0.0.0-255.255.255.255';

/** Whether a range is all of IPv6. */
export const isEveryIpv6 = ({ from, to }: ExternalPeer): boolean =>
  from === '::' && to === 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff';

/** A range of addresses as people read it. */
export function rangeOf(peer: ExternalPeer): string {
  if (isEveryIpv6(peer)) {
    return '::/0';
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
