import {
  Connection,
  Peer,
  PolicyPeers,
  PolicyStatus,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { readIds, writeIds } from '../components';

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

/** So long is what the URL says of them, unless one alone is longer: what is copied has to fit in a chat's line. */
const MAX_LENGTH = 2_000;

/** What is open, as the URL says it. */
export const readOpen = (text: string | null): string[] =>
  readIds(text).slice(-MAX_OPEN);

/** What the URL is to say with a peer opened, or closed; the one that was opened first closes where they are too many. */
export function toggled(ids: readonly string[], id: string): string {
  const others = ids.filter(other => other !== id);
  const next = (others.length < ids.length ? others : [...others, id]).slice(
    -MAX_OPEN,
  );
  while (next.length > 1 && writeIds(next).length > MAX_LENGTH) {
    next.shift();
  }
  return writeIds(next);
}

/** Of a peer that has just been opened. */
export const FRESH: Opened = { isLoading: true, isLater: false };

/**
 * Those of the ids that there are: peers of the status, or of what is told of
 * one that is open. Others are as if nobody had named them.
 *
 * @param told - what is told of any of them so far
 */
export function openOf(
  peers: readonly Peer[],
  ids: readonly string[],
  told: OpenedPeers,
): OpenedPeers {
  const there = new Set<string>();
  const look = (all: readonly Peer[]) => {
    for (const { id, expandable } of all) {
      if (expandable && ids.includes(id) && !there.has(id)) {
        there.add(id);
        look(told.get(id)?.part?.items ?? []);
      }
    }
  };
  look(peers);
  return new Map(
    ids
      .filter(id => there.has(id))
      .map(id => [id, told.get(id) ?? FRESH] as const),
  );
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
 * Whether the two are of different clusters. What one cluster's policies say of
 * a Pod of the other is told at the connections that the app has, not here.
 */
export const areApart = (source: Peer, destination: Peer): boolean =>
  [source, destination].every(
    ({ kind, cluster }) => kind !== 'External' && cluster !== undefined,
  ) && source.cluster !== destination.cluster;

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
