import { ClusterStore, isOwnedBy, KubeObject } from '../clusters';
import { groupOf, isWorkload, kindKey } from '../objects';

/**
 * What an object is drawn within, of what owns it; undefined where it has a card
 * of its own.
 */
export function holderOf(
  object: KubeObject,
  store: ClusterStore,
): KubeObject | undefined {
  const drawn = store.kinds.of(object)?.drawn;
  const within = typeof drawn === 'object' ? drawn.within : undefined;
  const { namespace, ownerReferences = [] } = object.metadata;
  for (const { apiVersion, kind, name } of ownerReferences) {
    const group = groupOf(apiVersion);
    const owner =
      store.get({ group, kind, namespace, name }) ??
      store.get({ group, kind, name });
    if (
      owner &&
      isOwnedBy(object, owner) &&
      // What nobody described is drawn as if it were known from what it owns alone.
      store.kinds.of(owner) &&
      // What an operator's own kind owns runs by itself, and is never hidden by
      // it. CDI's Pods, which fill a claim, are a part of that.
      (!isWorkload(object) ||
        isWorkload(owner) ||
        store.kinds.of(owner)?.category === 'storage') &&
      (within?.includes(kindKey(owner)) ?? true)
    ) {
      return owner;
    }
  }
  return undefined;
}

/** No owner is further up than a few steps, unless somebody wrote it so. */
const HIGHEST = 16;

/** What an object folds into, step by step: a Pod into its ReplicaSet, then its Deployment. */
export function holdersOf(
  object: KubeObject,
  store: ClusterStore,
): KubeObject[] {
  const holders = new Set<KubeObject>();
  for (
    let next = holderOf(object, store);
    next && next !== object && !holders.has(next) && holders.size < HIGHEST;
    next = holderOf(next, store)
  ) {
    holders.add(next);
  }
  return [...holders];
}
