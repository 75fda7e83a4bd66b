import { groupOf, podTemplatePath } from '@hybrid-apps/network-policy';
import { TEMPLATES, templatesOf } from './templates';
import { ClusterStore, KubeObject } from './types';

/**
 * Whether an owner reference of an object is to this owner. Whoever writes an
 * object writes its references too, to uids of objects that are not theirs:
 * the owner has to be of the kind and the name that the reference says, and in
 * the object's namespace unless it has none.
 * Source: Kubernetes, concepts, Owners and Dependents.
 */
export function isOwnedBy(
  { metadata }: KubeObject,
  owner: KubeObject,
  options: { asController?: boolean } = {},
): boolean {
  const { uid, name, namespace } = owner.metadata;
  return (
    (namespace === undefined || namespace === metadata.namespace) &&
    (metadata.ownerReferences?.some(
      reference =>
        reference.uid === uid &&
        reference.name === name &&
        reference.kind === owner.kind &&
        // Served in several versions, an owner may be kept in another one.
        groupOf(reference.apiVersion) === groupOf(owner.apiVersion) &&
        (!options.asController || reference.controller === true),
    ) ??
      false)
  );
}

/** Whether another workload made this one: a ReplicaSet, the Pods, a VM's instance. */
export const isMadeByWorkload = (
  object: Pick<KubeObject, 'metadata' | typeof TEMPLATES>,
): boolean =>
  object.metadata.ownerReferences?.some(
    owner =>
      owner.controller &&
      podTemplatePath(owner, templatesOf(object)) !== undefined,
  ) ?? false;

/**
 * An object and what controls it, upward: a Pod, its ReplicaSet, its Deployment.
 * Each once: nothing keeps people from writing owners that own each other.
 */
export function* withControllers(
  object: KubeObject,
  store: Pick<ClusterStore, 'controllerOf'>,
): Generator<KubeObject> {
  const seen = new Set<KubeObject>();
  for (
    let next: KubeObject | undefined = object;
    next && !seen.has(next);
    next = store.controllerOf(next)
  ) {
    seen.add(next);
    yield next;
  }
}
