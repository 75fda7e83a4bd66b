import { ResponseError } from '@backstage/errors';
import { Tagged } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Pulse } from './pulse';

/** How one answer is asked for. */
export interface LoadOptions {
  etag?: string;
  signal: AbortSignal;
}

/** Asks once. Gives undefined where nothing changed since `etag`. */
export type Load<T> = (options: LoadOptions) => Promise<Tagged<T> | undefined>;

export interface KeepFreshOptions<T> {
  load: Load<T>;
  /** Called after each attempt that succeeded; without a value where nothing changed. */
  onFresh(value: T | undefined): void;
  onError(error: Error): void;
  /** Tells of changes at once. Where it is absent, polling alone finds them. */
  subscribe?(onChange: () => void): () => void;
  /** Whether what tells of changes works. */
  pulse?: Pulse;
}

export interface Freshness {
  /** Asks now, or once more after the request that is under way. */
  refresh(): void;
  stop(): void;
}

/**
 * Milliseconds between two attempts, while the page is looked at or not, and
 * while it is but signals are interrupted. Also where signals tell of changes: a
 * single one may be lost. Mostly the answer is 304.
 */
export const POLL_MS = {
  shown: 30_000,
  hidden: 300_000,
  interrupted: 5_000,
} as const;

/**
 * Milliseconds after which an answer is given up. A browser waits without end
 * on a connection that died while the computer slept, and whatever is asked
 * after that would wait behind it.
 */
export const ANSWER_MS = 60_000;

/**
 * Milliseconds in which a burst of signals makes one request. What comes alone is
 * asked for at once.
 */
export const SIGNAL_WINDOW_MS = 500;

/** What the backend said, rather than that it did not say 200. */
export function asError(error: unknown): Error {
  if (error instanceof ResponseError) {
    return error.cause;
  }
  return error instanceof Error ? error : new Error(String(error));
}

/** Asks once, and fails where no answer comes in time. */
async function loadInTime<T>(
  load: Load<T>,
  { etag, signal }: LoadOptions,
): Promise<Tagged<T> | undefined> {
  const own = new AbortController();
  const end = () => own.abort();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeUp = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const seconds = ANSWER_MS / 1000;
      reject(new Error(`The backend did not answer in ${seconds} seconds.`));
      end();
    }, ANSWER_MS);
  });
  signal.addEventListener('abort', end);
  try {
    return await Promise.race([load({ etag, signal: own.signal }), timeUp]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
  }
}

/**
 * Whether what was answered before may be shown no longer: the right to it was
 * taken away (403), or there is nothing for who asks (404, which also stands for
 * what they may not know of). Any other failure leaves it as it was.
 */
export const isTakenBack = ({ name }: Error): boolean =>
  name === 'NotAllowedError' || name === 'NotFoundError';

/**
 * Keeps one answer of the backend fresh: asks at once, when told of a change,
 * when the page comes back into view, and at an interval. One request at a
 * time, each given up in time, with the ETag of the answer at hand.
 */
export function keepFresh<T>(options: KeepFreshOptions<T>): Freshness {
  const { load, onFresh, onError, subscribe, pulse } = options;
  const abort = new AbortController();
  let etag: string | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let due = 0;
  let askedAt = -Infinity;
  let running = false;
  let again = false;

  function pause() {
    if (document.hidden) {
      return POLL_MS.hidden;
    }
    return pulse?.isLost() ? POLL_MS.interrupted : POLL_MS.shown;
  }

  /** The earlier one wins, so that signals without end don't put it off. */
  function schedule(ms: number) {
    const at = performance.now() + ms;
    if (timer === undefined || at < due) {
      clearTimeout(timer);
      due = at;
      // eslint-disable-next-line @typescript-eslint/no-use-before-define
      timer = setTimeout(ask, ms);
    }
  }

  async function ask() {
    clearTimeout(timer);
    timer = undefined;
    if (running) {
      again = true;
      return;
    }
    running = true;
    askedAt = performance.now();
    try {
      const answer = await loadInTime(load, { etag, signal: abort.signal });
      if (!abort.signal.aborted) {
        etag = answer ? answer.etag : etag;
        onFresh(answer?.value);
      }
    } catch (error) {
      if (!abort.signal.aborted) {
        const why = asError(error);
        // Nothing is at hand then that a 304 could mean.
        etag = isTakenBack(why) ? undefined : etag;
        onError(why);
      }
    }
    running = false;
    if (!abort.signal.aborted) {
      schedule(again ? 0 : pause());
      again = false;
    }
  }

  const onVisibility = () => {
    if (!document.hidden) {
      ask();
    }
  };
  document.addEventListener('visibilitychange', onVisibility);
  const unsubscribe = subscribe?.(() => {
    if (running) {
      // The answer under way may be older than the change.
      again = true;
    } else {
      schedule(Math.max(0, askedAt + SIGNAL_WINDOW_MS - performance.now()));
    }
  });
  // What changed before signals worked, nobody told.
  const unfeel = pulse?.subscribe(ask);
  ask();

  return {
    refresh: ask,
    stop() {
      abort.abort();
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisibility);
      unsubscribe?.();
      unfeel?.();
    },
  };
}
