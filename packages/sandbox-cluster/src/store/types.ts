import { ClusterView, ControlledStore } from '../controllers/types';
import { KindDef } from '../kinds';
import { KubeObject, ObjectKey } from '../objects';
import { Change } from './history';

/**
 * Who writes, and how.
 *
 * @public
 */
export interface WriteOptions {
  /** The field manager. */
  manager?: string;
  /** Say what would be stored, and store nothing. */
  dryRun?: boolean;
  /** The subresource that it came by, as the managed fields are to name it. */
  via?: 'scale';
}

/**
 * As WriteOptions, for server-side apply.
 *
 * @public
 */
export interface ApplyOptions extends WriteOptions {
  /** Take fields over from other managers instead of failing. */
  force?: boolean;
  subresource?: 'status';
}

/**
 * What becomes of dependents, how long a Pod has, and what must hold.
 *
 * @public
 */
export interface DeleteOptions {
  propagationPolicy?: 'Foreground' | 'Background' | 'Orphan';
  gracePeriodSeconds?: number;
  preconditions?: { uid?: string; resourceVersion?: string };
  dryRun?: boolean;
}

/**
 * The cluster's objects. Each call does what the API server does for the same
 * request (defaults, validation, generations, managed fields, finalizers,
 * garbage collection) and throws a StatusError where that would answer with a
 * failure. Objects it hands out are shared: they are not to be changed.
 *
 * @public
 */
export interface Store extends ControlledStore, ClusterView {
  readonly view: ClusterView;
  /** Creates the object; its namespace must exist. */
  create(object: KubeObject, options?: WriteOptions): KubeObject;
  /** Replaces all but the status. A `resourceVersion` that is set must be the stored one. */
  update(object: KubeObject, options?: WriteOptions): KubeObject;
  /** Replaces the status alone. */
  updateStatus(object: KubeObject, options?: WriteOptions): KubeObject;
  /** Server-side apply. `created` says whether the object is new. */
  apply(
    object: KubeObject,
    options?: ApplyOptions,
  ): { object: KubeObject; created: boolean };
  /** @returns the object as it was when it went, or as it waits for its finalizers */
  delete(
    key: ObjectKey,
    options?: DeleteOptions,
  ): { object: KubeObject; removed: boolean };
  /**
   * Puts objects in as they are, status included, in any order; of two with
   * the same name the last counts. Namespaces that are missing are created.
   */
  seed(objects: readonly KubeObject[]): void;
}

/** What the API reads beside the objects themselves. */
export interface StoreInternals {
  readonly resourceVersion: number;
  readonly oldestVersion: number;
  /** The kind's objects as they were at `resourceVersion`; `undefined` when that is compacted. */
  snapshot(
    def: KindDef,
    namespace: string | undefined,
    resourceVersion: number,
  ): KubeObject[] | undefined;
  changesSince(resourceVersion: number): readonly Change[] | undefined;
  onChange(listener: (change: Change) => void): () => void;
  compact(): void;
  /** Gives every object a newer version, and forgets all before. */
  renewAll(): void;
}
