import {
  TopologyEdge,
  TopologyNode,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { ElkNode } from 'elkjs/lib/elk-api';
import { CollapsedPicture, Group } from '../collapse';
import { frameOf, Grouping } from '../grouping';
import { Picture } from '../view';

/** The size of a card, in pixels. */
export const CARD = { width: 208, height: 92 } as const;

/** Room for the wires, which go between the cards of a grid. */
export const GRID_GAP = { x: 64, y: 40 };
/** The size of a card in a grid: a group has more to say, and most by place. */
export const CELL = { width: 240, height: 92 } as const;
export const PLACE_CELL = { width: 240, height: 104 } as const;

/**
 * The columns, in the order that a request takes: what is outside, gateways,
 * routes, Services, workloads, and what they keep.
 */
const COLUMN = {
  outside: 0,
  gateways: 1,
  routes: 2,
  services: 3,
  workloads: 4,
  kept: 5,
};

/** What a layout asks of a node. */
export type Card = Pick<TopologyNode, 'id' | 'category' | 'kind'> & {
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

export function columnOf({ category, kind }: Card): number {
  switch (category) {
    case 'external':
      return COLUMN.outside;
    case 'network':
      if (kind === 'NetworkAttachmentDefinition') {
        return COLUMN.kept;
      }
      if (kind === 'Gateway') {
        return COLUMN.gateways;
      }
      return kind === 'Service' ? COLUMN.services : COLUMN.routes;
    // A policy stands before what it applies to, as a gate.
    case 'policy':
      return COLUMN.services;
    case 'storage':
    case 'config':
      return COLUMN.kept;
    default:
      return COLUMN.workloads;
  }
}

/** Which end of a card a wire is fastened to: by side, and by its direction. */
export type Port = 'in' | 'out' | 'back-in' | 'back-out';

/**
 * Wires go from right ends to left ones. One that leads back to an earlier
 * column takes the short way, from a left end to a right one; one within a
 * column goes around its right side.
 */
export function portsOf(
  source: Card,
  target: Card,
): { source: Port; target: Port } {
  const ahead = columnOf(target) - columnOf(source);
  return {
    source: ahead < 0 ? 'back-out' : 'out',
    target: ahead > 0 ? 'in' : 'back-in',
  };
}

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
  'elk.layered.spacing.nodeNodeBetweenLayers': '128',
  'elk.layered.spacing.edgeNodeBetweenLayers': '24',
  'elk.spacing.nodeNode': '24',
  'elk.padding': '[top=0,left=0,bottom=0,right=0]',
};

const elkNode = (node: Card): ElkNode => ({
  id: node.id,
  ...(node.size ?? CARD),
  layoutOptions: {
    'elk.partitioning.partition': String(columnOf(node)),
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
  edges: TopologyEdge[],
  besideGrid: boolean,
): ElkNode {
  const byId = new Map(nodes.map(node => [node.id, node]));
  return {
    id: 'group',
    layoutOptions: besideGrid ? { ...OPTIONS, ...IN_LINE } : OPTIONS,
    children: nodes.map(elkNode),
    edges: edges.flatMap(edge => {
      const source = byId.get(edge.source);
      const target = byId.get(edge.target);
      // One within a column would make elk split the column.
      if (!source || !target || columnOf(source) === columnOf(target)) {
        return [];
      }
      const ports = portsOf(source, target);
      return {
        id: edge.id,
        sources: [`${source.id}:${ports.source}`],
        targets: [`${target.id}:${ports.target}`],
      };
    }),
  };
}

/** A picture, whole or with groups. */
export type LayoutSource = Picture &
  Partial<Pick<CollapsedPicture, 'groups' | 'bundles' | 'frames' | 'order'>>;

/** Turns a picture into graphs for elk, one for each frame. */
export function layoutInput(picture: LayoutSource, by: Grouping): LayoutInput {
  const { frames, bundles = [] } = picture;
  const sources = new Set(
    [...picture.edges, ...bundles].map(({ source }) => source),
  );
  // The order decides where elk has a choice, so it must not change by itself.
  const nodes = [...picture.nodes].sort((a, b) => a.id.localeCompare(b.id));
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
      groups.set(label, [...(groups.get(label) ?? []), node]);
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
      elk: elkGraph(members, picture.edges, grids.size > 0),
    })),
  };
}
