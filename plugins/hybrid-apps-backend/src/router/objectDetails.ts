import { ObjectDetails } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { eventsOf, merged } from '../events';
import { insideOf } from '../kinds';
import { AppView, Drawn } from '../views';

type Drawing = Pick<Drawn['topology'], 'nodes' | 'edges'>;

/** The node of an id, and those of its disks, which may be drawn on their own. */
export function nodesOf(id: string, { nodes, edges }: Drawing) {
  const own = nodes.find(node => node.id === id);
  const disks = edges
    .filter(({ source, relation }) => source === id && relation === 'mounts')
    .flatMap(({ target }) => nodes.filter(node => node.id === target));
  return [...(own ? [own] : []), ...disks];
}

/** Of the objects of an app, one of this id, and for a node all that it stands for and its disks. */
export function partsOf(
  id: string,
  { objects, topology }: Pick<Drawn, 'objects'> & { topology: Drawing },
): Drawn['objects'] {
  const parts = new Set(
    nodesOf(id, topology).flatMap(node => [
      node.id,
      ...node.members.map(part => part.id),
    ]),
  );
  return objects.filter(one => one.id === id || parts.has(one.id));
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
  const inside = insideOf(member.object, store, { readsClusters });
  const { apiVersion, kind, metadata, ...body } = member.object;
  return {
    id,
    object: { apiVersion, kind, metadata: { ...metadata }, ...body },
    events: merged(
      partsOf(id, { objects, topology }).flatMap(({ object }) =>
        eventsOf(store, object),
      ),
    ),
    ...(inside && { inside }),
  };
}
