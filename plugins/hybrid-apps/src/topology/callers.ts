import { TopologyEdge } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Picture } from './view';

const CALLS: ReadonlyArray<TopologyEdge['relation']> = [
  'connects',
  'depends-on',
];

/**
 * How many workloads are known to call each workload: itself, or a Service in
 * front of it. Whom policy denies to does not call.
 */
export function callersOf({
  edges,
}: Pick<Picture, 'edges'>): ReadonlyMap<string, number> {
  const served = new Map<string, string[]>();
  for (const { source, target, relation } of edges) {
    if (relation === 'selects') {
      served.set(source, [...(served.get(source) ?? []), target]);
    }
  }
  const callers = new Map<string, Set<string>>();
  for (const { source, target, relation, verdict } of edges) {
    if (CALLS.includes(relation) && verdict !== 'denied') {
      for (const called of served.get(target) ?? [target]) {
        if (called !== source) {
          callers.set(called, (callers.get(called) ?? new Set()).add(source));
        }
      }
    }
  }
  return new Map([...callers].map(([id, { size }]) => [id, size]));
}
