import { ClusterStore, KubeObject } from '../../clusters';
import { refusedPods, troubleOfPods } from './pods';
import { job as jobShape, workload as workloadShape } from './shapes';
import { failed, progressing, Standing } from './standing';

interface Counts {
  wanted: number;
  updated: number;
  ready: number;
  /** Pods of a former template that still run. */
  outdated: number;
}

function countsOf(object: KubeObject): Counts {
  const { spec, status } = workloadShape.parse(object);
  if (object.kind === 'DaemonSet') {
    return {
      wanted: status.desiredNumberScheduled ?? 0,
      updated: status.updatedNumberScheduled ?? 0,
      ready: status.numberReady ?? 0,
      outdated: 0,
    };
  }
  const updated = status.updatedReplicas ?? 0;
  return {
    // What the API server takes for an absent number of replicas.
    wanted: spec.replicas ?? 1,
    updated,
    // A Deployment's pods also have to stay ready for minReadySeconds.
    ready:
      (object.kind === 'Deployment'
        ? status.availableReplicas
        : status.readyReplicas) ?? 0,
    outdated: Math.max(0, (status.replicas ?? 0) - updated),
  };
}

/** Deployment, StatefulSet and DaemonSet, by the rules of `kubectl rollout status`. */
export function workloadStanding(
  object: KubeObject,
  store: ClusterStore,
): Standing {
  const { kind, metadata } = object;
  const { observedGeneration, conditions } = workloadShape.parse(object).status;
  const { wanted, updated, ready, outdated } = countsOf(object);
  const observed = (observedGeneration ?? 0) >= (metadata.generation ?? 0);
  if (observed && updated >= wanted && outdated === 0 && ready >= wanted) {
    return { state: 'ready' };
  }
  const trouble = troubleOfPods(store, object);
  const late = conditions.find(
    ({ reason }) => reason === 'ProgressDeadlineExceeded',
  );
  if (late && observed) {
    return failed(
      trouble?.message ??
        `${kind} '${metadata.name}' gave up: ${late.message ?? late.reason}`,
    );
  }
  const refused = conditions.find(
    ({ type, status }) => type === 'ReplicaFailure' && status === 'True',
  )?.message;
  if (refused) {
    return refusedPods(`${kind} '${metadata.name}'`, refused, store.name);
  }
  return (
    trouble ??
    progressing(
      `${kind} '${metadata.name}': ${Math.min(
        ready,
        wanted,
      )} of ${wanted} pods ready`,
    )
  );
}

export function jobStanding(object: KubeObject, store: ClusterStore): Standing {
  const { name } = object.metadata;
  const { spec, status } = jobShape.parse(object);
  const isTrue = (type: string) =>
    status.conditions.find(
      condition => condition.type === type && condition.status === 'True',
    );
  const failure = isTrue('Failed');
  if (failure) {
    return failed(
      `Job '${name}' failed: ${failure.message ?? failure.reason ?? ''}`,
    );
  }
  if (isTrue('Complete') || spec.suspend) {
    return { state: 'ready' };
  }
  return (
    troubleOfPods(store, object) ?? progressing(`Job '${name}' is running`)
  );
}
