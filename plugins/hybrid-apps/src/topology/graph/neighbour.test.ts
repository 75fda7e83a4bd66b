import { chipTowards, neighbourOf } from './neighbour';

const positions = new Map([
  ['service', { x: 0, y: 0 }],
  ['web', { x: 300, y: 10 }],
  ['vm', { x: 300, y: 110 }],
  ['disk', { x: 600, y: 110 }],
]);

describe('neighbourOf', () => {
  it.each([
    ['service', 'ArrowRight', 'web'],
    ['web', 'ArrowLeft', 'service'],
    ['web', 'ArrowDown', 'vm'],
    ['vm', 'ArrowUp', 'web'],
    ['vm', 'ArrowRight', 'disk'],
  ])('leads from %s with %s to %s', (from, key, to) => {
    expect(neighbourOf(positions, from, key)).toBe(to);
  });

  it('leads nowhere beyond the last, with other keys, or from what is gone', () => {
    expect(neighbourOf(positions, 'disk', 'ArrowRight')).toBeUndefined();
    expect(neighbourOf(positions, 'web', 'Enter')).toBeUndefined();
    expect(neighbourOf(positions, 'gone', 'ArrowLeft')).toBeUndefined();
  });
});

describe('chipTowards', () => {
  const CARD = -1;
  it.each([
    ['from the card down to the first', 2, CARD, 'ArrowDown', 0],
    ['from one to the next', 2, 0, 'ArrowRight', 1],
    ['and back', 2, 1, 'ArrowLeft', 0],
    ['from any to the card', 2, 1, 'ArrowUp', CARD],
    ['on from the last', 2, 1, 'ArrowRight', undefined],
    ['on from the first', 2, 0, 'ArrowLeft', undefined],
    ['on below', 2, 0, 'ArrowDown', undefined],
    ['on from a card that has none', 0, CARD, 'ArrowDown', undefined],
    ['past them from a card', 2, CARD, 'ArrowRight', undefined],
    ['nowhere with other keys', 2, 0, 'Enter', undefined],
  ])('leads %s', (_, count, at, key, to) => {
    expect(chipTowards(count, at, key)).toBe(to);
  });
});
