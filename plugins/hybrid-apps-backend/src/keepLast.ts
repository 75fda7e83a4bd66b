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
