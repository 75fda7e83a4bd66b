import { ClusterStore, isOwnedBy, KubeObject } from '../clusters';
import { groupOf, isWorkload, kindKey } from '../objects';

/**
 * What an object is drawn within, of what owns it; undefined where it has a card
 * of its own.
 */
function ownerThatHolds(
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

/** What an object folds into, step by step: a Pod into its ReplicaSet, then its Deployment. */
export function holdersOf(
  object: KubeObject,
  store: ClusterStore,
): KubeObject[] {
  const holders: KubeObject[] = [];
  const seen = new Set([object]);
  for (
    let next = ownerThatHolds(object, store);
    next && !seen.has(next);
    next = ownerThatHolds(next, store)
  ) {
    seen.add(next);
    holders.push(next);
  }
  return holders;
}
