import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  ClusterDetails,
  Enforcement,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { ClusterHandle, isKnown } from '../clusters';
import { IsOfCluster } from '../namespaces';
import { k3sOf } from '../policy';
import { addOnsOf } from './addOns';
import { describeControlPlane } from './controlPlane';
import { describeState } from './describeCluster';
import { describeNetwork, pluginsOf } from './network';
import { describeNodes, readNodes } from './nodes';
import { requestedByNode } from './requests';
import { waysOf } from './ways';

/** Why sums over all Pods are not told; undefined where they are. */
function untold(
  { store }: Pick<ClusterHandle, 'store'>,
  seesAll: boolean,
): string | undefined {
  if (!isKnown(store, 'pods')) {
    return 'What Pods request is not summed up, as not all Pods of this cluster are known.';
  }
  return seesAll
    ? undefined
    : 'What Pods request is not summed up, as there may be some in namespaces that you may not see.';
}

/**
 * A cluster as its own page shows it.
 *
 * @param options.seesAll - whether who reads it may see every namespace
 */
export async function clusterDetails(
  handle: ClusterHandle,
  networkPlugin: Enforcement,
  options: {
    provisionable: boolean;
    seesAll: boolean;
    isOfCluster: IsOfCluster;
  },
): Promise<ClusterDetails> {
  const { store } = handle;
  const { isOfCluster, provisionable, seesAll } = options;
  const requestedUnknown = untold(handle, seesAll);
  const nodes = await readNodes(
    store,
    requestedUnknown === undefined
      ? await requestedByNode(store.list({ group: '', kind: 'Pod' }))
      : undefined,
  );
  const addOns = addOnsOf(store, isOfCluster);
  // Each of these walks thousands of nodes in large clusters.
  await nextTurn();
  const network = describeNetwork(store, networkPlugin, isOfCluster);
  const plugins = pluginsOf(store, isOfCluster);
  const states = store.knowledge();
  await nextTurn();
  return {
    ...describeState(handle, addOns, provisionable),
    kinds: {
      synced: states.filter(({ state }) => state === 'synced').length,
      absent: states
        .filter(({ state }) => state === 'absent')
        .map(({ kind }) => kind)
        .sort(),
    },
    nodes: describeNodes(store, nodes, requestedUnknown),
    addOns,
    network,
    controlPlane: describeControlPlane(
      handle,
      nodes,
      isOfCluster,
      k3sOf(store) !== undefined,
    ),
    ways: waysOf(store, isOfCluster, {
      addOns,
      plugins,
      overlay: network.mode?.value,
    }),
  };
}
