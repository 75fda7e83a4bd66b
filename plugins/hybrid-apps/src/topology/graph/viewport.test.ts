import { declared } from '../../__testUtils__/contrast';
import { inventoryTopology } from '../../__testUtils__/inventory';
import { CARD } from '../layout';
import {
  heightFor,
  isFar,
  matchElements,
  needsMap,
  placeBack,
  selectedElements,
  shiftInto,
} from './viewport';

const SHEET = 'topology/graph/graph.module.css';

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
    const room = 5 * CARD.width * 0.875 + margins;
    expect(heightFor(grid(5, 8), room)).toBe(8 * CARD.height * 0.875 + margins);
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

describe('what is smaller than can be read', () => {
  // In pixels: the name of a card, and what stands below it, as the style sheet has them.
  it('is moved over, and not made smaller', () => {
    const room = 900;
    const layout = grid(20, 2);
    const zoom = (heightFor(layout, room) - 48) / (2 * CARD.height);
    expect(16 * zoom).toBeGreaterThanOrEqual(12);
    expect(12 * zoom).toBeGreaterThanOrEqual(10);
    expect(declared(SHEET, '.name', 'font-size')).toBe(
      'var(--bui-font-size-4)',
    );
    expect(declared(SHEET, '.kind', 'font-size')).toBe(
      'var(--bui-font-size-2)',
    );
  });

  it.each([
    ['a line', '.wireLabel::before'],
    ['a Service on a card', '.chip'],
    ['the menu of more of them', '.chips .moreChips'],
  ])('leaves 24 pixels of %s to be hit', (_, selector) => {
    const zoom = (heightFor(grid(20, 1), 900) - 48) / CARD.height;
    for (const side of ['min-width', 'height']) {
      const size = parseFloat(declared(SHEET, selector, side));
      expect(size * zoom).toBeGreaterThanOrEqual(24);
    }
  });
});

describe('shiftInto', () => {
  it.each([
    ['not at all, where it is seen', [100, 200], [0, 500], 0],
    ['to the right, as little as will do', [-50, 50], [0, 500], 50 + 24],
    ['to the left, as little as will do', [450, 600], [0, 500], -100 - 24],
    ['without room around it, where there is none', [-50, 450], [0, 500], 50],
    ['to the beginning of what is longer', [100, 900], [0, 500], -100],
  ] as const)('goes %s', (_, span, seen, shift) => {
    expect(shiftInto(span, seen)).toBe(shift);
  });
});

describe('placeBack', () => {
  const before = { x: 0, y: 0, zoom: 1 };
  const after = { x: -100, y: 0, zoom: 1 };

  it('is where the picture stood before something was shown', () => {
    expect(placeBack({ before, after }, { ...after })).toEqual(before);
  });

  it.each([
    ['it was moved', { ...after, y: 5 }],
    ['it was zoomed', { ...after, zoom: 0.9 }],
  ])('is nowhere, where %s meanwhile', (_, now) => {
    expect(placeBack({ before, after }, now)).toBeUndefined();
  });

  it('is nowhere, where showing it moved nothing', () => {
    expect(placeBack({ before, after: { ...before } }, before)).toBeUndefined();
  });

  it('is nowhere, where nothing was shown', () => {
    expect(placeBack(undefined, before)).toBeUndefined();
  });
});

describe('what is brought into view', () => {
  const [first, second] = inventoryTopology.nodes;
  const area = document.createElement('div');
  for (const data of [
    { node: 'card' },
    { node: first.id, card: 'card', match: 'true' },
    { node: second.id },
  ]) {
    const button = document.createElement('button');
    Object.assign(button.dataset, data);
    area.append(button);
  }
  const shown = (elements: HTMLElement[]) =>
    elements.map(({ dataset }) => dataset.node);

  it('is the card with all that stands on it', () => {
    const of = (id: string) => selectedElements(area, inventoryTopology, id);
    expect(shown(of(first.id))).toEqual(['card']);
    expect(shown(of(second.id))).toEqual([second.id]);
    expect(shown(matchElements(area))).toEqual(['card']);
  });
});
