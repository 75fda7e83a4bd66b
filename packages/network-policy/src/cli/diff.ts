import type { ChangeCause } from '../evaluate/causes';
import type { Permission } from '../evaluate/diff';
import { formatPeer } from '../endpoints/types';
import { diffConnections } from '../model';
import type { PolicyModel } from '../model';
import { formatReference } from '../objects/object';
import { formatConnections, isEmpty } from '../ports/connectionSet';
import { FORMATS, formatOf, granularityOf } from './options';
import type { Arguments } from './options';
import { dot, formatTable, printable } from './tables';
import type { Pieces } from './tables';

const COLORS = {
  added: 'green',
  removed: 'red',
  changed: 'orange',
  uncertain: 'gray',
} as const;

const KINDS = ['added', 'removed', 'changed', 'uncertain'] as const;

function permitted({ allowed, uncertain }: Permission): string {
  const sure = formatConnections(allowed);
  return isEmpty(uncertain)
    ? sure
    : `${sure} (uncertain: ${formatConnections(uncertain)})`;
}

function because({ object, change }: ChangeCause): string {
  return `${formatReference(object)} ${change}`;
}

/** What was and what is; where there is nothing on one side, only the other. */
function inWords(row: Readonly<Record<'kind' | 'before' | 'after', string>>) {
  const { kind, before, after } = row;
  const one = { added: after, removed: before }[kind];
  return one ?? `${before} -> ${after}`;
}

/** What changes between two folders, and by which objects. */
export function diff(
  before: PolicyModel,
  after: PolicyModel,
  args: Arguments,
): Pieces {
  const format = formatOf(args, FORMATS);
  const granularity = granularityOf(args);
  const changes = diffConnections(before, after, { granularity });
  const rows = KINDS.flatMap(kind =>
    changes[kind].map(each => ({
      kind,
      src: formatPeer(each.source),
      dst: formatPeer(each.destination),
      before: permitted(each.before),
      after: permitted(each.after),
      causes: each.causes.map(because),
    })),
  );
  if (format === 'json') {
    const objects = rows.map(({ kind, ...rest }) => ({
      change: kind,
      ...rest,
    }));
    return [`${JSON.stringify(objects, null, 2)}\n`];
  }
  if (format === 'dot') {
    return dot(
      [...new Set(rows.flatMap(({ src, dst }) => [src, dst]))].sort(),
      rows.map(row => ({
        from: row.src,
        to: row.dst,
        label: `${row.kind}: ${inWords(row)}`,
        color: COLORS[row.kind],
      })),
    );
  }
  if (format === 'txt') {
    return rows.map(row => {
      const causes = row.causes.length ? ` (${row.causes.join(', ')})` : '';
      const line = `${row.kind}: ${row.src} => ${row.dst} : ${inWords(row)}`;
      return `${printable(line + causes)}\n`;
    });
  }
  return formatTable(format, {
    columns: ['change', 'src', 'dst', 'before', 'after', 'causes'],
    rows: rows.map(row => [
      row.kind,
      row.src,
      row.dst,
      row.before,
      row.after,
      row.causes.join(', '),
    ]),
  });
}
