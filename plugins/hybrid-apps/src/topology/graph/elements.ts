import {
  Topology,
  TopologyEdge,
  TopologyNode,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Edge, MarkerType, Node, Position } from '@xyflow/react';
import { ElkPoint } from 'elkjs/lib/elk-api';
import { BadgesByNode, ShownBadge } from '../../extensions';
import { Highlight } from '../highlight';
import { CARD, Layout, portsOf } from '../layout';
import { Picture } from '../view';
import { LabelPlace, placeLabels } from './labels';
import { wayBetween } from './path';

/** How an element stands out from the others. */
export type Emphasis = 'plain' | 'lit' | 'dimmed';

export type CardNode = Node<
  {
    node: TopologyNode;
    badges: readonly ShownBadge[];
    emphasis: Emphasis;
    selected: boolean;
    found: boolean;
    onSelect: (id: string) => void;
  },
  'card'
>;
export type FrameNode = Node<{ label: string }, 'frame'>;
export type WireEdge = Edge<
  {
    edge: TopologyEdge;
    topology: Topology;
    points: ElkPoint[];
    label: LabelPlace;
    emphasis: Emphasis;
    selected: boolean;
    onSelect: (id: string) => void;
  },
  'wire'
>;

export interface GraphState {
  topology: Topology;
  picture: Picture;
  layout: Layout;
  highlight?: Highlight;
  badges?: BadgesByNode;
  selected?: string;
  found: Set<string>;
  onSelect: (id: string) => void;
}

const SIDE = {
  in: 'left',
  out: 'right',
  'back-in': 'right',
  'back-out': 'left',
} as const;

/** The middle of a card's side. */
const end = ({ x, y }: ElkPoint, side: 'left' | 'right'): ElkPoint => ({
  x: side === 'left' ? x : x + CARD.width,
  y: y + CARD.height / 2,
});

// The wires know their ways; React Flow only wants to know that they have ends.
const HANDLES: CardNode['handles'] = [
  { type: 'target' as const, position: Position.Left, x: 0 },
  { type: 'source' as const, position: Position.Right, x: CARD.width },
].map(handle => ({ ...handle, y: CARD.height / 2, width: 1, height: 1 }));

const NO_BADGES: readonly ShownBadge[] = [];

function emphasisOf(lit: Set<string> | undefined, id: string): Emphasis {
  if (!lit) {
    return 'plain';
  }
  return lit.has(id) ? 'lit' : 'dimmed';
}

/** The cards and frames of a picture that has its layout. */
export function nodesOf(state: GraphState): Array<CardNode | FrameNode> {
  const { picture, layout, highlight, badges, selected, found, onSelect } =
    state;
  const frames = layout.frames.map(
    ({ label, x, y, width, height }): FrameNode => ({
      id: `frame:${label}`,
      type: 'frame',
      position: { x, y },
      width,
      height,
      zIndex: -1,
      data: { label },
    }),
  );
  const cards = picture.nodes.flatMap((node): CardNode[] => {
    const position = layout.positions.get(node.id);
    // What has just come is drawn once the new layout is there.
    return position
      ? [
          {
            id: node.id,
            type: 'card',
            position,
            ...CARD,
            handles: HANDLES,
            data: {
              node,
              badges: badges?.get(node.id) ?? NO_BADGES,
              selected: node.id === selected,
              found: found.has(node.id),
              emphasis:
                node.id === selected || found.has(node.id)
                  ? 'lit'
                  : emphasisOf(highlight?.nodes, node.id),
              onSelect,
            },
          },
        ]
      : [];
  });
  return [...frames, ...cards];
}

/** The colour of an edge, as a token of Backstage UI. */
export function edgeColor({ verdict }: TopologyEdge): string {
  return verdict === 'denied'
    ? 'var(--bui-negative-fg-subdued)'
    : 'var(--hybrid-apps-wire)';
}

/** The corners of each edge's way, from end to end. */
function routesOf({ picture, layout }: GraphState): Map<string, ElkPoint[]> {
  const byId = new Map(picture.nodes.map(node => [node.id, node]));
  const routes = new Map<string, ElkPoint[]>();
  for (const { id, source, target } of picture.edges) {
    const from = layout.positions.get(source);
    const to = layout.positions.get(target);
    const sourceNode = byId.get(source);
    const targetNode = byId.get(target);
    const route = layout.routes.get(id);
    if (route) {
      routes.set(id, route);
    } else if (from && to && sourceNode && targetNode) {
      const ports = portsOf(sourceNode, targetNode);
      routes.set(
        id,
        wayBetween(
          end(from, SIDE[ports.source]),
          end(to, SIDE[ports.target]),
          SIDE[ports.target],
        ),
      );
    }
  }
  return routes;
}

/** The edges of a picture that has its layout. */
export function edgesOf(state: GraphState): WireEdge[] {
  const { topology, picture, highlight, selected, onSelect } = state;
  const routes = routesOf(state);
  const shown = picture.edges.flatMap(edge => {
    const points = routes.get(edge.id);
    return points ? [{ edge, points }] : [];
  });
  const labels = placeLabels(
    shown.map(({ edge, points }) => ({
      id: edge.id,
      points,
      text: edge.ports ?? '',
      important: edge.verdict === 'denied',
    })),
    [...state.layout.positions.values()].map(({ x, y }) => ({
      x: x + CARD.width / 2,
      y: y + CARD.height / 2,
      ...CARD,
    })),
  );
  return shown.map(({ edge, points }) => ({
    id: edge.id,
    type: 'wire',
    source: edge.source,
    target: edge.target,
    markerEnd: {
      type: MarkerType.ArrowClosed,
      color: edgeColor(edge),
      width: 16,
      height: 16,
    },
    data: {
      edge,
      topology,
      points,
      label: labels.get(edge.id) ?? { ...points[0], share: 0 },
      selected: edge.id === selected,
      emphasis: emphasisOf(highlight?.edges, edge.id),
      onSelect,
    },
  }));
}
