import { Topology } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import {
  ReactFlowInstance,
  ReactFlowState,
  useReactFlow,
  Viewport,
} from '@xyflow/react';
import { useCallback, useRef } from 'react';
import { GRID_ZOOM, Layout, sizeOf } from '../layout';
import { CardNode, FrameNode, WireEdge } from './elements';
import { BundleEdge, GroupNode } from './groups';

/** How the whole picture is fitted into its area. */
export const FIT = { padding: 0.06, maxZoom: 1 };

/**
 * At less, names on cards would be smaller than 12 pixels and what stands below them
 * smaller than 10: what has no room then is moved over, and not made smaller.
 */
const READABLE_ZOOM = 0.85;
/** Below this nothing that is small can be read. */
const FAR_ZOOM = 0.55;
const MARGIN = 24;
/** So much of what was opened tells that there is more, in pixels. */
const BEGINNING = 280;
/** In pixels; what is higher is begun with. */
const MAX_HEIGHT = 1200;

/** Whether it is so far away that cards tell no more than what they are called and how they are. */
export const isFar = ({
  transform: [, , zoom],
}: Pick<ReactFlowState, 'transform'>): boolean => zoom < FAR_ZOOM;

/** On less than that a map would take too much of the view, in pixels. */
const NARROW = 640;

/** Whether a picture is larger than the view, which has room for a map of it. */
export const needsMap = (
  { width, height }: { width: number; height: number },
  view: Pick<ReactFlowState, 'transform' | 'width' | 'height'>,
): boolean => {
  const [, , zoom] = view.transform;
  return (
    view.width >= NARROW &&
    (width * zoom > view.width || height * zoom > view.height)
  );
};

/** The size at which the whole width is seen, as far as it can be read then. */
const zoomFor = (width: number, room: number): number =>
  Math.min(Math.max((room - 2 * MARGIN) / width, READABLE_ZOOM), FIT.maxZoom);

/** The height, in pixels, that shows the picture in all of a room's width. */
export function heightFor(layout: Layout, room: number): number {
  const { width, height } = sizeOf(layout);
  return Math.min(
    Math.ceil(height * zoomFor(width, room)) + 2 * MARGIN,
    MAX_HEIGHT,
  );
}

/**
 * Shows the whole picture or, where that would be too small, its beginning. A
 * grid is as wide as can be read, and so it is begun with.
 */
export function showFirst(
  flow: ReactFlowInstance<
    CardNode | FrameNode | GroupNode,
    WireEdge | BundleEdge
  >,
  area: Element | null,
  inGrid: boolean,
) {
  const readable = inGrid ? GRID_ZOOM : READABLE_ZOOM;
  const { x, y, width, height } = flow.getNodesBounds(flow.getNodes());
  const room = area?.getBoundingClientRect();
  if (!room || Math.min(room.width / width, room.height / height) >= readable) {
    flow.fitView(FIT);
    return;
  }
  const zoom = zoomFor(width, room.width);
  const indent = Math.max(MARGIN, (room.width - width * zoom) / 2);
  flow.setViewport({ x: indent - x * zoom, y: MARGIN - y * zoom, zoom });
}

/** The smallest rectangle around elements. */
function around(elements: Element[]) {
  const boxes = elements.map(element => element.getBoundingClientRect());
  return {
    left: Math.min(...boxes.map(({ left }) => left)),
    right: Math.max(...boxes.map(({ right }) => right)),
    top: Math.min(...boxes.map(({ top }) => top)),
    bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
  };
}

/** The part of the area that the window shows; all of it, where that is next to nothing. */
function seenOf(area: Element) {
  const { left, right, top, bottom } = area.getBoundingClientRect();
  const first = Math.max(top, 0);
  const last = Math.min(bottom, window.innerHeight);
  return last - first > BEGINNING
    ? { left, right, top: first, bottom: last }
    : { left, right, top, bottom };
}

/** From where to where, in pixels. */
type Span = readonly [from: number, to: number];

/**
 * How far a span has to go to be within another: not at all where it is, else as
 * little as will do, with some room around it. Of what is longer the beginning is shown.
 */
