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
function once<T extends object>(format: (value: T) => string) {
  const known = new WeakMap<T, string>();
  return (value: T): string => {
    let text = known.get(value);
    if (text === undefined) {
      text = format(value);
      known.set(value, text);
    }
    return text;
  };
}

/** What is sure, and in brackets what nobody can tell. */
function inWords({ conn, uncertain }: Row): string {
  return uncertain ? `${conn} (uncertain: ${uncertain})` : conn;
}

/** The rows of all connections, found anew by each who goes through them. */
function connections(
  model: PolicyModel,
  granularity: 'workload' | 'pod',
): Iterable<Row> {
  const peer = once<Peer>(formatPeer);
  const set = once<ConnectionSet>(formatConnections);
  return {
    *[Symbol.iterator]() {
      const all = model.eachConnection({ granularity });
      for (const { source, destination, allowed, uncertain } of all) {
        yield {
          src: peer(source),
          dst: peer(destination),
          conn: set(allowed),
          uncertain: isEmpty(uncertain) ? '' : set(uncertain),
        };
      }
    },
  };
}

/** The rows of what comes in by routes, and in words what policy keeps out. */
function waysIn(model: PolicyModel): {
  readonly rows: readonly Row[];
  readonly keptOut: readonly string[];
} {
  const none = formatConnections({});
  const rows: Row[] = [];
  const keptOut: string[] = [];
  for (const way of model.waysIn()) {
    const { route, destination, protocol, port, verdict, summary } = way;
    if (!destination || verdict === 'denied') {
      keptOut.push(summary);
    } else {
      const conn = `${protocol} ${port}`;
      const isSure = verdict === 'allowed';
      rows.push({
        src: `${route.namespace}/${route.name}[${route.kind}]`,
        dst: formatPeer(destination),
        conn: isSure ? conn : none,
        uncertain: isSure ? '' : conn,
      });
    }
  }
  return { rows, keptOut };
}

function write(
  rows: Iterable<Row>,
  peers: readonly string[],
  args: Arguments,
): Pieces {
  const format = formatOf(args, FORMATS);
  if (format === 'txt') {
    return map(rows, row =>
      printable(`${row.src} => ${row.dst} : ${inWords(row)}`).concat('\n'),
    );
  }
  if (format === 'dot') {
    const all = new Set(peers);
    for (const { src, dst } of rows) {
      all.add(src).add(dst);
    }
    return dot(
      [...all].sort(),
      map(rows, row => ({ from: row.src, to: row.dst, label: inWords(row) })),
    );
  }
  // The column is there only when it says something.
  const isUncertain = some(rows, ({ uncertain }) => uncertain !== '');
  return formatTable(format, {
    columns: ['src', 'dst', 'conn', ...(isUncertain ? ['uncertain'] : [])],
    rows: map(rows, ({ src, dst, conn, uncertain }) => [
      src,
      dst,
      conn,
      ...(isUncertain ? [uncertain] : []),
    ]),
  });
}

/** Every permitted connection, or the ways in from outside. */
export function list(
  model: PolicyModel,
  args: Arguments,
): { readonly text: Pieces; readonly notes?: readonly string[] } {
  if (args['ways-in']) {
    const { rows, keptOut } = waysIn(model);
    return { text: write(rows, [], args), notes: keptOut };
  }
  const granularity = granularityOf(args);
  const peers = granularity === 'pod' ? [] : model.workloads.map(formatPeer);
  return { text: write(connections(model, granularity), peers, args) };
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
