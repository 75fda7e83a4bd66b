import fc from 'fast-check';
import { Chart } from '../charts';
import {
  apart,
  EDGE,
  geometryOf,
  LABEL_GAP,
  LABEL_LINE,
  placeAt,
  SIZE,
} from './geometry';

const WHEN = { from: new Date(Date.UTC(2026, 0, 1)), stepSeconds: 30 };
const RIGHT = SIZE.width - EDGE.right;
const BOTTOM = SIZE.height - EDGE.bottom;

const chart = (
  values: Array<number | null>,
  more: Partial<Chart> = {},
): Chart => ({
  group: 'cpu',
  unit: 'cores',
  lines: [{ name: 'cpu', values }],
  marks: [],
  ...more,
});

/** The ends of the pieces of a way. */
const corners = (way: string) =>
  way
    .split(/[MLZ]/)
    .filter(Boolean)
    .map(pair => pair.split(',').map(Number));

it('draws what was measured, and leaves out what was not', () => {
  const [{ way }] = geometryOf(chart([0, 1, null, 1, 1]), WHEN).lines;
  expect(way.match(/M/g)).toHaveLength(2);
  expect(corners(way)).toEqual([
    [EDGE.left, BOTTOM],
    [EDGE.left + (RIGHT - EDGE.left) / 4, EDGE.top],
    [EDGE.left + ((RIGHT - EDGE.left) * 3) / 4, EDGE.top],
    [RIGHT, EDGE.top],
  ]);
});

it.each([
  ['the limit is near', 0.5, true],
  ['the limit is far above', 0.1, false],
  ['nothing is used', 0, true],
])('shows it where %s', (_, used, isIn) => {
  const { marks } = geometryOf(
    chart([used, used], { marks: [{ name: 'limit', value: 1 }] }),
    WHEN,
  );
  expect(marks[0].y !== undefined).toBe(isIn);
});

it('counts bytes by powers of 1024', () => {
  const { values } = geometryOf(
    chart([0, 2 ** 30], { unit: 'bytes', group: 'memory' }),
    WHEN,
  );
  expect(values.map(({ value }) => value / 2 ** 30)).toEqual([0, 0.5, 1]);
});

it('finds the time at which a pointer is', () => {
  expect([0, EDGE.left, RIGHT, SIZE.width].map(x => placeAt(x, 121))).toEqual([
    0, 0, 120, 120,
  ]);
  expect(placeAt((EDGE.left + RIGHT) / 2, 121)).toBe(60);
  const { x, y } = geometryOf(chart([1, null, 1]), WHEN).at(1);
  expect([x, y]).toEqual([(EDGE.left + RIGHT) / 2, [undefined]]);
});

it('draws nothing of one value', () => {
  const { lines } = geometryOf(chart([null]), WHEN);
  expect(lines[0].way).toBe('');
});

const amount = fc.oneof(
  fc.constant(0),
  fc.double({ min: 1e-6, max: 1e15, noNaN: true }),
);

it('stays within its frame, and names what it draws so that it can be read', () => {
  const values = fc.array(fc.option(amount), { minLength: 2, maxLength: 30 });
  fc.assert(
    fc.property(
      fc.array(values, { minLength: 1, maxLength: 2 }),
      fc.array(amount, { maxLength: 2 }),
      fc.constantFrom<Chart['unit']>('cores', 'bytes', 'bytes-per-second'),
      (all, marked, unit) => {
        const geometry = geometryOf(
          chart([], {
            unit,
            lines: all.map(one => ({ name: 'cpu', values: one })),
            marks: marked.map(value => ({ name: 'limit', value })),
          }),
          WHEN,
        );
        const drawn = geometry.lines.flatMap(({ way }) => corners(way));
        const heights = [
          ...drawn.map(([, y]) => y),
          ...geometry.marks.flatMap(({ y }) => y ?? []),
          ...geometry.values.map(({ y }) => y),
        ];
        for (const y of heights) {
          expect(y).toBeGreaterThanOrEqual(EDGE.top - 0.01);
          expect(y).toBeLessThanOrEqual(BOTTOM + 0.01);
        }
        expect(geometry.values.length).toBeGreaterThan(1);
        const labels = [...geometry.lines, ...geometry.marks]
          .map(({ label }) => label)
          .sort((a, b) => a - b);
        labels.slice(1).forEach((label, n) => {
          expect(label - labels[n]).toBeGreaterThanOrEqual(LABEL_GAP - 0.01);
        });
        expect(labels[0]).toBeGreaterThanOrEqual(EDGE.top);
        expect(labels[labels.length - 1]).toBeLessThanOrEqual(BOTTOM);
      },
    ),
  );
});

it('moves labels no further than they have to be', () => {
  expect(apart([100, 40])).toEqual([100, 40]);
  expect(apart([40, 40])).toEqual([40, 40 + LABEL_GAP]);
  const last = BOTTOM - LABEL_LINE;
  expect(apart([BOTTOM, BOTTOM])).toEqual([last - LABEL_GAP, last]);
});
