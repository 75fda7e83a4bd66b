import {
  Topology,
  TopologyEdge,
  TopologyNode,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Edge, MarkerType, Node, Position } from '@xyflow/react';
import { ElkPoint } from 'elkjs/lib/elk-api';
import { BadgesByNode, ShownBadge } from '../../extensions';
import { Highlight } from '../highlight';
import { Bundle, CollapsedPicture, Group } from '../collapse';
import { Card, cardOfGroup, Layout, Place, portsOf } from '../layout';
import { Picture } from '../view';
import { gridWay } from './gridWay';
import { LabelPlace, placeLabels } from './labels';
import { wayBetween } from './path';

/** How an element stands out from the others. */
export type Emphasis = 'plain' | 'lit' | 'dimmed';

export type CardNode = Node<
  {
    node: TopologyNode;
    badges: readonly ShownBadge[];
    /** How many workloads call it. */
    callers?: number;
    emphasis: Emphasis;
    selected: boolean;
    found: boolean;
    /** Whether it is that of what was found that is shown. */
    match: boolean;
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
  picture: Picture & Partial<CollapsedPicture>;
  layout: Layout;
  highlight?: Highlight;
  badges?: BadgesByNode;
  /** How many workloads call each. */
  callers?: ReadonlyMap<string, number>;
  selected?: string;
  found: Set<string>;
  /** The id of that of what was found that is shown. */
  match?: string;
  onSelect: (id: string) => void;
  /** Opens a group or closes it, or goes where what it holds can be seen. */
  onToggle: (group: Group) => void;
  onOpen: (groups: Group[]) => void;
}

const SIDE = {
  in: 'left',
  out: 'right',
  'back-in': 'right',
  'back-out': 'left',
} as const;

/** The middle of a card's side. */
const end = (
  { x, y, width, height }: Place,
  side: 'left' | 'right',
): ElkPoint => ({
  x: side === 'left' ? x : x + width,
  y: y + height / 2,
});

/** Where React Flow puts a card. */
export const placed = ({ x, y, width, height }: Place) => ({
  position: { x, y },
  width,
  height,
  // Or else React Flow waits for a measure before it fits all into the view.
  measured: { width, height },
  // The wires know their ways; React Flow only wants to know that they have ends.
  handles: [
    { type: 'target' as const, position: Position.Left, x: 0 },
    { type: 'source' as const, position: Position.Right, x: width },
  ].map(handle => ({ ...handle, y: height / 2, width: 1, height: 1 })),
});

/** Frames, and then what stands in them as it is read: from left to right, and down. */
export const inReadingOrder = <T extends Node>(nodes: readonly T[]): T[] =>
  [...nodes].sort(
    (a, b) =>
      Number(b.type === 'frame') - Number(a.type === 'frame') ||
      a.position.x - b.position.x ||
      a.position.y - b.position.y,
  );

const NO_BADGES: readonly ShownBadge[] = [];

function emphasisOf(lit: Set<string> | undefined, id: string): Emphasis {
  if (!lit) {
    return 'plain';
  }
  return lit.has(id) ? 'lit' : 'dimmed';
}

