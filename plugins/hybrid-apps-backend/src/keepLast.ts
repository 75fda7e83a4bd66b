import { sameItems } from './sameItems';

/**
 * Keeps what was made last, by its key: so many, of which the one that was asked
 * for longest ago goes first.
 */
export function keepLast<T>(most: number): (key: string, make: () => T) => T {
  const kept = new Map<string, { value: T }>();
  return (key, make) => {
    const entry = kept.get(key) ?? { value: make() };
    kept.delete(key);
    kept.set(key, entry);
    const [oldest] = kept.keys();
    if (kept.size > most) {
      kept.delete(oldest);
    }
    return entry.value;
  };
}

/** Makes something of what it is given, and no second time of the same. */
export function lastOf<A extends readonly unknown[], T>(
  make: (...given: A) => T,
): (...given: A) => T {
  let last: { given: A; value: T } | undefined;
  return (...given) => {
    if (!last || !sameItems(last.given, given)) {
      last = { given, value: make(...given) };
    }
    return last.value;
  };
}
