import {
  Connection,
  Peer,
  PolicyPeers,
  PolicyStatus,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';

/** What is known of a peer that was opened to be told one by one. */
export interface Opened {
  /** A part of what it stands for: so many as a page of the backend's answer has. */
  part?: PolicyPeers;
  error?: Error;
  isLoading: boolean;
  /** Whether its part is not the first. */
  isLater: boolean;
}

/** By their ids, those that were opened last at the end. */
export type OpenedPeers = ReadonlyMap<string, Opened>;

/** So many peers are open at a time: what is drawn stays bounded. */
const MAX_OPEN = 5;

/** The same with another peer open; the one that was opened first closes where they are too many. */
export function withOpen(opened: OpenedPeers, id: string): OpenedPeers {
  const all = [...opened].filter(([known]) => known !== id);
  const fresh: Opened = { isLoading: true, isLater: false };
  return new Map([...all.slice(1 - MAX_OPEN), [id, fresh]]);
}

/** A row or a column: a peer, or what there is to say of the part of one that is open. */
export type Line =
  | { peer: Peer; depth: number; opened?: Opened }
  | { of: Peer; depth: number; opened: Opened };

const isWhole = ({ part, error, isLoading, isLater }: Opened): boolean =>
  !error &&
  !isLoading &&
  !isLater &&
  part?.nextCursor === undefined &&
  (part?.items.length ?? 0) > 0;

/** Peers, and after each that is open what it stands for. */
export function linesOf(
  peers: readonly Peer[],
  opened: OpenedPeers,
  depth = 0,
): Line[] {
  return peers.flatMap((peer): Line[] => {
    const own = opened.get(peer.id);
    if (!own) {
      return [{ peer, depth }];
    }
    return [
      { peer, depth, opened: own },
      ...linesOf(own.part?.items ?? [], opened, depth + 1),
      ...(isWhole(own) ? [] : [{ of: peer, depth: depth + 1, opened: own }]),
    ];
  });
}

type Told = Pick<PolicyStatus, 'peers' | 'connections'>;

/** What is in peers that are open, as far as these are shown. */
function within(peers: readonly Peer[], opened: OpenedPeers): PolicyPeers[] {
  return peers.flatMap(({ id }) => {
    const part = opened.get(id)?.part;
    return part ? [part, ...within(part.items, opened)] : [];
  });
}

/** What a status tells together with the peers that are open. */
export function withOpened(status: Told, opened: OpenedPeers): Told {
  const parts = within(status.peers, opened);
  const known = new Map<string, Peer>();
  for (const peer of [
    ...status.peers,
    ...parts.flatMap(({ items, others }) => [...items, ...others]),
  ]) {
    known.set(peer.id, known.get(peer.id) ?? peer);
  }
  const connections = new Map<string, Connection>();
  for (const connection of [
    ...status.connections,
    ...parts.flatMap(part => part.connections),
  ]) {
    connections.set(
      JSON.stringify([connection.source, connection.destination]),
      connection,
    );
  }
  return { peers: [...known.values()], connections: [...connections.values()] };
}

/** By the ids of what peers that are open stand for: these peers. */
export function parentsOf(
  peers: readonly Peer[],
  opened: OpenedPeers,
): ReadonlyMap<string, string> {
  return new Map(
    peers.flatMap(({ id }) => {
      const items = opened.get(id)?.part?.items ?? [];
      return [
        ...items.map(item => [item.id, id] as const),
        ...parentsOf(items, opened),
      ];
    }),
  );
}

/**
 * Whether it is told that two peers cannot connect where no connection is: of
 * single workloads within two peers that stand for several, it is not.
 *
 * @param top - the ids of the peers of the status itself
 */
export const isToldOf = (
  source: Peer,
  destination: Peer,
  top: ReadonlySet<string>,
): boolean =>
  top.has(source.id) || top.has(destination.id)
    ? source.inApp || destination.inApp
    : false;
