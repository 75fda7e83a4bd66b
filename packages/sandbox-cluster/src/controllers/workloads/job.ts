import {
  event,
  isDeleting,
  isTrue,
  keyOf,
  msSince,
  nameSuffix,
  setCondition,
  timestamp,
} from '../meta';
import {
  Condition,
  Job,
  Outcome,
  Pod,
  reconciler,
  withStatus,
} from '../shapes';
import { Write } from '../types';
import { isActive, isReady, podFromTemplate, remove } from './pods';

/** Runs pods until enough of them have succeeded. */
export const jobs = reconciler({
  name: 'job-controller',
  kind: 'Job',
  owns: ['Pod'],
  reconcile(job, view, now): Outcome {
    if (isDeleting(job)) {
      return { writes: [] };
    }
    if (isTrue(job, 'Complete') || isTrue(job, 'Failed')) {
      return cleanUp(job, now);
    }
    const { name, namespace, uid } = job.metadata;
    const { parallelism = 1, suspend } = job.spec;
    const completions = job.spec.completions ?? parallelism;
    const pods = view.list('Pod', { namespace, ownerUid: uid });
    const active = pods.filter(isActive);
    const succeeded = inPhase(pods, 'Succeeded');
    const failed = inPhase(pods, 'Failed');
    const startTime = suspend
      ? undefined
      : job.status?.startTime ?? timestamp(now);
    const told = suspension(job, now);
    const counts = {
      ...(startTime && { startTime }),
      ...(told.length > 0 && { conditions: told }),
      ...(active.length > 0 && { active: active.length }),
      ready: active.filter(isReady).length,
      ...(succeeded > 0 && { succeeded }),
      ...(failed > 0 && { failed }),
      terminating: pods.filter(isDeleting).length,
    };
    if (succeeded >= completions) {
      const message = 'Reached expected number of succeeded pods';
      return {
        writes: [
          withStatus(job, {
            ...counts,
            completionTime: timestamp(now),
            conditions: conditions(
              told,
              [
                {
                  type: 'SuccessCriteriaMet',
                  status: 'True',
                  reason: 'CompletionsReached',
                  message,
                },
                {
                  type: 'Complete',
                  status: 'True',
                  reason: 'CompletionsReached',
                  message,
                },
              ],
              now,
            ),
          }),
          event(job, 'Normal', 'Completed', 'Job completed'),
        ],
      };
    }
    const failure = failureOf(job, failed, startTime, now);
    if (failure) {
      const [reason, message] = failure;
      return {
        writes: [
          ...active.map(remove),
          withStatus(job, {
            ...counts,
            conditions: conditions(
              told,
              [
                { type: 'FailureTarget', status: 'True', reason, message },
                { type: 'Failed', status: 'True', reason, message },
              ],
              now,
            ),
          }),
          event(job, 'Warning', reason, message),
        ],
      };
    }
    if (suspend) {
      return {
        writes: [
          ...active.map(remove),
          withStatus(job, counts),
          ...(isTrue(job, 'Suspended')
            ? []
            : [event(job, 'Normal', 'Suspended', 'Job suspended')]),
        ],
      };
    }
    const missing =
      Math.min(parallelism, completions - succeeded) - active.length;
    // Each failure doubles the wait for the next pod.
    const lastFailure = failed > 0 ? lastEnd(pods) : undefined;
    const waitMs =
      failed > 0
        ? Math.min(10_000 * 2 ** (failed - 1), 360_000) -
          msSince(lastFailure, now)
        : 0;
    if (missing > 0 && waitMs > 0) {
      return { writes: [withStatus(job, counts)], requeueAfterMs: waitMs };
    }
    const created = Array.from({ length: Math.max(0, missing) }, (_, n) =>
      createPod(job, `${name}-${nameSuffix(uid, now, n)}`),
    ).flat();
    const deadline = job.spec.activeDeadlineSeconds;
    return {
      writes: [...created, withStatus(job, counts)],
      requeueAfterMs:
        deadline === undefined
          ? undefined
          : deadline * 1000 - msSince(startTime, now),
    };
  },
});

function createPod(job: Job, podName: string): Write[] {
  const { name, uid = '' } = job.metadata;
  return [
    {
      verb: 'create',
      object: podFromTemplate(job, job.spec.template, podName, {
        labels: {
          'batch.kubernetes.io/controller-uid': uid,
          'batch.kubernetes.io/job-name': name,
          'controller-uid': uid,
          'job-name': name,
        },
      }),
    },
    event(job, 'Normal', 'SuccessfulCreate', `Created pod: ${podName}`),
  ];
}

/** Reason and message of a Job that has failed for good. */
function failureOf(
  { spec }: Job,
  failures: number,
  startTime: string | undefined,
  now: number,
): [string, string] | undefined {
  if (failures > (spec.backoffLimit ?? 6)) {
    return [
      'BackoffLimitExceeded',
      'Job has reached the specified backoff limit',
    ];
  }
  return spec.activeDeadlineSeconds !== undefined &&
    msSince(startTime, now) >= spec.activeDeadlineSeconds * 1000
    ? ['DeadlineExceeded', 'Job was active longer than specified deadline']
    : undefined;
}

function inPhase(pods: Pod[], phase: string): number {
  return pods.filter(pod => pod.status?.phase === phase).length;
}

function lastEnd(pods: Pod[]): string | undefined {
  return pods
    .flatMap(pod => pod.status?.containerStatuses ?? [])
    .map(({ state }) => state.terminated?.finishedAt)
    .filter(time => time !== undefined)
    .sort()
    .pop();
}

/**
 * Whether it rests, or did.
 * Source: kubernetes, `pkg/controller/job/job_controller.go`, `syncJob`.
 */
function suspension(job: Job, now: number): Condition[] {
  const type = 'Suspended';
  const before = job.status?.conditions ?? [];
  if (job.spec.suspend) {
    const [reason, message] = ['JobSuspended', 'Job suspended'];
    return setCondition(before, { type, status: 'True', reason, message }, now);
  }
  const [reason, message] = ['JobResumed', 'Job resumed'];
  return isTrue(job, type)
    ? setCondition(before, { type, status: 'False', reason, message }, now)
    : before;
}

function conditions(
  before: Condition[],
  next: Condition[],
  now: number,
): Condition[] {
  return next.reduce<Condition[]>(
    (all, condition) => setCondition(all, condition, now),
    before,
  );
}

function cleanUp(job: Job, now: number): Outcome {
  const { ttlSecondsAfterFinished: ttl } = job.spec;
  if (ttl === undefined) {
    return { writes: [] };
  }
  const end = (job.status?.conditions ?? []).find(
    ({ type }) => type === 'Complete' || type === 'Failed',
  );
  const left = ttl * 1000 - msSince(end?.lastTransitionTime, now);
  return left > 0
    ? { writes: [], requeueAfterMs: left }
    : { writes: [{ verb: 'delete', key: keyOf(job) }] };
}
