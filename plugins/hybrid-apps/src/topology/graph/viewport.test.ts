import { CARD } from '../layout';
import { heightFor, isFar, needsMap } from './viewport';

/** Cards in a grid without gaps. */
const grid = (columns: number, rows: number) => ({
  positions: new Map(
    Array.from({ length: columns * rows }, (_, index) => [
      String(index),
      {
        x: (index % columns) * CARD.width,
        y: Math.floor(index / columns) * CARD.height,
        ...CARD,
      },
    ]),
  ),
  frames: [],
  routes: new Map(),
});

describe('heightFor', () => {
  const margins = 48;

  it('has room for all of a picture that fits in the width', () => {
    expect(heightFor(grid(2, 5), 1000)).toBe(5 * CARD.height + margins);
  });

  it('follows the size at which all of the width is seen', () => {
    const room = 5 * CARD.width * 0.75 + margins;
    expect(heightFor(grid(5, 8), room)).toBe(8 * CARD.height * 0.75 + margins);
  });

  it('keeps to what can be read, however narrow', () => {
    expect(heightFor(grid(5, 4), 200)).toBe(heightFor(grid(5, 4), 400));
  });

  it('ends somewhere', () => {
    expect(heightFor(grid(2, 500), 1000)).toBe(1200);
  });
});

describe('isFar', () => {
  it.each([
    // The least that a picture is begun with is to be read whole.
    [0.55, false],
    [1, false],
    [0.54, true],
    [0.1, true],
  ])('at a zoom of %d: %s', (zoom, far) => {
    expect(isFar({ transform: [-1200, 80, zoom] })).toBe(far);
  });
});

describe('needsMap', () => {
  const picture = { width: 2000, height: 500 };

  it.each([
    ['what fits', { width: 1000, height: 600 }, 0.5, false],
    ['what is wider than the view', { width: 1000, height: 600 }, 0.6, true],
    ['what is higher than the view', { width: 2400, height: 480 }, 1, true],
    ['a narrow screen', { width: 600, height: 600 }, 1, false],
  ])('%s', (_, view, zoom, needed) => {
    expect(needsMap(picture, { ...view, transform: [0, 0, zoom] })).toBe(
      needed,
    );
  });
});
