import { ClusterStore, KubeObject, ObjectKey } from '../clusters';
import { groupOf, kindKey } from '../objects';

/**
 * What controls an object, where it is here. A node owns its static Pods, and is
 * no part of an app.
 * Source: Kubernetes, concepts, Static Pods, mirror Pods.
 */
export function ownerOf(
  store: ClusterStore,
  object: KubeObject,
): KubeObject | undefined {
  const owner = store.controllerOf(object);
  return owner && kindKey(owner) !== '/Node' ? owner : undefined;
}

/** What controls an object, as that says, and is of a kind that nobody watches. */
export function absentOwnerOf(
  store: ClusterStore,
  { metadata: { ownerReferences, namespace } }: KubeObject,
): (ObjectKey & { apiVersion: string }) | undefined {
  const owner = ownerReferences?.find(one => one.controller);
  if (!owner || store.kinds.of(owner)?.watch) {
    return undefined;
  }
  const { apiVersion, kind, name } = owner;
  return { apiVersion, group: groupOf(apiVersion), kind, namespace, name };
}
