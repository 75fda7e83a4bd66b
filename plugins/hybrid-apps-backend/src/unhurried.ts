import { setImmediate as nextTurn } from 'node:timers/promises';

/** Longest time at a stretch, in milliseconds. */
const STRETCH_MS = 20;

/** To be waited for between pieces of work: gives others a turn once these took long enough. */
export function createBreaks(): () => Promise<void> {
  let start = performance.now();
  return async () => {
    if (performance.now() - start > STRETCH_MS) {
      await nextTurn();
      start = performance.now();
    }
  };
}

/**
 * Computes something of each item, and lets other requests have their turn in
 * between: of hundreds of apps it takes seconds.
 */
export async function unhurried<T, R>(
  items: Iterable<T>,
  compute: (item: T) => R,
): Promise<R[]> {
  const results: R[] = [];
  const pause = createBreaks();
  for (const item of items) {
    results.push(compute(item));
    await pause();
  }
  return results;
}

/** Work in steps, between which others may have their turn. */
export type Steps<T> = Generator<void, T, void>;

/** Takes steps, and lets others have their turn in between once these took long enough. */
export async function inSteps<T>(steps: Steps<T>): Promise<T> {
  let start = performance.now();
  for (;;) {
    const { done, value } = steps.next();
    if (done) {
      return value;
    }
    if (performance.now() - start > STRETCH_MS) {
      await nextTurn();
      start = performance.now();
    }
  }
}

/** Takes all steps, and lets nobody in between. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) {
      return value;
    }
  }
}

/** So often what is made in steps may be overtaken by changes. */
const MOST_OVERTAKEN = 2;

/**
 * Makes something in steps, in which what it is made of may change, and yet as of
 * one moment: what was overtaken by a change is made anew, and where that goes
 * on, at once.
 *
 * @param begin - gives the steps, by what there is as of now
 * @param isOvertaken - whether something changed that was read since `begin`
 */
export async function ofOneMoment<T>(
  begin: () => Steps<T>,
  isOvertaken: () => boolean,
): Promise<T> {
  for (let overtaken = 0; overtaken < MOST_OVERTAKEN; overtaken++) {
    const made = await inSteps(begin());
    if (!isOvertaken()) {
      return made;
    }
  }
  return atOnce(begin());
}

/**
 * Gives each who waits for one a turn of the event loop of its own, however many
 * come at once.
 */
export function createTurns(): () => Promise<void> {
  let last = Promise.resolve();
  return () => {
    last = last.then(() => nextTurn());
    return last;
  };
}
