import { KubeObject } from '../../clusters';
import { at, text } from '../../objects';
import { Health } from '../types';
import { outcomeOf } from './health';

/** Whether a Job is complete or has failed, so that it may be removed at any time. */
export const hasEnded = (job: KubeObject): boolean =>
  outcomeOf(job) !== undefined;

/**
 * Reasons why a Job failed, as its last Event has them.
 * Source: k8s.io/api/batch/v1, JobReason constants.
 */
const FAILURES = new Set([
  'BackoffLimitExceeded',
  'DeadlineExceeded',
  'FailedIndexes',
  'MaxFailedIndexesExceeded',
  'PodFailurePolicy',
]);

/**
 * How a Job ended that is gone since, as with `ttlSecondsAfterFinished: 0`:
 * its controller says so in an Event, which stays behind. Undefined where none
 * tells. Source: kubernetes, `pkg/controller/job/job_controller.go`,
 * `recordJobFinished`.
 */
export function endOfJob(
  { name, uid }: { name: string; uid: string },
  events: readonly KubeObject[],
): Health | undefined {
  const told = events.filter(
    event => text(at(event, 'involvedObject', 'uid')) === uid,
  );
  const reasonOf = (event: KubeObject) => text(at(event, 'reason')) ?? '';
  if (told.some(event => reasonOf(event) === 'Completed')) {
    return { state: 'healthy', reason: 'Complete' };
  }
  const failure = told.find(event => FAILURES.has(reasonOf(event)));
  return (
    failure && {
      state: 'degraded',
      reason: reasonOf(failure),
      message: `Job '${name}' failed: ${
        text(at(failure, 'message')) ?? reasonOf(failure)
      }`,
      settled: true,
    }
  );
}
