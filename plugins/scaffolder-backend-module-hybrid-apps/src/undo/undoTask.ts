import { AuthService } from '@backstage/backend-plugin-api';
import { isError, stringifyError } from '@backstage/errors';
import { AskHybridApps } from '../hybridApps';
import { describe } from '../objects';
import { Ledger } from './ledger';

/** What became of the objects of one task. */
export interface Undone {
  /** Sentences to tell, in order. Empty where nothing was there to remove. */
  lines: string[];
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
  const lines: string[] = [];
  let complete = true;
  for (const [cluster, objects] of await ledger.read(taskId)) {
    try {
      const { items } = await ask(credentials, (api, asScaffolder) =>
        api.undoApply(cluster, { task: taskId, objects }, asScaffolder),
      );
      const deleted = items.filter(({ result }) => result === 'deleted');
      const failed = items.filter(({ result }) => result === 'failed');
      if (deleted.length > 0) {
        const names = deleted.map(({ object }) => describe(object)).join(', ');
        lines.push(`Removed from cluster '${cluster}': ${names}.`);
      }
      for (const { object, message } of failed) {
        lines.push(`${describe(object)} could not be removed: ${message}`);
      }
      complete = complete && deleted.length === 0 && failed.length === 0;
    } catch (error) {
      // A cluster that the portal no longer knows will not be asked again.
      complete = complete && isError(error) && error.name === 'NotFoundError';
      lines.push(
        `What this task created on cluster '${cluster}' could not be removed: ${stringifyError(
          error,
        )}`,
      );
    }
  }
  return { lines, complete };
}
