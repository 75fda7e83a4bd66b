import { KubeObject } from '../../clusters';
import { at, number, text } from '../../objects';

/** How far a controller is with its Pods. */
export interface Progress {
  wanted: number;
  ready: number;
  /** Pods that there are, of whatever template. */
  present: number;
  /** In few words, like `1/2 ready`. */
  reason: string;
  /** What is still waited for, in words; undefined where nothing is. */
  waitsFor?: string;
  /** What else is worth telling of one that is done. */
  note?: string;
}

/** Whether a controller has seen the object as it is now written. */
export const isObserved = (object: KubeObject): boolean =>
  (number(at(object, 'status', 'observedGeneration')) ?? 0) >=
  (object.metadata.generation ?? 0);

const count = (object: KubeObject, field: string): number =>
  number(at(object, 'status', field)) ?? 0;

/** What the API server takes for an absent number of replicas. */
const wantedOf = (object: KubeObject): number =>
  number(at(object, 'spec', 'replicas')) ?? 1;

const readyOf = (ready: number, wanted: number) => ({
  reason: `${Math.min(ready, wanted)}/${wanted} ready`,
  waitsFor: `${Math.min(ready, wanted)} of ${wanted} pods ready`,
});

const updatedOf = (updated: number, wanted: number) => ({
  reason: `${Math.min(updated, wanted)}/${wanted} updated`,
  waitsFor: `${Math.min(
    updated,
    wanted,
  )} of ${wanted} pods are of the new version`,
});

/**
 * Deployment. Its Pods have to stay ready for minReadySeconds, too.
 * Source: kubectl, `polymorphichelpers/rollout_status.go`, `DeploymentStatusViewer`.
 */
export function deploymentProgress(object: KubeObject): Progress {
  const wanted = wantedOf(object);
  const updated = count(object, 'updatedReplicas');
  const present = count(object, 'replicas');
  const ready = count(object, 'availableReplicas');
  const counts = { wanted, ready, present };
  if (updated < wanted && present > updated) {
    return { ...counts, ...updatedOf(updated, wanted) };
  }
  if (present > updated) {
    return {
      ...counts,
      reason: `${updated}/${wanted} updated`,
      waitsFor: `pods of the former version still to end: ${present - updated}`,
    };
  }
  return updated < wanted || ready < Math.max(updated, wanted)
    ? { ...counts, ...readyOf(Math.min(ready, updated), wanted) }
    : { ...counts, reason: `${wanted}/${wanted}` };
}

/** ReplicaSet and ReplicationController, which never roll out. */
export function replicaSetProgress(object: KubeObject): Progress {
  const wanted = wantedOf(object);
  const ready = count(object, 'availableReplicas');
  return {
    wanted,
    ready,
    present: count(object, 'replicas'),
    ...(ready < wanted
      ? readyOf(ready, wanted)
      : { reason: `${wanted}/${wanted}` }),
  };
}

/** Whether a controller replaces Pods by itself as its template changes. */
const isRolling = (object: KubeObject): boolean =>
  text(at(object, 'spec', 'updateStrategy', 'type')) !== 'OnDelete';

/** Of Pods that only whoever deletes them brings up to date. */
const outdatedNote = (object: KubeObject, updated: number, wanted: number) =>
  !isRolling(object) && updated < wanted
    ? {
        note: `${updated} of ${wanted} pods are of the new version; others follow as they are deleted (OnDelete)`,
      }
    : undefined;

/**
 * StatefulSet. With a partition, Pods of lower ordinals stay as they were.
 * Source: kubectl, `polymorphichelpers/rollout_status.go`, `StatefulSetStatusViewer`.
 */
export function statefulSetProgress(object: KubeObject): Progress {
  const wanted = wantedOf(object);
  const updated = count(object, 'updatedReplicas');
  const ready = count(object, 'readyReplicas');
  const counts = { wanted, ready, present: count(object, 'replicas') };
  if (ready < wanted) {
    return { ...counts, ...readyOf(ready, wanted) };
  }
  const rolling = at(object, 'spec', 'updateStrategy', 'rollingUpdate');
  const partition = number(at(rolling, 'partition')) ?? 0;
  const revision = (field: string) => text(at(object, 'status', field));
  const isBehind = rolling
    ? updated < wanted - partition
    : revision('updateRevision') !== revision('currentRevision');
  return isRolling(object) && isBehind
    ? { ...counts, ...updatedOf(updated, Math.max(0, wanted - partition)) }
    : {
        ...counts,
        reason: `${wanted}/${wanted}`,
        ...outdatedNote(object, updated, wanted),
      };
}

/**
 * DaemonSet.
 * Source: kubectl, `polymorphichelpers/rollout_status.go`, `DaemonSetStatusViewer`.
 */
export function daemonSetProgress(object: KubeObject): Progress {
  const wanted = count(object, 'desiredNumberScheduled');
  const updated = count(object, 'updatedNumberScheduled');
  const present = count(object, 'currentNumberScheduled');
  const ready = count(object, 'numberAvailable');
  const counts = { wanted, ready, present };
  // What is missing altogether is not there to be updated.
  if (isRolling(object) && updated < Math.min(present, wanted)) {
    return { ...counts, ...updatedOf(updated, wanted) };
  }
  return ready < wanted || (isRolling(object) && updated < wanted)
    ? { ...counts, ...readyOf(ready, wanted) }
    : {
        ...counts,
        reason: `${wanted}/${wanted}`,
        ...outdatedNote(object, updated, wanted),
      };
}
