import { ClusterChange, KubeObject } from '../types';

/**
 * Gathers the changes of one turn of the event loop, and tells them at its end
 * as one. Of an object that changed twice, the last is told.
 *
 * @returns the function to call with the store's revision for each object that
 * changed, or without one where only knowledge did.
 */
export function createChangeFeed(
  cluster: string,
  tell: (change: ClusterChange) => void,
): (revision: number, object?: KubeObject) => void {
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

  return (revision, object) => {
    if (!pending) {
      pending = { revision, objects: new Map() };
      setImmediate(flush);
    }
    pending.revision = revision;
    if (object) {
      pending.objects.set(object.metadata.uid, object);
    }
  };
}
