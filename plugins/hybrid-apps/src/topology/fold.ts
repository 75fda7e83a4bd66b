import {
  Topology,
  TopologyEdge,
  TopologyNode,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { isWorkload, Picture } from './view';

/** Which Services are part of the card of a workload: its id, by theirs. */
export type Folded = ReadonlyMap<string, string>;

/** The Services that stand as chips on a card, by the id of its workload. */
export type Chips = ReadonlyMap<string, readonly TopologyNode[]>;

/** A line from card to card, which tells all that there is between these two. */
export interface DrawnEdge extends TopologyEdge {
  /** The edges that it stands for, itself first; unset where it is but one. */
  tells?: readonly TopologyEdge[];
}

/** A picture as it is drawn: a card may have chips, and a line tell of several edges. */
export interface DrawnPicture extends Picture {
  edges: DrawnEdge[];
  chips?: Chips;
}

/** Nothing stands on another's card. */
export const NONE_FOLDED: Folded = new Map();

/** All that a line tells, each as it is told by the backend. */
export const tellsOf = (edge: DrawnEdge): readonly TopologyEdge[] =>
  edge.tells ?? [edge];

const EXTERNAL_TYPES = ['LoadBalancer', 'NodePort', 'ExternalName'];

/**
 * Whether a Service is no more than a name and a port in front of something: it
 * is not reached from outside by itself, and nothing is wrong with it. What
 * starts or is off is no fault.
 */
const isPlain = ({ kind, apiVersion, facts, status }: TopologyNode) =>
  kind === 'Service' &&
  apiVersion === 'v1' &&
  !EXTERNAL_TYPES.includes(facts.serviceType ?? '') &&
  !facts.externalAddresses?.length &&
  status.health !== 'degraded' &&
  status.health !== 'unknown';

/** The Services that only forward, to one workload each and nothing else. */
export function foldedServices({
  nodes,
  edges,
}: Pick<Topology, 'nodes' | 'edges'>): Folded {
  const byId = new Map(nodes.map(node => [node.id, node]));
  const goesTo = new Map<string, Set<string>>();
  const selected = new Map<string, string>();
  const isSpecial = new Set<string>();
  for (const { source, target, relation, verdict } of edges) {
    goesTo.set(source, (goesTo.get(source) ?? new Set()).add(target));
    if (relation === 'selects') {
      selected.set(source, target);
      if (verdict === 'denied') {
        // The line that tells so would not be drawn.
        isSpecial.add(source);
      }
    }
    if (byId.get(source)?.category === 'external') {
      isSpecial.add(target);
    }
  }
  // A workload that may not call its own Service: no line of a card leads to itself.
  for (const { source, target, verdict } of edges) {
    if (verdict === 'denied' && selected.get(target) === source) {
      isSpecial.add(target);
    }
  }
  return new Map(
    nodes.filter(isPlain).flatMap(({ id }): Array<[string, string]> => {
      const workload = byId.get(selected.get(id) ?? '');
      return workload &&
        isWorkload(workload) &&
        goesTo.get(id)?.size === 1 &&
        !isSpecial.has(id)
        ? [[id, workload.id]]
        : [];
    }),
  );
}

/** The card that a node of a picture stands on: its own, or its workload's. */
export function cardIn({ nodes }: Picture, folded: Folded) {
  const shown = new Set(nodes.map(({ id }) => id));
  return (id: string): string => {
    const workload = folded.get(id);
    return workload !== undefined && shown.has(workload) ? workload : id;
  };
}

/** All that a picture draws, on a card of its own or as a chip. */
export const idsDrawn = ({ nodes, chips }: DrawnPicture): Set<string> =>
  new Set(
    nodes.flatMap(({ id }) => [
      id,
      ...(chips?.get(id) ?? []).map(chip => chip.id),
    ]),
  );

/** What else the line tells that an edge is told by. */
export function besideOf(
  { edges }: Pick<DrawnPicture, 'edges'>,
  id: string,
): readonly TopologyEdge[] {
  const line = edges.find(edge => tellsOf(edge).some(each => each.id === id));
  return line ? tellsOf(line).filter(edge => edge.id !== id) : [];
}

const WORST_FIRST = ['denied', 'uncertain', 'allowed'] as const;

/** The worst that policy says of some edges; nothing where it says nothing. */
export const worstVerdict = (
  edges: readonly TopologyEdge[],
): TopologyEdge['verdict'] =>
  WORST_FIRST.find(wanted => edges.some(({ verdict }) => verdict === wanted));

const isDeclared = ({ relation }: TopologyEdge) => relation === 'depends-on';

/** What a line looks like and is called by stands first, and does not hang on verdicts. */
const leadingFirst = (a: TopologyEdge, b: TopologyEdge) =>
  Number(isDeclared(a)) - Number(isDeclared(b)) || (a.id < b.id ? -1 : 1);

function lineOf(
  edges: TopologyEdge[],
  cardOf: (id: string) => string,
): DrawnEdge {
  const tells = [...edges].sort(leadingFirst);
  const [first] = tells;
  const ports = [...new Set(tells.flatMap(edge => edge.ports ?? []))];
  const verdict = worstVerdict(tells);
  return {
    ...first,
    source: cardOf(first.source),
    target: cardOf(first.target),
    ...(ports.length > 0 && { ports: ports.join(', ') }),
    ...(verdict && { verdict }),
    tells,
  };
}

/**
 * The lines between cards: one for each two, and one more for what policy denies
 * between them. What is only declared has none where traffic to the same
 * workload, or to a Service in front of it, has one that can tell it.
 */
function linesOf(
  { edges }: Picture,
  cardOf: (id: string) => string,
): DrawnEdge[] {
  const lines = new Map<string, TopologyEdge[]>();
  const keyOf = (source: string, target: string, denied: boolean) =>
    JSON.stringify([cardOf(source), cardOf(target), denied]);
  const carry = edges.filter(edge => !isDeclared(edge));
  for (const edge of carry) {
    const { source, target, verdict } = edge;
    if (cardOf(source) !== cardOf(target)) {
      const key = keyOf(source, target, verdict === 'denied');
      lines.set(key, [...(lines.get(key) ?? []), edge]);
    }
  }
  const inFront = new Map<string, string[]>();
  for (const { source, target, relation } of edges) {
    if (relation === 'selects') {
      inFront.set(target, [...(inFront.get(target) ?? []), source]);
    }
  }
  const isCalled = new Set(
    [...lines].flatMap(([key, told]) =>
      told.some(({ relation }) => relation === 'connects') ? [key] : [],
    ),
  );
  for (const edge of edges.filter(isDeclared)) {
    const { source, target } = edge;
    const own = keyOf(source, target, false);
    const told = [target, ...(inFront.get(target) ?? [])]
      .flatMap(end => [keyOf(source, end, false), keyOf(source, end, true)])
      .find(key => isCalled.has(key));
    if (cardOf(source) !== cardOf(target)) {
      const key = told ?? own;
      lines.set(key, [...(lines.get(key) ?? []), edge]);
    }
  }
  return [...lines.values()].map(told => lineOf(told, cardOf));
}

const byName = (a: TopologyNode, b: TopologyNode) =>
  a.name < b.name || (a.name === b.name && a.id < b.id) ? -1 : 1;

/** A picture as it is drawn, with Services on the cards of what they lead to. */
export function drawnOf(picture: Picture, folded: Folded): DrawnPicture {
  const cardOf = cardIn(picture, folded);
  const chips = new Map<string, TopologyNode[]>();
  for (const node of [...picture.nodes].sort(byName)) {
    const card = cardOf(node.id);
    if (card !== node.id) {
      chips.set(card, [...(chips.get(card) ?? []), node]);
    }
  }
  return {
    nodes: picture.nodes.filter(({ id }) => cardOf(id) === id),
    edges: linesOf(picture, cardOf),
    chips,
  };
}
