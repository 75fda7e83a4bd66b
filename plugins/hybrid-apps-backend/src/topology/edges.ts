import { AppMembers, Member } from '../apps';
import { attempt, ClusterStore, KubeObject } from '../clusters';
import { servicePorts } from '../kinds';
import { kindKey, nodeId, objectField } from '../objects';
import { StructureEdge } from './types';

/** Where requests from outside of the clusters come from. */
export const INTERNET = 'internet';

type Draft = Omit<StructureEdge, 'id'>;

/** Where requests come in: not at a route that a Gateway is drawn before. */
function entryEdges(
  { members, links }: AppMembers,
  stores: readonly ClusterStore[],
): Draft[] {
  const behind = new Set(
    links
      .filter(({ relation }) => relation === 'listens')
      .map(({ source }) => source),
  );
  return members.flatMap(({ id, cluster, object }): Draft[] => {
    const store = stores.find(({ name }) => name === cluster);
    const entry = behind.has(id)
      ? undefined
      : attempt(() => store?.kinds.of(object)?.entry?.(object));
    return entry
      ? [
          {
            source: INTERNET,
            target: id,
            relation: 'routes',
            ...(entry.ports && { ports: entry.ports }),
            evidence: {
              text: entry.text,
              object: objectField(cluster, object),
              fieldPath: entry.fieldPath,
              ...(entry.value && { value: entry.value }),
            },
          },
        ]
      : [];
  });
}

/** The ports of a wire: those that its configuration names, else all of the Service. */
const portsOfWire = (
  wiredPorts: readonly number[],
  service: KubeObject | undefined,
): string =>
  (wiredPorts.length > 0
    ? wiredPorts
    : servicePorts(service ?? {}).map(({ port }) => port)
  ).join(', ');

/** A claim that no DataVolume owns is still the disk of the one of its name. */
function disksOf(members: readonly Member[]): Map<string, string> {
  return new Map(
    members
      .filter(({ object }) => kindKey(object) === 'cdi.kubevirt.io/DataVolume')
      .map(({ cluster, id, object }) => [
        nodeId(cluster, {
          group: '',
          kind: 'PersistentVolumeClaim',
          namespace: object.metadata.namespace,
          name: object.metadata.name,
        }),
        id,
      ]),
  );
}

/** Links as they are drawn. A route hangs on a Gateway, and requests go the other way. */
function linkEdges({ links, members }: AppMembers): Draft[] {
  const byId = new Map(members.map(({ id, object }) => [id, object]));
  return links.map(
    ({ source, target, relation, ports, wiredPorts, evidence }): Draft => {
      if (relation === 'listens') {
        return { source: target, target: source, relation: 'routes', evidence };
      }
      const told = wiredPorts
        ? portsOfWire(wiredPorts, byId.get(target))
        : ports;
      return {
        source,
        target,
        relation,
        ...(told && { ports: told }),
        ...(wiredPorts && { wiredPorts }),
        evidence,
      };
    },
  );
}

/**
 * Every edge of an app, once for each source, target and relation, in a fixed
 * order.
 *
 * @param holders - of what is drawn within another: that one's id, where its
 * edges begin and end
 * @param declared - those that the catalog declares
 * @param byHost - those that hang on hosts
 */
export function edgesOf(
  app: AppMembers,
  stores: readonly ClusterStore[],
  holders: ReadonlyMap<string, string>,
  { declared, byHost }: Record<'declared' | 'byHost', readonly Draft[]>,
): StructureEdge[] {
  const disks = disksOf(app.members);
  const drawnAs = (id: string) => {
    const disk = disks.get(id) ?? id;
    return holders.get(disk) ?? disk;
  };
  const drafts = [
    ...entryEdges(app, stores),
    ...declared,
    ...linkEdges(app),
    ...byHost,
  ]
    .map(draft => {
      const source = drawnAs(draft.source);
      const target = drawnAs(draft.target);
      const isFolded = source !== draft.source || target !== draft.target;
      return { draft: { ...draft, source, target }, isFolded };
    })
    .filter(({ draft: { source, target } }) => source !== target);
  const edges = new Map<string, StructureEdge>();
  // What a workload says itself comes before what is said of a Pod of its own.
  for (const { draft } of [
    ...drafts.filter(({ isFolded }) => !isFolded),
    ...drafts.filter(({ isFolded }) => isFolded),
  ]) {
    const id = `${draft.source} ${draft.relation} ${draft.target}`;
    if (!edges.has(id)) {
      edges.set(id, { id, ...draft });
    }
  }
  return [...edges.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}
