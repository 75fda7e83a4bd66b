import {
  InputError,
  NotAllowedError,
  NotImplementedError,
  toError,
} from '@backstage/errors';
import {
  AuditorServiceCreateEventOptions,
  BackstageCredentials,
  BackstageServicePrincipal,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import {
  hybridAppCreatePermission,
  ObjectRef,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { ClusterHandle } from '../clusters';
import { createLimiter } from '../limiter';
import { callerOf } from '../permissions';
import {
  applyManifests,
  checkReadiness,
  Openings,
  ProvisioningTarget,
  undoApply,
} from '../provisioning';
import { APPLIES } from './limits';
import { HybridAppsRouter, RouterOptions } from './types';

/** What an audit event says of an object: its name, never what is in it. */
const nameOf = ({ apiVersion, kind, namespace, name }: ObjectRef): string =>
  [apiVersion, kind, namespace, name].filter(Boolean).join('/');

function targetOf(
  handle: ClusterHandle,
  openings: Openings,
  caller: string,
): ProvisioningTarget {
  const { name, state, clientFor, served, store } = handle;
  if (state === 'per-user') {
    throw new NotImplementedError(
      `Cluster '${name}' takes each user's own token, with which nothing is provisioned yet. Choose another cluster.`,
    );
  }
  return {
    client: clientFor(caller),
    kinds: served,
    openness: namespace => openings.of(store, namespace),
  };
}

/** The subject of the tokens that the scaffolder's plugin makes in its own name. */
const SCAFFOLDER = 'plugin:scaffolder';

/**
 * Undoing deletes without asking whose app it is, so it is for the scaffolder
 * alone, which keeps a ledger of what its tasks made. It undoes in its own name,
 * never in that of who started a task: templates may send requests in a user's
 * name wherever they like.
 *
 * @throws NotAllowedError
 */
function requireScaffolder({
  principal,
}: BackstageCredentials<
  BackstageServicePrincipal | BackstageUserPrincipal
>): void {
  if (principal.type !== 'service' || principal.subject !== SCAFFOLDER) {
    const caller =
      principal.type === 'service'
        ? principal.subject
        : principal.userEntityRef;
    throw new NotAllowedError(
      `Only the scaffolder itself undoes what its tasks created, and this is asked by '${caller}'. Cancel the task, which undoes it, or delete the objects on the cluster itself.`,
    );
  }
}

export function addProvisioningRoutes(
  router: HybridAppsRouter,
  { access, auditor, clusters, httpAuth, openings }: RouterOptions,
): void {
  const applies = createLimiter(APPLIES);

  /** Does what changes a cluster, with its start and its end in the audit log. */
  async function audited<T>(
    event: AuditorServiceCreateEventOptions,
    act: () => Promise<T>,
    resultsOf: (result: T) => string[],
  ): Promise<T> {
    const audit = await auditor.createEvent(event);
    try {
      const result = await act();
      await audit.success({ meta: { results: resultsOf(result) } });
      return result;
    } catch (error) {
      await audit.fail({ error: toError(error) });
      throw error;
    }
  }

  router.post('/v1/clusters/:cluster/apply', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    const { cluster } = req.params;
    const {
      manifests,
      task,
      namespace,
      dryRun = false,
      mustNotExist = true,
    } = req.body;
    const objects = manifests.map(({ apiVersion, kind, metadata }) =>
      nameOf({
        apiVersion,
        kind,
        namespace: metadata.namespace ?? namespace,
        name: metadata.name,
      }),
    );
    const result = await audited(
      {
        eventId: 'manifests-apply',
        severityLevel: dryRun ? 'low' : 'medium',
        request: req,
        meta: { cluster, task, dryRun, objects },
      },
      async () => {
        await access.require(hybridAppCreatePermission, credentials);
        // The right to create is none to change what others made.
        if (!mustNotExist && !dryRun) {
          throw new InputError(
            'Objects that exist are never changed: leave mustNotExist out and choose names that are free, or ask with dryRun: true what would change.',
          );
        }
        const caller = callerOf(credentials);
        const target = targetOf(clusters.require(cluster), openings, caller);
        return applies.run(caller, () => applyManifests(target, req.body));
      },
      ({ items }) => items.map(item => `${nameOf(item)} ${item.action}`),
    );
    res.json(result);
  });

  router.post('/v1/clusters/:cluster/undo', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['service', 'user'],
    });
    const { cluster } = req.params;
    const { task, objects } = req.body;
    const result = await audited(
      {
        eventId: 'manifests-undo',
        severityLevel: 'medium',
        request: req,
        meta: { cluster, task, objects: objects.map(nameOf) },
      },
      async () => {
        requireScaffolder(credentials);
        await access.require(hybridAppCreatePermission, credentials);
        return undoApply(
          targetOf(clusters.require(cluster), openings, callerOf(credentials)),
          req.body,
        );
      },
      ({ items }) =>
        items.map(
          ({ object, result: became }) => `${nameOf(object)} ${became}`,
        ),
    );
    res.json(result);
  });

  router.post('/v1/clusters/:cluster/readiness', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    await access.require(hybridAppCreatePermission, credentials);
    const { store, served } = clusters.require(req.params.cluster);
    res.json({
      items: checkReadiness(
        {
          store,
          kinds: served,
          openness: namespace => openings.of(store, namespace),
        },
        req.body.objects,
      ),
    });
  });
}
