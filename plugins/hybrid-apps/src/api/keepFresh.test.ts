import { setHidden } from '../__testUtils__/setHidden';
import {
  ANSWER_MS,
  keepFresh,
  Load,
  POLL_MS,
  SIGNAL_WINDOW_MS,
} from './keepFresh';

/** Lets what has been answered be taken in. */
const settle = async () => {
  for (let turn = 0; turn < 5; turn += 1) {
    await Promise.resolve();
  }
};

const pass = async (ms: number) => {
  jest.advanceTimersByTime(ms);
  await settle();
};

function start(load: Load<string>, withSignals = false) {
  let change = () => {};
  let isLost = false;
  let turn = () => {};
  const seen = {
    fresh: [] as Array<string | undefined>,
    errors: [] as string[],
  };
  const freshness = keepFresh({
    load,
    onFresh: value => seen.fresh.push(value),
    onError: error => seen.errors.push(error.message),
    ...(withSignals && {
      subscribe: (onChange: () => void) => {
        change = onChange;
        return () => {
          change = () => {};
        };
      },
      pulse: {
        isLost: () => isLost,
        subscribe: (onTurn: () => void) => {
          turn = onTurn;
          return () => {
            turn = () => {};
          };
        },
      },
    }),
  });
  return {
    freshness,
    seen,
    signal: () => change(),
    interrupt: (lost: boolean) => {
      isLost = lost;
      turn();
    },
  };
}

