import { TopologyNode } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { placeOf } from './words';

/** What cards may stand together by. */
export const GROUPINGS = [
  'namespace',
  'cluster',
  'component',
  'node',
  'none',
] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** A frame that names more of them would be wider than what it holds. */
const MOST_NODES = 3;

/** The nodes of the cluster that run it, or the Pods that it stands for. */
function runOn({ facts, members }: TopologyNode): string[] {
  const own = facts.node === undefined ? [] : [facts.node];
  const names = [...own, ...members.flatMap(one => one.facts?.node ?? [])];
  return [...new Set(names)].sort();
}

function nodesLabel(names: string[]): string {
  const told = names.slice(0, MOST_NODES).join(', ');
  return names.length > MOST_NODES
    ? `${told} + ${names.length - MOST_NODES}`
    : told;
}

/** An entity's name within its frame: the whole reference says nothing more to a reader. */
const entityName = (entityRef: string) =>
  entityRef.slice(entityRef.lastIndexOf('/') + 1);

/**
 * The name of the frame that a node stands in; undefined for what is outside of
 * all clusters. What has no component, or runs on no node, stands with its
 * namespace.
 */
export function frameOf(node: TopologyNode, by: Grouping): string | undefined {
  if (by === 'none') {
    return '';
  }
  const { category, cluster, entityRef } = node;
  if (category === 'external' || !cluster) {
    return undefined;
  }
  switch (by) {
    case 'cluster':
      return cluster;
    case 'component':
      return entityRef ? entityName(entityRef) : placeOf(node);
    case 'node': {
      const names = runOn(node);
      return names.length > 0
        ? `${cluster} / ${nodesLabel(names)}`
        : placeOf(node);
    }
    default:
      return placeOf(node);
  }
}
