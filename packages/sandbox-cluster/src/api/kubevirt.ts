import type { Resource } from './discovery';

/** What discovery lists for subresources.kubevirt.io. */
export function kubevirtResources(): Resource[] {
  return [];
}
