import { createLimiter, Limits } from './limiter';

const LIMITS: Limits = {
  of: 'trials',
  perCaller: 2,
  inAll: 3,
  waiting: 9,
  waitMs: 60_000,
  retryAfterSeconds: 7,
};

/** Work that goes on until it is told to end; each letter is a caller. */
function start(limits: Partial<Limits>, callers = '') {
  const limiter = createLimiter({ ...LIMITS, ...limits });
  let begun = '';
  const ends: Array<() => void> = [];
  const ask = (caller: string) =>
    limiter.run(caller, () => {
      begun += caller;
      return new Promise<string>(resolve => {
        ends.push(() => resolve(caller));
      });
    });
  const settle = () => new Promise(resolve => setImmediate(resolve));
  const asked = [...callers].map(ask);
  // What never has its turn in a test is nobody's unhandled rejection.
  asked.forEach(one => one.catch(() => {}));
  return {
    ask,
    asked,
    limiter,
    /** Who has begun, in order. */
    async begun() {
      await settle();
      return begun;
    },
    /** Ends what began first of what is still under way. */
    async endOne() {
      await settle();
      ends.shift()?.();
      await settle();
    },
  };
}

describe('createLimiter', () => {
  it.each([
    ['begins what one caller may have under way', {}, 'aaaa', 'aa'],
    ['serves others while one caller waits', {}, 'aaaab', 'aab'],
    ['begins no more than all may have', {}, 'aabbcd', 'aab'],
    ['keeps callers apart by their whole names', { perCaller: 1 }, 'aA', 'aA'],
  ])('%s', async (_, limits, asked, expected) => {
    expect(await start(limits, asked).begun()).toBe(expected);
  });

  it('gives callers their turns one after the other, however much one asks for', async () => {
    const { begun, endOne } = start({ perCaller: 2, inAll: 2 }, 'aaaaaabbc');
    for (let ended = 0; ended < 9; ended++) {
      await endOne();
    }
    expect(await begun()).toBe('aaabcabaa');
  });

  it('begins all that wait in the end, and answers with what they gave', async () => {
    const { asked, begun, endOne } = start({}, 'abcabcabc');
    for (let ended = 0; ended < 9; ended++) {
      await endOne();
    }
    expect(await begun()).toHaveLength(9);
    expect((await Promise.all(asked)).join('')).toBe('abcabcabc');
  });

  it('refuses what would wait behind too many, and only of that caller', async () => {
    const { ask, begun } = start({ waiting: 1 }, 'aaa');
    await expect(ask('a')).rejects.toMatchObject({
      name: 'TooManyRequestsError',
      status: 429,
      retryAfterSeconds: 7,
      message:
        'Of trials, one caller has 2 under way at a time, and all callers together 3; 1 more of yours wait for their turn already. Try again in 7 s.',
    });
    void ask('b');
    expect(await begun()).toBe('aab');
  });

  it('takes what need not wait where nobody may', async () => {
    const { ask, begun, endOne } = start({ waiting: 0 }, 'aa');
    await expect(ask('a')).rejects.toMatchObject({ status: 429 });
    await endOne();
    void ask('a');
    expect(await begun()).toBe('aaa');
  });

  it('refuses what has no turn in time, and lets others have it', async () => {
    const { asked, ask, begun, endOne } = start(
      { perCaller: 1, waitMs: 1 },
      'aa',
    );
    await expect(asked[1]).rejects.toMatchObject({
      status: 429,
      message: expect.stringContaining('did not come in 0.001 s. Try again'),
    });
    await endOne();
    void ask('a');
    expect(await begun()).toBe('aa');
  });

  it('counts work that failed as done', async () => {
    const { limiter, ask, begun } = start({ perCaller: 1 });
    await expect(
      limiter.run('a', async () => {
        throw new Error('broken');
      }),
    ).rejects.toThrow('broken');
    void ask('a');
    expect(await begun()).toBe('a');
  });
});
