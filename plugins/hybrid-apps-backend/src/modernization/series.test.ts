import { ModernizationFigures } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import fc from 'fast-check';
import { dayOf, sumOfSeries } from './series';

const MINUTE = 60_000;
const START = Date.UTC(2026, 10, 1);
const time = (minutes: number) =>
  new Date(START + minutes * MINUTE).toISOString();

const amount = (value: fc.Arbitrary<number>) =>
  fc.record({ value, unknown: fc.nat(3) });
const share = fc.record({
  count: fc.nat(9),
  cpu: amount(fc.nat(9000).map(milli => milli / 1000)),
  memory: amount(fc.nat(2 ** 40)),
});
const figures = fc.record({ vm: share, container: share });

/** Of one app: a row a day at most. */
const points = fc
  .uniqueArray(fc.nat(20 * 24 * 60), {
    maxLength: 8,
    selector: minutes => dayOf(time(minutes)),
  })
  .chain(minutes =>
    fc.tuple(
      ...minutes
        .sort((a, b) => a - b)
        .map(one => figures.map(value => ({ at: time(one), figures: value }))),
    ),
  );

/** The figures of several apps together; CPUs in thousandths, as sums of fractions are not exact. */
function sumOf(all: ModernizationFigures[]): ModernizationFigures {
  const of = (category: 'vm' | 'container') => {
    const sum = (read: (one: ModernizationFigures['vm']) => number) =>
      all.reduce((total, one) => total + read(one[category]), 0);
    return {
      count: sum(one => one.count),
      cpu: {
        value: sum(one => Math.round(one.cpu.value * 1000)) / 1000,
        unknown: sum(one => one.cpu.unknown),
      },
      memory: {
        value: sum(one => one.memory.value),
        unknown: sum(one => one.memory.unknown),
      },
    };
  };
  return { vm: of('vm'), container: of('container') };
}

it('is at the end of each day what its apps were together then', () => {
  fc.assert(
    fc.property(fc.array(points, { maxLength: 5 }), apps => {
      const sums = sumOfSeries(apps);
      const days = [...new Set(apps.flat().map(({ at }) => dayOf(at)))].sort();
      expect(sums.map(({ at }) => dayOf(at))).toEqual(days);
      for (const { at, figures: sum } of sums) {
        const then = apps.flatMap(
          app => app.filter(point => point.at <= at).at(-1) ?? [],
        );
        expect(sum).toEqual(sumOf(then.map(one => one.figures)));
      }
    }),
  );
});

it('leaves nothing of fractions that come and go', () => {
  const of = (cpu: number): ModernizationFigures => {
    const none = { value: 0, unknown: 0 };
    return {
      vm: { count: 0, cpu: none, memory: none },
      container: { count: 1, cpu: { value: cpu, unknown: 0 }, memory: none },
    };
  };
  const [, , last] = sumOfSeries([
    [
      { at: time(0), figures: of(0.1) },
      { at: time(24 * 60), figures: of(0.7) },
      { at: time(48 * 60), figures: of(0) },
    ],
    [{ at: time(1), figures: of(0.2) }],
  ]);
  expect(last.figures.container.cpu).toEqual({ value: 0.2, unknown: 0 });
});
