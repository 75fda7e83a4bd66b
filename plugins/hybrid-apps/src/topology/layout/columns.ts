import { ElkNode, ElkPoint } from 'elkjs/lib/elk-api';
import { CARD } from './layoutInput';

/** The columns of one graph: where its cards begin, from left to right. */
interface Columns {
  /** The x of each column's cards. */
  lefts: number[];
  /** What tells a column from others in all graphs: partition and place in it. */
  keys: string[];
}

const compareKeys = (a: string, b: string) =>
  a.localeCompare(b, undefined, { numeric: true });

/** A node's partition, as elk was given it. */
const partitionOf = ({ layoutOptions }: ElkNode) =>
  layoutOptions?.['elk.partitioning.partition'] ?? '0';

function columnsOf({ children = [] }: ElkNode): Columns {
  const partitions = new Map<number, string>();
  for (const child of children) {
    partitions.set(child.x ?? 0, partitionOf(child));
  }
  const lefts = [...partitions.keys()].sort((a, b) => a - b);
  const seen = new Map<string, number>();
  const keys = lefts.map(left => {
    const partition = partitions.get(left) ?? '0';
    const place = seen.get(partition) ?? 0;
    seen.set(partition, place + 1);
    return `${partition}.${place}`;
  });
  return { lefts, keys };
}

/** Moves a point along with the column that it is in, or right of. */
function shifter({ lefts, keys }: Columns, target: Map<string, number>) {
  return (x: number): number => {
    const index = Math.max(0, lefts.filter(left => left <= x + 0.5).length - 1);
    return x + (target.get(keys[index]) ?? 0) - (lefts[index] ?? 0);
  };
}

/** Where each column begins, so that all graphs have room between theirs. */
function commonLefts(all: Columns[]): Map<string, number> {
  const keys = [...new Set(all.flatMap(columns => columns.keys))].sort(
    compareKeys,
  );
  const common = new Map<string, number>();
  let next = 0;
  keys.forEach((key, position) => {
    let left = next;
    for (const columns of all) {
      const index = columns.keys.indexOf(key);
      if (index > 0) {
        const gap = columns.lefts[index] - columns.lefts[index - 1];
        left = Math.max(left, (common.get(columns.keys[index - 1]) ?? 0) + gap);
      }
    }
    common.set(key, position === 0 ? 0 : left);
    next = left + CARD.width;
  });
  return common;
}

const moved = (point: ElkPoint, shift: (x: number) => number): ElkPoint => ({
  x: shift(point.x),
  y: point.y,
});

/**
 * Lines up the columns of graphs that were laid out one by one, so that
 * Services stand under Services. What lies between two columns keeps its
 * distance from the left one; so wires stay straight.
 */
export function alignColumns(graphs: ElkNode[]): ElkNode[] {
  const all = graphs.map(columnsOf);
  const common = commonLefts(all);
  return graphs.map((graph, index) => {
    const shift = shifter(all[index], common);
    const children = graph.children?.map(child => ({
      ...child,
      x: shift(child.x ?? 0),
    }));
    return {
      ...graph,
      width: Math.max(0, ...(children ?? []).map(({ x }) => x + CARD.width)),
      children,
      edges: graph.edges?.map(edge => ({
        ...edge,
        sections: edge.sections?.map(section => ({
          ...section,
          startPoint: moved(section.startPoint, shift),
          bendPoints: section.bendPoints?.map(point => moved(point, shift)),
          endPoint: moved(section.endPoint, shift),
        })),
      })),
    };
  });
}
