import {
  Topology,
  TopologyEdge,
  TopologyNode,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Chosen, isChosen } from './filter';

/** What can be switched on and off. */
export const LAYERS = ['traffic', 'storage', 'config', 'policies'] as const;
export type Layer = (typeof LAYERS)[number];

/** What is shown where nobody chose. */
export const DEFAULT_LAYERS: readonly Layer[] = ['traffic', 'storage'];

export const VIEWS = ['graph', 'table'] as const;
export type View = (typeof VIEWS)[number];

export const isView = (value: unknown): value is View =>
  VIEWS.some(view => view === value);

const LAYER_OF_RELATION: Record<TopologyEdge['relation'], Layer> = {
  routes: 'traffic',
  selects: 'traffic',
  connects: 'traffic',
  'depends-on': 'traffic',
  attaches: 'traffic',
  mounts: 'storage',
  uses: 'config',
  serves: 'config',
  scales: 'config',
  protects: 'config',
  owns: 'config',
  'applies-to': 'policies',
};

/** Workloads are always there: they are what the app consists of. */
const LAYER_OF_CATEGORY: Partial<Record<TopologyNode['category'], Layer>> = {
  network: 'traffic',
  external: 'traffic',
  storage: 'storage',
  config: 'config',
  policy: 'policies',
};

export interface Picture {
  nodes: TopologyNode[];
  edges: TopologyEdge[];
}

/** The part of a topology that the switches and the filter let through. */
export function pictureOf(
  { nodes, edges }: Topology,
  layers: readonly Layer[],
  chosen: Chosen = new Set(),
): Picture {
  const shown = nodes.filter(node => {
    const layer = LAYER_OF_CATEGORY[node.category];
    return (!layer || layers.includes(layer)) && isChosen(node, chosen);
  });
  const ids = new Set(shown.map(({ id }) => id));
  return {
    nodes: shown,
    edges: edges.filter(
      ({ source, target, relation }) =>
        layers.includes(LAYER_OF_RELATION[relation]) &&
        ids.has(source) &&
        ids.has(target),
    ),
  };
}

/**
 * A node with what it is connected with, of what is shown; nothing where it is not.
 *
 * @param cardOf - the card that a node stands on: all of a card is near or not
 */
export function around(
  { nodes, edges }: Picture,
  id: string,
  cardOf: (id: string) => string = own => own,
): Picture {
  const card = cardOf(id);
  const near = new Set(
    edges.flatMap(edge => {
      const ends = [cardOf(edge.source), cardOf(edge.target)];
      return ends.includes(card) ? ends : [];
    }),
  );
  const isNear = (other: string) =>
    cardOf(other) === card || near.has(cardOf(other));
  return nodes.some(node => node.id === id)
    ? {
        nodes: nodes.filter(node => isNear(node.id)),
        edges: edges.filter(
          ({ source, target }) => isNear(source) && isNear(target),
        ),
      }
    : { nodes: [], edges: [] };
}

/** Whether there is an object of it, which nothing outside of the clusters has. */
export const isReal = ({ category }: TopologyNode) => category !== 'external';

export const isWorkload = ({ category }: TopologyNode) =>
  category === 'vm' || category === 'container';

/** The nodes that a search finds, by name, kind, place, address or image. */
export function findNodes(nodes: TopologyNode[], find: string): Set<string> {
  const text = find.trim().toLocaleLowerCase();
  const matches = ({ name, kind, namespace, cluster, facts }: TopologyNode) =>
    [
      name,
      kind,
      namespace,
      cluster,
      ...(facts.addresses ?? []),
      ...(facts.hosts ?? []),
      ...(facts.images ?? []),
    ].some(field => field.toLocaleLowerCase().includes(text));
  return new Set(text === '' ? [] : nodes.filter(matches).map(({ id }) => id));
}

/**
 * What a search found, the likeliest first: of that name, of a name that begins
 * so, and workloads before what serves them.
 */
export function bestFirst(found: TopologyNode[], find: string): TopologyNode[] {
  const text = find.trim().toLocaleLowerCase();
  const rank = (node: TopologyNode) => {
    const name = node.name.toLocaleLowerCase();
    const fit = name === text ? 0 : 2;
    return fit + (name.startsWith(text) ? 0 : 2) + (isWorkload(node) ? 0 : 1);
  };
  return found
    .map(node => ({ node, rank: rank(node) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ node }) => node);
}

/** The node that an object belongs to, being the node itself or a member of it. */
export function nodeOfObject(
  nodes: TopologyNode[],
  objectId: string | undefined,
): TopologyNode | undefined {
  return nodes.find(
    ({ id, members }) =>
      id === objectId || members.some(member => member.id === objectId),
  );
}
