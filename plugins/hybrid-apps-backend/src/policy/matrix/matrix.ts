import {
  ConnectionSet,
  Peer as EnginePeer,
  PeerInput,
} from '@hybrid-apps/network-policy';
import {
  Connection,
  Peer,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Cell, cellOf, Said, saysOf } from './cells';
import { ClusterPolicy } from '../clusterPolicy';
import { EVERY_IPV4, EVERY_IPV6, outsidePeer } from '../outside';
import { AppWorkload } from '../peers';
import { Reader, toldTo } from '../reader';
import {
  foreignRows,
  groupBy,
  MAX_EQUAL_ROWS,
  mergedRow,
  ownRows,
  ownUnits,
  Row,
  sizeOf,
} from './rows';
import { mergeAddresses, Table, tabulate, withRows } from './table';
import { addUnknown, addUnseen, createUnknown } from './uncertain';
import { unseenRows } from './unseen';

/** Rows and columns of an app's matrix on one cluster, and the cells that are not empty. */
export interface Matrix {
  peers: Peer[];
  connections: Connection[];
  /** By the ids of the app's workloads: the ids of the peers that reach them. */
  reaching: ReadonlyMap<string, readonly string[]>;
}

/** So many rows are told of what is not of the app; the last of more stands for the rest. */
const MAX_FOREIGN_ROWS = 60;

const [ALL_OF_IPV4, ALL_OF_IPV6] = [EVERY_IPV4, EVERY_IPV6].map(
  range => outsidePeer(range).id,
);

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
const explainer =
  ({ model, store }: ClusterPolicy, { sight }: Reader) =>
  ({ source, destination, uncertain }: Said): string => {
    const port = firstPort(uncertain);
    return port && source && destination
      ? toldTo(
          store,
          sight,
        )(
          model
            .evaluate({
              source: inputOf(source),
              destination: inputOf(destination),
              ...port,
            })
            .reasons.join('; '),
        )
      : '';
  };

/** How many pairs there are of workloads of the one row with others of the other. */
function pairsOf(source: Row, destination: Row): number {
  const all = sizeOf(source) * sizeOf(destination);
  if (!source.peer.inApp || !destination.peer.inApp) {
    return all;
  }
  const ids = new Set(source.units.map(({ row }) => row.id));
  return all - destination.units.filter(({ row }) => ids.has(row.id)).length;
}

const withoutReason = ({ reason, ...cell }: Cell): Cell => cell;

export const byId = (rows: readonly Row[]): Peer[] =>
  rows.map(({ peer }) => peer).sort((a, b) => (a.id < b.id ? -1 : 1));

/** The cells of a table, as its reader may have them. */
export function cellsOf(table: Table, { policy, reader }: Asked): Connection[] {
  const explain = explainer(policy, reader);
  const cells = new Map<string, Connection>();
  for (const [source, destination, tally] of table.entries()) {
    const cell = cellOf(tally, pairsOf(source, destination), explain);
    const ends = { source: source.peer.id, destination: destination.peer.id };
    const isUnnamed = source.isUnnamed || destination.isUnnamed;
    cells.set(`${ends.source} ${ends.destination}`, {
      ...ends,
      ...(isUnnamed ? withoutReason(cell) : cell),
    });
  }
  // Where all of IPv4 is in a row already, all of IPv6 would say it again.
  const asIpv4 = (id: string) => (id === ALL_OF_IPV6 ? ALL_OF_IPV4 : id);
  return [...cells]
    .filter(([key, cell]) => {
      const ipv4 = `${asIpv4(cell.source)} ${asIpv4(cell.destination)}`;
      const twin = ipv4 === key ? undefined : cells.get(ipv4);
      return !twin || saysOf(twin) !== saysOf(cell);
    })
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, cell]) => cell);
}

