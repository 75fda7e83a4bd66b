import { KubeObject } from '../../clusters';
import { text } from '../../objects';
import { World } from '../types';

const OLD = 'failure-domain.beta.kubernetes.io';

/**
 * A well-known label of a node, or the name that it had before.
 * Source: https://kubernetes.io/docs/reference/labels-annotations-taints
 */
export const labelOfNode = (node: KubeObject, ...labels: string[]) =>
  labels.flatMap(label => text(node.metadata.labels?.[label]) ?? [])[0];

export const regionOf = (node: KubeObject) =>
  labelOfNode(node, 'topology.kubernetes.io/region', `${OLD}/region`);

export const zoneOf = (node: KubeObject) =>
  labelOfNode(node, 'topology.kubernetes.io/zone', `${OLD}/zone`);

/** The zone of the node of a name; undefined where it says none, or is not known. */
export function zoneOfNode(name: string | undefined, world: World) {
  const node = name && world.get({ group: '', kind: 'Node', name });
  return node ? zoneOf(node) : undefined;
}
