import { ElkNode } from 'elkjs/lib/elk-api';
import { CARD } from './layoutInput';

const GAP = { x: 128, y: 24 };
/** Cards of a grid stand side by side, as far as a screen is wide. */
const GRID_COLUMNS = 5;
const GRID_GAP = { x: 56, y: 32 };

function withSize(children: ElkNode[]): Pick<ElkNode, 'width' | 'height'> {
  return {
    width: Math.max(0, ...children.map(({ x = 0 }) => x + CARD.width)),
    height: Math.max(0, ...children.map(({ y = 0 }) => y + CARD.height)),
  };
}

/** Cards in rows, in their order. */
export function inGrid({ edges: _, ...graph }: ElkNode): ElkNode {
  const children = (graph.children ?? []).map((child, index) => ({
    ...child,
    x: (index % GRID_COLUMNS) * (CARD.width + GRID_GAP.x),
    y: Math.floor(index / GRID_COLUMNS) * (CARD.height + GRID_GAP.y),
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
    heights.set(column, y + CARD.height + GAP.y);
    return { ...child, x: column * (CARD.width + GAP.x), y };
  });
  return { ...graph, ...withSize(children), children };
}
