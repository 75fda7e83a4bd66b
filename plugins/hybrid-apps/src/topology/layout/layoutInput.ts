import { ElkNode } from 'elkjs/lib/elk-api';
import { CollapsedPicture, Group } from '../collapse';
import { DrawnEdge, DrawnPicture } from '../fold';
import { frameOf, Grouping } from '../grouping';
import { columnsOf, Sort } from './ranks';

/** The size of a card, in pixels. */
export const CARD = { width: 208, height: 92 } as const;
/** With the Services that stand on it as chips. */
export const CHIPPED = { width: CARD.width, height: 126 } as const;

/** Room for the wires, which go between the cards of a grid. */
export const GRID_GAP = { x: 64, y: 40 };
/** The size of a card in a grid: a group has more to say, and most by place. */
export const CELL = { width: 240, height: 92 } as const;
export const PLACE_CELL = { width: 240, height: 104 } as const;

/** What a layout asks of a node. */
export type Card = Sort & {
  /** Where it is not that of any card. */
  size?: { width: number; height: number };
};

/** A group stands where workloads do. */
export const cardOfGroup = ({ id, kind }: Group): Card => ({
  id,
  category: 'container',
  kind: '',
  size: kind === 'place' ? PLACE_CELL : CELL,
});

/** Which end of a card a wire is fastened to: by side, and by its direction. */
export type Port = 'in' | 'out' | 'back-in' | 'back-out';

/**
 * Wires go from right ends to left ones. One that leads back takes the short
 * way, from a left end to a right one; one within a column goes around its
 * right side.
 *
 * @param source - how far to the right it stands
 * @param target - likewise
 */
export const portsOf = (
  source: number,
  target: number,
): { source: Port; target: Port } => ({
  source: target < source ? 'back-out' : 'out',
  target: target > source ? 'in' : 'back-in',
});

const SIDE: Record<Port, 'WEST' | 'EAST'> = {
  in: 'WEST',
  'back-out': 'WEST',
  out: 'EAST',
  'back-in': 'EAST',
};

const PORTS: Port[] = ['in', 'out', 'back-in', 'back-out'];

/** The nodes that are laid out together, in a frame of their own. */
export interface LayoutGroup {
  /** Empty where nothing is grouped. */
  label: string;
  elk: ElkNode;
  /** Where groups stand, cards stand in rows and need no worker. */
  grid: boolean;
}

export interface LayoutInput {
  groups: LayoutGroup[];
  /** Nodes outside of all groups, before and after them. */
  before: string[];
  after: string[];
}

const OPTIONS = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.partitioning.activate': 'true',
  // Apart, a lone card would stand in the first column, whatever it is.
  'elk.separateConnectedComponents': 'false',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.spacing.nodeNodeBetweenLayers': '112',
  'elk.layered.spacing.edgeNodeBetweenLayers': '24',
  'elk.spacing.nodeNode': '24',
  'elk.padding': '[top=0,left=0,bottom=0,right=0]',
};

const elkNode = (node: Card, column: number): ElkNode => ({
  id: node.id,
  ...(node.size ?? CARD),
  layoutOptions: {
    'elk.partitioning.partition': String(column),
    'elk.portConstraints': 'FIXED_SIDE',
  },
  ports: PORTS.map(port => ({
    id: `${node.id}:${port}`,
    layoutOptions: { 'elk.port.side': SIDE[port] },
  })),
});

/** Beside a grid, cards stand below its columns, so that wires pass beside them as well. */
const IN_LINE = {
  'elk.layered.spacing.nodeNodeBetweenLayers': String(
    CELL.width + GRID_GAP.x - CARD.width,
  ),
};

function elkGraph(
  nodes: Card[],
  edges: DrawnEdge[],
  columns: ReadonlyMap<string, number>,
  besideGrid: boolean,
): ElkNode {
  const here = new Set(nodes.map(({ id }) => id));
  const columnOf = (id: string) => columns.get(id) ?? 0;
  return {
    id: 'group',
    layoutOptions: besideGrid ? { ...OPTIONS, ...IN_LINE } : OPTIONS,
    children: nodes.map(node => elkNode(node, columnOf(node.id))),
    edges: edges.flatMap(({ id, source, target }) => {
      const [from, to] = [columnOf(source), columnOf(target)];
      // One within a column would make elk split the column.
      if (!here.has(source) || !here.has(target) || from === to) {
        return [];
      }
      const ports = portsOf(from, to);
      return {
        id,
        sources: [`${source}:${ports.source}`],
        targets: [`${target}:${ports.target}`],
      };
    }),
  };
}

/** A picture, whole or with groups. */
export type LayoutSource = DrawnPicture &
  Partial<Pick<CollapsedPicture, 'groups' | 'bundles' | 'frames' | 'order'>>;

/** Turns a picture into graphs for elk, one for each frame. */
export function layoutInput(picture: LayoutSource, by: Grouping): LayoutInput {
  const { frames, bundles = [], chips } = picture;
  const sources = new Set(
    [...picture.edges, ...bundles].map(({ source }) => source),
  );
  // The order decides where elk has a choice, so it must not change by itself.
  const nodes = [...picture.nodes].sort((a, b) => a.id.localeCompare(b.id));
  const columns = columnsOf(nodes, picture.edges);
  const cardOf = (node: Card): Card =>
    chips?.has(node.id) ? { ...node, size: CHIPPED } : node;
  const groups = new Map<string, Card[]>();
  const grids = new Set<string>();
  for (const group of picture.groups ?? []) {
    grids.add(group.frame);
    // In the order that they come in: a group that opens moves no other.
    groups.set(group.frame, [
      ...(groups.get(group.frame) ?? []),
      cardOfGroup(group),
    ]);
  }
  const before: string[] = [];
  const after: string[] = [];
  for (const node of nodes) {
    const place = frameOf(node, by);
    // What is outside of all clusters is outside of all groups, too.
    const label = place === undefined ? place : frames?.get(node.id) ?? place;
    if (label !== undefined) {
      groups.set(label, [...(groups.get(label) ?? []), cardOf(node)]);
    } else if (sources.has(node.id)) {
      before.push(node.id);
    } else {
      after.push(node.id);
    }
  }
  // What was opened last stands last, so that it moves nothing else.
  const { order = [] } = picture;
  const inOrder = [...groups].sort(
    ([a], [b]) => order.indexOf(a) - order.indexOf(b),
  );
  return {
    before,
    after,
    groups: inOrder.map(([label, members]) => ({
      label,
      grid: grids.has(label),
      elk: elkGraph(members, picture.edges, columns, grids.size > 0),
    })),
  };
}
