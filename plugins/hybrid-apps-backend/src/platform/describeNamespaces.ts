import { LABEL_PART_OF } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { ClusterStore } from '../clusters';
import { OwnerOf } from '../namespaces';

/**
 * The namespaces of a cluster by name, the apps that have something in each,
 * whose it is, and whether apps may be created there.
 */
export function describeNamespaces(
  store: ClusterStore,
  isOpen: (namespace: string) => boolean,
  ownerOf: OwnerOf,
): Array<{
  name: string;
  owner?: string;
  apps?: string[];
  provisionable: boolean;
}> {
  const apps = new Map<string, Set<string>>();
  for (const { metadata } of store.listByLabel(LABEL_PART_OF)) {
    const app = metadata.labels?.[LABEL_PART_OF];
    if (app && metadata.namespace !== undefined) {
      const known = apps.get(metadata.namespace) ?? new Set();
      apps.set(metadata.namespace, known.add(app));
    }
  }
  return store
    .list({ group: '', kind: 'Namespace' })
    .map(({ metadata: { name } }) => {
      const names = [...(apps.get(name) ?? [])].sort();
      const { owner } = ownerOf(store, name);
      return {
        name,
        ...(owner && { owner }),
        ...(names.length > 0 && { apps: names }),
        provisionable: isOpen(name),
      };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