/** The cards and frames of a picture that has its layout. */
export function nodesOf(state: GraphState): Array<CardNode | FrameNode> {
  const { picture, layout, highlight, badges, callers, selected } = state;
  const { found, match, onSelect } = state;
  const frames = layout.frames.map(
    ({ label, x, y, width, height }): FrameNode => ({
      id: `frame:${label}`,
      type: 'frame',
      position: { x, y },
      width,
      height,
      measured: { width, height },
      zIndex: -1,
      data: { label },
    }),
  );
  const cards = picture.nodes.flatMap((node): CardNode[] => {
    const place = layout.positions.get(node.id);
    // What has just come is drawn once the new layout is there.
    return place
      ? [
          {
            id: node.id,
            type: 'card',
            ...placed(place),
            data: {
              node,
              badges: badges?.get(node.id) ?? NO_BADGES,
              callers: callers?.get(node.id),
              selected: node.id === selected,
              found: found.has(node.id),
              match: node.id === match,
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
export function edgeColor({ verdict }: Pick<TopologyEdge, 'verdict'>): string {
  return verdict === 'denied'
    ? 'var(--bui-negative-fg-subdued)'
    : 'var(--hybrid-apps-wire)';
}

/** A line between two cards, whatever it stands for. */
interface Line {
  id: string;
  source: string;
  target: string;
  text: string;
  important: boolean;
}

/**
 * What is to be read on a bundle: how many lines it stands for and, where some
 * are denied, how many that is. Of one line its ports, where it is not as it
 * should be: among many, one that is well has nothing to say until it is asked.
 */
export function bundleText({ edges, verdict }: Bundle): string {
  const [{ ports = '' }, ...others] = edges;
  if (others.length === 0) {
    const text = verdict === 'denied' ? `✕ ${ports}` : ports;
    return verdict === 'denied' || verdict === 'uncertain' ? text : '';
  }
  const denied = edges.filter(edge => edge.verdict === 'denied').length;
  const count = `× ${edges.length}`;
  if (denied === 0) {
    return count;
  }
  return denied === edges.length
    ? `✕ ${edges.length}`
    : `✕ ${denied} / ${edges.length}`;
}

const linesOf = ({ edges, bundles = [] }: GraphState['picture']): Line[] => [
  ...edges.map(({ id, source, target, ports = '', verdict }) => ({
    id,
    source,
    target,
    text: ports,
    important: verdict === 'denied',
  })),
  ...bundles.map(bundle => ({
    id: bundle.id,
    source: bundle.source,
    target: bundle.target,
    text: bundleText(bundle),
    important: bundle.verdict === 'denied',
  })),
];

/** The corners of a line's way, from end to end. */
function routeOf(
  { id, source, target }: Line,
  layout: Layout,
  cards: Map<string, Card>,
  /** Whether groups stand in a grid, through which others pass as well. */
  inGrid: boolean,
): ElkPoint[] | undefined {
  const from = layout.positions.get(source);
  const to = layout.positions.get(target);
  const sourceCard = cards.get(source);
  const targetCard = cards.get(target);
  const route = layout.routes.get(id);
  if (route || !from || !to || !sourceCard || !targetCard) {
    return route;
  }
  if (inGrid) {
    return gridWay(from, to);
  }
  const ports = portsOf(sourceCard, targetCard);
  return wayBetween(
    end(from, SIDE[ports.source]),
    end(to, SIDE[ports.target]),
    SIDE[ports.target],
  );
}

/** The way of each line, and the place of its label. */
export type Lines = Map<string, { points: ElkPoint[]; label: LabelPlace }>;

/** Where the lines of a picture go that has its layout. */
export function placedLines({
  picture,
  layout,
}: Pick<GraphState, 'picture' | 'layout'>): Lines {
  const cards = new Map<string, Card>(
    [...picture.nodes, ...(picture.groups ?? []).map(cardOfGroup)].map(card => [
      card.id,
      card,
    ]),
  );
  const inGrid = (picture.groups ?? []).length > 0;
  const routed = linesOf(picture).flatMap(line => {
    const points = routeOf(line, layout, cards, inGrid);
    return points ? [{ ...line, points }] : [];
  });
  const labels = placeLabels(
    routed,
    [...layout.positions.values()].map(({ x, y, width, height }) => ({
      x: x + width / 2,
      y: y + height / 2,
      width,
      height,
    })),
  );
  return new Map(
    routed.map(({ id, points }) => [
      id,
      { points, label: labels.get(id) ?? { ...points[0], share: 0 } },
    ]),
  );
}

/** What is drawn of a line is for the eye; its button says it to the ear, once and in words. */
export const FOR_THE_EYE = { domAttributes: { 'aria-hidden': true } } as const;

/** The edges of a picture that has its layout. */
export function edgesOf(
  state: Omit<GraphState, 'layout' | 'onToggle' | 'onOpen'>,
  lines: Lines,
): WireEdge[] {
  const { topology, picture, highlight, selected, onSelect } = state;
  return picture.edges.flatMap((edge): WireEdge[] => {
    const line = lines.get(edge.id);
    return line
      ? [
          {
            id: edge.id,
            type: 'wire',
            ...FOR_THE_EYE,
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
              ...line,
              selected: edge.id === selected,
              emphasis: emphasisOf(highlight?.edges, edge.id),
              onSelect,
            },
          },
        ]
      : [];
  });
}
