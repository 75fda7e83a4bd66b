import { KubeObject } from '../types';

/**
 * Sets of objects under words; a set that is empty is not there. Under most
 * words there is one object, and a set of its own would be many times the entry.
 */
export function createSets() {
  const sets = new Map<string, KubeObject | Set<KubeObject>>();
  return {
    add(word: string, object: KubeObject) {
      const known = sets.get(word);
      if (known instanceof Set) {
        known.add(object);
      } else if (known !== object) {
        sets.set(word, known ? new Set([known, object]) : object);
      }
    },
    remove(word: string, object: KubeObject) {
      const known = sets.get(word);
      if (known === object) {
        sets.delete(word);
      } else if (known instanceof Set && known.delete(object)) {
        const [last] = known;
        if (known.size === 1) {
          sets.set(word, last);
        }
      }
    },
    get(word: string): Iterable<KubeObject> {
      const known = sets.get(word) ?? [];
      return known instanceof Set || Array.isArray(known) ? known : [known];
    },
    /** How many there are under a word. */
    count(word: string): number {
      const known = sets.get(word);
      return known instanceof Set ? known.size : Number(known !== undefined);
    },
    get size() {
      return sets.size;
    },
  };
}
