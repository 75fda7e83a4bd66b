import {
  Peer,
  PeerQuery,
  PolicyStatus,
  Protocol,
  ReachabilityQuery,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Translate } from '../translation';
import { isAnyIpv4, isAnyIpv6, PROTOCOLS, shortName } from './connections';

/** Marks an end that is an address, in the URL. */
export const ADDRESS = 'ip:';

/** "Can A reach B?", as far as it has been asked. All of it is in the URL. */
export interface Question {
  /** A peer's id, or an address after `ip:`. */
  from?: string;
  to?: string;
  port?: number;
  protocol: Protocol;
}

export function readQuestion(params: URLSearchParams): Question {
  const port = Number(params.get('port'));
  const protocol = params.get('protocol');
  return {
    from: params.get('from') ?? undefined,
    to: params.get('to') ?? undefined,
    port: Number.isInteger(port) && port > 0 && port < 65536 ? port : undefined,
    protocol: PROTOCOLS.find(known => known === protocol) ?? 'TCP',
  };
}

// Of the ranges for documentation (RFC 5737, RFC 3849): nobody has them.
const NOBODYS_IPV4 = '203.0.113.1';
const NOBODYS_IPV6 = '2001:db8::1';

/** An address that stands for all of a range, like that of `10.0.0.0-10.255.255.255`. */
function addressIn({ name }: Peer): string {
  if (isAnyIpv4(name)) {
    return NOBODYS_IPV4;
  }
  if (isAnyIpv6(name)) {
    return NOBODYS_IPV6;
  }
  const [first, last = first] = name.split('-');
  // 0.0.0.0 and :: are no addresses that anything has.
  return ['0.0.0.0', '::'].includes(first) ? last : first.split('/')[0];
}

function queryOf(
  end: string | undefined,
  peers: Peer[],
): PeerQuery | undefined {
  if (end?.startsWith(ADDRESS)) {
    const ip = end.slice(ADDRESS.length).trim();
    return ip.length > 1 ? { ip } : undefined;
  }
  const peer = peers.find(({ id }) => id === end);
  if (peer?.kind === 'External') {
    const ip = addressIn(peer);
    // Several ranges that are told as one have no address in their name.
    return /^[\da-f]*[.:][\da-f.:]*$/i.test(ip) ? { ip } : undefined;
  }
  // Several that policies do not tell apart have no namespace in common.
  if (!peer?.cluster || !peer.namespace) {
    return undefined;
  }
  const { cluster, namespace, kind, name } = peer;
  return { cluster, namespace, kind, name };
}

/**
 * What to ask the backend; undefined until the question is whole, and where an
 * end is several workloads that are told as one.
 */
export function reachabilityQuery(
  { from, to, port, protocol }: Question,
  peers: Peer[],
): ReachabilityQuery | undefined {
  const source = queryOf(from, peers);
  const destination = queryOf(to, peers);
  return source && destination && port && from !== to
    ? { source, destination, port, protocol }
    : undefined;
}

/**
 * A workload by its id, where that is all that is known of it: it is one of many
 * that a peer of the policy status stands for. `cluster/namespace/group/Kind/name`.
 */
export function peerNamed(
  id: string | undefined,
  { peers, workloads }: Pick<PolicyStatus, 'peers' | 'workloads'>,
): Peer | undefined {
  const [cluster, namespace, , kind, name, ...more] = (id ?? '').split('/');
  return id &&
    !peers.some(peer => peer.id === id) &&
    cluster &&
    namespace &&
    kind &&
    name &&
    more.length === 0
    ? {
        id,
        cluster,
        namespace,
        kind,
        name,
        inApp: workloads.some(workload => workload.id === id),
      }
    : undefined;
}

/** The short name of an end, for a sentence. */
export function endName(
  end: string | undefined,
  peers: Peer[],
  t: Translate,
): string {
  if (end?.startsWith(ADDRESS)) {
    return end.slice(ADDRESS.length);
  }
  const peer = peers.find(({ id }) => id === end);
  return peer ? shortName(peer, t) : end ?? '';
}
