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

/** The rows of what comes in by a route; what policy keeps out has none. */
function waysIn(model: PolicyModel): Row[] {
  const none = formatConnections({});
  return model.waysIn().flatMap(way => {
    const { route, destination, protocol, port, verdict } = way;
    if (!destination || verdict === 'denied') {
      return [];
    }
    const conn = `${protocol} ${port}`;
    return {
      src: `${route.namespace}/${route.name}[${route.kind}]`,
      dst: formatPeer(destination),
      conn: verdict === 'allowed' ? conn : none,
      uncertain: verdict === 'allowed' ? '' : conn,
    };
  });
}

/** What routes lead to, and does not come in. */
function keptOut(model: PolicyModel): string[] {
  return model
    .waysIn()
    .filter(({ verdict }) => verdict === 'denied')
    .map(({ summary }) => summary);
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
    return { text: write(waysIn(model), [], args), notes: keptOut(model) };
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
