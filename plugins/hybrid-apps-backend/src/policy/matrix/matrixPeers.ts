import {
  Connection,
  Peer,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Asked, byId, cellsOf, rowsFor, wholeTable } from './matrix';
import { Row, rowOf, rowsIn } from './rows';
import { mergeAddresses, partOf, Table, tabulate, withRows } from './table';
import { addUnknown, addUnseen } from './uncertain';

/** Which row of a matrix is to be told one by one, and which part of it. */
export interface PeersQuestion {
  /** The id of a peer that stands for several. */
  of: string;
  /** The id of the one workload of the app whose connections with these are told, in place of those of its rows. */
  workload?: string;
  /** The id of the last peer of the page before. */
  after?: string;
  limit: number;
}

/** A part of what a row of a matrix stands for. */
export interface PeersPart {
  items: Peer[];
  /** Of these with the rows of the app; of the app's own with all other rows as well. */
  connections: Connection[];
  /** The other ends of these connections. */
  others: Peer[];
  /** How many peers come after these. */
  left: number;
}

/**
 * What a row of a matrix stands for, one by one, with the connections of each.
 * Undefined where its reader's matrix has no such row, or none to be told so.
 */
export function matrixPeers(
  asked: Asked,
  { of, workload, after = '', limit }: PeersQuestion,
): PeersPart | undefined {
  const rows = rowsFor(asked);
  const { own, units, foreign, unknown } = rows;
  const isOf = ({ peer }: Row) => peer.id === of;
  const group = [...own, ...foreign].find(isOf);
  // What is merged with what, the whole of a matrix tells alone.
  const whole =
    group && !group.peer.inApp ? undefined : wholeTable(asked, rows);
  const row = group ?? whole?.others.find(isOf);
  const one = units.find(unit => unit.row.id === workload);
  if (!row?.peer.expandable || (workload !== undefined && !one)) {
    return undefined;
  }
  const rest = rowsIn(row)
    .filter(({ peer }) => peer.id > after)
    .sort((a, b) => (a.peer.id < b.peer.id ? -1 : 1));
  const page = rest.slice(0, limit);
  const ends: readonly Row[] = one ? [rowOf(one)] : own;
  const isWhole = row.peer.inApp && !one;
  const columns = isWhole ? [...ends, ...foreign] : ends;
  function tableOfPage(): Table {
    // Of rows that were merged, the whole of the matrix has been made already.
    if (whole && row?.merged && !one) {
      return partOf(whole.apart, page);
    }
    const { table: told, addresses } = tabulate(asked.policy, {
      of: page,
      out: columns,
      into: columns,
      outside: isWhole,
    });
    const fewer = mergeAddresses(addresses);
    return isWhole && whole
      ? withRows(told, new Map([...whole.inPlaceOf, ...fewer]))
      : told;
  }
  const table = tableOfPage();
  if (row.peer.inApp) {
    addUnknown(table, page, ends, unknown);
    addUnknown(table, ends, page, unknown);
  }
  if (isWhole && whole?.notSeen) {
    addUnseen(table, page, whole.notSeen);
  }
  const connections = cellsOf(table, asked);
  const ids = new Set(page.map(({ peer }) => peer.id));
  const others = new Set(
    [...table.entries()].flatMap(([source, destination]) => [
      source,
      destination,
    ]),
  );
  return {
    items: page.map(({ peer }) => peer),
    connections,
    others: byId([...others]).filter(({ id }) => !ids.has(id)),
    left: rest.length - page.length,
  };
}
