import { KubeObject } from '../types';

/** Sets of objects under words; a set that is empty is not there. */
export function createSets() {
  const sets = new Map<string, Set<KubeObject>>();
  return {
    add(word: string, object: KubeObject) {
      const set = sets.get(word);
      if (set) {
        set.add(object);
      } else {
        sets.set(word, new Set([object]));
      }
    },
    remove(word: string, object: KubeObject) {
      const set = sets.get(word);
      if (set?.delete(object) && set.size === 0) {
        sets.delete(word);
      }
    },
    get: (word: string): Iterable<KubeObject> => sets.get(word) ?? [],
    get size() {
      return sets.size;
    },
  };
}
