import { setTimeout as sleep } from 'node:timers/promises';

/** Repeats an assertion until it holds; throws what it threw last where it never does. */
export async function eventually(
  assertion: () => void | Promise<void>,
): Promise<void> {
  const end = performance.now() + 50_000;
  for (;;) {
    try {
      await assertion();
      return;
    } catch (error) {
      if (performance.now() >= end) {
        throw error;
      }
      await sleep(20);
    }
  }
}
