import {
  ModernizationFigures,
  ModernizationPoint,
  ModernizationShare,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';

/** The day of a time, both as ISO 8601 has them. */
export const dayOf = (at: string): string => at.slice(0, 10);

/** In whole numbers, so that what is added and taken away again leaves nothing. */
const numbersOf = ({ vm, container }: ModernizationFigures): number[] =>
  [vm, container].flatMap(({ count, cpu, memory }) => [
    count,
    Math.round(cpu.value * 1000),
    cpu.unknown,
    memory.value,
    memory.unknown,
  ]);

const NUMBERS = 5;

function figuresFrom(numbers: readonly number[]): ModernizationFigures {
  const share = (from: number): ModernizationShare => {
    const [count, cpu, cpuUnknown, memory, memoryUnknown] = numbers.slice(
      from,
      from + NUMBERS,
    );
    return {
      count,
      cpu: { value: cpu / 1000, unknown: cpuUnknown },
      memory: { value: memory, unknown: memoryUnknown },
    };
  };
  return { vm: share(0), container: share(NUMBERS) };
}

const NOTHING: readonly number[] = Array<number>(2 * NUMBERS).fill(0);

/**
 * What the figures of several apps were together, from each day on that one of
 * them changed. An app counts from when it was first seen.
 *
 * @param series - of each app, oldest first
 */
export function sumOfSeries(
  series: Iterable<readonly ModernizationPoint[]>,
): ModernizationPoint[] {
  const moves = [...series]
    .flatMap(points =>
      points.map(({ at, figures }, index) => ({
        at,
        numbers: numbersOf(figures),
        before: index > 0 ? numbersOf(points[index - 1].figures) : NOTHING,
      })),
    )
    .sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)));
  const sum = [...NOTHING];
  return moves.flatMap(({ at, numbers, before }, index) => {
    numbers.forEach((value, place) => {
      sum[place] += value - before[place];
    });
    const next = moves[index + 1];
    return next && dayOf(next.at) === dayOf(at)
      ? []
      : [{ at, figures: figuresFrom(sum) }];
  });
}
