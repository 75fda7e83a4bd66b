/** DELETE: preconditions, finalizers, grace, and what becomes of dependents. */
import { Clock } from '../controllers/types';
import { KubeObject, ObjectMeta, recordAt, textAt } from '../objects';
import { KindDef } from '../kinds';
import { conflict, notFound } from '../status';
import { Core } from './core';
import { FOREGROUND, GarbageActions } from './garbage';
import { asDoomed } from './prepare';
import { DeleteOptions } from './types';

export interface Deleted {
  /** As it was when it went, or as it waits to go. */
  object: KubeObject;
  removed: boolean;
}

/**
 * @param kubelet - whether someone ends pods; without, they go at once
 */
export function createDeletion(
  core: Core,
  clock: Clock,
  { kubelet, defOf }: { kubelet: boolean; defOf(object: KubeObject): KindDef },
) {
  /** Stores the object, unless it only waited to go. */
  const putOrRemove = (
    def: KindDef,
    stored: KubeObject,
    next: KubeObject,
  ): Deleted =>
    isFinished(def, next)
      ? { object: core.remove(def, stored), removed: true }
      : { object: core.commit(def, stored, next), removed: false };

  const putMetadata = (object: KubeObject, metadata: ObjectMeta) => {
    putOrRemove(defOf(object), object, { ...object, metadata });
  };

  const orphan = ({ metadata: { uid = '' } }: KubeObject) => {
    for (const dependent of core.objects.ownedBy(uid)) {
      const ownerReferences = dependent.metadata.ownerReferences?.filter(
        owner => owner.uid !== uid,
      );
      putMetadata(dependent, { ...dependent.metadata, ownerReferences });
    }
  };

  const remove = (
    def: KindDef,
    namespace: string | undefined,
    name: string,
    options: DeleteOptions,
  ): Deleted => {
    const stored = core.objects.get(def, namespace, name);
    if (!stored) {
      throw notFound(def, name);
    }
    checkPreconditions(def, stored, options.preconditions);
    const { metadata } = stored;
    const grace = kubelet ? graceOf(def, stored, options) : 0;
    const finalizers = finalizersOf(metadata, options);
    const changesNothing =
      metadata.deletionTimestamp !== undefined &&
      grace >= (metadata.deletionGracePeriodSeconds ?? 0) &&
      finalizers.length === (metadata.finalizers?.length ?? 0);
    if (changesNothing) {
      return { object: stored, removed: false };
    }
    const held = finalizers.length ? { finalizers } : {};
    const doomed = asDoomed(
      def,
      { ...stored, metadata: { ...metadata, ...held } },
      clock.now(),
      grace,
    );
    if (options.dryRun) {
      return { object: doomed, removed: isFinished(def, doomed) };
    }
    if (options.propagationPolicy === 'Orphan') {
      orphan(stored);
    }
    return putOrRemove(def, stored, doomed);
  };

  const garbage: GarbageActions = {
    remove(object, options) {
      const { namespace, name, uid = '' } = object.metadata;
      // Of many that are to go, one may have taken others along.
      if (core.objects.byId(uid)) {
        remove(defOf(object), namespace, name, options);
      }
    },
    putMetadata,
    drop(object) {
      core.remove(defOf(object), object);
    },
  };

  return { remove, putOrRemove, garbage };
}

export function checkPreconditions(
  def: KindDef,
  { metadata }: KubeObject,
  wanted: DeleteOptions['preconditions'] = {},
): void {
  const checks = [
    ['UID', wanted.uid, metadata.uid],
    ['ResourceVersion', wanted.resourceVersion, metadata.resourceVersion],
  ];
  for (const [what, expected, actual] of checks) {
    if (expected !== undefined && expected !== actual) {
      throw conflict(
        def.group,
        def.kind,
        metadata.name,
        `the ${what} in the precondition (${expected}) does not match the ${what} in record (${actual}). The object might have been deleted and then recreated`,
      );
    }
  }
}

function isNamespace(def: KindDef): boolean {
  return def.group === '' && def.kind === 'Namespace';
}

/** To be deleted, its grace over, and held by nothing. A namespace waits for its content. */
function isFinished(def: KindDef, { metadata }: KubeObject): boolean {
  return (
    metadata.deletionTimestamp !== undefined &&
    !metadata.deletionGracePeriodSeconds &&
    !metadata.finalizers?.length &&
    !isNamespace(def)
  );
}

/** A pod that runs on a node is given time to end, in seconds. */
function graceOf(
  def: KindDef,
  pod: KubeObject,
  { gracePeriodSeconds }: DeleteOptions,
): number {
  const runs =
    def.group === '' &&
    def.kind === 'Pod' &&
    textAt(pod, 'spec', 'nodeName') !== '' &&
    !['Succeeded', 'Failed'].includes(textAt(pod, 'status', 'phase'));
  if (!runs) {
    return 0;
  }
  const own = recordAt(pod, 'spec').terminationGracePeriodSeconds;
  return gracePeriodSeconds ?? (typeof own === 'number' ? own : 30);
}

function finalizersOf(
  { finalizers = [] }: ObjectMeta,
  { propagationPolicy }: DeleteOptions,
): string[] {
  const waits = propagationPolicy === 'Foreground';
  return waits && !finalizers.includes(FOREGROUND)
    ? [...finalizers, FOREGROUND]
    : finalizers;
}
