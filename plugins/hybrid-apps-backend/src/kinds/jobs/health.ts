import { KubeObject } from '../../clusters';
import {
  at,
  condition,
  flag,
  kindKey,
  list,
  number,
  text,
} from '../../objects';
import { ownedBy, podsOf } from '../parts';
import { lastFailure, troubleOfPods } from '../pods';
import { Health, HealthRule, World } from '../types';
import { worstOf } from '../worst';

/**
 * What a Job has come to; undefined while it runs. FailureTarget and
 * SuccessCriteriaMet say it before its last Pods have ended.
 * Source: k8s.io/api/batch/v1, JobConditionType.
 */
export function outcomeOf(job: KubeObject) {
  const met = (type: string) => {
    const told = condition(job, type);
    return told?.status === 'True' ? told : undefined;
  };
  const failed = met('Failed') ?? met('FailureTarget');
  const complete = met('Complete');
  return (
    (failed && { ...failed, succeeded: false }) ??
    (complete && { ...complete, succeeded: true })
  );
}

/** Job: complete, failed, or under way. Tries that failed blame it only when there is none left. */
export const jobHealth: HealthRule = (job, world) => {
  const { name } = job.metadata;
  const outcome = outcomeOf(job);
  if (outcome?.succeeded) {
    return {
      state: 'healthy',
      reason: 'Complete',
      ...(outcome.since && { since: outcome.since }),
    };
  }
  if (outcome) {
    const { reason, message, since } = outcome;
    const last = lastFailure(podsOf(job, world), world);
    const why = message ?? reason ?? 'its condition does not say why';
    return {
      state: 'degraded',
      reason: reason ?? 'Failed',
      message: `Job '${name}' failed: ${why}${
        last ? `${why.endsWith('.') ? '' : '.'} ${last}` : ''
      }`,
      ...(since && { since }),
      settled: true,
    };
  }
  if (flag(at(job, 'spec', 'suspend'))) {
    return { state: 'stopped', reason: 'Suspended' };
  }
  const pods = podsOf(job, world);
  const trouble = troubleOfPods(pods, world);
  if (trouble?.state === 'degraded') {
    return trouble;
  }
  const failures = number(at(job, 'status', 'failed')) ?? 0;
  const last = lastFailure(pods, world);
  return {
    state: 'progressing',
    reason: 'Running',
    message:
      trouble?.message ??
      `Job '${name}' is running${
        failures > 0
          ? `; tries that failed so far: ${failures}${last ? `. ${last}` : ''}`
          : ''
      }`,
  };
};

/** When a run ended, as far as that is known, in ISO 8601. */
const endOf = (job: KubeObject): string =>
  outcomeOf(job)?.since ??
  text(at(job, 'status', 'completionTime')) ??
  job.metadata.creationTimestamp ??
  '';

/** Of several runs the one that ended last. */
const lastToEnd = (jobs: readonly KubeObject[]): KubeObject | undefined =>
  jobs.reduce<KubeObject | undefined>((last, job) => {
    const later =
      !last ||
      endOf(job) > endOf(last) ||
      (endOf(job) === endOf(last) && job.metadata.name > last.metadata.name);
    return later ? job : last;
  }, undefined);

/**
 * CronJob: a run under way, or else the last one that ended. Runs of before
 * blame nobody, nor does one that failed before the last success.
 */
export const cronJobHealth: HealthRule = (cronJob, world) => {
  const { name } = cronJob.metadata;
  if (flag(at(cronJob, 'spec', 'suspend'))) {
    return { state: 'stopped', reason: 'Suspended' };
  }
  const jobs = ownedBy(cronJob, world).filter(
    owned => kindKey(owned) === 'batch/Job',
  );
  const lastSuccess = text(at(cronJob, 'status', 'lastSuccessfulTime'));
  const last = lastToEnd(jobs.filter(outcomeOf));
  const failed =
    last &&
    !outcomeOf(last)?.succeeded &&
    !(lastSuccess && lastSuccess >= endOf(last))
      ? last
      : undefined;
  const active = jobs.filter(job => !outcomeOf(job));
  if (active.length > 0 || list(at(cronJob, 'status', 'active')).length > 0) {
    return (
      ailingRun(active, world) ?? {
        state: 'healthy',
        reason: 'Running',
        ...(failed && {
          message: `Its last run that ended, Job '${failed.metadata.name}', failed`,
        }),
      }
    );
  }
  if (failed) {
    return jobHealth(failed, world);
  }
  if (last) {
    return { state: 'healthy', reason: 'Complete' };
  }
  const lastSchedule = text(at(cronJob, 'status', 'lastScheduleTime'));
  if (lastSchedule && (lastSuccess ?? '') < lastSchedule) {
    return {
      state: 'unknown',
      message: `How the run of ${lastSchedule} of CronJob '${name}' ended cannot be told: there is no Job of it any more`,
    };
  }
  const schedule = text(at(cronJob, 'spec', 'schedule'));
  return { state: 'healthy', reason: schedule && `Next at ${schedule}` };
};

/** What is wrong with runs under way, the worst of it. */
function ailingRun(
  jobs: readonly KubeObject[],
  world: World,
): Health | undefined {
  const worst = worstOf(
    jobs.map(job => ({
      name: job.metadata.name,
      health: jobHealth(job, world),
    })),
  );
  return worst?.state === 'degraded' ? worst : undefined;
}
