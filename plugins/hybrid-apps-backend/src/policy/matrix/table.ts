import {
  Connection as EngineConnection,
  ExternalPeer,
  Peer as EnginePeer,
  uniteConnections,
} from '@hybrid-apps/network-policy';
import { getOrMake } from '../../getOrMake';
import { count, Said, Tally } from './cells';
import { ClusterPolicy } from '../clusterPolicy';
import {
  EVERY_IPV4,
  EVERY_IPV6,
  moreOutside,
  outsidePeer,
  overlap,
  rangeOf,
} from '../outside';
import { groupBy, Row, Unit } from './rows';

/** What is said of pairs of rows, from the one to the other. */
export interface Table {
  add(source: Row, destination: Row, said: Said, pairs?: number): void;
  /** Notes that something of a row reaches a workload of the app. */
  reach(source: Row, id: string): void;
  tally(source: Row, destination: Row): Tally | undefined;
  entries(): Iterable<[source: Row, destination: Row, tally: Tally]>;
  /** By the id of a workload of the app: the rows that reach it. */
  reaching(): ReadonlyMap<string, ReadonlySet<Row>>;
}

export function createTable(): Table {
  const tallies = new Map<Row, Map<Row, Tally>>();
  const reached = new Map<Row, Set<string>>();
  return {
    add(source, destination, said, pairs = 1) {
      const of = getOrMake(tallies, source, () => new Map<Row, Tally>());
      count(
        getOrMake(of, destination, () => []),
        said,
        pairs,
      );
    },
    reach(source, id) {
      getOrMake(reached, source, () => new Set<string>()).add(id);
    },
    tally: (source, destination) => tallies.get(source)?.get(destination),
    *entries() {
      for (const [source, of] of tallies) {
        for (const [destination, tally] of of) {
          yield [source, destination, tally];
        }
      }
    },
    reaching() {
      const reaching = new Map<string, Set<Row>>();
      for (const [row, ids] of reached) {
        ids.forEach(id =>
          getOrMake(reaching, id, () => new Set<Row>()).add(row),
        );
      }
      return reaching;
    },
  };
}

/** The same with others in place of some rows. */
export function withRows(
  table: Table,
  inPlaceOf: ReadonlyMap<Row, Row>,
): Table {
  const shown = (row: Row) => inPlaceOf.get(row) ?? row;
  const result = createTable();
  for (const [source, destination, tally] of table.entries()) {
    for (const one of tally) {
      result.add(shown(source), shown(destination), one.said, one.count);
    }
  }
  for (const [id, rows] of table.reaching()) {
    rows.forEach(row => result.reach(shown(row), id));
  }
  return result;
}

/** Which rows' connections to tell, and with which others. */
interface Wanted {
  of: readonly Row[];
  /** Whom these may reach. */
  out: readonly Row[];
  /** Who may reach them; of those in `of` and in `out` alike, `out` has it already. */
  into: readonly Row[];
  /** Whether addresses outside are among both. */
  outside: boolean;
}

/** A row that a peer of the engine is of, and the unit that it is there. */
type Seat = [Row, Unit];

/** Where a peer of the engine is: among the rows that are told, and among their ends. */
interface Place {
  of: Seat[];
  out: Seat[];
  into: Seat[];
}

const NOWHERE: Place = { of: [], out: [], into: [] };

function placesOf(
  rows: Pick<Wanted, keyof Place>,
): ReadonlyMap<EnginePeer, Place> {
  const places = new Map<EnginePeer, Place>();
  for (const side of ['of', 'out', 'into'] as const) {
    for (const row of rows[side]) {
      for (const unit of row.units) {
        if (unit.peer) {
          getOrMake(places, unit.peer, () => ({ of: [], out: [], into: [] }))[
            side
          ].push([row, unit]);
        }
      }
    }
  }
  return places;
}

/** Ranges of addresses that one workload has connections with. */
type Ranges = Array<{ range: ExternalPeer; said: Said }>;

/** Equal for workloads that have the same with the same ranges. */
const keyOf = (ranges: Ranges): string =>
  JSON.stringify(
    ranges.map(({ range, said: { allowed, uncertain } }) => [
      rangeOf(range),
      allowed,
      uncertain,
    ]),
  );

/** What is said of a range by ranges that it has addresses in common with, never as the same as of all of it. */
function partlyOf(ranges: Ranges, range: ExternalPeer): Said | undefined {
  const [first, ...more] = ranges.filter(one => overlap(one.range, range));
  return (
    first &&
    more.reduce<Said>(
      (all, { said }) => ({
        ...all,
        allowed: uniteConnections(all.allowed, said.allowed),
        uncertain: uniteConnections(all.uncertain, said.uncertain),
      }),
      { ...first.said, allowed: { ...first.said.allowed } },
    )
  );
}

