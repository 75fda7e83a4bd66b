/**
 * How long to wait before the next attempt, in milliseconds: from `base`,
 * doubled with each failure up to `max`, of which a random half is taken off,
 * so that the watches of many kinds do not come back as one.
 *
 * @param failures how many attempts failed in a row, from 1.
 * @param random from 0 to 1.
 */
export function backoffMs(
  failures: number,
  random: number,
  limits: { baseMs: number; maxMs: number },
): number {
  const { baseMs, maxMs } = limits;
  const full = Math.min(maxMs, baseMs * 2 ** Math.max(0, failures - 1));
  return full * (1 - random / 2);
}
