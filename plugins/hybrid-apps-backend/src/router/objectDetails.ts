import { ObjectDetails } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { ClusterStore, KubeObject } from '../clusters';
import { insideOf, lastSeen } from '../kinds';
import { at, number, objectField, text } from '../objects';
import { AppView, Drawn } from '../views';

type ObjectEvent = ObjectDetails['events'][number];

function describeEvent(
  store: ClusterStore,
  event: KubeObject,
  object: KubeObject,
): ObjectEvent {
  const count =
    number(at(event, 'series', 'count')) ?? number(at(event, 'count'));
  const seen = lastSeen(event)?.toISOString();
  return {
    type: text(at(event, 'type')) ?? 'Normal',
    reason: text(at(event, 'reason')) ?? '',
    message: text(at(event, 'message')) ?? '',
    ...(count !== undefined && { count }),
    ...(seen && { lastSeen: seen }),
    object: objectField(store.name, object),
  };
}

/** Events about any of these objects, the newest first. */
function eventsOf(
  store: ClusterStore,
  objects: readonly KubeObject[],
): ObjectEvent[] {
  return objects
    .flatMap(object =>
      store.eventsOf(object).map(event => describeEvent(store, event, object)),
    )
    .sort((a, b) => ((a.lastSeen ?? '') < (b.lastSeen ?? '') ? 1 : -1));
}

/** What a node stands for, and its disks, which may be drawn on their own. */
function partsOf(
  id: string,
  { nodes, edges }: Drawn['topology'],
): ReadonlySet<string> {
  const own = nodes.find(node => node.id === id);
  const disks = edges
    .filter(({ source, relation }) => source === id && relation === 'mounts')
    .flatMap(({ target }) => nodes.filter(node => node.id === target));
  return new Set(
    [...(own ? [own] : []), ...disks].flatMap(node => [
      node.id,
      ...node.members.map(part => part.id),
    ]),
  );
}

/**
 * An object of the app as the portal's copy of the cluster has it, with the
 * events about it and, for a node, about all that the node stands for and its
 * disks. That copy holds no Secret and no values, so neither does what is told of its inside.
 */
export function objectDetails(
  { stores, readsClusters }: Pick<AppView, 'stores' | 'readsClusters'>,
  { objects, topology }: Pick<Drawn, 'objects' | 'topology'>,
  id: string,
): ObjectDetails | undefined {
  const member = objects.find(one => one.id === id);
  const store = stores.find(({ name }) => name === member?.cluster);
  if (!member || !store) {
    return undefined;
  }
  const parts = partsOf(id, topology);
  const inside = insideOf(member.object, store, { readsClusters });
  const { apiVersion, kind, metadata, ...body } = member.object;
  return {
    id,
    object: { apiVersion, kind, metadata: { ...metadata }, ...body },
    events: eventsOf(
      store,
      objects
        .filter(one => one.id === id || parts.has(one.id))
        .map(({ object }) => object),
    ),
    ...(inside && { inside }),
  };
}
