import { placeName } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';

/** What a caller may be shown of the clusters. */
export interface Sight {
  /** Whether it may be what is in a namespace, which need not exist. */
  sees(cluster: string, namespace: string): boolean;
  /** Whether it may be what is in none, beyond its name where something that is shown names it. */
  readonly readsClusters: boolean;
}

/** That of whom nothing is kept from: the portal itself, for what does not leave it. */
export const EVERYTHING: Sight = {
  sees: () => true,
  readsClusters: true,
};

/**
 * The namespaces of these that are seen, and no others: what is shown then hangs
 * on nothing else that a caller may see.
 */
export function sightWithin(
  { sees, readsClusters }: Sight,
  places: ReadonlyArray<{ cluster: string; namespace: string }>,
): Sight & {
  /** The same for equal ones. */
  readonly key: string;
  /** The namespaces of a cluster that are seen. */
  namespaces(cluster: string): string[];
} {
  const seen = new Map(
    places
      .filter(({ cluster, namespace }) => sees(cluster, namespace))
      .map(place => [placeName(place.cluster, place.namespace), place]),
  );
  return {
    sees: (cluster, namespace) => seen.has(placeName(cluster, namespace)),
    readsClusters,
    key: JSON.stringify([readsClusters, [...seen.keys()].sort()]),
    namespaces: cluster =>
      [...seen.values()]
        .filter(place => place.cluster === cluster)
        .map(({ namespace }) => namespace)
        .sort(),
  };
}
