import {
  NO_CONNECTIONS,
  intersect,
  keyOf,
  subtract,
  unite,
} from './connectionSet';
import type { ConnectionSet } from './connectionSet';

/**
 * Connection sets by number: equal sets have one number, and what was computed
 * of two of them once is remembered. Estates have few distinct sets.
 */
export interface SetTable {
  readonly intern: (set: ConnectionSet) => number;
  readonly get: (id: number) => ConnectionSet;
  readonly unite: (a: number, b: number) => number;
  readonly intersect: (a: number, b: number) => number;
  readonly subtract: (a: number, b: number) => number;
}

/** The number of the empty set in every table. */
export const EMPTY = 0;

/** Remembers a function of two small numbers. */
export function memoizePairs(
  compute: (a: number, b: number) => number,
): (a: number, b: number) => number {
  const rows: (number | undefined)[][] = [];
  return (a, b) => {
    let row = rows[a];
    if (row === undefined) {
      row = [];
      rows[a] = row;
    }
    let result = row[b];
    if (result === undefined) {
      result = compute(a, b);
      row[b] = result;
    }
    return result;
  };
}

export function createSetTable(): SetTable {
  const sets: ConnectionSet[] = [NO_CONNECTIONS];
  const ids = new Map<string, number>([[keyOf(NO_CONNECTIONS), EMPTY]]);
  const intern = (set: ConnectionSet): number => {
    const key = keyOf(set);
    let id = ids.get(key);
    if (id === undefined) {
      id = sets.length;
      sets.push(set);
      ids.set(key, id);
    }
    return id;
  };
  const on = (
    operation: (a: ConnectionSet, b: ConnectionSet) => ConnectionSet,
  ) => memoizePairs((a, b) => intern(operation(sets[a], sets[b])));
  const uniteIds = on(unite);
  const intersectIds = on(intersect);
  const subtractIds = on(subtract);
  return {
    intern,
    get: id => sets[id],
    unite: (a, b) => (a === b ? a : uniteIds(a, b)),
    intersect: (a, b) => {
      if (a === b) {
        return a;
      }
      return a === EMPTY || b === EMPTY ? EMPTY : intersectIds(a, b);
    },
    subtract: (a, b) => {
      if (b === EMPTY) {
        return a;
      }
      return a === EMPTY || a === b ? EMPTY : subtractIds(a, b);
    },
  };
}
