import { ElkPoint } from 'elkjs/lib/elk-api';
import { directionOf } from './neighbour';

/** A wire as the keyboard sees it: what it ties together, and where its button stands. */
export interface Tie {
  id: string;
  source: string;
  target: string;
  at: ElkPoint;
}

/** Arrow keys with Alt, which lead along the wires of a card. */
const STEPS: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };

/**
 * The wire of a card that an arrow key leads to, from the card itself or from
 * another wire of it: from top to bottom, and then anew. None where the key is
 * no such, or the card has none.
 */
export function nextWire(
  ties: readonly Tie[],
  card: string,
  from: string | undefined,
  key: string,
): string | undefined {
  const step = STEPS[key];
  const wires = ties
    .filter(({ source, target }) => source === card || target === card)
    .sort((a, b) => a.at.y - b.at.y || a.at.x - b.at.x);
  if (!step || wires.length === 0) {
    return undefined;
  }
  const before = wires.findIndex(({ id }) => id === from);
  const start = step > 0 ? 0 : wires.length - 1;
  const to = before < 0 ? start : (before + step + wires.length) % wires.length;
  return wires[to].id;
}

/** The card at the end of a wire that an arrow key leads to: of both, what lies more in its direction. */
export function endTowards(
  { source, target }: Pick<Tie, 'source' | 'target'>,
  positions: Map<string, ElkPoint>,
  key: string,
): string | undefined {
  const ahead = directionOf(key);
  const from = positions.get(source);
  const to = positions.get(target);
  if (!ahead || !from || !to) {
    return undefined;
  }
  return (to.x - from.x) * ahead.x + (to.y - from.y) * ahead.y > 0
    ? target
    : source;
}
