import { KubeObject, ObjectKey } from '../objects';

/** What a reconciler may look at: the store as it is now. Objects are not to be changed in place. */
export interface ClusterView {
  get(key: ObjectKey): KubeObject | undefined;
  list(
    group: string,
    kind: string,
    options?: { namespace?: string; ownerUid?: string },
  ): KubeObject[];
}

/**
 * What a reconciler wants done. Writes that change nothing are dropped by the
 * store. A `delete` is what a client's is: finalizers hold it up, and a Pod
 * that runs on a node gets its grace period. `gracePeriodSeconds: 0` is the
 * kubelet's last word on a Pod: gone at once.
 */
export type Write =
  | { verb: 'create'; object: KubeObject }
  | { verb: 'update'; object: KubeObject }
  | { verb: 'updateStatus'; object: KubeObject }
  | { verb: 'delete'; key: ObjectKey; gracePeriodSeconds?: 0 }
  | {
      verb: 'event';
      regarding: KubeObject;
      type: 'Normal' | 'Warning';
      reason: string;
      message: string;
    };

/**
 * One controller, as a pure function from what is to what should be written.
 * It is run for each object of `kind` when that object, one that it owns
 * (`owns`), or one that `enqueue` maps to it changes, and again after
 * `requeueAfterMs`. It has no clock but `now` (milliseconds since the epoch).
 */
export interface Reconciler {
  /** As its Events and managed fields name it, such as `replicaset-controller`. */
  name: string;
  group: string;
  kind: string;
  owns?: Array<{ group: string; kind: string }>;
  enqueue?: Array<{
    group: string;
    kind: string;
    map: (object: KubeObject, view: ClusterView) => ObjectKey[];
  }>;
  reconcile(
    object: KubeObject,
    view: ClusterView,
    now: number,
  ): { writes: Write[]; requeueAfterMs?: number };
}

/** Time that a test can drive. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls `fn` once after `delayMs`; the function given back cancels it. */
  schedule(delayMs: number, fn: () => void): () => void;
}

/** The store, as the controllers use it. */
export interface ControlledStore {
  view: ClusterView;
  /** `by` is the reconciler's name: the events' source, the fields' manager. */
  write(writes: Write[], by: string): void;
  /** Calls `listener` after each change; the function given back ends that. */
  subscribe(listener: (change: StoreChange) => void): () => void;
}

export interface StoreChange {
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  object: KubeObject;
}
