import type { Connection } from '../evaluate/connections';
import { formatPeer } from '../endpoints/types';
import type { PolicyModel } from '../model';
import { formatConnections, isEmpty } from '../ports/connectionSet';
import { FORMATS, formatOf, granularityOf } from './options';
import type { Arguments } from './options';
import { dot, formatTable, printable } from './tables';

function rowOf({ source, destination, allowed, uncertain }: Connection) {
  return {
    src: formatPeer(source),
    dst: formatPeer(destination),
    conn: formatConnections(allowed),
    uncertain: isEmpty(uncertain) ? '' : formatConnections(uncertain),
  };
}

/** What is sure, and in brackets what nobody can tell. */
function inWords(conn: string, uncertain: string): string {
  return uncertain ? `${conn} (uncertain: ${uncertain})` : conn;
}

/** Every permitted connection. */
export function list(model: PolicyModel, args: Arguments): string {
  const format = formatOf(args, FORMATS);
  const granularity = granularityOf(args);
  const rows = model.connections({ granularity }).map(rowOf);
  if (format === 'txt') {
    return rows
      .map(({ src, dst, conn, uncertain }) =>
        printable(`${src} => ${dst} : ${inWords(conn, uncertain)}`),
      )
      .map(line => `${line}\n`)
      .join('');
  }
  if (format === 'dot') {
    const peers = new Set(model.workloads.map(formatPeer));
    if (granularity === 'pod') {
      peers.clear();
    }
    rows.forEach(({ src, dst }) => peers.add(src).add(dst));
    return dot(
      [...peers].sort(),
      rows.map(({ src, dst, conn, uncertain }) => ({
        from: src,
        to: dst,
        label: inWords(conn, uncertain),
      })),
    );
  }
  // The column is there only when it says something.
  const isUncertain = rows.some(each => each.uncertain);
  return formatTable(format, {
    columns: ['src', 'dst', 'conn', ...(isUncertain ? ['uncertain'] : [])],
    rows: rows.map(({ src, dst, conn, uncertain }) => [
      src,
      dst,
      conn,
      ...(isUncertain ? [uncertain] : []),
    ]),
  });
}
