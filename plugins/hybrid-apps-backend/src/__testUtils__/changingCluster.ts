import { ClusterChange, groupResource, PlainObject } from '../clusters';
import { createObjectStore, ObjectStore } from '../clusters/store/objectStore';
import { KINDS } from '../kinds';

/** What happens to a cluster. */
export type ClusterStep =
  | { put: PlainObject }
  | { remove: PlainObject }
  /** Of a kind, as knowledge names it: that it is known, or is not. */
  | { know: string; isKnown: boolean };

export interface ChangingCluster {
  store: ObjectStore;
  /** Its change is told before this returns. */
  take(...steps: ClusterStep[]): void;
}

/** A cluster that changes as a test says, and tells what it comes to. */
export function changingCluster(
  name: string,
  tell: (change: ClusterChange) => void = () => {},
): ChangingCluster {
  const unknown = new Set<string>();
  let changed = new Map<string, ClusterChange['objects'][number]>();
  let version = 0;
  const store = createObjectStore({
    name,
    kinds: KINDS,
    knowledge: () =>
      KINDS.watched
        .map(({ groups: [group], resource }) => groupResource(group, resource))
        .map(kind => ({
          cluster: name,
          kind,
          state: unknown.has(kind) ? 'forbidden' : 'synced',
        })),
    onChange: (_, object) => object && changed.set(object.metadata.uid, object),
  });
  const asStored = (object: PlainObject) => {
    const { apiVersion, kind, metadata } = object;
    const uid = [apiVersion, kind, metadata.namespace, metadata.name]
      .filter(Boolean)
      .join('/');
    const projected = KINDS.project(
      {
        ...object,
        metadata: { uid, ...metadata, resourceVersion: String(++version) },
      },
      { apiVersion, kind },
    );
    if (!projected) {
      throw new Error(`A ${kind} without a name`);
    }
    return projected;
  };
  return {
    store,
    take(...steps) {
      changed = new Map();
      for (const step of steps) {
        if ('put' in step) {
          store.put(asStored(step.put));
        } else if ('remove' in step) {
          store.remove(asStored(step.remove));
        } else {
          unknown[step.isKnown ? 'delete' : 'add'](step.know);
          store.knowledgeChanged();
        }
      }
      const { revision } = store;
      tell({ cluster: name, revision, objects: [...changed.values()] });
    },
  };
}
