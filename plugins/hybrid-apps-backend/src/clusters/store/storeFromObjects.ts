import { KindKnowledge } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { KindTable } from '../kinds/kindTable';
import { LiveStore, ObjectMeta } from '../types';
import { createObjectStore } from './objectStore';

/** A Kubernetes object or manifest: what a cluster would add may be missing. */
export interface PlainObject {
  apiVersion: string;
  kind: string;
  metadata: Omit<ObjectMeta, 'uid'> & { uid?: string };
  [field: string]: unknown;
}

/** Resource and group, like `virtualmachines.kubevirt.io`; `pods` in the core group. */
export function groupResource(group: string, resource: string): string {
  return group ? `${resource}.${group}` : resource;
}

/**
 * A store with these objects, projected as those of a cluster are. An object
 * without a uid gets one made of its kind and name. Secrets are left out, as a
 * cluster's store knows none.
 *
 * Every watched kind counts as `synced`, unless `knowledge` says otherwise.
 */
export function createStoreFromObjects(
  name: string,
  objects: readonly PlainObject[],
  options: { kinds: KindTable; knowledge?: readonly KindKnowledge[] },
): LiveStore {
  const { kinds } = options;
  const knowledge =
    options.knowledge ??
    kinds.watched.map(
      (watched): KindKnowledge => ({
        cluster: name,
        kind: groupResource(watched.groups[0], watched.resource),
        state: 'synced',
      }),
    );
  const store = createObjectStore({
    name,
    kinds,
    knowledge: () => knowledge,
  });
  for (const object of objects) {
    const { apiVersion, kind, metadata } = object;
    if (apiVersion === 'v1' && kind === 'Secret') {
      continue;
    }
    const uid = [apiVersion, kind, metadata.namespace, metadata.name]
      .filter(Boolean)
      .join('/');
    const projected = kinds.project(
      { ...object, metadata: { uid, ...metadata } },
      { apiVersion, kind },
    );
    if (!projected) {
      throw new Error(`A ${kind} for the store '${name}' has no metadata.name`);
    }
    store.put(projected);
  }
  return store;
}