/** What is said of the rows of the app and addresses outside, in one direction. */
function createOutside() {
  const known = new Map<Row, Map<Unit, Ranges>>();
  return {
    add(row: Row, unit: Unit, range: ExternalPeer, said: Said): void {
      const units = getOrMake(known, row, () => new Map<Unit, Ranges>());
      getOrMake(units, unit, () => []).push({ range, said });
    },

    /** Every range of every row, with what workloads of the row have with it or with a part of it. */
    *told(): Generator<{
      row: Row;
      range: ExternalPeer;
      said: Said;
      units: readonly Unit[];
    }> {
      for (const [row, ofRow] of known) {
        const alike = [...groupBy(ofRow, ([, ranges]) => keyOf(ranges))].map(
          ([, members]) => ({
            ranges: members[0][1],
            said: new Map(
              members[0][1].map(one => [rangeOf(one.range), one.said]),
            ),
            units: members.map(([unit]) => unit),
          }),
        );
        const every = new Map(
          alike.flatMap(({ ranges }) =>
            ranges.map(({ range }) => [rangeOf(range), range] as const),
          ),
        );
        for (const [text, range] of every) {
          for (const { ranges, said, units } of alike) {
            const own = said.get(text) ?? partlyOf(ranges, range);
            if (own) {
              yield { row, range, said: own, units };
            }
          }
        }
      }
    },
  };
}

/** Counts what the engine says of some rows with others. */
export function tabulate(
  { model }: Pick<ClusterPolicy, 'model'>,
  wanted: Wanted,
): { table: Table; addresses: readonly Row[] } {
  const table = createTable();
  const places = placesOf(wanted);
  const outgoing = createOutside();
  const incoming = createOutside();

  function between(from: Seat[], to: Seat[], connection: EngineConnection) {
    for (const [source] of from) {
      for (const [destination, { row }] of to) {
        table.add(source, destination, connection);
        if (row.inApp) {
          table.reach(source, row.id);
        }
      }
    }
  }
  // Without addresses either end tells of all; the fewer are asked about, the less it takes.
  const all = [...places.values()];
  const isTold = ({ of }: Place) => of.length > 0;
  const isEnd = ({ out, into }: Place) => out.length + into.length > 0;
  const asked =
    wanted.outside || all.filter(isTold).length <= all.filter(isEnd).length
      ? isTold
      : isEnd;
  for (const connection of model.eachConnection({
    involving: peer => asked(places.get(peer) ?? NOWHERE),
  })) {
    const { source, destination } = connection;
    const from = places.get(source) ?? NOWHERE;
    const to = places.get(destination) ?? NOWHERE;
    if (source.type === 'external') {
      to.of.forEach(([row, unit]) =>
        incoming.add(row, unit, source, connection),
      );
    } else if (destination.type === 'external') {
      from.of.forEach(([row, unit]) =>
        outgoing.add(row, unit, destination, connection),
      );
    } else {
      between(from.of, to.out, connection);
      between(from.into, to.of, connection);
    }
  }

  const addresses = new Map<string, Row>();
  const addressRow = (range: ExternalPeer): Row => {
    const peer = outsidePeer(rangeOf(range));
    const row = addresses.get(peer.id) ?? { peer, units: [], size: 1 };
    addresses.set(peer.id, row);
    return row;
  };
  if (wanted.outside) {
    for (const { row, range, said, units } of outgoing.told()) {
      table.add(row, addressRow(range), said, units.length);
    }
    for (const { row, range, said, units } of incoming.told()) {
      const source = addressRow(range);
      table.add(source, row, said, units.length);
      units.forEach(unit => table.reach(source, unit.row.id));
    }
  }
  return { table, addresses: [...addresses.values()] };
}

/** So many ranges of addresses have rows; the last of more stands for the rest. */
const MAX_ADDRESS_ROWS = 100;

const ALL_ADDRESSES = [EVERY_IPV4, EVERY_IPV6];

/** One row in place of ranges of addresses that are too many, of which those of all addresses stay. */
export function mergeAddresses(
  addresses: readonly Row[],
): ReadonlyMap<Row, Row> {
  if (addresses.length <= MAX_ADDRESS_ROWS) {
    return new Map();
  }
  const rank = ({ peer }: Row) =>
    `${ALL_ADDRESSES.includes(peer.name) ? 0 : 1} ${peer.id}`;
  const rest = [...addresses]
    .sort((a, b) => (rank(a) < rank(b) ? -1 : 1))
    .slice(MAX_ADDRESS_ROWS - 1);
  const more: Row = {
    peer: moreOutside(rest.length),
    units: [],
    size: rest.length,
  };
  return new Map(rest.map(row => [row, more]));
}

/** The part of a table that has some rows at either end. */
export function partOf(table: Table, rows: readonly Row[]): Table {
  const isIn = new Set(rows);
  const part = createTable();
  for (const [source, destination, tally] of table.entries()) {
    if (isIn.has(source) || isIn.has(destination)) {
      for (const { said, count: pairs } of tally) {
        part.add(source, destination, said, pairs);
      }
    }
  }
  return part;
}
