import { KubeObject, ObjectKey } from '../objects/types';

/** What a reconciler may look at: the store as it is now. Objects are not to be changed in place. */
export interface ClusterView {
  get(key: ObjectKey): KubeObject | undefined;
  list(
    group: string,
    kind: string,
    options?: { namespace?: string; ownerUid?: string },
  ): KubeObject[];
}

/** What a reconciler wants done. Writes that change nothing are dropped by the store. */
export type Write =
  | { verb: 'create'; object: KubeObject }
  | { verb: 'update'; object: KubeObject }
  | { verb: 'updateStatus'; object: KubeObject }
  | { verb: 'delete'; key: ObjectKey }
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
