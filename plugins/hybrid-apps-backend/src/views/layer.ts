import { ClusterStore, LiveStore, Reading } from '../clusters';

/** Readings of stores that all end together; what has ended passes for stale. */
export interface Readings {
  /** Whether what is opened tells when it is stale. */
  readonly areKept: boolean;
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
    get areKept() {
      return !hasEnded;
    },
    open(store) {
      if (hasEnded) {
        return unkept(store);
      }
      const reading = store.read();
      opened.add(reading);
      return {
        store: reading.store,
        get isStale() {
          return reading.isStale || hasEnded;
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
 * Makes something of stores and of what is given beside them, and anew when what
 * it read of the stores changed, or something else is given.
 */
export function createLayer<T, G = void>(options: {
  readings: Readings;
  stores: readonly LiveStore[];
  make: (stores: readonly ClusterStore[], given: G) => T;
}): {
  (given: G): T;
  /** Whether nothing has to be made for this. */
  has(given: G): boolean;
} {
  const { readings, stores, make } = options;
  let kept: { value: T; given: G; read: Reading[] } | undefined;
  const end = (read: readonly Reading[]) => read.forEach(one => one.end());
  const has = (given: G) =>
    kept !== undefined &&
    kept.given === given &&
    !kept.read.some(({ isStale }) => isStale);
  function layer(given: G): T {
    if (kept && has(given)) {
      return kept.value;
    }
    end(kept?.read ?? []);
    kept = undefined;
    const read = stores.map(readings.open);
    try {
      const value = make(
        read.map(({ store }) => store),
        given,
      );
      kept = { value, given, read };
      return value;
    } catch (error) {
      end(read);
      throw error;
    }
  }
  return Object.assign(layer, { has });
}
