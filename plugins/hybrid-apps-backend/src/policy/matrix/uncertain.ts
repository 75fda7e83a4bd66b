import { ALL_PORTS, NO_PORTS } from './cells';
import { ClusterPolicy } from '../clusterPolicy';
import { explainGaps, gapsIn } from '../knowledge';
import { groupBy, Row } from './rows';
import { Table } from './table';
import { UnseenRows } from './unseen';

/** What is not known of the policies between namespaces. */
export function createUnknown({ gaps }: Pick<ClusterPolicy, 'gaps'>) {
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

/** The workloads of rows, namespace by namespace. */
const partsOf = (rows: readonly Row[]) =>
  rows.flatMap(row =>
    [...groupBy(row.units, ({ namespace }) => namespace)].map(
      ([namespace, units]) => ({ row, namespace, units }),
    ),
  );

/** Between workloads of the app whose policies are not known, nothing is denied or allowed for sure. */
export function addUnknown(
  table: Table,
  sources: readonly Row[],
  destinations: readonly Row[],
  { between }: ReturnType<typeof createUnknown>,
): void {
  const ends = partsOf(destinations);
  for (const source of partsOf(sources)) {
    const ids = new Set(source.units.map(({ row }) => row.id));
    for (const { row, namespace, units } of ends) {
      const why = between(source.namespace, namespace);
      const others = units.filter(
        unit => ids.size > 1 || !ids.has(unit.row.id),
      );
      const itself = units.filter(unit => ids.has(unit.row.id)).length;
      if (why && others.length > 0) {
        table.add(
          source.row,
          row,
          { allowed: NO_PORTS, uncertain: ALL_PORTS, why },
          source.units.length * units.length - itself,
        );
        others.forEach(unit => table.reach(source.row, unit.row.id));
      }
    }
  }
}

/** Tells of workloads of the app and of what their reader does not see. */
export function addUnseen(
  table: Table,
  rows: readonly Row[],
  unseen: UnseenRows,
): void {
  const { workloads, nodes } = unseen;
  const count = workloads.size ?? 0;
  for (const row of rows) {
    for (const { peer, row: own } of row.units) {
      if (peer) {
        const { fromNodes, into, out } = unseen.of(peer);
        table.add(nodes, row, fromNodes);
        table.reach(nodes, own.id);
        if (into) {
          table.add(workloads, row, into, count);
          table.reach(workloads, own.id);
        }
        if (out) {
          table.add(row, workloads, out, count);
        }
      }
    }
  }
}
