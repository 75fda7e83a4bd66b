import {
  ComponentMetrics,
  MetricSeries,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';

export type SeriesName = MetricSeries['name'];
export type Unit = MetricSeries['unit'];
export type Values = MetricSeries['values'];

/** What is told together. */
export const GROUPS = [
  'cpu',
  'throttled',
  'memory',
  'network',
  'disk',
] as const;
export type Group = (typeof GROUPS)[number];

const IN_GROUP: Readonly<Record<Group, readonly SeriesName[]>> = {
  cpu: ['cpu'],
  throttled: ['cpu-throttled'],
  memory: ['memory'],
  network: ['network-receive', 'network-transmit'],
  disk: ['disk-read', 'disk-write'],
};

/** What stays the same: what is asked for, and what may be used. */
export type MarkName = 'requested' | 'limit';

export interface Chart {
  group: Group;
  unit: Unit;
  lines: Array<{ name: SeriesName; values: Values }>;
  marks: Array<{ name: MarkName; value: number }>;
}

/** The charts of a component, of what was measured. What was never held back has none of that. */
export function chartsOf({
  series,
  requested,
  limit,
}: Pick<ComponentMetrics, 'series' | 'requested' | 'limit'>): Chart[] {
  return GROUPS.flatMap((group): Chart[] => {
    const lines = series.filter(({ name }) => IN_GROUP[group].includes(name));
    const [first] = lines;
    const isNever =
      group === 'throttled' &&
      lines.every(({ values }) => values.every(value => !value));
    if (!first || isNever) {
      return [];
    }
    const marks = (
      [
        ['requested', requested],
        ['limit', limit],
      ] as const
    ).flatMap(([name, amounts]) => {
      const value =
        group === 'cpu' || group === 'memory' ? amounts?.[group] : undefined;
      return value === undefined ? [] : [{ name, value }];
    });
    return [{ group, unit: first.unit, lines, marks }];
  });
}

/** The last value that there is. */
export const lastValue = (values: Values): number | undefined =>
  values.reduce<number | undefined>((last, value) => value ?? last, undefined);

/** When each value of a series was. */
export const timeOf = (
  { from, stepSeconds }: { from: string; stepSeconds: number },
  place: number,
): Date => new Date(Date.parse(from) + place * stepSeconds * 1_000);
