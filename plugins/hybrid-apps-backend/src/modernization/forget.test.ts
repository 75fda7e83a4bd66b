import { mockServices } from '@backstage/backend-test-utils';
import { forgetModernization } from './forget';

it('forgets what is older than history is kept, of the apps that there are', async () => {
  const told: unknown[] = [];
  const scheduler = mockServices.scheduler.mock({
    scheduleTask: async ({ fn }) => fn(new AbortController().signal),
  });
  await forgetModernization({
    record: {
      async forgetBefore(time, present) {
        told.push([time, [...present]]);
        return 0;
      },
    },
    scheduler,
    present: async () => new Set(['system:default/inventory']),
    retentionMs: 24 * 60 * 60_000,
    clock: () => new Date('2026-11-29T12:00:00Z'),
  });
  expect(told).toEqual([
    ['2026-11-28T12:00:00.000Z', ['system:default/inventory']],
  ]);
});
