import {
  ClusterDetails,
  Enforcement,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { ClusterHandle, ClusterStore, isKnown } from '../clusters';
import { IsOfCluster } from '../namespaces';
import { detectEnforcement, k3sOf } from '../policy';
import { createBreaks } from '../unhurried';
import { addOnsOf } from './addOns';
import { describeControlPlane, withAnswering } from './controlPlane';
import { describeState } from './describeCluster';
import { describeNetwork, pluginsOf } from './network';
import { describeNodes, readNodes } from './nodes';
import { Requested } from './requests';
import { waysOf } from './ways';

/** What a cluster is made of, but for what its Pods request, and for how it is reached. */
export type ClusterParts = Pick<
  ClusterDetails,
  'nodes' | 'addOns' | 'network' | 'controlPlane' | 'ways'
>;

/**
 * What a cluster is made of. Of a large one it takes a second, in which others have
 * their turn after each node, workload and part.
 */
export async function clusterParts(
  store: ClusterStore,
  isOfCluster: IsOfCluster,
): Promise<ClusterParts> {
  const pause = createBreaks();
  const nodes = await readNodes(store);
  const addOns = await addOnsOf(store, isOfCluster);
  const plugin: Enforcement = detectEnforcement(store, isOfCluster);
  await pause();
  const plugins = pluginsOf(store, isOfCluster);
  await pause();
  const network = await describeNetwork(store, plugin, isOfCluster);
  const isK3s = k3sOf(store) !== undefined;
  await pause();
  const controlPlane = await describeControlPlane(
    store,
    nodes,
    isOfCluster,
    isK3s,
  );
  const ways = waysOf(store, isOfCluster, {
    addOns,
    plugins,
    overlay: network.mode?.value,
  });
  await pause();
  return {
    nodes: describeNodes(store, nodes),
    addOns,
    network,
    controlPlane,
    ways,
  };
}

/** Why sums over all Pods are not told; undefined where they are. */
export function untold(
  store: Pick<ClusterStore, 'knowledge'>,
  seesAll: boolean,
): string | undefined {
  if (!isKnown(store, 'pods')) {
    return 'What Pods request is not summed up, as not all Pods of this cluster are known.';
  }
  return seesAll
    ? undefined
    : 'What Pods request is not summed up, as there may be some in namespaces that you may not see.';
}

/** Nodes with what is requested of each, or why that is not told. */
function withRequested(
  nodes: ClusterDetails['nodes'],
  requested: Requested | string,
): ClusterDetails['nodes'] {
  return typeof requested === 'string'
    ? { ...nodes, requestedUnknown: requested }
    : {
        ...nodes,
        items: nodes.items.map(node => ({
          ...node,
          requested: requested.get(node.name) ?? { cpu: 0, memory: 0, pods: 0 },
        })),
      };
}

/**
 * A cluster as its own page shows it.
 *
 * @param requested - of its nodes, or why that is not told
 */
export function clusterDetails(
  handle: ClusterHandle,
  parts: ClusterParts,
  requested: Requested | string,
  provisionable: boolean,
): ClusterDetails {
  const states = handle.store.knowledge();
  return {
    ...describeState(handle, parts.addOns, provisionable),
    kinds: {
      synced: states.filter(({ state }) => state === 'synced').length,
      absent: states
        .filter(({ state }) => state === 'absent')
        .map(({ kind }) => kind)
        .sort(),
    },
    ...parts,
    nodes: withRequested(parts.nodes, requested),
    controlPlane: withAnswering(parts.controlPlane, handle.state),
  };
}
