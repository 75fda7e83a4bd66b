import {
  Cluster,
  Enforcement,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { ClusterHandle } from '../clusters';
import { IsOfCluster } from '../namespaces';
import { unknownOf } from '../topology';
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

/** A cluster as a list of clusters shows it. */
export function describeCluster(
  handle: ClusterHandle,
  networkPlugin: Enforcement,
  provisionable: boolean,
  isOfCluster: IsOfCluster,
): Cluster {
  const { store } = handle;
  const addOns = addOnsOf(store, isOfCluster);
  return {
    ...describeState(handle, addOns, provisionable),
    networkPlugin,
    nodes: nodesIn(store)
      .map(node => describeNode(node, store))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    addOns,
  };
}