export function shiftInto([from, to]: Span, [first, last]: Span): number {
  if (from >= first && to <= last) {
    return 0;
  }
  const margin = Math.max(
    0,
    Math.min(MARGIN, (last - first - (to - from)) / 2),
  );
  const isLonger = to - from > last - first;
  return from < first || isLonger ? first + margin - from : last - margin - to;
}

/** Where a picture stood before it was moved to show something, and then. */
export interface Moved {
  before: Viewport;
  after: Viewport;
}

const isSame = (a: Viewport, b: Viewport) =>
  a.x === b.x && a.y === b.y && a.zoom === b.zoom;

/** Where it goes when that is over: back, unless somebody has moved it meanwhile. */
export const placeBack = (
  moved: Moved | undefined,
  now: Viewport,
): Viewport | undefined =>
  moved && isSame(moved.after, now) && !isSame(moved.before, now)
    ? moved.before
    : undefined;

/** Moves the picture, without changing its size, as little as will do until elements are seen. */
export function useReveal() {
  const flow = useReactFlow();
  const area = useRef<HTMLDivElement>(null);
  const reveal = useCallback(
    (elements: Element[]) => {
      if (!area.current || elements.length === 0) {
        return;
      }
      const seen = seenOf(area.current);
      const wanted = around(elements);
      const dx = shiftInto(
        [wanted.left, wanted.right],
        [seen.left, seen.right],
      );
      const dy = shiftInto(
        [wanted.top, wanted.bottom],
        [seen.top, seen.bottom],
      );
      if (dx !== 0 || dy !== 0) {
        const { x, y, zoom } = flow.getViewport();
        flow.setViewport({ x: x + dx, y: y + dy, zoom });
      }
    },
    [flow],
  );
  /** Moves it as little as will do until the beginning of what was opened is seen. */
  const revealTop = useCallback(
    (element: Element) => {
      if (!area.current) {
        return;
      }
      const seen = seenOf(area.current);
      const { top, height } = element.getBoundingClientRect();
      const lowest = seen.bottom - Math.min(height + MARGIN, BEGINNING);
      const highest = seen.top + MARGIN;
      const wanted = Math.max(Math.min(top, lowest), highest);
      if (wanted !== top) {
        const { x, y, zoom } = flow.getViewport();
        flow.setViewport({ x, y: y + wanted - top, zoom });
      }
    },
    [flow],
  );
  return { area, reveal, revealTop };
}

const cardsIn = (area: Element) => [
  ...area.querySelectorAll<HTMLElement>('[data-node]'),
];

/** The frames that stand in the picture, by their labels. */
export const framesIn = (area: Element) =>
  new Map(
    [...area.querySelectorAll<HTMLElement>('[data-frame]')].map(frame => [
      frame.dataset.frame,
      frame,
    ]),
  );

/** What stands on a card as a chip of it. */
export const chipElements = (area: Element, card: string | undefined) =>
  [...area.querySelectorAll<HTMLElement>('[data-card]')].filter(
    ({ dataset }) => dataset.card === card,
  );

/** The card of a node, or its chip on another's. */
export const cardElement = (area: Element, id: string) =>
  cardsIn(area).find(({ dataset }) => dataset.node === id);

/** The button of a wire. */
export const wireElement = (area: Element, id: string) =>
  [...area.querySelectorAll<HTMLElement>('[data-edge]')].find(
    ({ dataset }) => dataset.edge === id,
  );

/** Cards, and of chips the cards that they stand on. */
const withCards = (area: Element, elements: HTMLElement[]): HTMLElement[] =>
  elements.map(element => {
    const { card } = element.dataset;
    return (card && cardElement(area, card)) || element;
  });

/** The card of what of a search is shown, or of the group that it stands behind. */
export const matchElements = (area: Element) =>
  withCards(area, [...area.querySelectorAll<HTMLElement>('[data-match]')]);

/** The card that is selected or, of an edge, those at both ends. */
export function selectedElements(
  area: Element,
  topology: Topology,
  id?: string,
) {
  const edge = topology.edges.find(candidate => candidate.id === id);
  const wanted = edge ? [edge.source, edge.target] : [id];
  return withCards(
    area,
    cardsIn(area).filter(({ dataset }) => wanted.includes(dataset.node)),
  );
}
