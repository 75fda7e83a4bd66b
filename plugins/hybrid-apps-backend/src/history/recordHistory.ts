import { SchedulerService } from '@backstage/backend-plugin-api';
import { Clock, systemClock } from '../clock';
import { History } from './history';
import { Observation } from './observe';

/**
 * Records what changed in all apps, and forgets what is old. A change is told
 * with the time at which it was seen, so this hurries nobody.
 *
 * With several replicas the scheduler's global lock lets one of them do it, so
 * that work is done once. What makes a change be told once is not the lock,
 * which is lost where a run takes too long, but that each step of `record` is
 * taken from the very state that it was told from, or not at all.
 */
export async function recordHistory(options: {
  history: Pick<History, 'record' | 'forgetBefore'>;
  scheduler: SchedulerService;
  /** All apps as they are now. */
  observeAll: () => Promise<Observation[]>;
  /** How long entries are kept, in milliseconds. */
  retentionMs: number;
  clock?: Clock;
}): Promise<void> {
  const { history, scheduler, observeAll, retentionMs } = options;
  const { clock = systemClock } = options;
  await scheduler.scheduleTask({
    id: 'record-history',
    frequency: { seconds: 15 },
    timeout: { minutes: 5 },
    initialDelay: { seconds: 5 },
    async fn(signal) {
      await history.record(await observeAll(), signal);
    },
  });
  await scheduler.scheduleTask({
    id: 'forget-history',
    frequency: { hours: 1 },
    timeout: { minutes: 5 },
    initialDelay: { minutes: 1 },
    async fn() {
      await history.forgetBefore(
        new Date(clock().getTime() - retentionMs).toISOString(),
      );
    },
  });
}