describe('keepFresh', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => {
    setHidden(false);
    jest.useRealTimers();
  });

  it('asks at once, and then with the ETag at hand', async () => {
    const etags: Array<string | undefined> = [];
    const { seen, freshness } = start(async ({ etag }) => {
      etags.push(etag);
      return etag ? undefined : { value: 'first', etag: '"1"' };
    });
    await settle();
    await pass(POLL_MS.shown);
    await pass(POLL_MS.shown);
    expect(etags).toEqual([undefined, '"1"', '"1"']);
    expect(seen.fresh).toEqual(['first', undefined, undefined]);
    freshness.stop();
  });

  it.each([
    ['NotAllowedError', undefined],
    ['NotFoundError', undefined],
    ['ServiceUnavailableError', '"1"'],
  ])('after a %s asks with the ETag %s', async (name, expected) => {
    const etags: Array<string | undefined> = [];
    const { freshness } = start(async ({ etag }) => {
      etags.push(etag);
      if (etags.length === 2) {
        throw Object.assign(new Error('no'), { name });
      }
      return { value: 'shown', etag: '"1"' };
    });
    await settle();
    await pass(POLL_MS.shown);
    await pass(POLL_MS.shown);
    expect(etags).toEqual([undefined, '"1"', expected]);
    freshness.stop();
  });

  it('goes on after a failure', async () => {
    let attempt = 0;
    const { seen, freshness } = start(async () => {
      attempt += 1;
      if (attempt === 1) {
        throw new Error('down');
      }
      return { value: 'up' };
    });
    await settle();
    expect(seen.errors).toEqual(['down']);
    await pass(POLL_MS.shown);
    expect(seen.fresh).toEqual(['up']);
    freshness.stop();
  });

  it('gives an answer up that does not come, and asks again', async () => {
    const asked: AbortSignal[] = [];
    const { seen, freshness } = start(({ signal }) => {
      asked.push(signal);
      return asked.length === 1
        ? new Promise(() => {}) // as on a connection that died unnoticed
        : Promise.resolve({ value: 'up' });
    });
    await settle();
    await pass(ANSWER_MS);
    expect(seen.errors).toEqual([expect.stringContaining('did not answer')]);
    expect(asked.map(({ aborted }) => aborted)).toEqual([true]);
    await pass(POLL_MS.shown);
    expect(seen.fresh).toEqual(['up']);
    freshness.stop();
  });

  it('ends what it asks when it is stopped', async () => {
    const asked: AbortSignal[] = [];
    const { freshness } = start(({ signal }) => {
      asked.push(signal);
      return new Promise(() => {});
    });
    await settle();
    freshness.stop();
    expect(asked.map(({ aborted }) => aborted)).toEqual([true]);
  });

  it('finds what a lost signal would have told', async () => {
    const load = jest.fn(async () => ({ value: 'x' }));
    const { freshness } = start(load, true);
    await settle();
    await pass(POLL_MS.shown);
    expect(load).toHaveBeenCalledTimes(2);
    freshness.stop();
  });

  it('polls slowly where nobody looks', async () => {
    const load = jest.fn(async () => ({ value: 'x' }));
    setHidden(true);
    const hidden = start(load);
    await settle();
    await pass(POLL_MS.hidden - 1);
    expect(load).toHaveBeenCalledTimes(1);
    setHidden(false);
    await settle();
    expect(load).toHaveBeenCalledTimes(2);
    hidden.freshness.stop();
  });

  it('makes one request of a burst of signals, and does not wait for its end', async () => {
    const load = jest.fn(async () => ({ value: 'x' }));
    const { freshness, signal } = start(load, true);
    await settle();
    // A signal each 100 ms, for two seconds.
    for (let tick = 0; tick < 20; tick += 1) {
      signal();
      await pass(100);
    }
    const burst = 2000 / SIGNAL_WINDOW_MS;
    expect(load.mock.calls.length).toBeGreaterThanOrEqual(burst);
    expect(load.mock.calls.length).toBeLessThanOrEqual(burst + 1);
    freshness.stop();
  });

  it('asks at once when told of a change that comes alone', async () => {
    const load = jest.fn(async () => ({ value: 'x' }));
    const { freshness, signal } = start(load, true);
    await settle();
    await pass(SIGNAL_WINDOW_MS);
    signal();
    await pass(0);
    expect(load).toHaveBeenCalledTimes(2);
    freshness.stop();
  });

  it('asks more often while signals are lost, and for what was missed when they are back', async () => {
    const load = jest.fn(async () => ({ value: 'x' }));
    const { freshness, interrupt } = start(load, true);
    await settle();
    await pass(1_000);
    interrupt(true);
    await settle();
    expect(load).toHaveBeenCalledTimes(2);
    await pass(POLL_MS.interrupted);
    await pass(POLL_MS.interrupted);
    expect(load).toHaveBeenCalledTimes(4);

    interrupt(false);
    await settle();
    expect(load).toHaveBeenCalledTimes(5);
    await pass(POLL_MS.shown - 1);
    expect(load).toHaveBeenCalledTimes(5);
    await pass(1);
    expect(load).toHaveBeenCalledTimes(6);

    freshness.stop();
    interrupt(true);
    await pass(POLL_MS.interrupted);
    expect(load).toHaveBeenCalledTimes(6);
  });

  it('asks slowly where nobody looks, also while signals are lost', async () => {
    const load = jest.fn(async () => ({ value: 'x' }));
    setHidden(true);
    const { freshness, interrupt } = start(load, true);
    await settle();
    interrupt(true);
    await settle();
    const before = load.mock.calls.length;
    await pass(POLL_MS.hidden - 1);
    expect(load).toHaveBeenCalledTimes(before);
    freshness.stop();
  });

  it('asks again when a signal comes while an answer is under way', async () => {
    const answers: Array<() => void> = [];
    const load = jest.fn(
      () =>
        new Promise<{ value: string }>(resolve =>
          answers.push(() => resolve({ value: 'x' })),
        ),
    );
    const { freshness, signal } = start(load, true);
    signal();
    expect(load).toHaveBeenCalledTimes(1);
    answers[0]();
    await settle();
    await pass(0);
    expect(load).toHaveBeenCalledTimes(2);
    freshness.stop();
  });

  it('says nothing after it was stopped', async () => {
    let answer = (_: { value: string }) => {};
    const { seen, freshness } = start(
      () =>
        new Promise(resolve => {
          answer = resolve;
        }),
    );
    freshness.stop();
    answer({ value: 'late' });
    await settle();
    await pass(POLL_MS.hidden);
    expect(seen).toEqual({ fresh: [], errors: [] });
  });
});
