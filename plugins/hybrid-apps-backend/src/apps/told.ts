import { ObjectRef } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
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
  /** The object that tells it, where it cannot be read; then it is as that has it. */
  unreadable?: Pick<ObjectRef, 'kind' | 'name'>;
}

/** What an annotation tells of an app, and the object that has it. */
interface Told {
  text: string;
  by: KubeObject;
}

/** The annotation of a workload's namespace, or, where that has none, its own. Spaces around it tell nothing. */
function toldBy(
  { store, object }: Found,
  annotation: string,
): Told | undefined {
  const { namespace } = object.metadata;
  const place =
    namespace === undefined
      ? undefined
      : store.get({ group: '', kind: 'Namespace', name: namespace });
  for (const by of place ? [place, object] : [object]) {
    const text = by.metadata.annotations?.[annotation]?.trim();
    if (text) {
      return { text, by };
    }
  }
  return undefined;
}

/** What is told of a workload by an annotation, on its namespace or else on itself. */
export const toldOf = (found: Found, annotation: string): string | undefined =>
  toldBy(found, annotation)?.text;

/**
 * What each namespace tells of an app by an annotation, sorted. One has several
 * words where it says nothing itself and its workloads differ; a workload that
 * says nothing leaves it to the others of its namespace.
 *
 * @param read - makes one of all ways to write the same; undefined for what
 * cannot be read
 */
export function wordsOf(
  found: readonly Found[],
  annotation: string,
  read: (text: string) => string | undefined = text => text,
): Word[] {
  const places = new Map<string, { word: Word; told: Map<string, Word> }>();
  for (const one of found) {
    const cluster = one.store.name;
    const namespace = one.object.metadata.namespace ?? '';
    const key = `${cluster}/${namespace}`;
    const place = places.get(key) ?? {
      word: { cluster, namespace },
      told: new Map(),
    };
    places.set(key, place);
    const told = toldBy(one, annotation);
    if (told !== undefined) {
      const { text, by } = told;
      const value = read(text);
      if (value !== undefined) {
        place.told.set(value, { ...place.word, value });
      } else if (!place.told.has(text)) {
        const { kind, metadata } = by;
        place.told.set(text, {
          ...place.word,
          value: text,
          unreadable: { kind, name: metadata.name },
        });
      }
    }
  }
  return [...places]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, { word, told }]) =>
      told.size === 0
        ? [word]
        : [...told].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one),
    );
}

/**
 * Whether words are one, also where none tells anything. Who may write in a
 * namespace speaks for it alone: a word counts for an app only where all of the
 * app's namespaces say it. What cannot be read agrees with nothing.
 */
export const agree = (words: readonly Word[]): boolean =>
  new Set(words.map(({ value }) => value)).size <= 1 &&
  words.every(({ unreadable }) => unreadable === undefined);

/** What all say; undefined where they do not agree. */
export const agreedOf = (words: readonly Word[]): string | undefined =>
  agree(words) ? words[0]?.value : undefined;
