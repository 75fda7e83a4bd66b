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
 * failed.
 *
 * A step of the template with `if: ${{ failure() }}` does so at once, but only
 * where the template has one, the task was not cancelled (no step runs after
 * that), and the backend lived on. So this looks at the tasks of the ledger,
 * again and again: that needs no event to arrive, survives a restart, and
 * repeats itself until nothing is left. While no task runs it costs one query.
 */
export async function startGuard(
  services: UndoServices & {
    scaffolder: ScaffolderService;
    scheduler: SchedulerService;
    logger: LoggerService;
  },
): Promise<void> {
  const { auth, ledger, scaffolder, scheduler, logger } = services;
  /** What was said last of a task, so as not to say it every time. */
  const told = new Map<string, string>();

  async function settle(taskId: string): Promise<void> {
    const status = await statusOf(scaffolder, taskId, auth);
    if (status && UNDONE_STATES.has(status)) {
      const undone = await undoTask(services, taskId);
      const story = [...undone.removed, ...undone.left].join(' ');
      if (story && told.get(taskId) !== story) {
        logger.info(`Task ${taskId} ${status}. ${story}`);
        told.set(taskId, story);
      }
      if (!undone.complete) {
        return;
      }
    } else if (status === undefined || status === 'completed') {
      // What a completed task created is there to stay. A task that the
      // scaffolder no longer knows was decided on long ago.
    } else {
      return;
    }
    await ledger.forget(taskId);
    told.delete(taskId);
  }

  await scheduler.scheduleTask({
    id: GUARD_ID,
    frequency: { seconds: 10 },
    timeout: { minutes: 5 },
    async fn(signal) {
      for (const taskId of await ledger.taskIds()) {
        if (signal.aborted) {
          return;
        }
        try {
          await settle(taskId);
        } catch (error) {
          logger.warn(
            `Whether task ${taskId} left anything behind is not known yet: ${stringifyError(
              error,
            )}`,
          );
        }
      }
    },
  });
}
