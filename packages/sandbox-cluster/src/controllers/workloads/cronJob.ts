import { CronTime } from 'cron';
import { event, isDeleting, isTrue, ownerReference, timestamp } from '../meta';
import { CronJob, Job, Outcome, reconciler, withStatus } from '../shapes';
import { Write } from '../types';
import { remove } from './pods';

/** Starts Jobs by the clock. */
export const cronJobs = reconciler({
  name: 'cronjob-controller',
  kind: 'CronJob',
  owns: ['Job'],
  reconcile(cron, view, now): Outcome {
    const { namespace, uid, creationTimestamp } = cron.metadata;
    const { suspend, concurrencyPolicy } = cron.spec;
    const jobs = view.list('Job', { namespace, ownerUid: uid });
    const active = jobs.filter(job => !hasFinished(job) && !isDeleting(job));
    const tidy = history(cron, jobs);
    const status = {
      ...cron.status,
      active: active.map(job => ({
        apiVersion: 'batch/v1',
        kind: 'Job',
        name: job.metadata.name,
        namespace,
        uid: job.metadata.uid,
      })),
      ...lastSuccess(jobs),
    };
    if (suspend || isDeleting(cron)) {
      return { writes: [...tidy, withStatus(cron, status)] };
    }
    const since = cron.status?.lastScheduleTime ?? creationTimestamp;
    const due = lastDue(cron, since ? Date.parse(since) : now, now);
    const requeueAfterMs = next(cron, now) - now;
    if (due === undefined) {
      return { writes: [...tidy, withStatus(cron, status)], requeueAfterMs };
    }
    if (active.length > 0 && concurrencyPolicy === 'Forbid') {
      return {
        writes: [
          ...tidy,
          withStatus(cron, status),
          event(
            cron,
            'Normal',
            'JobAlreadyActive',
            'Not starting job because prior execution is running and concurrency policy is Forbid',
          ),
        ],
        requeueAfterMs,
      };
    }
    const job = jobAt(cron, due);
    return {
      writes: [
        ...tidy,
        ...(concurrencyPolicy === 'Replace' ? active.map(remove) : []),
        { verb: 'create', object: job },
        withStatus(cron, { ...status, lastScheduleTime: timestamp(due) }),
        event(
          cron,
          'Normal',
          'SuccessfulCreate',
          `Created job ${job.metadata.name}`,
        ),
      ],
      requeueAfterMs,
    };
  },
});

function next({ spec }: CronJob, after: number): number {
  return new CronTime(spec.schedule, spec.timeZone ?? 'UTC')
    .getNextDateFrom(new Date(after), spec.timeZone ?? 'UTC')
    .toMillis();
}

/** The last time that the schedule named after `since`, until `now`. */
function lastDue(
  cron: CronJob,
  since: number,
  now: number,
): number | undefined {
  let due: number | undefined;
  for (let at = next(cron, since); at <= now; at = next(cron, at)) {
    due = at;
  }
  return due;
}

function hasFinished(job: Job): boolean {
  return isTrue(job, 'Complete') || isTrue(job, 'Failed');
}

function lastSuccess(jobs: Job[]) {
  const [last] = jobs
    .filter(job => isTrue(job, 'Complete'))
    .map(job => job.status?.completionTime ?? '')
    .sort()
    .reverse();
  return last ? { lastSuccessfulTime: last } : {};
}

function jobAt(cron: CronJob, due: number): Job {
  const { name, namespace } = cron.metadata;
  const { metadata, spec } = cron.spec.jobTemplate;
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name: `${name}-${due / 60_000}`,
      namespace,
      labels: { ...metadata?.labels },
      annotations: {
        ...metadata?.annotations,
        'batch.kubernetes.io/cronjob-scheduled-timestamp': timestamp(due),
      },
      ownerReferences: [ownerReference(cron)],
    },
    spec,
  };
}

/** Jobs beyond the history that is kept, oldest first. */
function history({ spec }: CronJob, jobs: Job[]): Write[] {
  const { successfulJobsHistoryLimit = 3, failedJobsHistoryLimit = 1 } = spec;
  const surplus = (type: string, limit: number) =>
    jobs
      .filter(job => isTrue(job, type) && !isDeleting(job))
      .sort((a, b) => (a.metadata.name < b.metadata.name ? 1 : -1))
      .slice(limit);
  return [
    ...surplus('Complete', successfulJobsHistoryLimit),
    ...surplus('Failed', failedJobsHistoryLimit),
  ].map(remove);
}
