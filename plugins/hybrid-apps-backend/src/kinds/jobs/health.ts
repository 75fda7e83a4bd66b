import { at, condition, flag, kindKey, text } from '../../objects';
import { ownedBy } from '../parts';
import { faultyPod } from '../pods';
import { HealthRule } from '../types';

/** Job: complete, failed, or under way. */
export const jobHealth: HealthRule = (object, world) => {
  const failed = condition(object, 'Failed');
  if (failed?.status === 'True') {
    return {
      state: 'degraded',
      reason: failed.reason ?? 'Failed',
      message: failed.message,
      since: failed.since,
    };
  }
  if (condition(object, 'Complete')?.status === 'True') {
    return { state: 'healthy', reason: 'Complete' };
  }
  if (flag(at(object, 'spec', 'suspend'))) {
    return { state: 'stopped', reason: 'Suspended' };
  }
  return (
    faultyPod(object, world) ?? { state: 'progressing', reason: 'Running' }
  );
};

/** CronJob: as well as the last of its Jobs. */
export const cronJobHealth: HealthRule = (object, world) => {
  if (flag(at(object, 'spec', 'suspend'))) {
    return { state: 'stopped', reason: 'Suspended' };
  }
  const last = ownedBy(object, world)
    .filter(owned => kindKey(owned) === 'batch/Job')
    .sort((a, b) =>
      (a.metadata.creationTimestamp ?? '') <
      (b.metadata.creationTimestamp ?? '')
        ? 1
        : -1,
    )[0];
  if (last) {
    const status = jobHealth(last, world);
    return status.state === 'progressing'
      ? { state: 'healthy', reason: 'Running' }
      : status;
  }
  const schedule = text(at(object, 'spec', 'schedule'));
  return { state: 'healthy', reason: schedule && `Next at ${schedule}` };
};
