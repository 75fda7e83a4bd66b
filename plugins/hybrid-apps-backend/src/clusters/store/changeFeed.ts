import { ClusterChange, KubeObject } from '../types';

/** Gathers the changes of one turn of the event loop, and tells them at its end as one. */
export interface ChangeFeed {
  /** With the store's revision, and the object that changed; without one where only knowledge did. */
  changed(revision: number, object?: KubeObject): void;
  /**
   * Whether a change of this object waits to be told: another one would take
   * its place, and nobody would have seen it.
   */
  isPending(uid: string): boolean;
}

/** @param tell - is called before any `setImmediate` of who found a change pending */
export function createChangeFeed(
  cluster: string,
  tell: (change: ClusterChange) => void,
): ChangeFeed {
  let pending:
    | { revision: number; objects: Map<string, KubeObject> }
    | undefined;

  function flush() {
    if (pending) {
      const { revision, objects } = pending;
      pending = undefined;
      tell({ cluster, revision, objects: [...objects.values()] });
    }
  }

  return {
    changed(revision, object) {
      if (!pending) {
        pending = { revision, objects: new Map() };
        setImmediate(flush);
      }
      pending.revision = revision;
      if (object) {
        pending.objects.set(object.metadata.uid, object);
      }
    },
    isPending: uid => pending?.objects.has(uid) ?? false,
  };
}
