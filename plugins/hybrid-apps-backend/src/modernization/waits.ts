import {
  ModernizationWait,
  Topology,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';

/**
 * Which components call which, where one of them is a VM or both: that a
 * container waits for a VM, or would have to be told where the VM's work went.
 * By the edges of the topology: a wire or a declared dependency, to a workload
 * or to a Service and what that selects.
 */
export function waitsOf({
  nodes,
  edges,
}: Pick<Topology, 'nodes' | 'edges'>): ModernizationWait[] {
  const known = new Map(nodes.map(node => [node.id, node]));
  const isVm = (id: string) => known.get(id)?.category === 'vm';
  const isComponent = (id: string) =>
    isVm(id) || known.get(id)?.category === 'container';
  const behind = new Map<string, string[]>();
  for (const { source, target, relation } of edges) {
    if (relation === 'selects' && isComponent(target)) {
      behind.set(source, [...(behind.get(source) ?? []), target]);
    }
  }
  const waits = new Map<string, ModernizationWait>();
  for (const { source, target, relation, ports } of edges) {
    if (
      (relation === 'connects' || relation === 'depends-on') &&
      isComponent(source)
    ) {
      const isDirect = isComponent(target);
      const through = isDirect ? undefined : known.get(target)?.name;
      const called = isDirect ? [target] : behind.get(target) ?? [];
      for (const one of called) {
        if (one !== source && (isVm(source) || isVm(one))) {
          waits.set(JSON.stringify([source, one, relation, target]), {
            source,
            target: one,
            relation,
            ...(through && { through }),
            ...(ports && { ports }),
          });
        }
      }
    }
  }
  return [...waits.values()];
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
