import { ElkPoint } from 'elkjs/lib/elk-api';
import { pointAt } from './path';

interface Wanted {
  id: string;
  points: ElkPoint[];
  text: string;
  /** Is placed before the others, and so nearer to the middle. */
  important: boolean;
}

/** A rectangle by its middle. */
export interface Box extends ElkPoint {
  width: number;
  height: number;
}

/** Where a label stands, and how far along its wire that is, from 0 to 1. */
export interface LabelPlace extends ElkPoint {
  share: number;
}

const CHARACTER = 6.5;
const PADDING = 12;
const HEIGHT = 22;

/** Longer labels are cut; the tooltip has them whole. In pixels. */
export const LABEL_MAX_WIDTH = 104;

/** How far along its wire a label may stand, best first. */
const SHARES = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8];

const overlap = (a: Box, b: Box) =>
  Math.abs(a.x - b.x) < (a.width + b.width) / 2 &&
  Math.abs(a.y - b.y) < (a.height + b.height) / 2;

/**
 * A place for each label on its wire, where it covers no card and no other
 * label, if there is one.
 */
export function placeLabels(
  wanted: Wanted[],
  cards: Box[],
): Map<string, LabelPlace> {
  const labels: Box[] = [];
  const places = new Map<string, LabelPlace>();
  const inOrder = [...wanted].sort(
    (a, b) => Number(b.important) - Number(a.important),
  );
  for (const { id, points, text } of inOrder) {
    const size = {
      width: Math.min(text.length * CHARACTER + PADDING, LABEL_MAX_WIDTH),
      height: HEIGHT,
    };
    const boxes = SHARES.map(share => ({
      ...pointAt(points, share),
      ...size,
      share,
    }));
    const besideCards = boxes.filter(
      box => !cards.some(card => overlap(box, card)),
    );
    const box =
      besideCards.find(
        candidate => !labels.some(other => overlap(candidate, other)),
      ) ??
      besideCards[0] ??
      boxes[0];
    labels.push(box);
    places.set(id, { x: box.x, y: box.y, share: box.share });
  }
  return places;
}
