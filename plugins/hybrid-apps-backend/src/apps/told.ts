import { ClusterStore, KubeObject } from '../clusters';

/** A workload, and the cluster that it is on. */
export interface Found {
  store: ClusterStore;
  object: KubeObject;
}

/** What one namespace tells of an app; nothing where `value` is absent. */
export interface Word {
  cluster: string;
  namespace: string;
  value?: string;
}

/** The annotation of a workload's namespace, or, where that has none, its own. */
export function toldOf(
  { store, object }: Found,
  annotation: string,
): string | undefined {
  const { namespace, annotations } = object.metadata;
  const place =
    namespace === undefined
      ? undefined
      : store.get({ group: '', kind: 'Namespace', name: namespace });
  return (
    place?.metadata.annotations?.[annotation] ||
    annotations?.[annotation] ||
    undefined
  );
}

/**
 * What each namespace tells of an app by an annotation, sorted. One has several
 * words where it says nothing itself and its workloads differ; a workload that
 * says nothing leaves it to the others of its namespace.
 */
export function wordsOf(found: readonly Found[], annotation: string): Word[] {
  const places = new Map<string, { word: Word; values: Set<string> }>();
  for (const one of found) {
    const cluster = one.store.name;
    const namespace = one.object.metadata.namespace ?? '';
    const key = `${cluster}/${namespace}`;
    const place = places.get(key) ?? {
      word: { cluster, namespace },
      values: new Set(),
    };
    places.set(key, place);
    const value = toldOf(one, annotation);
    if (value !== undefined) {
      place.values.add(value);
    }
  }
  return [...places]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, { word, values }]) =>
      values.size === 0
        ? [word]
        : [...values].sort().map(value => ({ ...word, value })),
    );
}

/**
 * Whether words are one, also where none tells anything. Who may write in a
 * namespace speaks for it alone: a word counts for an app only where all of the
 * app's namespaces say it.
 */
export const agree = (words: readonly Word[]): boolean =>
  new Set(words.map(({ value }) => value)).size <= 1;

/** What all say; undefined where they do not agree. */
export const agreedOf = (words: readonly Word[]): string | undefined =>
  agree(words) ? words[0]?.value : undefined;
