import {
  AuthService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import {
  NotFoundError,
  ResponseError,
  stringifyError,
} from '@backstage/errors';
import { ScaffolderService } from '@backstage/plugin-scaffolder-node';
import { OpenTask } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { undoTask, UndoServices } from './undoTask';

/** The name of the scheduled task. */
export const GUARD_ID = 'hybrid-apps-undo';

const UNDONE_STATES = new Set(['failed', 'cancelled']);

async function statusOf(
  scaffolder: ScaffolderService,
  taskId: string,
  auth: AuthService,
): Promise<string | undefined> {
  try {
    const credentials = await auth.getOwnServiceCredentials();
    return (await scaffolder.getTask({ taskId }, { credentials })).status;
  } catch (error) {
    const isGone =
      error instanceof NotFoundError ||
      (error instanceof ResponseError && error.statusCode === 404);
    if (isGone) {
      return undefined;
    }
    throw error;
  }
}

/**
 * Removes what failed and cancelled tasks created, whichever step it was that
 * failed, and says of the others when they are done.
 *
 * A step of the template with `if: ${{ failure() }}` does so at once, but only
 * where the template has one, the task was not cancelled (no step runs after
 * that), and the backend lived on. So this looks at the tasks of which something
 * is recorded, again and again: that needs no message to arrive, survives a
 * restart of either side, and repeats itself until nothing is left. While no task
 * runs it costs one request.
 */
export async function startGuard(
  services: UndoServices & {
    scaffolder: ScaffolderService;
    scheduler: SchedulerService;
    logger: LoggerService;
  },
): Promise<void> {
  const { ask, auth, scaffolder, scheduler, logger } = services;
  /** What was said last of each task, so as not to say it every time. */
  let told = new Map<string, string>();

  /** @returns what there is to tell */
  async function settle(task: OpenTask): Promise<string> {
    const status = await statusOf(scaffolder, task.task, auth);
    if (status && UNDONE_STATES.has(status)) {
      const { removed, left } = await undoTask(services, task);
      const story = [...removed, ...left].join(' ');
      return story && `Task ${task.task} ${status}. ${story}`;
    }
    // What a completed task created is there to stay. A task that the
    // scaffolder does not know was decided on long ago, or is none.
    if (status === undefined || status === 'completed') {
      await ask(await auth.getOwnServiceCredentials(), (api, asScaffolder) =>
        api.closeTask(task, asScaffolder),
      );
    }
    return '';
  }

  async function look(signal: AbortSignal): Promise<void> {
    const before = told;
    told = new Map();
    const news = (about: string, line: string, how: 'info' | 'warn') => {
      told.set(about, line);
      if (line && before.get(about) !== line) {
        logger[how](line);
      }
    };
    try {
      const { items } = await ask(
        await auth.getOwnServiceCredentials(),
        (api, asScaffolder) => api.listOpenTasks({ ...asScaffolder, signal }),
      );
      for (const task of items) {
        if (signal.aborted) {
          return;
        }
        const about = JSON.stringify([task.task, task.user]);
        try {
          news(about, await settle(task), 'info');
        } catch (error) {
          news(
            about,
            `Whether task ${
              task.task
            } left anything behind is not known yet: ${stringifyError(error)}`,
            'warn',
          );
        }
      }
    } catch (error) {
      news(
        '',
        `Whether tasks left anything behind is not known yet: ${stringifyError(
          error,
        )}`,
        'warn',
      );
    }
  }

  await scheduler.scheduleTask({
    id: GUARD_ID,
    frequency: { seconds: 10 },
    timeout: { minutes: 5 },
    fn: look,
  });
}
