import { ElkNode, ElkPoint } from 'elkjs/lib/elk-api';
import { alignColumns } from './columns';
import { CARD, LayoutInput } from './layoutInput';
import { GRID_SIDE } from './plain';

export interface Frame {
  /** Empty around groups that are in no other: it is not drawn. */
  label: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Where a card stands, and how large it is. */
export interface Place extends ElkPoint {
  width: number;
  height: number;
}

/** Where everything stands, in pixels. */
export interface Layout {
  positions: Map<string, Place>;
  frames: Frame[];
  /** The corners of an edge's way. Edges between frames have none. */
  routes: Map<string, ElkPoint[]>;
  /** Whether time ran out for a better one. */
  plain?: boolean;
}

/** How much room cards and frames take, in pixels from the upper left. */
export function sizeOf({ positions, frames }: Layout) {
  const cards = [...positions.values()];
  return {
    width: Math.max(
      ...cards.map(({ x, width }) => x + width),
      ...frames.map(({ x, width }) => x + width),
    ),
    height: Math.max(
      ...cards.map(({ y, height }) => y + height),
      ...frames.map(({ y, height }) => y + height),
    ),
  };
}

/** Between one frame and the next, in pixels. */
export const FRAME_GAP = 32;
const FRAME = { padding: 24, title: 24, gap: FRAME_GAP };
const OUTSIDE_GAP = 104;
/** How much room what is outside takes at one side. */
export const OUTSIDE = CARD.width + OUTSIDE_GAP;

const moved = ({ x, y }: ElkPoint, dx: number, dy: number) => ({
  x: x + dx,
  y: y + dy,
});

/** What is outside stands in the middle of a side. */
function atSide(ids: string[], x: number, height: number): Layout['positions'] {
  const step = CARD.height + FRAME.gap;
  const total = ids.length * step - FRAME.gap;
  const top = Math.max(0, (height - total) / 2);
  return new Map(
    ids.map((id, index) => [id, { x, y: top + index * step, ...CARD }]),
  );
}

/** Puts the frames one below the other, with what is outside at their sides. */
export function arrange(input: LayoutInput, laidOut: ElkNode[]): Layout {
  const positions: Layout['positions'] = new Map();
  const routes: Layout['routes'] = new Map();
  const frames: Frame[] = [];
  const left = input.before.length > 0 ? OUTSIDE : 0;
  let y = 0;
  let right = left;
  const { groups } = input;
  const besideGrid = groups.some(({ grid }) => grid);
  const aligned = alignColumns(laidOut.filter((_, at) => !groups[at].grid));
  laidOut.forEach((laid, index) => {
    const { label, grid } = groups[index];
    const graph = grid ? laid : aligned.shift() ?? laid;
    const framed = label || grid;
    const padding = framed ? FRAME.padding : 0;
    const side = besideGrid && framed ? GRID_SIDE : padding;
    const dx = left + side;
    const dy = y + padding + (framed ? FRAME.title : 0);
    for (const child of graph.children ?? []) {
      const { id, x = 0, y: top = 0, ...size } = child;
      const { width = CARD.width, height = CARD.height } = size;
      positions.set(id, { ...moved({ x, y: top }, dx, dy), width, height });
    }
    for (const { id, sections } of graph.edges ?? []) {
      const section = sections?.[0];
      if (section) {
        const { startPoint, bendPoints = [], endPoint } = section;
        routes.set(
          id,
          [startPoint, ...bendPoints, endPoint].map(point =>
            moved(point, dx, dy),
          ),
        );
      }
    }
    const width = (graph.width ?? 0) + 2 * side;
    const height = dy - y + (graph.height ?? 0) + padding;
    if (framed) {
      frames.push({ label, x: left, y, width, height });
    }
    right = Math.max(right, left + width);
    y += height + FRAME.gap;
  });
  // Frames of one width, so that they read as one picture.
  for (const frame of frames) {
    frame.width = right - left;
  }
  // Beside groups at the top: in the middle, they would move as groups open.
  const height = besideGrid ? 0 : Math.max(0, y - FRAME.gap);
  for (const [id, point] of [
    ...atSide(input.before, 0, height),
    ...atSide(input.after, right + OUTSIDE_GAP, height),
  ]) {
    positions.set(id, point);
  }
  return { positions, frames, routes };
}
