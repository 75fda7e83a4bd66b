import {
  createBreaks,
  createTurns,
  inSteps,
  ofOneMoment,
  Steps,
} from './unhurried';

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

describe('ofOneMoment', () => {
  /** Something that is made in one step, and overtaken so many times by a change. */
  async function made(overtaken: number) {
    const order: string[] = [];
    let left = overtaken;
    let tries = 0;
    const ticks = jest.spyOn(performance, 'now');
    let time = 0;
    ticks.mockImplementation(() => (time += 1_000));
    function* steps(): Steps<string> {
      const own = ++tries;
      setImmediate(() => order.push(`other ${own}`));
      yield;
      order.push(`made ${own}`);
      return `made ${own}`;
    }
    try {
      order.push(`told ${await ofOneMoment(steps, () => left-- > 0)}`);
      return order;
    } finally {
      ticks.mockRestore();
    }
  }

  it('makes anew what was overtaken', async () => {
    expect(await made(0)).toEqual(['other 1', 'made 1', 'told made 1']);
    expect(await made(1)).toEqual([
      'other 1',
      'made 1',
      'other 2',
      'made 2',
      'told made 2',
    ]);
  });

  it('makes at once what is overtaken again and again', async () => {
    expect((await made(Infinity)).slice(-2)).toEqual(['made 3', 'told made 3']);
  });
});
