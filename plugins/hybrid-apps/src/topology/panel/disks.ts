import {
  NodeFacts,
  NodeStatus,
  Topology,
  TopologyNode,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';

type DiskFacts = NonNullable<NodeFacts['disks']>[number];

/** The object behind a disk: drawn on its own, or within the component. */
interface Behind {
  id: string;
  kind: string;
  name: string;
  status: NodeStatus;
  facts: NodeFacts;
  isDrawn: boolean;
}

/** What a component keeps data on, told once. */
export interface Disk extends Omit<DiskFacts, 'source'> {
  /** What backs it, where that is no object that is known. */
  source?: string;
  behind?: Behind;
}

/** The kind and the name that a source like `DataVolume db` ends with. */
const nameIn = (source = '') =>
  source.split(' ').slice(-2).join(' ').toLowerCase();

/** The disks of a component, each with the object behind it, and what else it mounts. */
export function disksOf(
  node: TopologyNode,
  { nodes, edges }: Pick<Topology, 'nodes' | 'edges'>,
): Disk[] {
  const mounted = new Set(
    edges
      .filter(
        ({ source, relation }) => source === node.id && relation === 'mounts',
      )
      .map(({ target }) => target),
  );
  const known: Behind[] = [
    ...nodes
      .filter(({ id }) => mounted.has(id))
      .map(({ id, kind, name, status, facts }) => ({
        ...{ id, kind, name, status, facts },
        isDrawn: true,
      })),
    ...node.members.map(({ id, kind, name, status, facts = {} }) => ({
      ...{ id, kind, name, status, facts },
      isDrawn: false,
    })),
  ];
  const taken = new Set<Behind>();
  const disks = (node.facts.disks ?? []).map(({ source, ...disk }): Disk => {
    const behind = known.find(
      ({ kind, name }) => `${kind} ${name}`.toLowerCase() === nameIn(source),
    );
    if (!behind) {
      return { ...disk, ...(source && { source }) };
    }
    taken.add(behind);
    const { size, storageClass } = behind.facts;
    return {
      ...(size && { size }),
      ...(storageClass && { storageClass }),
      ...disk,
      behind,
    };
  });
  const others = known
    .filter(one => one.isDrawn && !taken.has(one))
    .map((behind): Disk => {
      const { size, storageClass } = behind.facts;
      return { name: behind.name, size, storageClass, behind };
    });
  return [...disks, ...others];
}
