import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { isError, stringifyError } from '@backstage/errors';
import { describeObject } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { AskHybridApps } from '../hybridApps';
import { Ledger } from './ledger';

/** What became of the objects of one task, in sentences to tell. */
export interface Undone {
  /** What was removed, and where. Empty where nothing was there to remove. */
  removed: string[];
  /** What could not be removed, where, and why. */
  left: string[];
  /** Whether nothing of the task is left, and nothing is on its way out. */
  complete: boolean;
}

/** What undoing takes. */
export interface UndoServices {
  ask: AskHybridApps;
  auth: AuthService;
  ledger: Ledger;
}

/**
 * Removes what a task created, on every cluster where it did.
 *
 * It acts as the scaffolder itself. To take back one's own is no right that a
 * user needs, and those of the task's initiator are erased when the task ends.
 * Nothing is removed that does not carry the annotation of that very task.
 */
export async function undoTask(
  { ask, auth, ledger }: UndoServices,
  taskId: string,
): Promise<Undone> {
  const credentials = await auth.getOwnServiceCredentials();
  const removed: string[] = [];
  const left: string[] = [];
  let complete = true;
  for (const [cluster, objects] of await ledger.read(taskId)) {
    try {
      const { items } = await ask(credentials, (api, asScaffolder) =>
        api.undoApply(cluster, { task: taskId, objects }, asScaffolder),
      );
      const deleted = items.filter(({ result }) => result === 'deleted');
      const failed = items.filter(({ result }) => result === 'failed');
      if (deleted.length > 0) {
        const names = deleted
          .map(({ object }) => describeObject(object))
          .join(', ');
        removed.push(`Removed from cluster '${cluster}': ${names}.`);
      }
      for (const { object, message } of failed) {
        left.push(
          `${describeObject(
            object,
          )} is left behind on cluster '${cluster}': ${message}.`,
        );
      }
      complete = complete && deleted.length === 0 && failed.length === 0;
    } catch (error) {
      // A cluster that the portal no longer knows will not be asked again.
      const isUnknown = isError(error) && error.name === 'NotFoundError';
      complete = complete && isUnknown;
      const names = objects.map(describeObject).join(', ');
      left.push(
        `What this task created on cluster '${cluster}' could not be removed, of ${names}: ${stringifyError(
          error,
        )}`,
      );
    }
  }
  return { removed, left, complete };
}

/** Tells in the log of a task what became of what it created. */
export function tellUndone(
  logger: Pick<LoggerService, 'info' | 'warn'>,
  { removed, left, complete }: Undone,
): void {
  removed.forEach(line => logger.info(line));
  left.forEach(line => logger.warn(line));
  if (left.length > 0 && !complete) {
    logger.warn(
      'What is left is removed as soon as the cluster lets it be; until then, its name is taken.',
    );
  }
}
