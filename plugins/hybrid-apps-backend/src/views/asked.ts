import { Clock } from '../clock';

/** Something that is worked out elsewhere, and kept; see {@link createAsked}. */
export interface Asked<T> {
  /** What was answered last. */
  readonly last: T | undefined;
  /** @param restMs - what was asked for within this time, in milliseconds, is new enough */
  get(restMs: number): Promise<T>;
}

/**
 * Asks for something when it is first wanted, and anew when it has another
 * version; once, however many want it. A failure is told to who waits, and not
 * kept.
 */
export function createAsked<T>(options: {
  version: () => string;
  ask: () => Promise<T>;
  clock: Clock;
}): Asked<T> {
  const { version, ask, clock } = options;
  let kept: { version: string; at: number; value: T } | undefined;
  let pending: { version: string; at: number; value: Promise<T> } | undefined;
  return {
    get last() {
      return kept?.value;
    },
    get(restMs) {
      const now = version();
      const at = clock().getTime();
      const known = [kept, pending].find(
        one => one && (one.version === now || at - one.at < restMs),
      );
      if (known) {
        return Promise.resolve(known.value);
      }
      const mine = { version: now, at, value: ask() };
      pending = mine;
      mine.value.then(
        value => {
          // Of two that were asked for at once, the later one stays.
          if (!kept || kept.at <= at) {
            kept = { version: now, at, value };
          }
          if (pending === mine) {
            pending = undefined;
          }
        },
        () => {
          if (pending === mine) {
            pending = undefined;
          }
        },
      );
      return mine.value;
    },
  };
}

/** Waits for an answer so many milliseconds; undefined where it takes longer. */
export async function patiently<T>(
  answer: Promise<T>,
  ms: number,
): Promise<T | undefined> {
  if (ms === Infinity) {
    return answer;
  }
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>(resolve => {
    timer = setTimeout(resolve, ms, undefined);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
