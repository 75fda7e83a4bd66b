/** Something that is worked out elsewhere, and kept; see {@link createAsked}. */
export interface Asked<T> {
  /** What was answered last. */
  readonly last: T | undefined;
  /** How long that took, in milliseconds, with its wait for its turn; 0 before there is one. */
  readonly tookMs: number;
  /** @param restMs - what was asked for within this time, in milliseconds, is new enough */
  get(restMs: number): Promise<T>;
}

/**
 * Asks for something when it is first wanted, and anew when it has another
 * version; once, however many want it. While a question is under way, whoever
 * wants something newer shares the one that follows it: what changes faster than
 * it is worked out piles up no questions. A failure is told to who waits, and not
 * kept.
 *
 * @param options.now - in milliseconds
 */
export function createAsked<T>(options: {
  version: () => string;
  ask: () => Promise<T>;
  now: () => number;
}): Asked<T> {
  const { version, ask, now } = options;
  interface Question {
    version: string;
    at: number;
  }
  let kept: (Question & { value: T; tookMs: number }) | undefined;
  let underWay: (Question & { value: Promise<T> }) | undefined;
  let next: Promise<T> | undefined;

  async function answered(question: Question): Promise<T> {
    const value = await ask();
    kept = { ...question, value, tookMs: now() - question.at };
    return value;
  }

  function askNow(): Promise<T> {
    const question = { version: version(), at: now() };
    const value = answered(question);
    underWay = { ...question, value };
    const end = () => {
      underWay = undefined;
    };
    value.then(end, end);
    return value;
  }

  async function askNext(before: Promise<T>): Promise<T> {
    await Promise.allSettled([before]);
    next = undefined;
    return askNow();
  }

  return {
    get last() {
      return kept?.value;
    },
    get tookMs() {
      return kept?.tookMs ?? 0;
    },
    get(restMs) {
      const wanted = version();
      const at = now();
      const known = [kept, underWay].find(
        one => one && (one.version === wanted || at - one.at < restMs),
      );
      if (known) {
        return Promise.resolve(known.value);
      }
      if (!underWay) {
        return next ?? askNow();
      }
      next ??= askNext(underWay.value);
      return next;
    },
  };
}

/** An answer rests so many times as long as it took: one app then takes a quarter of policy's thread. */
const TIMES = 4;

/**
 * For how long an answer is given before it is asked for anew, in milliseconds: the
 * least where it is cheap; longer where it took long, or waited for many others, as
 * all are worked out by one thread; but never longer than the most, after which a page
 * that is told of a change asks again.
 */
export const restAfter = (
  tookMs: number,
  { leastMs, mostMs }: { leastMs: number; mostMs: number },
): number => Math.min(mostMs, Math.max(leastMs, TIMES * tookMs));

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
