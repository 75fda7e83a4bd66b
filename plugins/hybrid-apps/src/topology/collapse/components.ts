import { TopologyEdge } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { isWorkload, Picture } from '../view';

/** Lead from one workload to what belongs to another. */
const BETWEEN_WORKLOADS: ReadonlySet<TopologyEdge['relation']> = new Set([
  'connects',
  'depends-on',
]);

/** A Gateway leads to a route, that to a Service, and that to a workload. */
const STEPS = 3;

/**
 * The workload that a node serves, by node: a workload serves itself, anything
 * else the only workload that it hangs on. What several share has none.
 */
export function workloadServed({
  nodes,
  edges,
}: Picture): Map<string, string | undefined> {
  const served = new Map<string, string | undefined>(
    nodes.filter(isWorkload).map(({ id }) => [id, id]),
  );
  const inner = edges.filter(
    ({ relation }) => !BETWEEN_WORKLOADS.has(relation),
  );
  for (let step = 0; step < STEPS; step += 1) {
    const claims = new Map<string, Set<string>>();
    for (const { source, target } of inner) {
      for (const [near, far] of [
        [source, target],
        [target, source],
      ]) {
        const workload = served.get(near);
        if (workload !== undefined && !served.has(far)) {
          claims.set(far, (claims.get(far) ?? new Set()).add(workload));
        }
      }
    }
    for (const [id, workloads] of claims) {
      const [only, ...others] = workloads;
      served.set(id, others.length === 0 ? only : undefined);
    }
  }
  return served;
}
