/** The clusters that ship with the sandbox, and the way to put apps on them: manifests. */
import { KubeObject } from '../objects';
import { cloud } from './cloud';
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

/**
 * A cluster without apps: nodes, storage classes, network plugin, KubeVirt,
 * CDI and add-ons.
 *
 * @public
 */
export function clusterObjects(name: ClusterName): KubeObject[] {
  return clusters[name].objects();
}
