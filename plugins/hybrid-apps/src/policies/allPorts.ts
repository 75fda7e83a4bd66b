import {
  Connection,
  Peer,
  PolicyStatus,
  Reachability,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import {
  ALL,
  connectionBetween,
  ConnectionIndex,
  hasPort,
  indexConnections,
  PortChoice,
} from './connections';
import { isToldOf } from './opened';
import { ADDRESS, Question } from './question';
import { isRest, restOf } from './rest';

/** What is known of one way, or of several that are alike. */
export interface Told {
  verdict: Reachability['verdict'];
  /** What the verdict is of, like `TCP 80`; undefined for every port. */
  ports?: string;
  /** Whether all other ports are denied. */
  elseDenied: boolean;
  reason?: string;
  /** Of how many pairs it is so, where an end stands for several workloads. */
  pairs?: Connection['pairs'];
  /** The clusters between which nobody knows the way. */
  between?: [from: string, to: string];
}

/** Ways that are alike, by the workloads that one of the ends stands for. */
export interface ToldOfSome extends Told {
  members: Peer[];
  end: 'source' | 'destination';
}

export type AllPorts =
  /**
   * Nothing is known before a port is asked for: of an address, of two that are
   * not of the app, or of two that are told within others alone.
   */
  | { needsPort: 'address' | 'foreign' | 'within' }
  | {
      /** One where both ends are one, or all that an end stands for are alike. */
      told: ToldOfSome[];
      /** Whether the backend could tell the rules. */
      hasRules: boolean;
    };

/** The peers that an end stands for: one, or those of a row for the rest of a cluster. */
function membersOf(end: string | undefined, peers: Peer[]): Peer[] {
  const own = peers.find(({ id }) => id === end);
  return own
    ? [own]
    : peers.filter(peer => isRest(peer) && restOf(peer).id === end);
}

function toldOf(source: Peer, destination: Peer, index: ConnectionIndex): Told {
  const connection = connectionBetween(index, source.id, destination.id);
  if (connection) {
    const { verdict, ports, reason, pairs } = connection;
    return ports === ALL
      ? { verdict, elseDenied: false, reason, pairs }
      : // Beside what is allowed, the reason tells what is uncertain in addition.
        {
          verdict,
          ports,
          elseDenied: !(verdict === 'allowed' && reason),
          reason,
          pairs,
        };
  }
  const [from, to] = [source.cluster, destination.cluster];
  return from && to && from !== to
    ? { verdict: 'uncertain', elseDenied: false, between: [from, to] }
    : { verdict: 'denied', elseDenied: false };
}

/** The same for one port. */
function onPort(told: Told, choice: PortChoice): Told {
  const ports = `${choice.protocol} ${choice.port}`;
  const { verdict, reason, elseDenied } = told;
  if (told.ports === undefined || hasPort(told.ports, choice)) {
    return { ...told, ports, elseDenied: false };
  }
  return elseDenied
    ? { verdict: 'denied', ports, elseDenied: false }
    : {
        verdict: verdict === 'allowed' ? 'uncertain' : verdict,
        ports,
        elseDenied,
        reason,
      };
}

/**
 * What the policy status alone says of a question: of every port, or of one
 * where the backend cannot be asked. Undefined until both ends are chosen.
 *
 * @param of.peers - also those of which the question alone tells
 * @param known.top - the peers of the status itself
 * @param known.told - these, and what is open in them
 */
export function allPorts(
  question: Question,
  { peers, connections }: Pick<PolicyStatus, 'peers' | 'connections'>,
  known: { top: readonly Peer[]; told: readonly Peer[] } = {
    top: peers,
    told: peers,
  },
): AllPorts | undefined {
  const { from, to, port, protocol } = question;
  const isAddress = (end?: string) => end?.startsWith(ADDRESS) ?? false;
  const sources = membersOf(from, peers);
  const destinations = membersOf(to, peers);
  const isKnown = (end: string | undefined, members: Peer[]) =>
    members.length > 0 || (isAddress(end) && end !== ADDRESS);
  if (from === to || !isKnown(from, sources) || !isKnown(to, destinations)) {
    return undefined;
  }
  if (isAddress(from) || isAddress(to)) {
    return { needsPort: 'address' };
  }
  const inApp = (all: Peer[]) => all.some(peer => peer.inApp);
  if (!inApp(sources) && !inApp(destinations)) {
    return { needsPort: 'foreign' };
  }
  const index = indexConnections(connections);
  const [topIds, toldIds] = [known.top, known.told].map(
    all => new Set(all.map(({ id }) => id)),
  );
  const isTold = (source: Peer, destination: Peer) =>
    connectionBetween(index, source.id, destination.id) !== undefined ||
    source.cluster !== destination.cluster ||
    (isToldOf(source, destination, topIds) &&
      toldIds.has(source.id) &&
      toldIds.has(destination.id));
  if (sources.some(source => destinations.some(one => !isTold(source, one)))) {
    return { needsPort: 'within' };
  }
  const alike = new Map<string, ToldOfSome>();
  for (const source of sources) {
    for (const destination of destinations) {
      const told = toldOf(source, destination, index);
      const asked = port ? onPort(told, { protocol, port }) : told;
      const key = JSON.stringify(asked);
      const { members } = alike.get(key) ?? { members: [] };
      // Of the two, one at most stands for several: the other is of the app.
      const [end, member] =
        sources.length > 1
          ? (['source', source] as const)
          : (['destination', destination] as const);
      alike.set(key, { ...asked, end, members: [...members, member] });
    }
  }
  const isOne = ([peer, ...more]: Peer[]) =>
    more.length === 0 && (peer.kind === 'External' || !!peer.namespace);
  return {
    told: [...alike.values()],
    hasRules: isOne(sources) && isOne(destinations),
  };
}
