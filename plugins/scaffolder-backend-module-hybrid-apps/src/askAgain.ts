import { isError, ResponseError } from '@backstage/errors';
import { setTimeout as sleepFor } from 'node:timers/promises';

/** How a question is put again that met something slow, away or starting. */
export interface Persistence {
  /** Whether it may be done twice. What may not is put again only where it surely was not done. */
  isRepeatable: boolean;
  /** Gets one line, the first time that it is put again. */
  tell: (line: string) => void;
  /** Until when, by `performance.now()`; some times, unless told. */
  deadline?: number;
  signal?: AbortSignal;
}

/** How time passes. */
export interface Pace {
  now(): number;
  sleep(ms: number, signal?: AbortSignal): Promise<unknown>;
  /** Pauses grow, so that what is slow gets room. */
  pauseMs: { first: number; most: number };
}

const PACE: Pace = {
  now: () => performance.now(),
  sleep: (ms, signal) => sleepFor(ms, undefined, { signal }),
  pauseMs: { first: 200, most: 10_000 },
};

const SLOWER = 2;
/** How often what is away is asked, where no time is set: some 20 seconds, as with a cluster that is down for good. */
const TRIES = 8;
/** How often what has no room now is asked: others are served meanwhile. */
const TRIES_FOR_ROOM = 20;

/** Codes of Node.js and its fetch where no connection came about, so that nothing was sent. */
const NOT_SENT = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Codes where it broke off, or took too long, so that it may have been done. */
const BROKEN_OFF = new Set([
  'ECONNABORTED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'UND_ERR_BODY_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_SOCKET',
]);

/** RFC 9110, section 15.6: what a server, or a proxy before it, may be over soon. */
const PASSING_STATUSES = new Set([500, 502, 503, 504]);

function* causesOf(error: unknown): Iterable<Error> {
  let one = error;
  // A chain of causes may be a ring.
  for (let depth = 0; depth < 8 && isError(one); depth++) {
    yield one;
    one = one.cause;
  }
}

/** In how many seconds to ask again, where there is no room now. RFC 6585, section 4. */
export function retryAfterOf(error: unknown): number | undefined {
  if (!(error instanceof ResponseError) || error.statusCode !== 429) {
    return undefined;
  }
  const seconds = Number(error.response.headers.get('retry-after'));
  return Number.isFinite(seconds) ? seconds : 1;
}

/** Whether what was asked surely was not done, and may be done when it is asked again. */
function isUndone(error: unknown): boolean {
  return [...causesOf(error)].some(
    one =>
      retryAfterOf(one) !== undefined ||
      ('code' in one && NOT_SENT.has(String(one.code))),
  );
}

/** Whether asking again may bring another answer. */
export function isPassing(error: unknown): boolean {
  return (
    isUndone(error) ||
    [...causesOf(error)].some(
      one =>
        (one instanceof ResponseError &&
          PASSING_STATUSES.has(one.statusCode)) ||
        ('code' in one && BROKEN_OFF.has(String(one.code))) ||
        one.name === 'ServiceUnavailableError' ||
        one.name === 'TimeoutError' ||
        // fetch's own for any connection that failed.
        (one.name === 'TypeError' && one.message === 'fetch failed'),
    )
  );
}

/**
 * Asks until there is an answer, an error that stays, or no time left.
 *
 * @throws the last error
 */
export async function askAgain<T>(
  attempt: () => Promise<T>,
  how: Persistence,
  { now, sleep, pauseMs }: Pace = PACE,
): Promise<T> {
  const { isRepeatable, tell, deadline, signal } = how;
  let pause = pauseMs.first;
  for (let tries = 1; ; tries++) {
    signal?.throwIfAborted();
    try {
      return await attempt();
    } catch (error) {
      const left = deadline === undefined ? Infinity : deadline - now();
      const mayAsk = isRepeatable ? isPassing(error) : isUndone(error);
      const most = retryAfterOf(error) === undefined ? TRIES : TRIES_FOR_ROOM;
      const isOver = left <= 0 || (deadline === undefined && tries >= most);
      if (!mayAsk || isOver || signal?.aborted) {
        throw error;
      }
      if (tries === 1) {
        tell('The portal does not answer now; asking again');
      }
      const wished = Math.max(pause, (retryAfterOf(error) ?? 0) * 1_000);
      await sleep(Math.min(wished, left), signal);
      pause = Math.min(pause * SLOWER, pauseMs.most);
    }
  }
}
