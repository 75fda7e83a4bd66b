import { Cluster } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { ClusterHandle, ClusterStore } from '../clusters';
import { IsOfCluster } from '../namespaces';
import { detectEnforcement } from '../policy';
import { unknownOf } from '../topology';
import { unhurried } from '../unhurried';
import { AddOn, addOnsOf } from './addOns';
import { describeNode, nodesIn } from './nodes';
import { told } from './told';

/** What a list of clusters and a cluster's own page both tell. */
type ClusterState = Omit<Cluster, 'addOns' | 'networkPlugin' | 'nodes'>;

/** How a cluster is, and how far that is known. */
export function describeState(
  handle: ClusterHandle,
  addOns: readonly AddOn[],
  provisionable: boolean,
): ClusterState {
  const { name, title, store, state, since, message, authProvider } = handle;
  return told({
    name,
    title,
    state,
    since,
    message: message || undefined,
    authProvider,
    kubernetesVersion: handle.kubernetesVersion,
    kubevirtVersion: addOns.find(addOn => addOn.name === 'kubevirt')?.version,
    provisionable,
    knowledge: unknownOf([store]),
  });
}

/** What a line of a list of clusters is made of, but for how the cluster is reached. */
export type ClusterLine = Pick<Cluster, 'addOns' | 'networkPlugin' | 'nodes'>;

/** Of a large cluster it takes a while, in which others have their turn. */
export async function clusterLine(
  store: ClusterStore,
  isOfCluster: IsOfCluster,
): Promise<ClusterLine> {
  const addOns = await addOnsOf(store, isOfCluster);
  const nodes = await unhurried(nodesIn(store), node =>
    describeNode(node, store),
  );
  return {
    networkPlugin: detectEnforcement(store, isOfCluster),
    nodes: nodes.sort((a, b) => (a.name < b.name ? -1 : 1)),
    addOns,
  };
}

/** A cluster as a list of clusters shows it. */
export const describeCluster = (
  handle: ClusterHandle,
  line: ClusterLine,
  provisionable: boolean,
): Cluster => ({
  ...describeState(handle, line.addOns, provisionable),
  ...line,
});
