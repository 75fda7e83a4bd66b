import {
  Connection as EngineConnection,
  ConnectionSet,
  ExternalPeer,
  formatConnections,
  Peer as EnginePeer,
  PeerInput,
} from '@hybrid-apps/network-policy';
import {
  Connection,
  Peer,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { ClusterPolicy } from './clusterPolicy';
import { Cell, createForeigners } from './foreigners';
import { explainGaps, gapsIn } from './knowledge';
import { EVERY_IPV4, isEveryIpv6, outsidePeer, rangeOf } from './outside';
import { peerKey } from './enginePeers';
import { AppWorkload } from './peers';
import { Reader, toldTo } from './reader';
import { unseenRows } from './unseen';

/** Rows and columns of an app's matrix on one cluster, and the cells that are not empty. */
export interface Matrix {
  peers: Peer[];
  connections: Connection[];
}

const NOTHING = 'No Connections';
const EVERYTHING = 'All Connections';

const inputOf = (peer: EnginePeer): PeerInput =>
  peer.type === 'external' ? { ip: peer.from } : peer;

function firstPort(
  set: ConnectionSet,
): { protocol: 'TCP' | 'UDP' | 'SCTP'; port: number } | undefined {
  for (const protocol of ['TCP', 'UDP', 'SCTP'] as const) {
    const [range] = set[protocol] ?? [];
    if (range) {
      return { protocol, port: range.from };
    }
  }
  return undefined;
}

/** On what an uncertain connection hangs, told for the first port of it. */
function whyUncertain(
  { model }: ClusterPolicy,
  { source, destination, uncertain }: EngineConnection,
): string {
  const port = firstPort(uncertain);
  return port
    ? model
        .evaluate({
          source: inputOf(source),
          destination: inputOf(destination),
          ...port,
        })
        .reasons.join('; ')
    : '';
}

function cellOf(
  policy: ClusterPolicy,
  connection: EngineConnection,
  { sight }: Reader,
): Cell {
  const sure = formatConnections(connection.allowed);
  const maybe = formatConnections(connection.uncertain);
  if (maybe === NOTHING) {
    return { verdict: 'allowed', ports: sure };
  }
  const reason = toldTo(policy.store, sight)(whyUncertain(policy, connection));
  return sure === NOTHING
    ? { verdict: 'uncertain', ports: maybe, ...(reason && { reason }) }
    : {
        verdict: 'allowed',
        ports: sure,
        reason: `${maybe} is uncertain${reason && `: ${reason}`}`,
      };
}

/** Cells by their ends. */
function createCells() {
  const cells = new Map<string, Connection>();
  return {
    add(source: string, destination: string, cell: Cell) {
      cells.set(`${source} ${destination}`, { source, destination, ...cell });
    },
    get: (source: string, destination: string) =>
      cells.get(`${source} ${destination}`),
    sorted: () =>
      [...cells].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => cell),
  };
}

const byId = (peers: Iterable<Peer>): Peer[] =>
  [...peers].sort((a, b) => (a.id < b.id ? -1 : 1));

const appPeers = (workloads: readonly AppWorkload[]): Peer[] =>
  byId(
    workloads.map(({ member: { id, cluster, object } }) => ({
      id,
      cluster,
      namespace: object.metadata.namespace ?? '',
      kind: object.kind,
      name: object.metadata.name,
      inApp: true,
    })),
  );

/** What is not known of the policies between namespaces. */
function createUnknown({ gaps }: ClusterPolicy) {
  const reasons = new Map<string, string>();
  /** Why a connection between these is not sure; empty where it is. */
  function between(...namespaces: string[]): string {
    const key = namespaces.join(' ');
    const reason = reasons.get(key) ?? explainGaps(gapsIn(gaps, namespaces));
    reasons.set(key, reason);
    return reason;
  }
  return {
    between,
    isKnown: ({ namespace }: { namespace: string }) =>
      between(namespace) === '',
  };
}

type Unknown = ReturnType<typeof createUnknown>;

