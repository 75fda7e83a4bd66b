import { useEffect, useRef } from 'react';

/** Data, where it lies, the corners of a way, and what such a point consists of. */
const DEPTH = 4;

/** Whether two values say the same, as far down as it is worth to look. */
function isSame(a: unknown, b: unknown, depth: number): boolean {
  if (Object.is(a, b)) {
    return true;
  }
  if (
    depth === 0 ||
    !(a instanceof Object) ||
    !(b instanceof Object) ||
    Object.getPrototypeOf(a) !== Object.getPrototypeOf(b) ||
    !(Array.isArray(a) || a.constructor === Object)
  ) {
    return false;
  }
  const [ofA, ofB] = [Object.entries(a), new Map(Object.entries(b))];
  return (
    ofA.length === ofB.size &&
    ofA.every(([key, value]) => isSame(value, ofB.get(key), depth - 1))
  );
}

/** The new elements; of those that say what they said before, the old ones. */
export function keepSame<T extends { id: string }>(
  before: readonly T[],
  now: readonly T[],
): T[] {
  const known = new Map(before.map(element => [element.id, element]));
  return now.map(element => {
    const old = known.get(element.id);
    return old && isSame(old, element, DEPTH) ? old : element;
  });
}

/** Elements of a graph, of which React draws anew only those that changed. */
export function useKept<T extends { id: string }>(now: T[]): T[] {
  const last = useRef<T[]>([]);
  const kept = keepSame(last.current, now);
  useEffect(() => {
    last.current = kept;
  });
  return kept;
}
