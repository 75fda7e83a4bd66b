import { ClusterStore, LiveStore, Reading } from '../clusters';

export const sameStores = (
  some: readonly LiveStore[],
  others: readonly LiveStore[],
): boolean =>
  some.length === others.length &&
  some.every((store, index) => store === others[index]);

/** Readings of stores that all end together. */
export interface Readings {
  open(store: LiveStore): Reading;
  end(): void;
}

/** Of what is not kept, nobody asks whether it is stale. */
const unkept = (store: ClusterStore): Reading => ({
  store,
  isStale: false,
  end() {},
});

/** @param isKept - whether anybody asks later whether something is stale */
export function createReadings(isKept: boolean): Readings {
  const opened = new Set<Reading>();
  let hasEnded = !isKept;
  return {
    open(store) {
      if (hasEnded) {
        return unkept(store);
      }
      const reading = store.read();
      opened.add(reading);
      return {
        store: reading.store,
        get isStale() {
          return reading.isStale;
        },
        end() {
          reading.end();
          opened.delete(reading);
        },
      };
    },
    end() {
      hasEnded = true;
      opened.forEach(reading => reading.end());
      opened.clear();
    },
  };
}

/**
 * Makes something of stores when it is first asked for, and anew when what it
 * read of them changed, or what is told from elsewhere has another version.
 */
export function createLayer<T>(options: {
  readings: Readings;
  stores: readonly LiveStore[];
  version?: () => string;
  make: (stores: readonly ClusterStore[]) => T;
}): () => T {
  const { readings, stores, version = () => '', make } = options;
  let kept: { value: T; version: string; read: Reading[] } | undefined;
  const end = (read: readonly Reading[]) => read.forEach(one => one.end());
  return () => {
    const now = version();
    if (kept?.version === now && !kept.read.some(({ isStale }) => isStale)) {
      return kept.value;
    }
    end(kept?.read ?? []);
    kept = undefined;
    const read = stores.map(readings.open);
    try {
      const value = make(read.map(({ store }) => store));
      kept = { value, version: now, read };
      return value;
    } catch (error) {
      end(read);
      throw error;
    }
  };
}
