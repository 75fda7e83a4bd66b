import {
  Connection as EngineConnection,
  ExternalPeer,
  Peer as EnginePeer,
  uniteConnections,
} from '@hybrid-apps/network-policy';
import { count, Said, Tally } from './cells';
import { ClusterPolicy } from './clusterPolicy';
import { overlap, outsidePeer, rangeOf } from './outside';
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
  const reaching = new Map<string, Set<Row>>();
  return {
    add(source, destination, said, pairs = 1) {
      const of = tallies.get(source) ?? new Map<Row, Tally>();
      tallies.set(source, of);
      const tally = of.get(destination) ?? [];
      of.set(destination, tally);
      count(tally, said, pairs);
    },
    reach(source, id) {
      const known = reaching.get(id) ?? new Set();
      reaching.set(id, known.add(source));
    },
    tally: (source, destination) => tallies.get(source)?.get(destination),
    *entries() {
      for (const [source, of] of tallies) {
        for (const [destination, tally] of of) {
          yield [source, destination, tally];
        }
      }
    },
    reaching: () => reaching,
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

/** The rows that a peer of the engine is of, each with the unit that it is there. */
type Places = ReadonlyMap<EnginePeer, ReadonlyArray<[Row, Unit]>>;

const NOWHERE: ReadonlyArray<[Row, Unit]> = [];

function placesOf(rows: readonly Row[]): Places {
  const places = new Map<EnginePeer, Array<[Row, Unit]>>();
  for (const row of rows) {
    for (const unit of row.units) {
      if (unit.peer) {
        const known = places.get(unit.peer) ?? [];
        places.set(unit.peer, known);
        known.push([row, unit]);
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
function partOf(ranges: Ranges, range: ExternalPeer): Said | undefined {
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
      const units = known.get(row) ?? new Map<Unit, Ranges>();
      known.set(row, units);
      const ranges = units.get(unit) ?? [];
      units.set(unit, ranges);
      ranges.push({ range, said });
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
            units: members.map(([unit]) => unit),
          }),
        );
        const every = new Map(
          alike.flatMap(({ ranges }) =>
            ranges.map(({ range }) => [rangeOf(range), range] as const),
          ),
        );
        for (const [text, range] of every) {
          for (const { ranges, units } of alike) {
            const own = ranges.find(one => rangeOf(one.range) === text);
            const said = own?.said ?? partOf(ranges, range);
            if (said) {
              yield { row, range, said, units };
            }
          }
        }
      }
    },
  };
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

/** Counts what the engine says of some rows with others. */
export function tabulate(
  { model }: ClusterPolicy,
  { of, out, into, outside }: Wanted,
): { table: Table; addresses: readonly Row[] } {
  const table = createTable();
  const [places, targets, sources] = [of, out, into].map(placesOf);
  const outgoing = createOutside();
  const incoming = createOutside();

  function between(
    from: ReadonlyArray<[Row, Unit]>,
    to: ReadonlyArray<[Row, Unit]>,
    connection: EngineConnection,
  ) {
    for (const [source] of from) {
      for (const [destination, unit] of to) {
        table.add(source, destination, connection);
        if (unit.row.inApp) {
          table.reach(source, unit.row.id);
        }
      }
    }
  }
  for (const connection of model.eachConnection({
    involving: peer => places.has(peer),
  })) {
    const { source, destination } = connection;
    const from = places.get(source) ?? NOWHERE;
    const to = places.get(destination) ?? NOWHERE;
    if (destination.type === 'external') {
      from.forEach(([row, unit]) =>
        outgoing.add(row, unit, destination, connection),
      );
    } else {
      between(from, targets.get(destination) ?? NOWHERE, connection);
    }
    if (source.type === 'external') {
      to.forEach(([row, unit]) => incoming.add(row, unit, source, connection));
    } else {
      between(sources.get(source) ?? NOWHERE, to, connection);
    }
  }

  const addresses = new Map<string, Row>();
  const addressRow = (range: ExternalPeer): Row => {
    const peer = outsidePeer(rangeOf(range));
    const row = addresses.get(peer.id) ?? { peer, units: [], size: 1 };
    addresses.set(peer.id, row);
    return row;
  };
  if (outside) {
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