/** Where policies are not known, nothing is denied or allowed for sure. */
function addUncertain(
  cells: ReturnType<typeof createCells>,
  peers: readonly Peer[],
  unknown: Unknown,
): void {
  for (const source of peers) {
    for (const destination of peers) {
      const reason = unknown.between(
        source.namespace ?? '',
        destination.namespace ?? '',
      );
      if (source !== destination && reason) {
        cells.add(source.id, destination.id, {
          verdict: 'uncertain',
          ports: EVERYTHING,
          reason,
        });
      }
    }
  }
}

/**
 * The connections of an app's workloads on one cluster, with each other and with
 * all else; with what is in namespaces whose policies are not known, those of
 * the app alone, as uncertain.
 *
 * @param policy - as its reader sees the cluster
 * @param others.unseen - how many workloads there are that the reader does not see
 */
export function matrixOf(
  policy: ClusterPolicy,
  workloads: readonly AppWorkload[],
  reader: Reader,
  { unseen }: { unseen: number },
): Matrix {
  const unknown = createUnknown(policy);
  /** Usually one; Pods that one owner of another sort has share its key. */
  const ids = new Map<string, string[]>();
  for (const { member, peer } of workloads) {
    if (peer && unknown.isKnown(peer)) {
      const key = peerKey(peer);
      ids.set(key, [...(ids.get(key) ?? []), member.id]);
    }
  }
  const idsOf = (peer: EnginePeer): string[] =>
    peer.type === 'workload' ? ids.get(peerKey(peer)) ?? [] : [];
  const cells = createCells();
  const own = appPeers(workloads);
  if (policy.gaps.length > 0) {
    addUncertain(cells, own, unknown);
    if (ids.size === 0) {
      return { peers: own, connections: cells.sorted() };
    }
  }
  const outside = new Map<string, Peer>();
  const foreigners = createForeigners();

  function addOutside(
    peer: ExternalPeer,
    cell: Cell,
    endsWith: (id: string) => [source: string, destination: string],
  ) {
    const twin = cells.get(...endsWith(outsidePeer(EVERY_IPV4).id));
    // Where all of IPv4 is in the row already, all of IPv6 would say it again.
    if (isEveryIpv6(peer) && twin?.ports === cell.ports) {
      return;
    }
    const row = outsidePeer(rangeOf(peer));
    outside.set(row.id, row);
    cells.add(...endsWith(row.id), cell);
  }

  for (const connection of policy.model.connections({
    involving: peer => idsOf(peer).length > 0,
  })) {
    const { source, destination } = connection;
    const cell = cellOf(policy, connection, reader);
    for (const id of idsOf(source)) {
      if (destination.type === 'external') {
        addOutside(destination, cell, other => [id, other]);
      } else if (destination.type === 'workload') {
        const others = idsOf(destination);
        others.forEach(other => cells.add(id, other, cell));
        if (others.length === 0 && unknown.isKnown(destination)) {
          foreigners.add(destination, id, 'outgoing', cell);
        }
      }
    }
    for (const id of idsOf(destination)) {
      if (source.type === 'external') {
        addOutside(source, cell, other => [other, id]);
      } else if (
        source.type === 'workload' &&
        idsOf(source).length === 0 &&
        unknown.isKnown(source)
      ) {
        foreigners.add(source, id, 'incoming', cell);
      }
    }
  }

  const rows = foreigners.rows(
    policy.store,
    policy.model.workloads.filter(peer => !ids.has(peerKey(peer))),
    reader.mayName,
    peer => policy.model.posture(peer).hostNetwork,
  );
  for (const { row, towards } of rows) {
    for (const [id, { outgoing, incoming }] of towards) {
      if (outgoing) {
        cells.add(id, row.id, outgoing);
      }
      if (incoming) {
        cells.add(row.id, id, incoming);
      }
    }
  }
  const others = rows.map(({ row }) => row);
  if (unseen > 0 && ids.size > 0) {
    const told = unseenRows(
      policy,
      workloads.flatMap(({ member: { id }, peer }) =>
        peer && unknown.isKnown(peer) ? [{ id, peer }] : [],
      ),
      unseen,
    );
    others.push(...told.peers);
    for (const { source, destination, ...cell } of told.connections) {
      cells.add(source, destination, cell);
    }
  }
  return {
    peers: [...own, ...byId(others), ...byId(outside.values())],
    connections: cells.sorted(),
  };
}
