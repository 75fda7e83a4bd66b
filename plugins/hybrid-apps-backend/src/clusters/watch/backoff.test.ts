import fc from 'fast-check';
import { backoffMs } from './backoff';

const limits = { baseMs: 500, maxMs: 30_000 };

describe('backoffMs', () => {
  it('doubles up to the limit, less a random half', () => {
    const delays = [1, 2, 3, 7, 100].map(failures => [
      backoffMs(failures, 1, limits),
      backoffMs(failures, 0, limits),
    ]);
    expect(delays).toEqual([
      [250, 500],
      [500, 1000],
      [1000, 2000],
      [15_000, 30_000],
      [15_000, 30_000],
    ]);
  });

  it('is never without a pause, and never above the limit', () => {
    fc.assert(
      fc.property(
        fc.nat(10_000),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (failures, random) => {
          const delay = backoffMs(failures, random, limits);
          expect(delay).toBeGreaterThanOrEqual(limits.baseMs / 2);
          expect(delay).toBeLessThanOrEqual(limits.maxMs);
        },
      ),
    );
  });
});
