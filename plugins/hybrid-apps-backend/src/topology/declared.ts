import { AppMembers } from '../apps';
import { isMadeByWorkload, isWorkload } from '../objects';
import { StructureEdge } from './types';

/** So many edges of what the catalog declares are drawn; more nobody could look at. */
const MOST_DECLARED = 2_000;

/** The workloads of each entity by their ids, in the order of these. */
function workloadsByEntity(members: AppMembers['members']) {
  const found = new Map<string, Array<AppMembers['members'][number]>>();
  for (const member of members) {
    const { entityRef, object } = member;
    if (entityRef && isWorkload(object) && !isMadeByWorkload(object)) {
      const same = found.get(entityRef);
      if (same) {
        same.push(member);
      } else {
        found.set(entityRef, [member]);
      }
    }
  }
  found.forEach(same => same.sort((a, b) => (a.id < b.id ? -1 : 1)));
  return found;
}

/**
 * Dependencies that the catalog declares, between the workloads of the two
 * entities: each of the one with each of the other, up to a bound.
 *
 * @returns `cut`: the clusters of those of which not all are told, as they are too many
 */
export function declaredEdges(
  { dependencies, members }: AppMembers,
  most = MOST_DECLARED,
): { edges: Array<Omit<StructureEdge, 'id'>>; cut: string[] } {
  const workloads = workloadsByEntity(members);
  const edges: Array<Omit<StructureEdge, 'id'>> = [];
  const cut = new Set<string>();
  for (const { source, target } of dependencies) {
    const targets = workloads.get(target) ?? [];
    for (const from of workloads.get(source) ?? []) {
      const left = targets.slice(0, Math.max(0, most - edges.length));
      if (left.length < targets.length) {
        cut.add(from.cluster);
      }
      for (const to of left) {
        edges.push({
          source: from.id,
          target: to.id,
          relation: 'depends-on',
          evidence: {
            text: `${source} declares in the catalog that it depends on ${target}`,
            fieldPath: 'spec.dependsOn',
            value: target,
          },
        });
      }
    }
  }
  return { edges, cut: [...cut] };
}
