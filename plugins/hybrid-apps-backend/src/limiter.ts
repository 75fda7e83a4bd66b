import { CustomErrorBase } from '@backstage/errors';

/** There is no error for this status among those of Backstage, which reads it from here. */
export class TooManyRequestsError extends CustomErrorBase {
  readonly name = 'TooManyRequestsError';
  readonly status = 429;
  readonly retryAfterSeconds: number;

  constructor(message: string, retryAfterSeconds: number) {
    super(message);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** How much of a sort of work runs at a time, and what becomes of the rest. */
export interface Limits {
  /** In the plural, as in `previews of policies`. */
  of: string;
  perCaller: number;
  inAll: number;
  /** How many more of one caller wait for their turn. */
  waiting: number;
  /** Longest wait, in milliseconds. */
  waitMs: number;
  retryAfterSeconds: number;
}

/** Lets each caller have so much under way at a time, and all together so much. */
export interface Limiter {
  /**
   * @param caller - whoever it is done for, like `user:default/ana`
   * @throws TooManyRequestsError where too many wait, or no turn comes in time;
   * nothing is done then.
   */
  run<T>(caller: string, work: () => Promise<T>): Promise<T>;
}

interface Line {
  running: number;
  /** The first one is next. */
  waiting: Array<() => void>;
}

/**
 * Callers have their turns one after the other, so that who asks for much waits
 * for much, and nobody else does.
 */
export function createLimiter(limits: Limits): Limiter {
  const { of, perCaller, inAll, waitMs, retryAfterSeconds } = limits;
  /** Who came, or began something, longest ago is first. */
  const lines = new Map<string, Line>();
  let running = 0;

  const atOnce = `Of ${of}, one caller has ${perCaller} under way at a time, and all callers together ${inAll}`;
  const refuse = (why: string) =>
    new TooManyRequestsError(
      `${why} Try again in ${retryAfterSeconds} s.`,
      retryAfterSeconds,
    );

  function begin(caller: string, line: Line): void {
    line.running++;
    running++;
    lines.delete(caller);
    lines.set(caller, line);
    line.waiting.shift()?.();
  }

  function beginNext(): void {
    for (;;) {
      const next = [...lines].find(
        ([, line]) => line.waiting.length > 0 && line.running < perCaller,
      );
      if (!next || running >= inAll) {
        return;
      }
      begin(...next);
    }
  }

  function forget(caller: string, line: Line): void {
    if (line.running === 0 && line.waiting.length === 0) {
      lines.delete(caller);
    }
  }

  function turn(caller: string, line: Line): Promise<void> {
    const isFree = line.running < perCaller && running < inAll;
    if (!isFree && line.waiting.length >= limits.waiting) {
      throw refuse(
        `${atOnce}; ${limits.waiting} more of yours wait for their turn already.`,
      );
    }
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        line.waiting.splice(line.waiting.indexOf(start), 1);
        forget(caller, line);
        reject(
          refuse(`${atOnce}; the turn did not come in ${waitMs / 1_000} s.`),
        );
      }, waitMs);
      // Who waits keeps no backend from ending.
      timer.unref();
      function start() {
        clearTimeout(timer);
        resolve();
      }
      line.waiting.push(start);
      beginNext();
    });
  }

  return {
    async run(caller, work) {
      const line = lines.get(caller) ?? { running: 0, waiting: [] };
      lines.set(caller, line);
      await turn(caller, line);
      try {
        return await work();
      } finally {
        running--;
        line.running--;
        forget(caller, line);
        beginNext();
      }
    },
  };
}
