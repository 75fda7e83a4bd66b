import { SchedulerServiceTaskFunction } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { NotFoundError } from '@backstage/errors';
import { ScaffolderService } from '@backstage/plugin-scaffolder-node';
import { scaffolderServiceMock } from '@backstage/plugin-scaffolder-node/testUtils';
import {
  createHybridAppsClient,
  OpenTask,
  UndoResult,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { startGuard } from './guard';

const ANN = 'user:default/ann';

type Status = Awaited<ReturnType<ScaffolderService['getTask']>>['status'];

type Result = UndoResult['items'][number]['result'];
const became = (result: Result): UndoResult => ({
  items: [
    {
      cluster: 'onprem',
      object: {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        namespace: 'retail',
        name: 'web',
      },
      result,
      ...(result === 'failed' && { message: 'it does not answer' }),
    },
  ],
});

/** The guard, before a scaffolder and a hybrid-apps backend that the test speaks for. */
async function start() {
  /** What the record has. */
  let open: OpenTask[] = [];
  const statuses = new Map<string, Status | Error>();
  const scaffolder = scaffolderServiceMock.mock({
    async getTask({ taskId: id }) {
      const status = statuses.get(id);
      if (status === undefined) {
        throw new NotFoundError(`No task with id '${id}' found`);
      }
      if (status instanceof Error) {
        throw status;
      }
      return {
        id,
        status,
        createdAt: '',
        spec: {
          apiVersion: 'scaffolder.backstage.io/v1beta3',
          parameters: {},
          steps: [],
          output: {},
        },
      };
    },
  });
  const without = ({ task, user }: OpenTask) =>
    open.filter(one => one.task !== task || one.user !== user);
  const api = {
    listOpenTasks: jest.fn(async () => ({ items: open })),
    undoApply: jest.fn(async (task: OpenTask) => {
      open = without(task);
      return became('deleted');
    }),
    closeTask: jest.fn(async (task: OpenTask) => {
      open = without(task);
    }),
  };
  const logger = mockServices.logger.mock();
  let look: SchedulerServiceTaskFunction | undefined;
  /** As at the start of the backend: nothing is remembered. */
  const restart = () =>
    startGuard({
      ask: (_, question) =>
        question(
          {
            ...createHybridAppsClient({
              discoveryApi: mockServices.discovery(),
              fetchApi: { fetch },
            }),
            ...api,
          },
          { token: 'a-token' },
        ),
      auth: mockServices.auth(),
      logger,
      scaffolder,
      scheduler: mockServices.scheduler.mock({
        scheduleTask: async ({ fn }) => {
          look = fn;
        },
      }),
    });
  await restart();
  return {
    api,
    logger,
    scaffolder,
    statuses,
    restart,
    record: (...tasks: OpenTask[]) => {
      open = tasks;
    },
    open: () => open,
    look: async () => look?.(new AbortController().signal),
  };
}

describe('the guard', () => {
  it('asks once, and nothing else, while no task is open', async () => {
    const { look, api, scaffolder } = await start();
    await look();
    expect(api.listOpenTasks).toHaveBeenCalledTimes(1);
    expect(scaffolder.getTask).not.toHaveBeenCalled();
  });

  it.each(['failed', 'cancelled'] as const)(
    'undoes a task that %s, for who started it',
    async status => {
      const { look, api, record, statuses, logger } = await start();
      record({ task: 't', user: ANN });
      statuses.set('t', status);
      await look();
      expect(api.undoApply.mock.calls).toEqual([
        [{ task: 't', user: ANN }, { token: 'a-token' }],
      ]);
      expect(api.closeTask).not.toHaveBeenCalled();
      expect(logger.info.mock.calls).toEqual([
        [`Task t ${status}. Removed from cluster 'onprem': Deployment 'web'.`],
      ]);
    },
  );

  it.each([['completed' as const], [undefined]])(
    'closes a task of which the scaffolder says %s, and undoes nothing',
    async status => {
      const { look, api, record, statuses, open } = await start();
      record({ task: 't', user: ANN }, { task: 't' });
      if (status) {
        statuses.set('t', status);
      }
      await look();
      expect(api.closeTask.mock.calls.map(([task]) => task)).toEqual([
        { task: 't', user: ANN },
        { task: 't' },
      ]);
      expect(api.undoApply).not.toHaveBeenCalled();
      expect(open()).toEqual([]);
    },
  );

  it.each(['open', 'processing'] as const)(
    'leaves alone a task that is %s',
    async status => {
      const { look, api, record, statuses, open } = await start();
      record({ task: 't' });
      statuses.set('t', status);
      await look();
      expect(api.closeTask).not.toHaveBeenCalled();
      expect(api.undoApply).not.toHaveBeenCalled();
      expect(open()).toHaveLength(1);
    },
  );

  it('asks again what was lost on the way, also after a restart', async () => {
    const { look, api, record, statuses, open, restart } = await start();
    record({ task: 'done' }, { task: 'broken' });
    statuses.set('done', 'completed').set('broken', 'failed');
    api.closeTask.mockRejectedValueOnce(new TypeError('fetch failed'));
    api.undoApply.mockRejectedValueOnce(new TypeError('fetch failed'));
    await look();
    expect(open()).toHaveLength(2);
    await restart();
    await look();
    expect(open()).toEqual([]);
  });

  it('goes on until nothing is left, and says the same thing once', async () => {
    const { look, api, record, statuses, logger } = await start();
    record({ task: 't' });
    statuses.set('t', 'failed');
    const left = became('failed');
    api.undoApply.mockResolvedValueOnce(left).mockResolvedValueOnce(left);
    await look();
    await look();
    expect(logger.info.mock.calls).toEqual([
      [
        "Task t failed. Deployment 'web' is left behind on cluster 'onprem': it does not answer.",
      ],
    ]);
    await look();
    expect(api.undoApply).toHaveBeenCalledTimes(3);
    expect(logger.info).toHaveBeenCalledTimes(2);
  });

  it('undoes and closes nothing while the scaffolder does not tell, and goes on with others', async () => {
    const { look, api, record, statuses, open, logger } = await start();
    record({ task: 'unknown' }, { task: 'broken' });
    statuses
      .set('unknown', new Error('The database is away'))
      .set('broken', 'failed');
    await look();
    await look();
    expect(open()).toEqual([{ task: 'unknown' }]);
    expect(api.undoApply).toHaveBeenCalledTimes(1);
    expect(api.closeTask).not.toHaveBeenCalled();
    expect(logger.warn.mock.calls).toEqual([
      [
        'Whether task unknown left anything behind is not known yet: Error: The database is away',
      ],
    ]);
  });

  it('warns once while the hybrid-apps backend does not answer', async () => {
    const { look, api, logger } = await start();
    const away = new TypeError('fetch failed');
    api.listOpenTasks.mockRejectedValueOnce(away).mockRejectedValueOnce(away);
    await look();
    await look();
    await look();
    expect(logger.warn).toHaveBeenCalledTimes(1);
  });
});
