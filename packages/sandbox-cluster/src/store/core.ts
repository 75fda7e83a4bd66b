import { KubeObject } from '../objects';
import { KindDef } from '../kinds';
import { Change, History } from './history';
import { ObjectTable, placeOf } from './objects';
import { StoreInternals } from './types';

/** The objects, their versions and the log of changes: what etcd is to a cluster. */
export interface Core extends StoreInternals {
  readonly objects: ObjectTable;
  /**
   * Stores `object` in the place of `previous`; without `object`, takes that
   * away. What follows from it has been done when this returns.
   */
  commit(
    def: KindDef,
    previous: KubeObject | undefined,
    object: KubeObject,
  ): KubeObject;
  remove(def: KindDef, previous: KubeObject): KubeObject;
  /** Sets what is to be done after each change, once those who listen know of it. */
  followWith(follow: (change: Change) => void): void;
}

const placeIn = ({ metadata }: KubeObject) =>
  placeOf(metadata.namespace, metadata.name);

/** Versions this far on come after a restore: no client has seen them. */
const RESTORE_STEP = 1_000;

export function createCore(): Core {
  const objects = new ObjectTable();
  const history = new History();
  const listeners = new Set<(change: Change) => void>();
  let version = 1;
  let follow: (change: Change) => void = () => {};

  const record = (change: Change) => {
    history.add(change);
    listeners.forEach(listener => listener(change));
    follow(change);
    return change.object;
  };

  const renewed = (object: KubeObject): KubeObject => {
    version += 1;
    return {
      ...object,
      metadata: { ...object.metadata, resourceVersion: String(version) },
    };
  };

  return {
    objects,
    commit(def, previous, object) {
      const stored = renewed(object);
      objects.replace(def, previous, stored);
      return record({
        resourceVersion: version,
        type: previous ? 'MODIFIED' : 'ADDED',
        def,
        object: stored,
        previous,
      });
    },
    remove(def, previous) {
      const last = renewed(previous);
      objects.replace(def, previous, undefined);
      return record({
        resourceVersion: version,
        type: 'DELETED',
        def,
        object: last,
        previous,
      });
    },
    followWith(next) {
      follow = next;
    },
    get resourceVersion() {
      return version;
    },
    get oldestVersion() {
      return history.oldest;
    },
    changesSince: resourceVersion => history.since(resourceVersion),
    snapshot(def, namespace, resourceVersion) {
      const since = history.since(resourceVersion);
      if (!since) {
        return undefined;
      }
      const undone = new Map<string, KubeObject | undefined>();
      for (const change of since) {
        const place = placeIn(change.object);
        // The first change after the version knows what was there before.
        if (change.def === def && !undone.has(place)) {
          undone.set(place, change.previous);
        }
      }
      if (undone.size === 0) {
        return objects.list(def, namespace);
      }
      const placed = objects
        .list(def, namespace)
        .map(object => [placeIn(object), object] as const)
        .filter(([place]) => !undone.has(place));
      const restored = [...undone].flatMap(([place, object]) =>
        object &&
        (namespace === undefined || object.metadata.namespace === namespace)
          ? [[place, object] as const]
          : [],
      );
      return [...placed, ...restored]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([, object]) => object);
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    compact: () => history.compact(version),
    renewAll() {
      version += RESTORE_STEP;
      for (const [def, object] of [...objects.all()]) {
        objects.replace(def, object, renewed(object));
      }
      history.compact(version);
    },
  };
}
