import { ClusterDetails } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';

export type ClusterNode = ClusterDetails['nodes']['items'][number];

/** What may be chosen of nodes, by the page's query. */
export const NODE_FILTERS = ['role', 'provider', 'zone', 'vms'] as const;
export type NodeFilterKey = (typeof NODE_FILTERS)[number];
export type NodeFilter = Partial<Record<NodeFilterKey | 'search', string>>;

const VALUES: Readonly<
  Record<NodeFilterKey, (node: ClusterNode) => readonly string[]>
> = {
  role: ({ roles }) => roles,
  provider: ({ provider }) => [provider ?? []].flat(),
  zone: ({ zone }) => [zone ?? []].flat(),
  vms: ({ virtualMachines }) =>
    virtualMachines === undefined ? [] : [virtualMachines ? 'yes' : 'no'],
};

/** The values that a filter can have, as far as nodes differ. */
export function nodeChoices(
  nodes: readonly ClusterNode[],
  key: NodeFilterKey,
): string[] {
  return [...new Set(nodes.flatMap(VALUES[key]))].sort();
}

/** Everything of a node that is searched in. */
const textOf = (node: ClusterNode): string =>
  [
    node.name,
    node.address,
    node.provider,
    node.region,
    node.zone,
    node.instanceType,
    node.architecture,
    node.system,
    node.runtime,
    node.version,
    node.reason,
    ...node.roles,
    ...node.taints,
    ...node.devices,
    ...node.podCIDRs,
  ]
    .join('\n')
    .toLocaleLowerCase('en-US');

/** The nodes that have all that is chosen, and each of the words that are searched for. */
export function filterNodes(
  nodes: readonly ClusterNode[],
  filter: NodeFilter,
): ClusterNode[] {
  const words = (filter.search ?? '')
    .toLocaleLowerCase('en-US')
    .split(/\s+/)
    .filter(Boolean);
  return nodes.filter(node => {
    const text = textOf(node);
    return (
      words.every(word => text.includes(word)) &&
      NODE_FILTERS.every(key => {
        const wanted = filter[key];
        return !wanted || VALUES[key](node).includes(wanted);
      })
    );
  });
}
