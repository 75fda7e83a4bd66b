import { ClusterDetails } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { KubeObject } from '../clusters';
import { at, list, quantity, text } from '../objects';
import { unhurried } from '../unhurried';

export type Resources = NonNullable<
  ClusterDetails['nodes']['items'][number]['capacity']
>;

const RESOURCES = ['cpu', 'memory'] as const;
type Resource = (typeof RESOURCES)[number];

const ENDED = ['Succeeded', 'Failed'];

const requestOf = (holder: unknown, resource: Resource): number | undefined =>
  quantity(at(holder, 'resources', 'requests', resource));

/**
 * What a Pod requests of its node: what it says itself, or else what its
 * containers do. Init containers run one after the other, each beside the
 * sidecars that started before it; these run on beside the containers.
 * Source: k8s.io/component-helpers, resource/helpers.go, `PodRequests`; KEP-753
 * (sidecars), KEP-2837 (resources of Pods).
 */
export function podRequest(pod: KubeObject, resource: Resource): number {
  const spec = at(pod, 'spec');
  const sum = (containers: readonly unknown[]) =>
    containers.reduce<number>(
      (total, one) => total + (requestOf(one, resource) ?? 0),
      0,
    );
  let sidecars = 0;
  let most = 0;
  for (const container of list(at(spec, 'initContainers'))) {
    const own = requestOf(container, resource) ?? 0;
    if (text(at(container, 'restartPolicy')) === 'Always') {
      sidecars += own;
      most = Math.max(most, sidecars);
    } else {
      most = Math.max(most, sidecars + own);
    }
  }
  const ofContainers = Math.max(
    sum(list(at(spec, 'containers'))) + sidecars,
    most,
  );
  return (
    (requestOf(spec, resource) ?? ofContainers) +
    (quantity(at(spec, 'overhead', resource)) ?? 0)
  );
}

/**
 * What is requested of each node by the Pods that are on it and have not ended,
 * and how many these are, by the node's name.
 * Source: kubectl describe node, `getPodsTotalRequestsAndLimits`.
 */
export async function requestedByNode(
  pods: readonly KubeObject[],
): Promise<ReadonlyMap<string, Required<Resources>>> {
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
      total[resource] += podRequest(pod, resource);
    }
    total.pods += 1;
    byNode.set(node, total);
  });
  return byNode;
}
