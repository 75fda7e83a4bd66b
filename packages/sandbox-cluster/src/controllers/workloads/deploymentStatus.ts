import { msSince, nonZero, setCondition, timestamp } from '../meta';
import { Condition, Deployment, ReplicaSet } from '../shapes';
import { limits } from './deploymentScale';

type Status = NonNullable<Deployment['status']>;

const sum = (
  sets: ReplicaSet[],
  count: (set: ReplicaSet) => number | undefined,
) => sets.reduce((total, set) => total + (count(set) ?? 0), 0);

/** The counts and conditions of a Deployment, as its controller reckons them. */
export function deploymentStatus(
  deployment: Deployment,
  current: ReplicaSet | undefined,
  sets: ReplicaSet[],
  now: number,
): Status {
  const { replicas = 1 } = deployment.spec;
  const available = sum(sets, set => set.status?.availableReplicas);
  const counts: Status = {
    observedGeneration: deployment.metadata.generation,
    ...nonZero({
      replicas: sum(sets, set => set.status?.replicas),
      updatedReplicas: current?.status?.replicas ?? 0,
      readyReplicas: sum(sets, set => set.status?.readyReplicas),
      availableReplicas: available,
      unavailableReplicas: Math.max(0, replicas - available),
    }),
    terminatingReplicas: sum(sets, set => set.status?.terminatingReplicas),
  };
  const conditions = [
    availability(deployment, available),
    progress(deployment, current, counts, now),
  ].reduce<Condition[]>(
    (all, next) => (next ? update(all, next, now) : all),
    deployment.status?.conditions ?? [],
  );
  return { ...counts, conditions };
}

function availability(deployment: Deployment, available: number): Condition {
  const { replicas = 1 } = deployment.spec;
  const { unavailable } = limits(deployment);
  return available >= replicas - unavailable
    ? {
        type: 'Available',
        status: 'True',
        reason: 'MinimumReplicasAvailable',
        message: 'Deployment has minimum availability.',
      }
    : {
        type: 'Available',
        status: 'False',
        reason: 'MinimumReplicasUnavailable',
        message: 'Deployment does not have minimum availability.',
      };
}

function progress(
  deployment: Deployment,
  current: ReplicaSet | undefined,
  counts: Status,
  now: number,
): Condition | undefined {
  const { replicas = 1 } = deployment.spec;
  const before = deployment.status;
  const condition = before?.conditions?.find(c => c.type === 'Progressing');
  const type = 'Progressing';
  const paused = pause(deployment, condition);
  if (paused || !current) {
    return paused;
  }
  const set = `ReplicaSet "${current.metadata.name}"`;
  const complete =
    (counts.updatedReplicas ?? 0) === replicas &&
    (counts.replicas ?? 0) === replicas &&
    (counts.availableReplicas ?? 0) === replicas;
  if (complete) {
    return {
      type,
      status: 'True',
      reason: 'NewReplicaSetAvailable',
      message: `${set} has successfully progressed.`,
    };
  }
  const [, named] = condition?.message?.match(/"(.+)"/) ?? [];
  if (!condition || (named && named !== current.metadata.name)) {
    return {
      type,
      status: 'True',
      reason: 'NewReplicaSetCreated',
      message: `Created new replica set "${current.metadata.name}"`,
    };
  }
  const oldOnes = (status: Status | undefined) =>
    (status?.replicas ?? 0) - (status?.updatedReplicas ?? 0);
  const moved =
    (counts.updatedReplicas ?? 0) > (before?.updatedReplicas ?? 0) ||
    oldOnes(counts) < oldOnes(before) ||
    (counts.readyReplicas ?? 0) > (before?.readyReplicas ?? 0) ||
    (counts.availableReplicas ?? 0) > (before?.availableReplicas ?? 0);
  if (moved) {
    return {
      type,
      status: 'True',
      reason: 'ReplicaSetUpdated',
      message: `${set} is progressing.`,
      lastUpdateTime: timestamp(now),
    };
  }
  const timedOut =
    condition.status !== 'False' &&
    // A Deployment that was complete does not time out when a pod fails later.
    condition.reason !== 'NewReplicaSetAvailable' &&
    msSince(condition.lastUpdateTime, now) >= deadlineMs(deployment);
  return timedOut
    ? {
        type,
        status: 'False',
        reason: 'ProgressDeadlineExceeded',
        message: `${set} has timed out progressing.`,
      }
    : condition;
}

/**
 * What a pause makes of its progress, for which no time runs out meanwhile.
 * Source: kubernetes, `pkg/controller/deployment/sync.go`, `checkPausedConditions`.
 */
function pause(
  { spec: { paused } }: Deployment,
  condition: Condition | undefined,
): Condition | undefined {
  const type = 'Progressing';
  const status = 'Unknown';
  if (paused) {
    return condition?.reason === 'ProgressDeadlineExceeded'
      ? condition
      : {
          type,
          status,
          reason: 'DeploymentPaused',
          message: 'Deployment is paused',
        };
  }
  return condition?.reason === 'DeploymentPaused'
    ? {
        type,
        status,
        reason: 'DeploymentResumed',
        message: 'Deployment is resumed',
      }
    : undefined;
}

function update(conditions: Condition[], next: Condition, now: number) {
  const before = conditions.find(c => c.type === next.type);
  const same = before?.status === next.status && before.reason === next.reason;
  return setCondition(
    conditions,
    {
      ...next,
      lastUpdateTime:
        next.lastUpdateTime ?? (same ? before.lastUpdateTime : timestamp(now)),
    },
    now,
  );
}

function deadlineMs({ spec }: Deployment): number {
  return (spec.progressDeadlineSeconds ?? 600) * 1000;
}

/** When to look whether the rollout has run out of time. */
export function progressDeadlineMs(
  deployment: Deployment,
  status: Status,
  now: number,
): number | undefined {
  const condition = status.conditions?.find(c => c.type === 'Progressing');
  const waits =
    !deployment.spec.paused &&
    condition !== undefined &&
    condition.status !== 'False' &&
    condition.reason !== 'NewReplicaSetAvailable';
  return waits
    ? deadlineMs(deployment) - msSince(condition.lastUpdateTime, now)
    : undefined;
}
