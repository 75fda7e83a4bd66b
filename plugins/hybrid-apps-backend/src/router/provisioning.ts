import {
  InputError,
  NotAllowedError,
  NotImplementedError,
} from '@backstage/errors';
import {
  BackstageCredentials,
  BackstageServicePrincipal,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { hybridAppCreatePermission } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { ClusterHandle } from '../clusters';
import {
  applyManifests,
  checkReadiness,
  Openings,
  ProvisioningTarget,
  undoApply,
} from '../provisioning';
import { nameOf } from './audit';
import { HybridAppsRouter, RouterOptions } from './types';

function targetOf(
  handle: ClusterHandle,
  openings: Openings,
): ProvisioningTarget {
  const { name, state, client, served, store } = handle;
  if (state === 'per-user') {
    throw new NotImplementedError(
      `Cluster '${name}' takes each user's own token, with which nothing is provisioned yet. Choose another cluster.`,
    );
  }
  return {
    client,
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
  { access, audit, clusters, httpAuth, openings }: RouterOptions,
): void {
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
    const result = await audit.write(
      {
        eventId: 'manifests-apply',
        request: req,
        meta: { task, dryRun, objects },
      },
      async () => {
        await access.require(hybridAppCreatePermission, credentials);
        // The right to create is none to change what others made.
        if (!mustNotExist && !dryRun) {
          throw new InputError(
            'Objects that exist are never changed: leave mustNotExist out and choose names that are free, or ask with dryRun: true what would change.',
          );
        }
        return applyManifests(
          targetOf(clusters.require(cluster), openings),
          req.body,
        );
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
    const result = await audit.write(
      {
        eventId: 'manifests-undo',
        request: req,
        meta: { task, objects: objects.map(nameOf) },
      },
      async () => {
        requireScaffolder(credentials);
        await access.require(hybridAppCreatePermission, credentials);
        return undoApply(
          targetOf(clusters.require(cluster), openings),
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
