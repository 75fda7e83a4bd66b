import {
  BackstageCredentials,
  BackstageServicePrincipal,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  hybridAppCreatePermission,
  OpenTask,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { SCAFFOLDER, Whose } from '../provisioning';
import { HybridAppsRouter, RouterOptions } from './types';

type Credentials = BackstageCredentials<
  BackstageServicePrincipal | BackstageUserPrincipal
>;

/**
 * The scaffolder in its own name, never in that of who started a task: templates
 * may send requests in a user's name wherever they like.
 *
 * @throws NotAllowedError
 */
function requireScaffolder({ principal }: Credentials): void {
  if (principal.type !== 'service' || principal.subject !== SCAFFOLDER) {
    const caller =
      principal.type === 'service'
        ? principal.subject
        : principal.userEntityRef;
    throw new NotAllowedError(
      `Only the scaffolder itself looks after its tasks, and this is asked by '${caller}'. Cancel the task, which undoes it, or delete the objects on the cluster itself.`,
    );
  }
}

/**
 * Whose record a caller may undo: a user's own, or, for the scaffolder, what was
 * created through it for the user who is named.
 *
 * @throws NotAllowedError
 */
export function whoseTask(
  credentials: Credentials,
  { task, user }: OpenTask,
): Whose {
  const { principal } = credentials;
  if (principal.type === 'user') {
    const own = principal.userEntityRef;
    if (user !== undefined && user !== own) {
      throw new NotAllowedError(
        `What '${user}' created is not for '${own}' to undo. Leave 'user' out.`,
      );
    }
    return { task, user: own };
  }
  requireScaffolder(credentials);
  return { task, user, service: SCAFFOLDER };
}

/** What the scaffolder asks and says about its tasks. */
export function addTaskRoutes(
  router: HybridAppsRouter,
  { access, audit, httpAuth, ledger }: RouterOptions,
): void {
  router.get('/v1/tasks', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['service', 'user'],
    });
    requireScaffolder(credentials);
    await access.require(hybridAppCreatePermission, credentials);
    res.json({ items: await ledger.openTasks() });
  });

  router.post('/v1/tasks/close', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['service', 'user'],
    });
    const { task, user } = req.body;
    await audit.write(
      {
        eventId: 'task-close',
        request: req,
        meta: { task, ...(user && { user }) },
      },
      async () => {
        requireScaffolder(credentials);
        await access.require(hybridAppCreatePermission, credentials);
        await ledger.close(req.body);
      },
      () => [],
    );
    res.status(204).end();
  });
}
