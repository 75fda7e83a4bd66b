import {
  Topology,
  TopologyEdge,
  TopologyNode,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Edge, MarkerType, Node, Position } from '@xyflow/react';
import { ElkPoint } from 'elkjs/lib/elk-api';
import { BadgesByNode, ShownBadge } from '../../extensions';
import { Bundle, CollapsedPicture, Group } from '../collapse';
import { DrawnEdge, DrawnPicture, tellsOf } from '../fold';
import { Highlight } from '../highlight';
import { FRAME_GAP, Layout, Place, portsOf } from '../layout';
import { gridWay } from './gridWay';
import { LabelPlace, placeLabels } from './labels';
import { wayBetween } from './path';

/** How an element stands out from the others. */
export type Emphasis = 'plain' | 'lit' | 'dimmed';

/** A Service that stands on the card of what it leads to. */
export interface Chip {
  node: TopologyNode;
  emphasis: Emphasis;
  selected: boolean;
  found: boolean;
  match: boolean;
}

export type CardNode = Node<
  {
    node: TopologyNode;
    chips: readonly Chip[];
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
    edge: DrawnEdge;
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
  picture: DrawnPicture & Partial<CollapsedPicture>;
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

/** How a card or line stands out that stands for some elements. */
export function emphasisOf(
  lit: ReadonlySet<string> | undefined,
  parts: ReadonlyArray<{ id: string }>,
): Emphasis {
  if (!lit) {
    return 'plain';
  }
  return parts.some(({ id }) => lit.has(id)) ? 'lit' : 'dimmed';
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
  const marksOf = (node: TopologyNode) => ({
    node,
    selected: node.id === selected,
    found: found.has(node.id),
    match: node.id === match,
    emphasis:
      node.id === selected || found.has(node.id)
        ? ('lit' as const)
        : emphasisOf(highlight?.nodes, [node]),
  });
  const cards = picture.nodes.flatMap((node): CardNode[] => {
    const place = layout.positions.get(node.id);
    const chips = (picture.chips?.get(node.id) ?? []).map(marksOf);
    const marks = marksOf(node);
    // What has just come is drawn once the new layout is there.
    return place
      ? [
          {
            id: node.id,
            type: 'card',
            ...placed(place),
            data: {
              ...marks,
              chips,
              // A chip has no room for its own.
              badges: [node, ...chips.map(chip => chip.node)].flatMap(
                ({ id }) => badges?.get(id) ?? [],
              ),
              callers: callers?.get(node.id),
              emphasis: chips.some(({ emphasis }) => emphasis === 'lit')
                ? 'lit'
                : marks.emphasis,
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

/** Whether the first piece of a way, which is level, goes through a card. */
const isCrossed = (
  { x, y, width, height }: Place,
  [start, corner]: ElkPoint[],
) =>
  y < start.y &&
  start.y < y + height &&
  x < Math.max(start.x, corner.x) &&
  Math.min(start.x, corner.x) < x + width;

/** Beside the frame of a card, on the side where another card is: there is no card. */
function channelOf(
  { frames }: Layout,
  from: Place,
  to: Place,
): number | undefined {
  const frame = frames.find(
    ({ x, y, width, height }) =>
      x <= from.x && from.x < x + width && y <= from.y && from.y < y + height,
  );
  if (!frame) {
    return undefined;
  }
  return to.y < from.y
    ? frame.y - FRAME_GAP / 2
    : frame.y + frame.height + FRAME_GAP / 2;
}

/** The corners of a line's way, from end to end. */
function routeOf(
  { id, source, target }: Line,
  layout: Layout,
  /** Whether groups stand in a grid, through which others pass as well. */
  inGrid: boolean,
): ElkPoint[] | undefined {
  const from = layout.positions.get(source);
  const to = layout.positions.get(target);
  const route = layout.routes.get(id);
  if (route || !from || !to) {
    return route;
  }
  if (inGrid) {
    return gridWay(from, to);
  }
  const ports = portsOf(from.x, to.x);
  const ends = [
    end(from, SIDE[ports.source]),
    end(to, SIDE[ports.target]),
  ] as const;
  const side = SIDE[ports.target];
  const straight = wayBetween(...ends, side);
  const passed = [...layout.positions.values()].filter(
    place => place !== from && place !== to,
  );
  return from.x !== to.x && passed.some(place => isCrossed(place, straight))
    ? wayBetween(...ends, side, channelOf(layout, from, to))
    : straight;
}

/** The way of each line, and the place of its label. */
export type Lines = Map<string, { points: ElkPoint[]; label: LabelPlace }>;

/** Where the lines of a picture go that has its layout. */
export function placedLines({
  picture,
  layout,
}: Pick<GraphState, 'picture' | 'layout'>): Lines {
  const inGrid = (picture.groups ?? []).length > 0;
  const routed = linesOf(picture).flatMap(line => {
    const points = routeOf(line, layout, inGrid);
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
              selected: tellsOf(edge).some(({ id }) => id === selected),
              emphasis: emphasisOf(highlight?.edges, tellsOf(edge)),
              onSelect,
            },
          },
        ]
      : [];
  });
}
