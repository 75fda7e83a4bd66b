import { SchedulerServiceTaskScheduleDefinition } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { Observation } from './observe';
import { recordHistory } from './recordHistory';

const NOON = Date.UTC(2026, 10, 28, 12);
const SEEN: Observation = {
  entityRef: 'system:default/inventory',
  at: new Date(NOON).toISOString(),
  components: [],
  isGone: () => false,
};

describe('recordHistory', () => {
  it('looks at nothing in a replica that another one writes for', async () => {
    const tasks = new Map<
      string,
      SchedulerServiceTaskScheduleDefinition & { run: () => Promise<void> }
    >();
    const { signal } = new AbortController();
    const scheduler = mockServices.scheduler.mock({
      async scheduleTask({ id, fn, ...schedule }) {
        tasks.set(id, { ...schedule, run: async () => fn(signal) });
      },
    });
    const history = {
      record: jest.fn(async () => 0),
      forgetBefore: jest.fn(async () => 0),
    };
    const observeAll = jest.fn(async () => [SEEN]);
    await recordHistory({
      history,
      scheduler,
      observeAll,
      retentionMs: 60_000,
      clock: () => new Date(NOON),
    });
    expect(observeAll).not.toHaveBeenCalled();

    // The scheduler runs a task in one replica at a time, unless it is told otherwise.
    const scopes = [...tasks.values()].map(({ scope = 'global' }) => scope);
    expect(scopes).toEqual(['global', 'global']);

    await tasks.get('record-history')?.run();
    expect(observeAll).toHaveBeenCalledTimes(1);
    expect(history.record.mock.calls).toEqual([[[SEEN], signal]]);

    await tasks.get('forget-history')?.run();
    expect(observeAll).toHaveBeenCalledTimes(1);
    expect(history.forgetBefore.mock.calls).toEqual([
      ['2026-11-28T11:59:00.000Z'],
    ]);
  });
});
