import {
  ModernizationWait,
  Topology,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { callsOf } from '../topology';

/**
 * Which components call which, where one of them is a VM or both: that a
 * container waits for a VM, or would have to be told where the VM's work went.
 */
export function waitsOf({
  nodes,
  edges,
}: Pick<Topology, 'nodes' | 'edges'>): ModernizationWait[] {
  const known = new Map(nodes.map(node => [node.id, node]));
  const isVm = (id: string) => known.get(id)?.category === 'vm';
  const isComponent = (id: string) =>
    isVm(id) || known.get(id)?.category === 'container';
  return callsOf(edges, isComponent)
    .filter(({ source, target }) => isVm(source) || isVm(target))
    .map(({ through, ...call }) => {
      const name = through && known.get(through)?.name;
      return { ...call, ...(name && { through: name }) };
    });
}

/** How many container workloads call a VM. */
export const waitingFor = (
  waits: readonly ModernizationWait[],
  { nodes }: Pick<Topology, 'nodes'>,
): number => {
  const category = new Map(nodes.map(node => [node.id, node.category]));
  return new Set(
    waits
      .filter(
        ({ source, target }) =>
          category.get(source) === 'container' && category.get(target) === 'vm',
      )
      .map(({ source }) => source),
  ).size;
};
