import {
  ActOffer,
  TopologyNode,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';

/** Something that can be chosen in the palette. */
export type Entry =
  | { is: 'go'; id: string; node: TopologyNode }
  | { is: 'act'; id: string; node: TopologyNode; offer: ActOffer };

/** How things are called, in the reader's language. */
export interface Names {
  /** A component with its kind and place. */
  node: (node: TopologyNode) => string;
  /** What an act is called. */
  act: (offer: ActOffer, node: TopologyNode) => string;
}

/** Of so many components that are named it is asked what can be done to them. */
const MOST_NAMED = 5;

/** A word of one letter names too much. */
const SHORTEST = 2;

/** The words that somebody looks for, in any case. */
export const wordsOf = (text: string): string[] =>
  text.toLocaleLowerCase().split(/\s+/).filter(Boolean);

const hasAll = (text: string, words: readonly string[]) => {
  const lower = text.toLocaleLowerCase();
  return words.every(word => lower.includes(word));
};

/** How well words name a component; 0 where they do not. */
function rank({ name }: TopologyNode, words: readonly string[]): number {
  const lower = name.toLocaleLowerCase();
  return Math.max(
    0,
    ...words
      .filter(word => word.length >= SHORTEST && lower.includes(word))
      .map(word => word.length / lower.length),
  );
}

/**
 * The components whose acts are offered: the one that is selected, and those that
 * are named, the best first.
 */
export function targetsOf(
  nodes: readonly TopologyNode[],
  selected: string | undefined,
  words: readonly string[],
): TopologyNode[] {
  const named = nodes
    .map(node => ({ node, of: rank(node, words) }))
    .filter(({ of, node }) => of > 0 && node.id !== selected)
    .sort((a, b) => b.of - a.of)
    .slice(0, MOST_NAMED)
    .map(({ node }) => node);
  return [...nodes.filter(({ id }) => id === selected), ...named];
}

/**
 * What is found by some words: components to go to, and acts. Where the words name
 * components alone, these come first.
 *
 * @param offers - of the targets, as far as they are told
 */
export function entriesFor(options: {
  nodes: readonly TopologyNode[];
  targets: readonly TopologyNode[];
  offers: ReadonlyMap<string, readonly ActOffer[]>;
  words: readonly string[];
  names: Names;
}): Entry[] {
  const { nodes, targets, offers, words, names } = options;
  const goals = nodes
    .filter(node => hasAll(names.node(node), words))
    .sort((a, b) => rank(b, words) - rank(a, words))
    .map((node): Entry => ({ is: 'go', id: `go ${node.id}`, node }));
  const acts = targets.flatMap(node =>
    (offers.get(node.id) ?? [])
      .filter(offer =>
        hasAll(`${names.act(offer, node)} ${names.node(node)}`, words),
      )
      // What can be done before what cannot.
      .sort((a, b) => Number(b.possible) - Number(a.possible))
      .map(
        (offer): Entry => ({
          is: 'act',
          id: `act ${offer.act} ${node.id}`,
          node,
          offer,
        }),
      ),
  );
  return words.length > 0 && goals.length > 0
    ? [...goals, ...acts]
    : [...acts, ...goals];
}
