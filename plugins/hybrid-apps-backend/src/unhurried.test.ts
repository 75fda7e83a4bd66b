import { createBreaks, createTurns, inSteps } from './unhurried';

describe('createTurns', () => {
  it('lets others have their turn between two that came at once', async () => {
    const turn = createTurns();
    const order: string[] = [];
    const first = turn().then(() => {
      order.push('first');
      setImmediate(() => order.push('other'));
    });
    const second = turn().then(() => order.push('second'));
    await Promise.all([first, second]);
    expect(order).toEqual(['first', 'other', 'second']);
  });
});

describe('createBreaks', () => {
  it('lets others have their turn once work took long, and not before', async () => {
    const ticks = jest.spyOn(performance, 'now').mockReturnValue(0);
    try {
      const pause = createBreaks();
      let turns = 0;
      setImmediate(() => turns++);
      await pause();
      expect(turns).toBe(0);
      ticks.mockReturnValue(1_000);
      await pause();
      expect(turns).toBe(1);
      setImmediate(() => turns++);
      await pause();
      expect(turns).toBe(1);
    } finally {
      ticks.mockRestore();
    }
  });
});

describe('inSteps', () => {
  it('gives what steps come to, and lets others have their turn in between', async () => {
    const ticks = jest.spyOn(performance, 'now').mockReturnValue(0);
    const order: string[] = [];
    function* steps() {
      order.push('first');
      yield;
      order.push('short');
      ticks.mockReturnValue(1_000);
      yield;
      order.push('last');
      return 'told';
    }
    try {
      setImmediate(() => order.push('other'));
      expect(await inSteps(steps())).toBe('told');
      expect(order).toEqual(['first', 'short', 'other', 'last']);
    } finally {
      ticks.mockRestore();
    }
  });
});
