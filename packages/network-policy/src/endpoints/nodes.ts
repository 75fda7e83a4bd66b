import type { Address } from '../addresses/ranges';
import type { Endpoint, NodeInfo } from './types';

/**
 * Which node has an address, by the Nodes and by the pods that they run: each says
 * its node's, and one on the host's network has no other.
 * Source: Kubernetes API, PodStatus, hostIP and podIP.
 */
export function nodesByAddress({
  endpoints,
  nodes,
}: {
  readonly endpoints: readonly Endpoint[];
  readonly nodes: readonly NodeInfo[];
}): Map<Address, string> {
  const found = new Map<Address, string>();
  for (const { node, nodeAddress, hostNetwork, addresses } of endpoints) {
    if (node !== undefined) {
      (hostNetwork ? addresses : []).forEach(each => found.set(each, node));
      if (nodeAddress !== undefined) {
        found.set(nodeAddress, node);
      }
    }
  }
  for (const { name, addresses } of nodes) {
    addresses.forEach(each => found.set(each, name));
  }
  return found;
}
