import { at, list, text } from '../../objects';

/** Times in equal steps, in seconds since 1970. */
export interface Grid {
  from: number;
  stepSeconds: number;
  /** How many times there are. */
  count: number;
}

/** A value for each time of a grid; null where there is none. */
export type Values = ReadonlyArray<number | null>;

/** A series as Prometheus answers it. */
export interface Row {
  labels: ReadonlyMap<string, string>;
  values: Values;
}

export interface RangeAnswer {
  rows: readonly Row[];
  /** What Prometheus says of an answer that may lack something. */
  warnings: readonly string[];
}

/** More than what is asked for can have; the rest is no answer to it. */
const MOST_ROWS = 5_000;

/** A line of a person's page, whoever wrote it; labels may tell of others. */
export const oneLine = (words: string): string =>
  words
    .slice(0, 2_000)
    .replace(/\{[^{}]*\}/g, '{…}')
    .replace(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
    .slice(0, 300);

const labelsOf = (metric: unknown): Map<string, string> =>
  new Map(
    typeof metric === 'object' && metric !== null
      ? Object.entries(metric).flatMap(([label, value]) =>
          typeof value === 'string' ? [[label, value] as const] : [],
        )
      : [],
  );

/** A sample's value is a text; what is neither a number nor finite is no value. */
function valueOf(written: unknown): number | undefined {
  const value = text(written)?.trim() ? Number(written) : NaN;
  return Number.isFinite(value) ? value : undefined;
}

function valuesOf(
  samples: unknown,
  { from, stepSeconds, count }: Grid,
): Values {
  const values = Array<number | null>(count).fill(null);
  for (const sample of list(samples).slice(0, 2 * count)) {
    const [time, written] = list(sample);
    const place =
      typeof time === 'number' ? Math.round((time - from) / stepSeconds) : -1;
    const value = valueOf(written);
    if (place >= 0 && place < count && value !== undefined) {
      values[place] = value;
    }
  }
  return values;
}

/**
 * The answer to a query over time; undefined for what is none.
 * Source: Prometheus, querying/api, range queries.
 */
export function readRange(body: unknown, grid: Grid): RangeAnswer | undefined {
  const data = at(body, 'data');
  if (
    at(body, 'status') !== 'success' ||
    at(data, 'resultType') !== 'matrix' ||
    !Array.isArray(at(data, 'result'))
  ) {
    return undefined;
  }
  return {
    rows: list(at(data, 'result'))
      .slice(0, MOST_ROWS)
      .map(one => ({
        labels: labelsOf(at(one, 'metric')),
        values: valuesOf(at(one, 'values'), grid),
      })),
    warnings: list(at(body, 'warnings')).flatMap(one => text(one) ?? []),
  };
}

/** What Prometheus says went wrong, in one line. */
export const errorIn = (body: unknown): string | undefined =>
  at(body, 'status') === 'error'
    ? text(oneLine(text(at(body, 'error')) ?? ''))
    : undefined;

/** Several together, by what they have at each time; null where none has any. */
export function together(
  all: readonly Values[],
  join: (a: number, b: number) => number,
): Values {
  const [first = [], ...rest] = all;
  return rest.reduce<Values>(
    (joined, values) =>
      joined.map((one, place) => {
        const other = values[place] ?? null;
        return one === null || other === null ? one ?? other : join(one, other);
      }),
    first,
  );
}
