import { endTowards, nextWire } from './wires';

const positions = new Map([
  ['outside', { x: 0, y: 50 }],
  ['web', { x: 300, y: 50 }],
  ['vm', { x: 600, y: 0 }],
  ['disk', { x: 600, y: 100 }],
]);
const tie = (source: string, target: string, y: number) => ({
  id: `${source}>${target}`,
  source,
  target,
  at: { x: 0, y },
});
const ties = [
  tie('web', 'disk', 90),
  tie('outside', 'web', 50),
  tie('web', 'vm', 20),
  tie('vm', 'disk', 55),
];

describe('nextWire', () => {
  it.each([
    [undefined, 'ArrowDown', 'web>vm'],
    ['web>vm', 'ArrowDown', 'outside>web'],
    ['outside>web', 'ArrowDown', 'web>disk'],
    ['web>disk', 'ArrowDown', 'web>vm'],
    [undefined, 'ArrowUp', 'web>disk'],
    ['web>vm', 'ArrowUp', 'web>disk'],
    // No wire of this card: as from the card itself.
    ['vm>disk', 'ArrowDown', 'web>vm'],
  ])('leads from %s with %s to %s', (from, key, to) => {
    expect(nextWire(ties, 'web', from, key)).toBe(to);
  });

  it('leads nowhere with other keys, and from a card without wires', () => {
    expect(nextWire(ties, 'web', undefined, 'ArrowLeft')).toBeUndefined();
    expect(nextWire(ties, 'gone', undefined, 'ArrowDown')).toBeUndefined();
  });
});

describe('endTowards', () => {
  it.each([
    ['web', 'vm', 'ArrowRight', 'vm'],
    ['web', 'vm', 'ArrowLeft', 'web'],
    ['web', 'vm', 'ArrowUp', 'vm'],
    // It goes from right to left.
    ['vm', 'outside', 'ArrowLeft', 'outside'],
    ['vm', 'disk', 'ArrowDown', 'disk'],
    ['vm', 'disk', 'Enter', undefined],
    ['vm', 'gone', 'ArrowDown', undefined],
  ])('of %s and %s, with %s: %s', (source, target, key, to) => {
    expect(endTowards({ source, target }, positions, key)).toBe(to);
  });
});
