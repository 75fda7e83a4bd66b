import {
  ModernizationAmount,
  ModernizationComponent,
  ModernizationFigures,
  ModernizationShare,
  NodeFacts,
  TopologyNode,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';

/** Sums of fractions are finer than Kubernetes has CPUs. */
const roundedCpus = (cpus: number): number => Math.round(cpus * 1000) / 1000;

/** What all replicas have together; of none that is nothing, whatever one has. */
const ofReplicas = (one: number | undefined, replicas: number) =>
  replicas === 0 ? 0 : one && one * replicas;

/** What counts of a node of the topology. */
export type Sized = Pick<
  TopologyNode,
  'id' | 'cluster' | 'namespace' | 'kind' | 'name' | 'category'
> & { facts: Pick<NodeFacts, 'replicas' | 'resources'> };

/** The VMs and container workloads of an app, with what all replicas of each have. */
export const componentsOf = ({
  nodes,
}: {
  nodes: readonly Sized[];
}): ModernizationComponent[] =>
  nodes.flatMap(({ id, cluster, namespace, kind, name, category, facts }) => {
    if (category !== 'vm' && category !== 'container') {
      return [];
    }
    // What does not say how many is one: a VM, a Job.
    const replicas = facts.replicas?.desired ?? 1;
    const cpu = ofReplicas(facts.resources?.cpu, replicas);
    const memory = ofReplicas(facts.resources?.memory, replicas);
    return [
      {
        id,
        cluster,
        namespace,
        kind,
        name,
        category,
        replicas,
        ...(cpu !== undefined && { cpu: roundedCpus(cpu) }),
        ...(memory !== undefined && { memory }),
      },
    ];
  });

const amountOf = (
  values: ReadonlyArray<number | undefined>,
): ModernizationAmount => ({
  value: values.reduce<number>((sum, value) => sum + (value ?? 0), 0),
  unknown: values.filter(value => value === undefined).length,
});

function shareOf(
  components: readonly ModernizationComponent[],
): ModernizationShare {
  const cpu = amountOf(components.map(one => one.cpu));
  return {
    count: components.length,
    cpu: { ...cpu, value: roundedCpus(cpu.value) },
    memory: amountOf(components.map(one => one.memory)),
  };
}

/** How much of some components is in VMs, and how much in containers. */
export const figuresOf = (
  components: readonly ModernizationComponent[],
): ModernizationFigures => ({
  vm: shareOf(components.filter(({ category }) => category === 'vm')),
  container: shareOf(
    components.filter(({ category }) => category === 'container'),
  ),
});
