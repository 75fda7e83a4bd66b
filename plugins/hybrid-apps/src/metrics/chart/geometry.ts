import { scaleLinear, scaleTime } from 'd3-scale';
import { line } from 'd3-shape';
import { unitOfBytes } from '../../components';
import { Chart } from '../charts';

/** In the units of the drawing, which is as wide as there is room. */
export const SIZE = { width: 380, height: 170 };
/** For the axes, and at the right for what the lines are called. */
export const EDGE = { top: 10, right: 90, bottom: 22, left: 66 };

/** Labels of two lines each, so far apart that they can be read. */
export const LABEL_LINE = 13;
export const LABEL_GAP = 2 * LABEL_LINE + 2;
/** What is asked for, or allowed, is in the frame as long as what is used can be made out beside it. */
const MOST_ABOVE = 5;
const X_TICKS = 3;
const Y_TICKS = 3;

export interface Geometry {
  /** For each line of the chart: its way, with gaps, and where it is named. */
  lines: Array<{ way: string; label: number }>;
  /** For each mark: its height, none where it is above the frame, and where it is named. */
  marks: Array<{ y?: number; label: number }>;
  labelX: number;
  times: Array<{ x: number; at: Date }>;
  values: Array<{ y: number; value: number }>;
  /** Where the value at a place is. */
  at(place: number): { x: number; y: Array<number | undefined> };
}

/** The place of a pointer that is so far from the left of the drawing. */
export function placeAt(x: number, count: number): number {
  const width = SIZE.width - EDGE.right - EDGE.left;
  const place = Math.round(((x - EDGE.left) / width) * (count - 1));
  return Math.min(count - 1, Math.max(0, place));
}

/** Moves labels apart that would lie on each other, and keeps them in the frame. */
export function apart(wanted: readonly number[]): number[] {
  const order = wanted.map((_, n) => n).sort((a, b) => wanted[a] - wanted[b]);
  const placed = [...wanted];
  let least = EDGE.top;
  for (const n of order) {
    placed[n] = Math.max(placed[n], least);
    least = placed[n] + LABEL_GAP;
  }
  let most = SIZE.height - EDGE.bottom - LABEL_LINE;
  for (const n of [...order].reverse()) {
    placed[n] = Math.min(placed[n], most);
    most = placed[n] - LABEL_GAP;
  }
  return placed;
}

const lastOf = (values: ReadonlyArray<number | null>): number =>
  values.reduce<number>((last, value) => value ?? last, 0);

/** What is drawn of a chart. */
export function geometryOf(
  { unit, lines, marks }: Pick<Chart, 'unit' | 'lines' | 'marks'>,
  { from, stepSeconds }: { from: Date; stepSeconds: number },
): Geometry {
  const count = lines[0]?.values.length ?? 1;
  const timeAt = (place: number) =>
    new Date(from.getTime() + place * stepSeconds * 1_000);
  const x = scaleTime()
    .domain([timeAt(0), timeAt(count - 1)])
    .range([EDGE.left, SIZE.width - EDGE.right]);
  const used = Math.max(
    0,
    ...lines.flatMap(({ values }) => values.flatMap(value => value ?? [])),
  );
  const shown = marks.flatMap(({ value }) =>
    used === 0 || value <= MOST_ABOVE * used ? value : [],
  );
  const most = Math.max(used, ...shown) || 1;
  const scale = unit.startsWith('bytes') ? unitOfBytes(most) : 1;
  const bottom = SIZE.height - EDGE.bottom;
  const y = scaleLinear()
    .domain([0, most / scale])
    .nice(Y_TICKS)
    .range([bottom, EDGE.top]);
  const [, top] = y.domain();
  const height = (value: number) => y(value / scale);
  const isIn = (value: number) => value / scale <= top;
  const labels = apart([
    ...lines.map(({ values }) => height(lastOf(values))),
    ...marks.map(({ value }) => (isIn(value) ? height(value) : EDGE.top)),
  ]);
  return {
    lines: lines.map(({ values }, n) => ({
      way:
        line<number | null>()
          .defined(value => value !== null)
          .x((_, place) => x(timeAt(place)))
          .y(value => height(value ?? 0))([...values]) ?? '',
      label: labels[n],
    })),
    marks: marks.map(({ value }, n) => ({
      ...(isIn(value) && { y: height(value) }),
      label: labels[lines.length + n],
    })),
    labelX: SIZE.width - EDGE.right + 6,
    times: x.ticks(X_TICKS).map(at => ({ x: x(at), at })),
    values: y
      .ticks(Y_TICKS)
      .map(value => ({ y: y(value), value: value * scale })),
    at: place => ({
      x: x(timeAt(place)),
      y: lines.map(({ values }) => {
        const value = values[place];
        return value === null || value === undefined
          ? undefined
          : height(value);
      }),
    }),
  };
}
