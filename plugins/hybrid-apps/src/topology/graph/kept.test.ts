import { keepSame } from './kept';

const NODE = { name: 'web', facts: { ports: [{ port: 80 }] } };

const card = (id: string, x = 0, found = false) => ({
  id,
  position: { x, y: 0 },
  handles: [{ type: 'source', x: 208 }],
  data: { node: NODE, found, points: [{ x, y: 1 }] },
});
describe('elements that are kept', () => {
  it('are the old ones where they say the same, and new where not', () => {
    const before = [card('a'), card('b'), card('c'), card('gone')];
    const now = [card('a'), card('b', 10), card('c', 0, true), card('new')];
    const kept = keepSame(before, now);
    expect(kept).toEqual(now);
    expect(kept[0]).toBe(before[0]);
    expect(kept[1]).toBe(now[1]);
    expect(kept[2]).toBe(now[2]);
    expect(kept[3]).toBe(now[3]);
  });

  it.each([
    ['another node', { node: { ...NODE, name: 'web-2' } }],
    ['a way with another corner', { points: [{ x: 0, y: 2 }] }],
    [
      'a longer way',
      {
        points: [
          { x: 0, y: 1 },
          { x: 0, y: 1 },
        ],
      },
    ],
    ['something more', { selected: true }],
    ['another function', { onSelect: () => {} }],
  ])('are new with %s', (_, change) => {
    const before = { ...card('a'), data: { ...card('a').data, onSelect() {} } };
    const now = { ...before, data: { ...before.data, ...change } };
    expect(keepSame([before], [now])[0]).toBe(now);
  });
});
