import { createTurns } from './unhurried';

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
