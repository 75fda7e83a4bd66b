import { ElkPoint } from 'elkjs/lib/elk-api';

const CORNER = 8;

const distance = (a: ElkPoint, b: ElkPoint) => Math.hypot(b.x - a.x, b.y - a.y);

/** The point that lies `length` away from `from` on the way to `to`. */
function along(from: ElkPoint, to: ElkPoint, length: number): ElkPoint {
  const share = length / (distance(from, to) || 1);
  return {
    x: from.x + (to.x - from.x) * share,
    y: from.y + (to.y - from.y) * share,
  };
}

/** An SVG path through points, with rounded corners. */
export function roundedPath(points: ElkPoint[]): string {
  const [start, ...rest] = points;
  const parts = [`M ${start.x} ${start.y}`];
  rest.forEach((point, index) => {
    const next = rest[index + 1];
    if (!next) {
      parts.push(`L ${point.x} ${point.y}`);
      return;
    }
    const previous = points[index];
    const radius = Math.min(
      CORNER,
      distance(previous, point) / 2,
      distance(point, next) / 2,
    );
    const enter = along(point, previous, radius);
    const leave = along(point, next, radius);
    parts.push(
      `L ${enter.x} ${enter.y}`,
      `Q ${point.x} ${point.y} ${leave.x} ${leave.y}`,
    );
  });
  return parts.join(' ');
}

/** The point at a share of the way along a line of points. */
export function pointAt(points: ElkPoint[], share: number): ElkPoint {
  const lengths = points
    .slice(1)
    .map((point, index) => distance(points[index], point));
  let left = lengths.reduce((sum, length) => sum + length, 0) * share;
  for (const [index, length] of lengths.entries()) {
    if (left <= length) {
      return along(points[index], points[index + 1], left);
    }
    left -= length;
  }
  return points[points.length - 1];
}

const MARGIN = 40;

/**
 * A way for an edge that the layout knows none for: between frames, or between
 * cards of one column. It goes up or down in the gap beside the target's
 * column, on the side where it is fastened.
 *
 * @param channel - how far down there is room to pass by what stands between, if
 *   it is to: the way goes there in the gap beside the source's column
 */
export function wayBetween(
  from: ElkPoint,
  to: ElkPoint,
  side: 'left' | 'right',
  channel?: number,
): ElkPoint[] {
  const x = side === 'left' ? to.x - MARGIN : to.x + MARGIN;
  const last = [{ x, y: to.y }, to];
  if (channel === undefined) {
    return [from, { x, y: from.y }, ...last];
  }
  const beside = side === 'left' ? from.x + MARGIN : from.x - MARGIN;
  return [
    from,
    { x: beside, y: from.y },
    { x: beside, y: channel },
    { x, y: channel },
    ...last,
  ];
}
