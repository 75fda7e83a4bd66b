import { ElkNode } from 'elkjs/lib/elk-api';
import { CARD, CELL, GRID_GAP } from './layoutInput';

const GAP = { x: 112, y: 24 };
/** Beside the columns of a grid, for the same. */
export const GRID_SIDE = 48;

/** At a smaller zoom a grid has less columns. */
export const GRID_ZOOM = 0.78;
const COLUMNS = { least: 2, usual: 4, most: 5 };

/** How many cards of a grid stand side by side where the graph is so wide, and so much is taken, in pixels. */
export function columnsFor(room: number | undefined, taken = 0): number {
  if (!room) {
    return COLUMNS.usual;
  }
  const column = CELL.width + GRID_GAP.x;
  const fit = (room / GRID_ZOOM - taken - 2 * GRID_SIDE + GRID_GAP.x) / column;
  return Math.min(Math.max(Math.floor(fit), COLUMNS.least), COLUMNS.most);
}

function withSize(children: ElkNode[]): Pick<ElkNode, 'width' | 'height'> {
  return {
    width: Math.max(0, ...children.map(({ x = 0, width = 0 }) => x + width)),
    height: Math.max(0, ...children.map(({ y = 0, height = 0 }) => y + height)),
  };
}

/** Cards of one size in rows, in their order. */
export function inGrid(
  { edges: _, ...graph }: ElkNode,
  columns: number,
): ElkNode {
  const cards = graph.children ?? [];
  const width = CELL.width;
  const height = Math.max(...cards.map(card => card.height ?? CELL.height));
  const children = cards.map((card, index) => ({
    ...card,
    width,
    height,
    x: (index % columns) * (width + GRID_GAP.x),
    y: Math.floor(index / columns) * (height + GRID_GAP.y),
  }));
  return { ...graph, ...withSize(children), children };
}

/**
 * What needs no time: a column for each sort of thing, in the order that they
 * come in. Wires go straight.
 */
export function inColumns({ edges: _, ...graph }: ElkNode): ElkNode {
  const columnOf = ({ layoutOptions }: ElkNode) =>
    Number(layoutOptions?.['elk.partitioning.partition'] ?? 0);
  const all = graph.children ?? [];
  const columns = [...new Set(all.map(columnOf))].sort((a, b) => a - b);
  const heights = new Map<number, number>();
  const children = all.map(child => {
    const column = columns.indexOf(columnOf(child));
    const y = heights.get(column) ?? 0;
    const { height = CARD.height } = child;
    heights.set(column, y + height + GAP.y);
    return { ...child, ...CARD, height, x: column * (CARD.width + GAP.x), y };
  });
  return { ...graph, ...withSize(children), children };
}
