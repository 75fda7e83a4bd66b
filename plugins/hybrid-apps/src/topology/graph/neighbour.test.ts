import { neighbourOf } from './neighbour';

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
