/** The clusters that ship with the sandbox, and the apps that run in them. */
import { join } from 'path';
import { KubeObject } from '../objects';
import { cloud } from './cloud';
import { readManifests } from './manifests';
import { onprem } from './onprem';
import { ClusterDefinition } from './types';

export { readManifests } from './manifests';

/** @public */
export type ClusterName = 'onprem' | 'cloud';

/** The clusters that ship, before any app is on them. */
export const clusters: Record<ClusterName, ClusterDefinition> = {
  onprem: { title: 'On premises', without: [], objects: onprem },
  cloud: { title: 'Cloud', without: [], objects: cloud },
};

/** Where in the examples' folder each cluster's apps are. */
const EXAMPLES: Record<ClusterName, string[]> = {
  onprem: ['inventory', 'erp/onprem'],
  cloud: ['journal', 'erp/cloud'],
};

/** @public */
export function isClusterName(name: string): name is ClusterName {
  return Object.hasOwn(clusters, name);
}

/**
 * A cluster without apps: nodes, storage classes, network plugin, KubeVirt,
 * CDI and add-ons.
 *
 * @public
 */
export function clusterObjects(name: ClusterName): KubeObject[] {
  return clusters[name].objects();
}

/**
 * The example apps of a cluster, from their manifests.
 *
 * @param folder - the repository's `examples/`; the package does not bring them
 * @throws when the manifests are not there or cannot be read
 * @public
 */
export function exampleObjects(
  name: ClusterName,
  folder: string,
): KubeObject[] {
  return readManifests(EXAMPLES[name].map(path => join(folder, path)));
}
