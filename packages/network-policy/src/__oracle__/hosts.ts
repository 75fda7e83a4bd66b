/**
 * HostEndpoint: it puts a node's own traffic under policy. What comes of it is
 * for nobody to say who does not know the node's interfaces and Felix's
 * configuration, so that all of it may be allowed, or not.
 */
import type { NetworkSet } from './calicoThings';
import type { End, PolicyManifest, World } from './world';
import { isOnHost } from './world';

export type HostEndpoint = PolicyManifest<{
  node: string;
  expectedIPs?: string[];
}>;

/** Every node that is there, or that a pod says it is on. */
export const nodesOf = ({ nodes, pods }: World): string[] => [
  ...new Set([
    ...nodes.map(({ metadata }) => metadata.name),
    ...pods.flatMap(({ spec }) => spec.nodeName ?? []),
  ]),
];

/** What Nodes say, and the pods that they run: those on the host's network have its addresses. */
export function nodeAddresses(node: string, { nodes, pods }: World): string[] {
  return [
    ...nodes
      .filter(({ metadata }) => metadata.name === node)
      .flatMap(({ status }) => status.addresses.map(each => each.address)),
    ...pods
      .filter(({ spec }) => spec.nodeName === node)
      .flatMap(pod => [
        ...(pod.status.hostIP ? [pod.status.hostIP] : []),
        ...(isOnHost(pod) ? pod.status.podIPs.map(({ ip }) => ip) : []),
      ]),
  ];
}

/** Whether an end is a node with a HostEndpoint, by its address, or may be on it. */
export function isUnderHostEndpoint(
  end: End,
  hostEndpoints: readonly HostEndpoint[],
  world: World,
): boolean {
  if ('ip' in end) {
    return hostEndpoints.some(({ spec: { node, expectedIPs = [] } }) => {
      const known = [...expectedIPs, ...nodeAddresses(node, world)];
      // Of one without an address any may be it.
      return known.length === 0 || known.includes(end.ip);
    });
  }
  const { nodeName } = end.pod.spec;
  return (
    isOnHost(end.pod) &&
    hostEndpoints.some(
      ({ spec }) => nodeName === undefined || spec.node === nodeName,
    )
  );
}

/** To selectors it is its labels and addresses, as a global set is. */
export const asNetworkSet = ({ spec, ...rest }: HostEndpoint): NetworkSet => ({
  ...rest,
  spec: { nets: spec.expectedIPs },
});