/** Many rows that say the same become one, and so do those that are too many. */
function mergeForeign(
  cluster: string,
  table: Table,
  own: readonly Row[],
  rows: readonly Row[],
): ReadonlyMap<Row, Row> {
  const inPlaceOf = new Map<Row, Row>();
  const merge = (some: readonly Row[]) => {
    const merged = mergedRow(cluster, some);
    some.forEach(row => inPlaceOf.set(row, merged));
    return merged;
  };
  const says = (source: Row, destination: Row) => {
    const tally = table.tally(source, destination);
    const pairs = pairsOf(source, destination);
    return tally && saysOf(cellOf(tally, pairs, () => ''));
  };
  const equal = groupBy(rows, row =>
    JSON.stringify([
      row.peer.hostNetwork ?? false,
      ...own.map(one => [says(one, row), says(row, one)]),
    ]),
  );
  const told = [...equal.values()].flatMap(some =>
    some.length > MAX_EQUAL_ROWS ? [merge(some)] : some,
  );
  if (told.length > MAX_FOREIGN_ROWS) {
    merge(told.slice(MAX_FOREIGN_ROWS - 1).flatMap(row => row.merged ?? [row]));
  }
  return inPlaceOf;
}

/** What a matrix is told of, and to whom. */
export interface Asked {
  /** As its reader sees the cluster. */
  policy: ClusterPolicy;
  workloads: readonly AppWorkload[];
  reader: Reader;
  /** How many workloads there are that the reader does not see. */
  unseen: number;
}

/** The rows of the app, and those of all else before any of them are merged. */
export function rowsFor({ policy, workloads, reader }: Asked) {
  const unknown = createUnknown(policy);
  const units = ownUnits(policy, workloads, unknown.isKnown);
  const own = ownRows(policy.store.name, units);
  const isTold = units.some(({ peer }) => peer);
  return {
    unknown,
    units,
    own,
    isTold,
    foreign: isTold
      ? foreignRows(policy, workloads, reader, unknown.isKnown)
      : [],
  };
}

/** The whole matrix, before its cells are written. */
export function wholeTable(
  { policy, unseen }: Asked,
  { unknown, own, foreign, isTold }: ReturnType<typeof rowsFor>,
) {
  const { table, addresses } = tabulate(policy, {
    of: own,
    out: [...own, ...foreign],
    into: foreign,
    outside: true,
  });
  const ends = new Set(
    [...table.entries()].flatMap(([source, destination]) => [
      source,
      destination,
    ]),
  );
  const present = foreign.filter(row => ends.has(row));
  const inPlaceOf = mergeForeign(
    policy.store.name,
    table,
    own,
    present.filter(({ isUnnamed }) => !isUnnamed),
  );
  const fewer = mergeAddresses(addresses);
  const merged = withRows(table, new Map([...inPlaceOf, ...fewer]));
  addUnknown(merged, own, own, unknown);
  const notSeen = unseen > 0 && isTold ? unseenRows(policy, unseen) : undefined;
  if (notSeen) {
    addUnseen(merged, own, notSeen);
  }
  return {
    table: merged,
    /** Before any rows were merged. */
    apart: table,
    inPlaceOf,
    notSeen,
    others: [
      ...new Set(present.map(row => inPlaceOf.get(row) ?? row)),
      ...(notSeen ? [notSeen.workloads, notSeen.nodes] : []),
    ],
    addresses: [...new Set(addresses.map(row => fewer.get(row) ?? row))],
  };
}

/**
 * The connections of an app's workloads on one cluster, with each other and with
 * all else; with what is in namespaces whose policies are not known, those of
 * the app alone, as uncertain. What is not of the app is told namespace by
 * namespace, and so are the app's workloads where they are many: `matrixPeers`
 * tells them one by one.
 */
export function matrixOf(asked: Asked): Matrix {
  const rows = rowsFor(asked);
  const { table, others, addresses } = wholeTable(asked, rows);
  const connections = cellsOf(table, asked);
  const ends = new Set(
    connections.flatMap(({ source, destination }) => [source, destination]),
  );
  const outside = byId(addresses).filter(({ id }) => ends.has(id));
  const peers = [...byId(rows.own), ...byId(others), ...outside];
  const told = new Set(peers.map(({ id }) => id));
  return {
    peers,
    connections,
    reaching: new Map(
      [...table.reaching()].map(([id, sources]) => [
        id,
        byId([...sources]).flatMap(row => (told.has(row.id) ? row.id : [])),
      ]),
    ),
  };
}
