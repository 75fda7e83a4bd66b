/**
 * HostEndpoint: it puts a node's own traffic under policy. What comes of it is
 * for nobody to say who does not know the node's interfaces and Felix's
 * configuration, so that all of it may be allowed, or not.
 */
import type { PodManifest, PolicyManifest } from './world';
import { isOnHost } from './world';

export type HostEndpoint = PolicyManifest<{
  node: string;
  expectedIPs?: string[];
}>;

export function isUnderHostEndpoint(
  pod: PodManifest,
  hostEndpoints: readonly HostEndpoint[],
): boolean {
  const { nodeName } = pod.spec;
  return (
    isOnHost(pod) &&
    hostEndpoints.some(
      ({ spec }) => nodeName === undefined || spec.node === nodeName,
    )
  );
}
