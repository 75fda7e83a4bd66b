import fc from 'fast-check';
import { figures } from '../../__testUtils__/modernization';
import { EDGE, geometryOf, SIZE } from './geometry';

const START = Date.UTC(2026, 10, 1);
const HOUR = 3_600_000;
const share = (count: number) => ({
  count,
  cpu: { value: count / 2, unknown: 0 },
  memory: { value: count * 2 ** 30, unknown: 0 },
});
const point = (hours: number, vms: number, containers: number) => ({
  at: new Date(START + hours * HOUR).toISOString(),
  figures: figures(share(vms), share(containers)),
});

/** The corners of a way that is drawn straight. */
const corners = (way: string) =>
  way
    .split(/[MLZ]/)
    .filter(Boolean)
    .map(pair => pair.split(',').map(Number));

it('draws steps: the figures hold until they change', () => {
  const { vm } = geometryOf(
    [point(0, 4, 0), point(12, 2, 2)],
    'count',
    new Date(START + 24 * HOUR),
  );
  const right = SIZE.width - EDGE.right;
  const middle = (EDGE.left + right) / 2;
  const bottom = SIZE.height - EDGE.bottom;
  const half = (EDGE.top + bottom) / 2;
  expect(corners(vm.line)).toEqual([
    [EDGE.left, EDGE.top],
    [middle, EDGE.top],
    [middle, half],
    // The last holds until now.
    [right, half],
    [right, half],
  ]);
});

it('counts components as wholes, and memory by powers of 1024', () => {
  const now = new Date(START + 24 * HOUR);
  const values = (measure: 'count' | 'memory') =>
    geometryOf([point(0, 1, 1)], measure, now).values.map(({ value }) => value);
  expect(values('count')).toEqual([0, 1, 2]);
  expect(values('memory').map(value => value / 2 ** 30)).toEqual([
    0, 0.5, 1, 1.5, 2,
  ]);
});

it('ends now, also where it has only just begun', () => {
  const now = new Date(START + HOUR / 60);
  const { vm, times } = geometryOf([point(0, 4, 0)], 'count', now);
  const [[from], , [until]] = corners(vm.line);
  expect(until).toBe(SIZE.width - EDGE.right);
  expect(from).toBeGreaterThan(EDGE.left);
  expect(times.filter(({ at }) => at > now)).toEqual([]);
});

it.each([
  [1, true],
  [4 * 24, true],
  [5 * 24, false],
  [90 * 24, false],
])('tells the time of day along its axis in %p hours: %p', (hours, isShort) => {
  const now = new Date(START + hours * HOUR);
  expect(geometryOf([point(0, 4, 0)], 'count', now).isShort).toBe(isShort);
});

const series = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 500 }), fc.nat(99), fc.nat(99)), {
    minLength: 1,
    maxLength: 12,
  })
  .map(steps => {
    let hours = 0;
    return steps.map(([later, vms, containers]) => {
      hours += later;
      return point(hours, vms, containers);
    });
  });

it('stays within its frame, and names both areas so that they can be read', () => {
  fc.assert(
    fc.property(
      series,
      fc.constantFrom('count' as const, 'cpu' as const, 'memory' as const),
      fc.integer({ min: -10, max: 10_000 }),
      (points, measure, hours) => {
        const now = new Date(START + hours * HOUR);
        const { vm, container, labels, values } = geometryOf(
          points,
          measure,
          now,
        );
        const drawn = [vm.area, vm.line, container.area, container.line];
        for (const [x, y] of drawn.flatMap(corners)) {
          expect(x).toBeGreaterThanOrEqual(EDGE.left);
          expect(x).toBeLessThanOrEqual(SIZE.width - EDGE.right);
          expect(y).toBeGreaterThanOrEqual(EDGE.top);
          expect(y).toBeLessThanOrEqual(SIZE.height - EDGE.bottom);
        }
        expect(values.length).toBeGreaterThan(1);
        expect(labels.vm - labels.container).toBeGreaterThanOrEqual(34);
        expect(labels.container).toBeGreaterThan(EDGE.top);
        expect(labels.vm).toBeLessThan(SIZE.height);
      },
    ),
  );
});
