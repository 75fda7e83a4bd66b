/**
 * What goes when something else goes: dependents of a deleted owner, owners
 * that wait for their dependents (foreground), and what a namespace holds.
 */
import { kindOf } from '../kinds';
import { groupOf, KubeObject, ObjectMeta, OwnerReference } from '../objects';
import { Change } from './history';
import { ObjectTable } from './objects';
import { DeleteOptions } from './types';

export const FOREGROUND = 'foregroundDeletion';

export interface GarbageActions {
  remove(object: KubeObject, options: DeleteOptions): void;
  /** Stores the object with other metadata; one that only waited for a finalizer goes. */
  putMetadata(object: KubeObject, metadata: ObjectMeta): void;
  /** Takes the object away for good. */
  drop(object: KubeObject): void;
}

/** Does what follows from `change`. The actions lead to further changes, which come here too. */
export function collectGarbage(
  { object, type, def, previous }: Change,
  objects: ObjectTable,
  actions: GarbageActions,
): void {
  if (type === 'DELETED') {
    for (const dependent of objects.ownedBy(object.metadata.uid ?? '')) {
      releaseFromAbsentOwners(dependent, objects, actions);
    }
    for (const { uid } of object.metadata.ownerReferences ?? []) {
      const owner = objects.byId(uid);
      if (owner) {
        finishForeground(owner, objects, actions);
      }
    }
    const namespace = objects.namespace(object.metadata.namespace);
    if (namespace?.metadata.deletionTimestamp) {
      finishNamespace(namespace, objects, actions);
    }
    return;
  }
  const isDoomed =
    object.metadata.deletionTimestamp && !previous?.metadata.deletionTimestamp;
  if (isDoomed && def.group === '' && def.kind === 'Namespace') {
    removeAll(objects.contentOf(object.metadata.name), 'Background', actions);
    finishNamespace(object, objects, actions);
  } else if (isDoomed && object.metadata.finalizers?.includes(FOREGROUND)) {
    const dependents = objects.ownedBy(object.metadata.uid ?? '');
    removeAll(dependents, 'Foreground', actions);
    finishForeground(object, objects, actions);
  }
}

function removeAll(
  doomed: KubeObject[],
  propagationPolicy: DeleteOptions['propagationPolicy'],
  actions: GarbageActions,
) {
  for (const object of doomed) {
    if (!object.metadata.deletionTimestamp) {
      actions.remove(object, { propagationPolicy });
    }
  }
}

/**
 * Lets go of owners that are not there. An object all of whose owners are gone,
 * or never were, goes as well.
 */
export function releaseFromAbsentOwners(
  object: KubeObject,
  objects: ObjectTable,
  actions: GarbageActions,
) {
  const { metadata } = object;
  const owners = metadata.ownerReferences ?? [];
  const left = owners.filter(owner => isPresent(owner, object, objects));
  if (left.length === owners.length) {
    return;
  }
  if (left.length > 0) {
    actions.putMetadata(object, { ...metadata, ownerReferences: left });
  } else {
    removeAll([object], 'Background', actions);
  }
}

/** Owners are in the object's own namespace, or in none. One of a kind that is not known cannot be looked for. */
function isPresent(
  { apiVersion, kind, uid }: OwnerReference,
  { metadata: { namespace } }: KubeObject,
  objects: ObjectTable,
): boolean {
  if (!kindOf(groupOf(apiVersion), kind)) {
    return true;
  }
  const owner = objects.byId(uid);
  return (
    owner !== undefined &&
    (owner.metadata.namespace === undefined ||
      owner.metadata.namespace === namespace)
  );
}

/** Lets an owner go that has waited for its dependents, once the last is gone. */
function finishForeground(
  owner: KubeObject,
  objects: ObjectTable,
  actions: GarbageActions,
) {
  const { uid = '', finalizers = [] } = owner.metadata;
  const isBlocked = objects
    .ownedBy(uid)
    .some(dependent =>
      dependent.metadata.ownerReferences?.some(
        reference => reference.uid === uid && reference.blockOwnerDeletion,
      ),
    );
  if (finalizers.includes(FOREGROUND) && !isBlocked) {
    actions.putMetadata(owner, {
      ...owner.metadata,
      finalizers: finalizers.filter(name => name !== FOREGROUND),
    });
  }
}

function finishNamespace(
  namespace: KubeObject,
  objects: ObjectTable,
  actions: GarbageActions,
) {
  const { name, uid } = namespace.metadata;
  const isThere = objects.namespace(name)?.metadata.uid === uid;
  if (isThere && objects.contentOf(name).length === 0) {
    actions.drop(namespace);
  }
}
