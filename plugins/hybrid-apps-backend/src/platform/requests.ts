import { ClusterDetails } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { KubeObject } from '../clusters';
import { podRequest } from '../kinds';
import { at, text } from '../objects';
import { unhurried } from '../unhurried';

export type Resources = NonNullable<
  ClusterDetails['nodes']['items'][number]['capacity']
>;

/** What is requested of nodes, by their names. */
export type Requested = ReadonlyMap<string, Required<Resources>>;

const RESOURCES = ['cpu', 'memory'] as const;

const ENDED = ['Succeeded', 'Failed'];

/**
 * What is requested of each node by the Pods that are on it and have not ended,
 * and how many these are, by the node's name.
 * Source: kubectl describe node, `getPodsTotalRequestsAndLimits`.
 */
export async function requestedByNode(
  pods: readonly KubeObject[],
): Promise<Requested> {
  const byNode = new Map<string, Required<Resources>>();
  await unhurried(pods, pod => {
    const node = text(at(pod, 'spec', 'nodeName'));
    if (
      node === undefined ||
      ENDED.includes(text(at(pod, 'status', 'phase')) ?? '')
    ) {
      return;
    }
    const total = byNode.get(node) ?? { cpu: 0, memory: 0, pods: 0 };
    for (const resource of RESOURCES) {
      total[resource] += podRequest(at(pod, 'spec'), resource, 0) ?? 0;
    }
    total.pods += 1;
    byNode.set(node, total);
  });
  return byNode;
}
