import { setTimeout as sleep } from 'node:timers/promises';

/** Within what jest gives a test, so that what was thrown last is what is told. */
const DEFAULT_TIMEOUT_MS = 50_000;
const PAUSE_MS = 5;

/**
 * Repeats an assertion until it holds, and gives its answer. What it threw
 * last is thrown where it never does.
 */
export async function eventually<T>(
  assertion: () => T | Promise<T>,
  options: { timeoutMs?: number } = {},
): Promise<T> {
  const end = performance.now() + (options.timeoutMs ?? DEFAULT_TIMEOUT_MS);
  for (;;) {
    try {
      return await assertion();
    } catch (error) {
      if (performance.now() >= end) {
        throw error;
      }
      await sleep(PAUSE_MS);
    }
  }
}
