import { KindKnowledge } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';

/** Kinds of a cluster that are known, or not, in the same way. */
export interface KnowledgeGroup {
  cluster: string;
  state: KindKnowledge['state'];
  /** Where they are known nevertheless. */
  namespaces: readonly string[];
  kinds: readonly KindKnowledge[];
}

/** Rights are given for many kinds at once, and so are told as one. */
const TOGETHER: ReadonlyArray<KindKnowledge['state']> = [
  'partial',
  'forbidden',
];

/** What is not known for sure, in the order that it is told; what is of one cause as one. */
export function groupKnowledge(
  knowledge: readonly KindKnowledge[],
): KnowledgeGroup[] {
  const groups = new Map<string, KindKnowledge[]>();
  for (const one of knowledge) {
    const { cluster, kind, state, namespaces = [], message } = one;
    if (state === 'synced') {
      continue;
    }
    const key = JSON.stringify(
      TOGETHER.includes(state) && kind !== '*'
        ? [cluster, state, namespaces]
        : [cluster, state, namespaces, kind, message],
    );
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].map(kinds => ({
    cluster: kinds[0].cluster,
    state: kinds[0].state,
    namespaces: kinds[0].namespaces ?? [],
    kinds,
  }));
}
