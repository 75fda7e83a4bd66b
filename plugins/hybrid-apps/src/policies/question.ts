import {
  Peer,
  PeerQuery,
  Protocol,
  ReachabilityQuery,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';

export const PROTOCOLS: Protocol[] = ['TCP', 'UDP', 'SCTP'];

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

/** An address that stands for all of a range, like that of `10.0.0.0-10.255.255.255`. */
function addressIn({ id, name }: Peer): string {
  const range = name || id.slice(id.indexOf('/') + 1);
  const first = range.split(/[-/]/)[0];
  // The range of everything: any address does that is nobody's.
  return first === '0.0.0.0' ? '203.0.113.1' : first;
}

/** How a peer is written in the URL; undefined where nothing can be asked of it. */
export function endOf(peer: Peer): string | undefined {
  if (peer.kind === 'External') {
    return `${ADDRESS}${addressIn(peer)}`;
  }
  // Several that policies do not tell apart have no namespace in common.
  return peer.cluster && peer.namespace ? peer.id : undefined;
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
  if (!peer?.cluster || !peer.namespace) {
    return undefined;
  }
  const { cluster, namespace, kind, name } = peer;
  return { cluster, namespace, kind, name };
}

/** What to ask the backend; undefined until the question is whole. */
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

/** The short name of an end, for a sentence. */
export function endName(end: string | undefined, peers: Peer[]): string {
  if (end?.startsWith(ADDRESS)) {
    return end.slice(ADDRESS.length);
  }
  return peers.find(({ id }) => id === end)?.name ?? end ?? '';
}
