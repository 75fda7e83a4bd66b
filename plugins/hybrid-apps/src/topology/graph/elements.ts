import {
  Topology,
  TopologyEdge,
  TopologyNode,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Edge, MarkerType, Node, Position } from '@xyflow/react';
import { ElkPoint } from 'elkjs/lib/elk-api';
import { Highlight } from '../highlight';
import { CARD, Layout, portsOf } from '../layout';
import { Picture } from '../view';

/** How an element stands out from the others. */
export type Emphasis = 'plain' | 'lit' | 'dimmed';

export type CardNode = Node<
  {
    node: TopologyNode;
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
    points?: ElkPoint[];
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
  selected?: string;
  found: Set<string>;
  onSelect: (id: string) => void;
}

const HANDLES: CardNode['handles'] = [
  { id: 'in', type: 'target' as const, side: Position.Left },
  { id: 'out', type: 'source' as const, side: Position.Right },
  { id: 'back-in', type: 'target' as const, side: Position.Right },
  { id: 'back-out', type: 'source' as const, side: Position.Left },
].map(({ id, type, side }) => ({
  id,
  type,
  position: side,
  x: side === Position.Left ? 0 : CARD.width,
  y: CARD.height / 2,
  width: 1,
  height: 1,
}));

function emphasisOf(lit: Set<string> | undefined, id: string): Emphasis {
  if (!lit) {
    return 'plain';
  }
  return lit.has(id) ? 'lit' : 'dimmed';
}

/** The cards and frames of a picture that has its layout. */
export function nodesOf(state: GraphState): Array<CardNode | FrameNode> {
  const { picture, layout, highlight, selected, found, onSelect } = state;
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
    ? 'var(--bui-negative-bg)'
    : 'var(--hybrid-apps-wire)';
}

/** The edges of a picture that has its layout. */
export function edgesOf(state: GraphState): WireEdge[] {
  const { topology, picture, layout, highlight, selected, onSelect } = state;
  const byId = new Map(picture.nodes.map(node => [node.id, node]));
  return picture.edges.flatMap((edge): WireEdge[] => {
    const source = byId.get(edge.source);
    const target = byId.get(edge.target);
    if (
      !source ||
      !target ||
      !layout.positions.has(edge.source) ||
      !layout.positions.has(edge.target)
    ) {
      return [];
    }
    const ports = portsOf(source, target);
    return [
      {
        id: edge.id,
        type: 'wire',
        source: edge.source,
        target: edge.target,
        sourceHandle: ports.source,
        targetHandle: ports.target,
        markerEnd: {
          type: MarkerType.ArrowClosed,
          color: edgeColor(edge),
          width: 16,
          height: 16,
        },
        data: {
          edge,
          topology,
          points: layout.routes.get(edge.id),
          selected: edge.id === selected,
          emphasis: emphasisOf(highlight?.edges, edge.id),
          onSelect,
        },
      },
    ];
  });
}
