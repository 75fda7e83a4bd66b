import { createAsked, restAfter } from './asked';

/** A question whose answers come when they are let. */
function start() {
  let version = 0;
  let time = 0;
  const open: Array<{ of: string; answer: () => void; fail: () => void }> = [];
  let asks = 0;
  const asked = createAsked<string>({
    version: () => String(version),
    now: () => time,
    ask: () => {
      asks++;
      const of = String(version);
      return new Promise((resolve, reject) => {
        open.push({
          of,
          answer: () => resolve(of),
          fail: () => reject(new Error(of)),
        });
      });
    },
  });
  const settle = async (how: 'answer' | 'fail') => {
    open.shift()?.[how]();
    await new Promise(resolve => setImmediate(resolve));
  };
  return {
    get: (restMs = 0) => asked.get(restMs),
    last: () => asked.last,
    tookMs: () => asked.tookMs,
    asks: () => asks,
    underWay: () => open.map(({ of }) => of),
    change: () => version++,
    pass: (ms: number) => {
      time += ms;
    },
    answer: () => settle('answer'),
    fail: () => settle('fail'),
  };
}

describe('what is asked for elsewhere', () => {
  it('is asked for once at a time, however often it changes meanwhile', async () => {
    const { get, change, asks, underWay, answer, last } = start();
    const first = get();
    const later = Array.from({ length: 100 }, () => {
      change();
      return get();
    });
    expect(underWay()).toEqual(['0']);
    await answer();
    expect(await first).toBe('0');
    // Those who came meanwhile share one, of the last of what they asked for.
    expect(underWay()).toEqual(['100']);
    await answer();
    expect(new Set(await Promise.all(later))).toEqual(new Set(['100']));
    expect(asks()).toBe(2);
    expect(last()).toBe('100');
  });

  it('is never older than it was when it was asked for', async () => {
    const { get, change, answer } = start();
    const first = get();
    change();
    const second = get();
    await answer();
    change();
    const third = get();
    await answer();
    await answer();
    expect(await Promise.all([first, second, third])).toEqual(['0', '1', '2']);
  });

  it('is of a moment ago for whom that is new enough', async () => {
    const { get, change, pass, answer, asks } = start();
    const first = get();
    change();
    pass(999);
    const second = get(1_000);
    await answer();
    expect(await Promise.all([first, second])).toEqual(['0', '0']);
    expect(asks()).toBe(1);
  });

  it('is asked for anew where it failed, by those too who waited for it', async () => {
    const { get, change, fail, answer } = start();
    const first = get();
    change();
    const second = get();
    await Promise.all([expect(first).rejects.toThrow('0'), fail()]);
    await answer();
    expect(await second).toBe('1');
  });

  it('tells how long the last answer took, with the wait for it', async () => {
    const { get, change, pass, answer, fail, tookMs } = start();
    expect(tookMs()).toBe(0);
    const first = get();
    pass(30);
    await answer();
    await first;
    expect(tookMs()).toBe(30);
    change();
    const second = get();
    pass(70);
    await Promise.all([expect(second).rejects.toThrow('1'), fail()]);
    expect(tookMs()).toBe(30);
  });
});

describe('how long an answer rests', () => {
  it.each([
    ['is cheap', 0, 500],
    ['takes a quarter of that', 125, 500],
    ['takes more', 126, 504],
    ['takes as much as may be', 250, 1_000],
    ['takes longer than it may rest', 5_000, 1_000],
  ])('where it %s', (_, tookMs, restMs) => {
    expect(restAfter(tookMs, { leastMs: 500, mostMs: 1_000 })).toBe(restMs);
  });

  it('is not at all for whom nothing may be of a moment ago', () => {
    expect(restAfter(5_000, { leastMs: 0, mostMs: 0 })).toBe(0);
  });
});
