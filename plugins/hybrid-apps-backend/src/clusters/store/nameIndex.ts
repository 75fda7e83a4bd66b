import {
  Kind,
  Name,
  ObjectKey,
  Selection,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-node';
import { toError } from '@backstage/errors';
import { Labels, valueAt } from '@hybrid-apps/network-policy';
import { Kinds, KubeObject, Naming, Selecting } from '../types';
import { keyOf, wordOfKey as wordOf } from './keyOf';
import { meansPodsOf, wordOfSelector, wordsOfPods } from './podsOf';
import { createSets } from './sets';

/** What an object says of others, worked out once. */
interface Said {
  keys: readonly ObjectKey[];
  names: readonly Name[];
  selections: readonly Selection[];
  /** Why it could not be told in full. */
  problem?: string;
}

/** As most objects say nothing of most. */
const NONE: readonly never[] = [];
const NOTHING: Said = { keys: NONE, names: NONE, selections: NONE };

const wordsOf = ({ to, or = [] }: Name): string[] => [to, ...or].map(wordOf);

/** Names by the words of what they name. */
function byWords(names: readonly Name[]): ReadonlyMap<string, readonly Name[]> {
  const found = new Map<string, Name[]>();
  for (const name of names) {
    for (const word of wordsOf(name)) {
      const known = found.get(word);
      if (known) {
        known.push(name);
      } else {
        found.set(word, [name]);
      }
    }
  }
  return found;
}

/** A module may be written without types. */
const isKey = (key: unknown): boolean =>
  ['group', 'kind', 'name'].every(
    field => typeof valueAt(key, field) === 'string',
  );

/** A rule of a kind that fails costs what it would have said, and is told with the object's health. */
function saidBy(object: KubeObject, kind: Kind | undefined): Said {
  const problems: string[] = [];
  function asked<T>(
    ask: () => readonly T[] | undefined,
    isWhole: (item: T) => boolean,
  ): readonly T[] {
    try {
      const said = ask() ?? [];
      const whole = said.filter(isWhole);
      if (whole.length < said.length) {
        problems.push('something that it says names no object');
      }
      return whole.length > 0 ? whole : NONE;
    } catch (error) {
      problems.push(toError(error).message);
      return NONE;
    }
  }
  if (!kind) {
    return NOTHING;
  }
  const said = {
    keys: asked(() => kind.keys?.(object), isKey),
    names: asked(
      () => kind.names?.(object),
      ({ to, or = [] }) => [to, ...or].every(isKey),
    ),
    selections: asked(
      () => kind.selects?.(object),
      ({ selector }) => Array.isArray(selector),
    ),
  };
  if (problems.length > 0) {
    return { ...said, problem: problems.join('; ') };
  }
  return Object.values(said).every(({ length }) => length === 0)
    ? NOTHING
    : said;
}

/**
 * What objects name and select, indexed both ways: each object says it once, as
 * it comes in.
 */
export function createNameIndex(kinds: Kinds) {
  const said = new WeakMap<KubeObject, Said>();
  /** Of those that were asked for: one that names very much is else gone through for each that it names. */
  const sorted = new WeakMap<Said, ReturnType<typeof byWords>>();
  const byKey = createSets();
  const byNamed = createSets();
  const bySelection = createSets();
  const sets = { key: byKey, named: byNamed, selector: bySelection };

  /** Words by which it is found, and those by which are found what it names and selects. */
  function eachWord(
    object: KubeObject,
    tell: (index: keyof typeof sets, word: string) => void,
  ) {
    const { keys, names, selections } = said.get(object) ?? NOTHING;
    const { namespace = '' } = object.metadata;
    keys.forEach(key => tell('key', wordOf(key)));
    for (const name of names) {
      wordsOf(name).forEach(word => tell('named', word));
    }
    selections.forEach(({ selector }) =>
      tell('selector', `${namespace} ${wordOfSelector(selector)}`),
    );
  }

  /** The words of all keys that mean an object. */
  const keyWordsOf = (object: KubeObject): Set<string> =>
    new Set([keyOf(object), ...(said.get(object)?.keys ?? [])].map(wordOf));

  function namesBy(object: KubeObject): ReturnType<typeof byWords> {
    const told = said.get(object) ?? NOTHING;
    const names = sorted.get(told) ?? byWords(told.names);
    sorted.set(told, names);
    return names;
  }

  return {
    add(object: KubeObject) {
      const told = saidBy(object, kinds.of(object));
      if (told !== NOTHING) {
        said.set(object, told);
      }
      eachWord(object, (index, word) => sets[index].add(word, object));
    },
    remove(object: KubeObject) {
      eachWord(object, (index, word) => sets[index].remove(word, object));
      said.delete(object);
    },
    eachWord,
    keyWordsOf,
    namesOf: (object: KubeObject): readonly Name[] =>
      said.get(object)?.names ?? [],
    problemOf: (object: KubeObject): string | undefined =>
      said.get(object)?.problem,
    /** Objects that a key means beside the one of that name. */
    byFurtherKey: (key: ObjectKey) => byKey.get(wordOf(key)),
    /** What might mean an object by what it names. */
    naming(object: KubeObject): Naming[] {
      const words = keyWordsOf(object);
      const namers = new Set(
        [...words].flatMap(word => [...byNamed.get(word)]),
      );
      return [...namers].flatMap(namer => {
        const names = namesBy(namer);
        // What may mean it in several ways does so once.
        const meant = new Set(
          [...words].flatMap(word => names.get(word) ?? []),
        );
        return [...meant].map(name => ({ object: namer, name }));
      });
    },
    /** What means by a name exactly this key. */
    namingKey: (key: ObjectKey): Naming[] =>
      [...byNamed.get(wordOf(key))].flatMap(namer =>
        (said.get(namer)?.names ?? [])
          .filter(({ to }) => wordOf(to) === wordOf(key))
          .map(name => ({ object: namer, name })),
      ),
    /** What selects the Pods of a workload, which have or will have these labels. */
    selecting(workload: KubeObject, labels: Labels): Selecting[] {
      const { namespace = '' } = workload.metadata;
      return wordsOfPods(workload, labels).flatMap(word =>
        [...bySelection.get(`${namespace} ${word}`)].flatMap(object =>
          (said.get(object)?.selections ?? [])
            .filter(
              ({ selector }) =>
                wordOfSelector(selector) === word &&
                meansPodsOf(selector, workload),
            )
            .map(selection => ({ object, selection })),
        ),
      );
    },
    get size() {
      return byKey.size + byNamed.size + bySelection.size;
    },
  };
}
