import { Entity } from '@backstage/catalog-model';
import {
  ANNOTATION_PLACES,
  KindKnowledge,
  KUBERNETES_ANNOTATIONS,
  LeftOutApp,
  placeName,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';

/** Where apps may be that nobody tells of now. */
export interface Silence {
  /** Whether there is any such place. */
  any: boolean;
  /** @param place - as `placeName` writes it */
  at(place: string): boolean;
}

/** The clusters that do not tell, or not yet, what they have; `*` for all. */
const silentClusters = (knowledge: readonly KindKnowledge[]): Set<string> =>
  new Set(
    knowledge
      .filter(({ state }) => state === 'unreachable' || state === 'syncing')
      .map(({ cluster }) => cluster),
  );

/**
 * Where apps may be that are not in an answer: on clusters that do not tell, and
 * in namespaces that nobody can tell the owner of.
 */
export function silenceOf(
  knowledge: readonly KindKnowledge[],
  ofUnknownOwner: readonly LeftOutApp[],
): Silence {
  const clusters = silentClusters(knowledge);
  const starts = new Set([...clusters].map(name => placeName(name, '')));
  const places = new Set(
    ofUnknownOwner.map(({ cluster, namespace }) =>
      placeName(cluster, namespace),
    ),
  );
  return {
    any: clusters.size > 0 || places.size > 0,
    at: place =>
      clusters.has('*') ||
      places.has(place) ||
      starts.has(place.slice(0, place.indexOf('/') + 1)),
  };
}

/** What is of an unknown owner on clusters that tell all that they may. */
export function lastingUnknown(
  knowledge: readonly KindKnowledge[],
  ofUnknownOwner: readonly LeftOutApp[],
): LeftOutApp[] {
  const clusters = silentClusters(knowledge);
  return ofUnknownOwner.filter(
    ({ cluster }) => !clusters.has('*') && !clusters.has(cluster),
  );
}

/** Where an entity of this provider has its objects; undefined where it does not say. */
export function placesIn({
  metadata: { annotations = {} },
}: Entity): string[] | undefined {
  const cluster = annotations[KUBERNETES_ANNOTATIONS.cluster];
  const namespace = annotations[KUBERNETES_ANNOTATIONS.namespace];
  return (
    annotations[ANNOTATION_PLACES]?.split(',') ??
    (cluster !== undefined && namespace !== undefined
      ? [placeName(cluster, namespace)]
      : undefined)
  );
}

/** Whether an entity that is not found may be there all the same. */
export const mayBeThere = (entity: Entity, silence: Silence): boolean =>
  placesIn(entity)?.some(silence.at) ?? silence.any;
