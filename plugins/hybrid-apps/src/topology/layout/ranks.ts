import {
  TopologyEdge,
  TopologyNode,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { DrawnEdge, tellsOf } from '../fold';

/** What the column of a card hangs on. */
export type Sort = Pick<TopologyNode, 'id' | 'category' | 'kind'>;

/** Where one workload calls another one, and so stands before it. */
const CALLS: ReadonlySet<TopologyEdge['relation']> = new Set([
  'connects',
  'depends-on',
]);
/** The way of a request to what answers it. */
const WAY: ReadonlySet<TopologyEdge['relation']> = new Set([
  'routes',
  'selects',
]);

const isWayIn = ({ category, kind }: Sort) =>
  category === 'network' &&
  kind !== 'Service' &&
  kind !== 'NetworkAttachmentDefinition';

const isOnWay = ({ category, kind }: Sort) =>
  (category === 'network' && kind !== 'NetworkAttachmentDefinition') ||
  category === 'vm' ||
  category === 'container';

interface Step {
  to: string;
  /** One where it is a call, none within the way of a request. */
  length: number;
}

function stepsOf(cards: ReadonlyMap<string, Sort>, edges: DrawnEdge[]) {
  const steps = new Map<string, Step[]>();
  for (const edge of edges) {
    const relations = tellsOf(edge).map(({ relation }) => relation);
    const length = relations.some(relation => CALLS.has(relation)) ? 1 : 0;
    const ends = [cards.get(edge.source), cards.get(edge.target)];
    if (
      (length > 0 || relations.some(relation => WAY.has(relation))) &&
      ends.every(end => end && isOnWay(end))
    ) {
      const from = steps.get(edge.source) ?? [];
      steps.set(edge.source, [...from, { to: edge.target, length }]);
    }
  }
  for (const from of steps.values()) {
    from.sort((a, b) => (a.to < b.to ? -1 : 1));
  }
  return steps;
}

/**
 * How many calls lead to each card at most, from the first caller on. Where calls
 * go in a circle, the one counts not that leads back to where one came from,
 * beginning with ways in and then with callers that nobody calls: so it hangs on
 * what there is alone, and not on the order that it comes in.
 */
function ranksOf(
  cards: ReadonlyMap<string, Sort>,
  edges: DrawnEdge[],
  entries: ReadonlySet<string>,
): ReadonlyMap<string, number> {
  const steps = stepsOf(cards, edges);
  const called = new Set([...steps.values()].flat().map(({ to }) => to));
  const first = ({ id, category }: Sort) =>
    Number(category !== 'network') + 2 * Number(called.has(id));
  const starts = [...cards.values()].sort(
    (a, b) => first(a) - first(b) || (a.id < b.id ? -1 : 1),
  );
  const open = new Set<string>();
  const done: string[] = [];
  const seen = new Set<string>();
  const ahead = new Map<string, Step[]>();
  const walk = (id: string) => {
    seen.add(id);
    open.add(id);
    const own = (steps.get(id) ?? []).filter(({ to }) => !open.has(to));
    ahead.set(id, own);
    for (const { to } of own) {
      if (!seen.has(to)) {
        walk(to);
      }
    }
    open.delete(id);
    done.push(id);
  };
  for (const { id } of starts) {
    if (!seen.has(id)) {
      walk(id);
    }
  }
  const ranks = new Map<string, number>();
  for (const id of [...done].reverse()) {
    const rank = ranks.get(id) ?? 0;
    ranks.set(id, rank);
    for (const { to, length } of ahead.get(id) ?? []) {
      ranks.set(to, Math.max(ranks.get(to) ?? 0, rank + length));
    }
  }
  // What only leads on stands right before the first that it leads to, but for
  // ways in, which have a place of their own.
  for (const id of done) {
    const next = (ahead.get(id) ?? []).filter(
      ({ to, length }) => length === 0 && !entries.has(to),
    );
    if (next.length > 0) {
      ranks.set(id, Math.min(...next.map(({ to }) => ranks.get(to) ?? 0)));
    }
  }
  return ranks;
}

/** The gateways and routes that requests from outside of all clusters come through. */
function entriesOf(
  cards: ReadonlyMap<string, Sort>,
  edges: DrawnEdge[],
): ReadonlySet<string> {
  const entries = new Set<string>();
  let last = new Set(
    [...cards.values()]
      .filter(({ category }) => category === 'external')
      .map(({ id }) => id),
  );
  while (last.size > 0) {
    const next = new Set<string>();
    for (const { source, target } of edges) {
      const card = cards.get(target);
      if (last.has(source) && card && isWayIn(card) && !entries.has(target)) {
        entries.add(target);
        next.add(target);
      }
    }
    last = next;
  }
  return entries;
}

/** Within one rank, in the order that a request takes. */
const COLUMN = { gateways: 1, routes: 2, services: 3, workloads: 4 };
const RANK = 4;

/**
 * The column of each card, from left to right: what is outside and calls, then
 * who calls before what is called, gateways, routes and Services right before
 * what they lead to, and what workloads keep at last. The ways in from outside
 * come before all workloads, whoever else calls them.
 */
export function columnsOf(
  nodes: readonly Sort[],
  edges: DrawnEdge[],
): ReadonlyMap<string, number> {
  const cards = new Map(nodes.map(node => [node.id, node]));
  const entries = entriesOf(cards, edges);
  const ranks = ranksOf(cards, edges, entries);
  const callers = new Set(edges.map(({ source }) => source));
  const last = Math.max(0, ...ranks.values());
  const kept = COLUMN.workloads + RANK * last + 1;
  const rankOf = (id: string) => (entries.has(id) ? 0 : ranks.get(id) ?? 0);
  /** A policy stands before the first of what it applies to, as a gate. */
  const gateRank = (id: string) => {
    const guarded = edges.flatMap(({ source, target }) =>
      source === id ? rankOf(target) : [],
    );
    return guarded.length > 0 ? Math.min(...guarded) : 0;
  };
  const columnOf = ({ id, category, kind }: Sort): number => {
    switch (category) {
      case 'external':
        return callers.has(id) ? 0 : kept + 1;
      case 'network':
        if (kind === 'NetworkAttachmentDefinition') {
          return kept;
        }
        if (kind === 'Service') {
          return COLUMN.services + RANK * rankOf(id);
        }
        return (
          (kind === 'Gateway' ? COLUMN.gateways : COLUMN.routes) +
          RANK * rankOf(id)
        );
      case 'policy':
        return COLUMN.services + RANK * gateRank(id);
      case 'storage':
      case 'config':
        return kept;
      default:
        return COLUMN.workloads + RANK * rankOf(id);
    }
  };
  return new Map(nodes.map(node => [node.id, columnOf(node)]));
}
