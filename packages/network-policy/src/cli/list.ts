import type { Connection } from '../evaluate/connections';
import { formatPeer } from '../endpoints/types';
import type { Peer } from '../endpoints/types';
import type { PolicyModel } from '../model';
import { formatConnections, isEmpty } from '../ports/connectionSet';
import type { ConnectionSet } from '../ports/connectionSet';
import { FORMATS, formatOf, granularityOf } from './options';
import type { Arguments } from './options';
import { dot, formatTable, printable } from './tables';
import type { Pieces } from './tables';

interface Row {
  readonly src: string;
  readonly dst: string;
  readonly conn: string;
  readonly uncertain: string;
}

/** Few peers and sets make up millions of rows: each is put into words once. */
function once<T extends object>(write: (value: T) => string) {
  const known = new WeakMap<T, string>();
  return (value: T): string => {
    let text = known.get(value);
    if (text === undefined) {
      text = write(value);
      known.set(value, text);
    }
    return text;
  };
}

/** What is sure, and in brackets what nobody can tell. */
function inWords({ conn, uncertain }: Row): string {
  return uncertain ? `${conn} (uncertain: ${uncertain})` : conn;
}

/** Every permitted connection. */
export function list(model: PolicyModel, args: Arguments): Pieces {
  const format = formatOf(args, FORMATS);
  const granularity = granularityOf(args);
  const peer = once<Peer>(formatPeer);
  const set = once<ConnectionSet>(formatConnections);
  const each = (): Iterable<Connection> =>
    model.eachConnection({ granularity });
  function* rows(): Generator<Row> {
    for (const { source, destination, allowed, uncertain } of each()) {
      yield {
        src: peer(source),
        dst: peer(destination),
        conn: set(allowed),
        uncertain: isEmpty(uncertain) ? '' : set(uncertain),
      };
    }
  }

  if (format === 'txt') {
    return map(rows(), row =>
      printable(`${row.src} => ${row.dst} : ${inWords(row)}`).concat('\n'),
    );
  }
  if (format === 'dot') {
    const peers = new Set(
      granularity === 'pod' ? [] : model.workloads.map(formatPeer),
    );
    for (const { source, destination } of each()) {
      peers.add(peer(source)).add(peer(destination));
    }
    return dot(
      [...peers].sort(),
      map(rows(), row => ({ from: row.src, to: row.dst, label: inWords(row) })),
    );
  }
  // The column is there only when it says something.
  const isUncertain = some(each(), ({ uncertain }) => !isEmpty(uncertain));
  return formatTable(format, {
    columns: ['src', 'dst', 'conn', ...(isUncertain ? ['uncertain'] : [])],
    rows: map(rows(), ({ src, dst, conn, uncertain }) => [
      src,
      dst,
      conn,
      ...(isUncertain ? [uncertain] : []),
    ]),
  });
}

function* map<T, U>(items: Iterable<T>, change: (item: T) => U): Generator<U> {
  for (const item of items) {
    yield change(item);
  }
}

function some<T>(items: Iterable<T>, holds: (item: T) => boolean): boolean {
  for (const item of items) {
    if (holds(item)) {
      return true;
    }
  }
  return false;
}
