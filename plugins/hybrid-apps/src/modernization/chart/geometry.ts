import { ModernizationPoint } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { scaleLinear, scaleTime } from 'd3-scale';
import { area, curveStepAfter, line } from 'd3-shape';
import { unitOfBytes } from '../../components';
import { amountOf, Measure } from '../words';

/** In the units of the drawing, which is as wide as there is room. */
export const SIZE = { width: 760, height: 280 };
/** For the axes, and at the right for what the areas are called. */
export const EDGE = { top: 12, right: 150, bottom: 28, left: 72 };

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** About so many times are told along the axis. */
const TICKS = 5;
/** Labels of one line each, so far apart that they can be read. */
const LABEL_GAP = 34;

interface Stacked {
  at: Date;
  vm: number;
  /** VMs and containers. */
  all: number;
}

export interface Geometry {
  /** From the bottom: what is in VMs, and what is in containers above it. */
  vm: { area: string; line: string };
  container: { area: string; line: string };
  times: Array<{ x: number; at: Date }>;
  /** Whether times of one day have to be told apart. */
  isShort: boolean;
  values: Array<{ y: number; value: number }>;
  /** Where the areas are named, at their right. */
  labels: { x: number; vm: number; container: number };
}

/** In what an axis counts: bytes by the power of 1024 that its top is told in. */
const unitOf = (most: number, measure: Measure) =>
  measure === 'memory' ? unitOfBytes(most) : 1;

/**
 * What is drawn of a series, from its first time until now: steps, as the
 * figures hold until they change.
 */
export function geometryOf(
  series: readonly ModernizationPoint[],
  measure: Measure,
  now: Date,
): Geometry {
  const points = series.map(({ at, figures }): Stacked => {
    const vm = amountOf(figures.vm, measure).value;
    return {
      at: new Date(at),
      vm,
      all: vm + amountOf(figures.container, measure).value,
    };
  });
  const [first] = points;
  const last = points[points.length - 1];
  const end = new Date(Math.max(now.getTime(), last.at.getTime()));
  // Of what has only just begun, the time before it is empty.
  const start = new Date(Math.min(first.at.getTime(), end.getTime() - HOUR));
  const stacked = [...points, { ...last, at: end }];
  const x = scaleTime()
    .domain([start, end])
    .range([EDGE.left, SIZE.width - EDGE.right]);
  const bottom = SIZE.height - EDGE.bottom;
  const most = Math.max(1, ...stacked.map(({ all }) => all));
  const unit = unitOf(most, measure);
  const y = scaleLinear()
    .domain([0, most / unit])
    .nice(4)
    .range([bottom, EDGE.top]);
  const height = (value: number) => y(value / unit);
  const between = (from: (p: Stacked) => number, to: (p: Stacked) => number) =>
    area<Stacked>()
      .curve(curveStepAfter)
      .x(p => x(p.at))
      .y0(p => height(from(p)))
      .y1(p => height(to(p)))(stacked) ?? '';
  const along = (of: (p: Stacked) => number) =>
    line<Stacked>()
      .curve(curveStepAfter)
      .x(p => x(p.at))
      .y(p => height(of(p)))(stacked) ?? '';
  const inVms = (p: Stacked) => p.vm;
  const inAll = (p: Stacked) => p.all;
  // In the middle of its area, yet never over the other one.
  const vmLabel = (bottom + height(last.vm)) / 2;
  const containerLabel = Math.min(
    (height(last.vm) + height(last.all)) / 2,
    vmLabel - LABEL_GAP,
  );
  const up = Math.max(0, EDGE.top + LABEL_GAP / 2 - containerLabel);
  return {
    vm: { area: between(() => 0, inVms), line: along(inVms) },
    container: { area: between(inVms, inAll), line: along(inAll) },
    times: x.ticks(TICKS).map(at => ({ x: x(at), at })),
    isShort: end.getTime() - start.getTime() < TICKS * DAY,
    values: y
      .ticks(4)
      // There is no half of a component.
      .filter(value => measure !== 'count' || Number.isInteger(value))
      .map(value => ({ y: y(value), value: value * unit })),
    labels: {
      x: SIZE.width - EDGE.right + 10,
      vm: Math.max(vmLabel, containerLabel + up + LABEL_GAP),
      container: containerLabel + up,
    },
  };
}
