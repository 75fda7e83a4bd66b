import { Clock } from './types';

/** The longest that `setTimeout` waits; what is longer it calls at once. */
const LONGEST_MS = 2 ** 31 - 1;

/** Wall time. Its timers do not keep the process alive: the server does. */
export const realClock: Clock = {
  now: () => Date.now(),
  schedule(delayMs, fn) {
    let timer: NodeJS.Timeout;
    const wait = (leftMs: number) => {
      const next = Math.min(leftMs, LONGEST_MS);
      timer = setTimeout(
        () => (leftMs > next ? wait(leftMs - next) : fn()),
        next,
      );
      timer.unref();
    };
    wait(delayMs);
    return () => clearTimeout(timer);
  },
};

/** Time that stands still until a test moves it. */
export interface ManualClock extends Clock {
  /** Moves time on by `ms`, and calls what falls due on the way, in order. */
  advance(ms: number): void;
}

/**
 * A clock for tests. `advance(0)` calls what is due now.
 *
 * @param startMs - the time it shows at first, in milliseconds since the epoch
 */
export function manualClock(
  startMs: number = Date.parse('2026-01-01T00:00:00Z'),
): ManualClock {
  let now = startMs;
  let sequence = 0;
  const timers = new Map<number, { at: number; fn: () => void }>();

  const nextDue = (until: number) => {
    let found: [number, { at: number; fn: () => void }] | undefined;
    for (const entry of timers) {
      if (entry[1].at <= until && (!found || entry[1].at < found[1].at)) {
        found = entry;
      }
    }
    return found;
  };

  return {
    now: () => now,
    schedule(delayMs, fn) {
      sequence += 1;
      const id = sequence;
      timers.set(id, { at: now + Math.max(0, delayMs), fn });
      return () => timers.delete(id);
    },
    advance(ms) {
      const until = now + ms;
      for (let due = nextDue(until); due; due = nextDue(until)) {
        const [id, timer] = due;
        timers.delete(id);
        now = Math.max(now, timer.at);
        timer.fn();
      }
      now = until;
    },
  };
}
