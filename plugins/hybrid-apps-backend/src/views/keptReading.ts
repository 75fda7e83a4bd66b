import { ClusterStore, LiveStore, Reading } from '../clusters';
import { createAsked, restAfter } from './asked';

/**
 * Something that takes a while to make of a cluster's store: made once for all who
 * want it, and anew where a place that it read was touched, after a rest that is
 * longer where it took long.
 *
 * @param options.now - in milliseconds
 * @returns what gives it
 */
export function createKeptReading<T>(options: {
  store: LiveStore;
  make: (store: ClusterStore) => Promise<T>;
  rest: { leastMs: number; mostMs: number };
  now: () => number;
}): () => Promise<T> {
  const { store, make, rest, now } = options;
  let reading: Reading | undefined;
  /** How often it was seen that something changed. */
  let changes = 0;

  const asked = createAsked<T>({
    version() {
      if (reading?.isStale) {
        reading.end();
        reading = undefined;
        changes++;
      }
      return String(changes);
    },
    async ask() {
      reading?.end();
      const own = store.read();
      reading = own;
      try {
        return await make(own.store);
      } catch (error) {
        own.end();
        throw error;
      }
    },
    now,
  });
  return () => asked.get(restAfter(asked.tookMs, rest));
}
