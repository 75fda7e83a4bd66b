import { ElkPoint } from 'elkjs/lib/elk-api';
import { CELL, Place } from '../layout';

/** How far from a card the ways beside it go: in the gap to the next one. */
const ASIDE = { x: 32, y: 14 };
/** Two cards with no more than this between them are neighbours. */
const NEXT = 2 * ASIDE.x;

/** Of several ways in one gap, each has a lane of its own, as far as there are some. */
const LANES = 5;
const LANE = { x: 6, y: 3 };

/** From -2 to 2, by the row or column that a place is in: the same for all that leave from there. */
const laneOf = (at: number, size: number) =>
  (Math.abs(Math.round(at / size)) % LANES) - (LANES - 1) / 2;

/**
 * A way that leaves a card at its right and comes to another at its left, in
 * the gaps between the columns and rows of a grid, so that it crosses no card.
 */
export function gridWay(from: Place, to: Place): ElkPoint[] {
  const start = { x: from.x + from.width, y: from.y + from.height / 2 };
  const end = { x: to.x, y: to.y + to.height / 2 };
  const isNext = to.x >= start.x && to.x - start.x <= NEXT;
  if (isNext && start.y === end.y) {
    return [start, end];
  }
  // Beside the column, of which a card of its own may be narrower.
  const right = from.x + Math.max(from.width, CELL.width);
  const down = right + ASIDE.x + LANE.x * laneOf(from.y, from.height);
  if (isNext) {
    return [start, { ...start, x: down }, { ...end, x: down }, end];
  }
  const up = to.x - ASIDE.x + LANE.x * laneOf(to.y, to.height) + LANE.x / 2;
  // On the side of the row that it comes from.
  const edge = from.y > to.y ? to.y + to.height + ASIDE.y : to.y - ASIDE.y;
  const across = edge + LANE.y * laneOf(to.x, to.width);
  return [
    start,
    { x: down, y: start.y },
    { x: down, y: across },
    { x: up, y: across },
    { x: up, y: end.y },
    end,
  ];
}
