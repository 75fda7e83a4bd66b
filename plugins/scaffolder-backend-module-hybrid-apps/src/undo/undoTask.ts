import {
  AuthService,
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import {
  asSentence,
  describeObject,
  OpenTask,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { AskHybridApps } from '../hybridApps';

/** What became of the objects of one task, in sentences to tell. */
export interface Undone {
  /** What was removed, and where. Empty where nothing was there to remove. */
  removed: string[];
  /** What is still there, where, and why. */
  left: string[];
  /** Whether some of that is to be removed when it can be. */
  isToBeContinued: boolean;
}

/** What undoing takes. */
export interface UndoServices {
  ask: AskHybridApps;
  auth: AuthService;
}

/** A running task, as the record of the hybrid-apps backend knows it. */
export async function taskOf(
  { auth }: Pick<UndoServices, 'auth'>,
  ctx: {
    task: { id: string };
    getInitiatorCredentials: () => Promise<BackstageCredentials>;
  },
): Promise<OpenTask> {
  const credentials = await ctx.getInitiatorCredentials();
  const task = ctx.task.id;
  return auth.isPrincipal(credentials, 'user')
    ? { task, user: credentials.principal.userEntityRef }
    : { task };
}

/**
 * Removes what a task created, on every cluster where it did.
 *
 * It acts as the scaffolder itself: the credentials of the task's initiator are
 * erased when the task ends. The hybrid-apps backend knows what the task created.
 *
 * @param tell - gets a line where it is asked again; without it, it is asked once
 */
export async function undoTask(
  { ask, auth }: UndoServices,
  task: OpenTask,
  tell?: (line: string) => void,
): Promise<Undone> {
  const credentials = await auth.getOwnServiceCredentials();
  const { items } = await ask(
    credentials,
    (api, asScaffolder) => api.undoApply(task, asScaffolder),
    // It goes by the record of what is still there.
    tell && { isRepeatable: true, tell },
  );
  const namesByCluster = new Map<string, string[]>();
  for (const { cluster, object, result } of items) {
    if (result === 'deleted') {
      const names = namesByCluster.get(cluster) ?? [];
      namesByCluster.set(cluster, [...names, describeObject(object)]);
    }
  }
  return {
    removed: [...namesByCluster].map(
      ([cluster, names]) =>
        `Removed from cluster '${cluster}': ${names.join(', ')}.`,
    ),
    left: items
      .filter(({ result }) => result === 'failed' || result === 'kept')
      .map(
        ({ cluster, object, message }) =>
          `${describeObject(
            object,
          )} is left behind on cluster '${cluster}': ${asSentence(
            message ?? 'no reason is known',
          )}`,
      ),
    isToBeContinued: items.some(({ result }) => result === 'failed'),
  };
}

/** Tells in the log of a task what became of what it created. */
export function tellUndone(
  logger: Pick<LoggerService, 'info' | 'warn'>,
  { removed, left, isToBeContinued }: Undone,
): void {
  removed.forEach(line => logger.info(line));
  left.forEach(line => logger.warn(line));
  if (isToBeContinued) {
    logger.warn(
      'What is left is removed as soon as the cluster lets it be; until then, its name is taken.',
    );
  }
}
