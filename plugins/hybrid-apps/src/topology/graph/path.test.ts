import { placeLabels } from './labels';
import { pointAt, roundedPath, wayBetween } from './path';

const bent = [
  { x: 0, y: 0 },
  { x: 100, y: 0 },
  { x: 100, y: 100 },
];

describe('pointAt', () => {
  it.each([
    [0, { x: 0, y: 0 }],
    [0.25, { x: 50, y: 0 }],
    [0.5, { x: 100, y: 0 }],
    [0.75, { x: 100, y: 50 }],
    [1, { x: 100, y: 100 }],
  ])('finds the point at %d of the way', (share, point) => {
    expect(pointAt(bent, share)).toEqual(point);
  });
});

describe('roundedPath', () => {
  it('rounds corners, less where there is no room', () => {
    expect(roundedPath(bent)).toBe('M 0 0 L 92 0 Q 100 0 100 8 L 100 100');
    expect(
      roundedPath([
        { x: 0, y: 0 },
        { x: 6, y: 0 },
        { x: 6, y: 50 },
      ]),
    ).toBe('M 0 0 L 3 0 Q 6 0 6 3 L 6 50');
  });

  it('draws a straight line straight', () => {
    expect(roundedPath(bent.slice(0, 2))).toBe('M 0 0 L 100 0');
  });
});

describe('wayBetween', () => {
  it('turns in the gap beside the target', () => {
    expect(wayBetween({ x: 0, y: 0 }, { x: 300, y: 80 }, 'left')).toEqual([
      { x: 0, y: 0 },
      { x: 260, y: 0 },
      { x: 260, y: 80 },
      { x: 300, y: 80 },
    ]);
    expect(wayBetween({ x: 300, y: 0 }, { x: 300, y: 80 }, 'right')[1]).toEqual(
      { x: 340, y: 0 },
    );
  });

  it('passes by what stands between, where there is room', () => {
    expect(wayBetween({ x: 0, y: 0 }, { x: 600, y: 80 }, 'left', 60)).toEqual([
      { x: 0, y: 0 },
      { x: 40, y: 0 },
      { x: 40, y: 60 },
      { x: 560, y: 60 },
      { x: 560, y: 80 },
      { x: 600, y: 80 },
    ]);
    const [, turn] = wayBetween({ x: 600, y: 0 }, { x: 0, y: 80 }, 'right', 60);
    expect(turn).toEqual({ x: 560, y: 0 });
  });
});

describe('placeLabels', () => {
  const line = [
    { x: 0, y: 0 },
    { x: 400, y: 0 },
  ];
  const label = (id: string, important = false) => ({
    id,
    points: line,
    text: '27017',
    important,
  });

  it('puts labels in the middle, and aside where one is there already', () => {
    const places = placeLabels([label('a'), label('b')], []);
    expect(places.get('a')).toEqual({ x: 200, y: 0, share: 0.5 });
    expect(places.get('b')).toEqual({ x: 120, y: 0, share: 0.3 });
  });

  it('gives the middle to the important one', () => {
    const places = placeLabels([label('a'), label('b', true)], []);
    expect(places.get('b')?.share).toBe(0.5);
    expect(places.get('a')?.share).not.toBe(0.5);
  });

  it('keeps away from cards, and rather covers a label than a card', () => {
    const card = { x: 200, y: 0, width: 100, height: 76 };
    expect(placeLabels([label('a')], [card]).get('a')?.share).toBe(0.3);
    const wide = { x: 200, y: 0, width: 180, height: 76 };
    const crowded = placeLabels([label('a'), label('b'), label('c')], [wide]);
    expect(crowded.get('c')?.share).toBe(0.2);
  });
});
