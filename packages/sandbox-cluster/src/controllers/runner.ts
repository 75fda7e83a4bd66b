import { groupOf, keyOf, KubeObject, ObjectKey } from '../objects';
import { Clock, ControlledStore, Reconciler, Write } from './types';

/** So often may an object be reconciled while time stands still. */
const RUNS_PER_INSTANT = 100;

export interface RunnerOptions {
  clock: Clock;
  reconcilers: Reconciler[];
  /** Told of a reconciler that threw, or that does not come to rest. */
  onError: (error: Error) => void;
}

/**
 * Runs the reconcilers over the store: each object once at the start, after
 * each change that concerns it, and when it asked to be looked at again. What
 * fails for one object is reported, and the others go on.
 *
 * @returns a function that stops it
 */
export function startControllers(
  store: ControlledStore,
  { clock, reconcilers, onError }: RunnerOptions,
): () => void {
  const queue = new Map<string, { reconciler: Reconciler; key: ObjectKey }>();
  const timers = new Map<string, () => void>();
  let runs = { at: -1, counts: new Map<string, number>() };
  let cancelDrain: (() => void) | undefined;
  let stopped = false;

  const idOf = (reconciler: Reconciler, key: ObjectKey) =>
    [reconciler.name, key.kind, key.namespace, key.name].join('/');

  const enqueue = (reconciler: Reconciler, key: ObjectKey) => {
    if (stopped) {
      return;
    }
    queue.set(idOf(reconciler, key), { reconciler, key });
    cancelDrain ??= clock.schedule(0, drain);
  };

  function drain() {
    cancelDrain = undefined;
    for (const [id, { reconciler, key }] of [...queue]) {
      queue.delete(id);
      run(id, reconciler, key);
    }
  }

  function run(id: string, reconciler: Reconciler, key: ObjectKey) {
    timers.get(id)?.();
    timers.delete(id);
    const object = store.view.get(key);
    if (!object) {
      return;
    }
    const now = clock.now();
    if (runs.at !== now) {
      runs = { at: now, counts: new Map() };
    }
    const count = (runs.counts.get(id) ?? 0) + 1;
    runs.counts.set(id, count);
    if (count === RUNS_PER_INSTANT) {
      onError(new Error(`${reconciler.name} does not come to rest on ${id}`));
    }
    if (count >= RUNS_PER_INSTANT) {
      return;
    }
    try {
      const outcome = reconciler.reconcile(object, store.view, now);
      if (outcome.requeueAfterMs !== undefined) {
        const cancel = clock.schedule(Math.max(1, outcome.requeueAfterMs), () =>
          enqueue(reconciler, key),
        );
        timers.set(id, cancel);
      }
      if (outcome.writes.length > 0) {
        store.write(outcome.writes.map(unversioned), reconciler.name);
      }
    } catch (error) {
      onError(
        new Error(`${reconciler.name} failed for ${id}: ${error}`, {
          cause: error,
        }),
      );
    }
  }

  function concern(object: KubeObject) {
    const group = groupOf(object.apiVersion);
    const concerns = (other: { group: string; kind: string }) =>
      other.group === group && other.kind === object.kind;
    for (const reconciler of reconcilers) {
      if (concerns(reconciler)) {
        enqueue(reconciler, keyOf(object));
      }
      if (reconciler.owns?.some(concerns)) {
        for (const owner of object.metadata.ownerReferences ?? []) {
          if (
            owner.kind === reconciler.kind &&
            groupOf(owner.apiVersion) === reconciler.group
          ) {
            const { namespace } = object.metadata;
            const { kind, name } = owner;
            enqueue(reconciler, {
              group: reconciler.group,
              kind,
              namespace,
              name,
            });
          }
        }
      }
      for (const source of reconciler.enqueue ?? []) {
        if (concerns(source)) {
          source
            .map(object, store.view)
            .forEach(key => enqueue(reconciler, key));
        }
      }
    }
  }

  const unsubscribe = store.subscribe(({ object }) => concern(object));
  for (const reconciler of reconcilers) {
    for (const object of store.view.list(reconciler.group, reconciler.kind)) {
      enqueue(reconciler, keyOf(object));
    }
  }

  return () => {
    stopped = true;
    unsubscribe();
    cancelDrain?.();
    timers.forEach(cancel => cancel());
    timers.clear();
    queue.clear();
  };
}

/**
 * Nothing comes between a reconciler's look and its writes, so they need no
 * optimistic lock; and several of them may be for the same object.
 */
function unversioned(write: Write): Write {
  if (write.verb !== 'update' && write.verb !== 'updateStatus') {
    return write;
  }
  const { resourceVersion: _, ...metadata } = write.object.metadata;
  return { ...write, object: { ...write.object, metadata } };
}
