import { ElkPoint } from 'elkjs/lib/elk-api';

/** Unit vectors of the arrow keys, as the screen counts: down is positive. */
const DIRECTIONS: Record<string, ElkPoint> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** Where an arrow key points; nowhere with another key. */
export const directionOf = (key: string): ElkPoint | undefined =>
  DIRECTIONS[key];

/** Straight ahead counts more than near by but aside. */
const ASIDE = 3;

/**
 * The card that an arrow key leads to from another: the nearest in that
 * direction. None where the key is no arrow, or nothing stands there.
 */
export function neighbourOf(
  positions: Map<string, ElkPoint>,
  from: string,
  key: string,
): string | undefined {
  const start = positions.get(from);
  const direction = directionOf(key);
  if (!start || !direction) {
    return undefined;
  }
  return [...positions]
    .map(([id, { x, y }]) => {
      const dx = x - start.x;
      const dy = y - start.y;
      return {
        id,
        ahead: dx * direction.x + dy * direction.y,
        aside: Math.abs(dx * direction.y) + Math.abs(dy * direction.x),
      };
    })
    .filter(({ ahead }) => ahead > 0)
    .sort((a, b) => a.ahead + ASIDE * a.aside - b.ahead - ASIDE * b.aside)[0]
    ?.id;
}

/**
 * Where an arrow key leads among the chips of a card, by their number; -1 is the
 * card itself, from which it leads down to them. None where it leads elsewhere.
 */
export function chipTowards(
  count: number,
  at: number,
  key: string,
): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return at < 0 && count > 0 ? 0 : undefined;
    case 'ArrowUp':
      return at >= 0 ? -1 : undefined;
    case 'ArrowRight':
      return at >= 0 && at + 1 < count ? at + 1 : undefined;
    case 'ArrowLeft':
      return at > 0 ? at - 1 : undefined;
    default:
      return undefined;
  }
}
