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

/** Whether an end is a node with a HostEndpoint, by its address, or may be on it. */
export function isUnderHostEndpoint(
  end: End,
  hostEndpoints: readonly HostEndpoint[],
  { nodes }: World,
): boolean {
  if ('ip' in end) {
    return hostEndpoints.some(
      ({ spec }) =>
        spec.expectedIPs?.includes(end.ip) ||
        nodes.some(
          ({ metadata, status }) =>
            metadata.name === spec.node &&
            status.addresses.some(({ address }) => address === end.ip),
        ),
    );
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
