import { TopologyNode } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';

/** What nodes may be chosen by. */
export const FACETS = ['health', 'category', 'kind', 'cluster'] as const;
export type Facet = (typeof FACETS)[number];

/** What was chosen, as `health:degraded`; nothing where all is shown. */
export type Chosen = ReadonlySet<string>;

const VALUE: Record<Facet, (node: TopologyNode) => string> = {
  health: ({ status }) => status.health,
  category: ({ category }) => category,
  kind: ({ kind }) => kind,
  cluster: ({ cluster }) => cluster,
};

const choice = (facet: Facet, value: string) => `${facet}:${value}`;

/** Something that may be chosen. */
export interface Choice {
  id: string;
  value: string;
  /** How many nodes are so. */
  count: number;
}

/** What may be chosen of some nodes; where all are alike, there is nothing to choose. */
export function choicesOf(
  nodes: readonly TopologyNode[],
  chosen: Chosen,
): Array<{ facet: Facet; choices: Choice[] }> {
  return FACETS.flatMap(facet => {
    const counts = new Map<string, number>();
    for (const node of nodes) {
      const value = VALUE[facet](node);
      if (value) {
        counts.set(value, (counts.get(value) ?? 0) + 1);
      }
    }
    // A link may name what there is no longer: it still is the filter.
    for (const id of chosen) {
      const value = id.slice(facet.length + 1);
      if (id === choice(facet, value) && !counts.has(value)) {
        counts.set(value, 0);
      }
    }
    const choices = [...counts]
      .map(([value, count]) => ({ id: choice(facet, value), value, count }))
      .sort((a, b) => (a.value < b.value ? -1 : 1));
    return choices.length > 1 ? [{ facet, choices }] : [];
  });
}

/** Whether a node is as it was chosen: of each facet of which something was, one of that. */
export function isChosen(node: TopologyNode, chosen: Chosen): boolean {
  return FACETS.every(facet => {
    const isFree = ![...chosen].some(id => id.startsWith(`${facet}:`));
    return isFree || chosen.has(choice(facet, VALUE[facet](node)));
  });
}
