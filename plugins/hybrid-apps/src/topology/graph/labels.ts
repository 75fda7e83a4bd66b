import { ElkPoint } from 'elkjs/lib/elk-api';
import { pointAt } from './path';

interface Wanted {
  id: string;
  points: ElkPoint[];
  text: string;
  /** Must stand in the middle, where the wire is cut. */
  fixed: boolean;
}

interface Box extends ElkPoint {
  width: number;
  height: number;
}

const CHARACTER = 7;
const PADDING = 12;
const HEIGHT = 22;

/** How far along its wire a label may stand, best first. */
const PLACES = [0.5, 0.35, 0.65, 0.25, 0.75, 0.15, 0.85];

const overlap = (a: Box, b: Box) =>
  Math.abs(a.x - b.x) < (a.width + b.width) / 2 &&
  Math.abs(a.y - b.y) < (a.height + b.height) / 2;

/** A place for each label on its wire, where it covers no other label. */
export function placeLabels(wanted: Wanted[]): Map<string, ElkPoint> {
  const taken: Box[] = [];
  const places = new Map<string, ElkPoint>();
  const inOrder = [...wanted].sort((a, b) => Number(b.fixed) - Number(a.fixed));
  for (const { id, points, text, fixed } of inOrder) {
    const size = { width: text.length * CHARACTER + PADDING, height: HEIGHT };
    const boxes = (fixed ? PLACES.slice(0, 1) : PLACES).map(share => ({
      ...pointAt(points, share),
      ...size,
    }));
    const box =
      boxes.find(
        candidate => !taken.some(other => overlap(candidate, other)),
      ) ?? boxes[0];
    taken.push(box);
    places.set(id, { x: box.x, y: box.y });
  }
  return places;
}
