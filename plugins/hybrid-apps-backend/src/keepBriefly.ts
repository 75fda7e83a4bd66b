/** For how long, and how many at most, something is kept; `now` in milliseconds. */
export interface Keep {
  ms: number;
  most: number;
  now: () => number;
}

/**
 * Asks once for what many ask for at once, and again when the time is over that
 * an answer is kept. A failure is not kept. What is over goes as others come,
 * and of too many the oldest.
 */
export function keepBriefly<T>({
  ms,
  most,
  now,
}: Keep): (key: string, ask: () => Promise<T>) => Promise<T> {
  const kept = new Map<string, { since: number; value: Promise<T> }>();
  return (key, ask) => {
    const last = kept.get(key);
    if (last && now() - last.since < ms) {
      return last.value;
    }
    const entry = { since: now(), value: ask() };
    kept.delete(key);
    kept.set(key, entry);
    entry.value.catch(() => {
      if (kept.get(key) === entry) {
        kept.delete(key);
      }
    });
    // They are in the order in which they were asked.
    for (const [oldest, { since }] of kept) {
      if (kept.size <= most && entry.since - since < ms) {
        break;
      }
      kept.delete(oldest);
    }
    return entry.value;
  };
}
