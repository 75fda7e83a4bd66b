import { ClusterStore, KubeObject } from '../clusters';

/** A workload, and the cluster that it is on. */
export interface Found {
  store: ClusterStore;
  object: KubeObject;
}

/** The Namespace that an object is in; undefined where the portal does not know it. */
export const namespaceOf = (
  store: ClusterStore,
  { metadata: { namespace } }: KubeObject,
): KubeObject | undefined =>
  namespace === undefined
    ? undefined
    : store.get({ group: '', kind: 'Namespace', name: namespace });

/** What is told of a workload by an annotation, on its namespace or else on itself. Spaces around it tell nothing. */
export const toldOf = (
  { store, object }: Found,
  annotation: string,
): string | undefined =>
  [namespaceOf(store, object), object]
    .map(by => by?.metadata.annotations?.[annotation]?.trim())
    .find(text => text);

/**
 * What an annotation tells of an app, where all of its namespaces tell the same;
 * undefined else. A workload that says nothing leaves it to the others of its
 * namespace.
 */
export function agreedOn(
  found: readonly Found[],
  annotation: string,
): string | undefined {
  const places = new Map<string, Set<string>>();
  for (const one of found) {
    const place = `${one.store.name}/${one.object.metadata.namespace}`;
    const said = places.get(place) ?? new Set();
    places.set(place, said);
    const told = toldOf(one, annotation);
    if (told !== undefined) {
      said.add(told);
    }
  }
  const words = new Set(
    [...places.values()].flatMap(said =>
      said.size === 0 ? [undefined] : [...said],
    ),
  );
  return words.size === 1 ? [...words][0] : undefined;
}
