import { SchedulerService } from '@backstage/backend-plugin-api';
import { Clock, systemClock } from '../clock';
import { ModernizationRecord } from './record';

/** Forgets what is older than history is kept. */
export async function forgetModernization(options: {
  record: Pick<ModernizationRecord, 'forgetBefore'>;
  scheduler: SchedulerService;
  /** The entity references of all apps. */
  present: () => Promise<ReadonlySet<string>>;
  /** In milliseconds. */
  retentionMs: number;
  clock?: Clock;
}): Promise<void> {
  const { record, scheduler, present, retentionMs } = options;
  const { clock = systemClock } = options;
  await scheduler.scheduleTask({
    id: 'forget-modernization',
    frequency: { hours: 1 },
    timeout: { minutes: 5 },
    initialDelay: { minutes: 1 },
    async fn() {
      const time = new Date(clock().getTime() - retentionMs).toISOString();
      await record.forgetBefore(time, await present());
    },
  });
}
