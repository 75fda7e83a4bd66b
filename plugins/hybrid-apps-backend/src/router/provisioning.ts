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
import {
  hybridAppCreatePermission,
  namespaceCreatePermission,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { bearing, ClusterHandle, KubeIdentity } from '../clusters';
import { InNamespace } from '../permissions';
import {
  applyManifests,
  checkReadiness,
  notYours,
  Openings,
  Openness,
  ProvisioningTarget,
  undoApply,
} from '../provisioning';
import { nameOf } from './audit';
import { HybridAppsRouter, RouterOptions } from './types';

/** What of a cluster takes apps of the caller: where that one may create some, and it is open. */
const opennessFor =
  (
    { store }: Pick<ClusterHandle, 'store'>,
    openings: Openings,
    mayCreate: InNamespace,
  ) =>
  (namespace: string): Openness =>
    mayCreate(store.name, namespace)
      ? openings.of(store, namespace)
      : notYours(store.name, namespace);

/** @param as - whom the requests bear, in place of the portal's account */
function targetOf(
  handle: ClusterHandle,
  openings: Openings,
  mayCreate: InNamespace,
  as?: KubeIdentity,
): ProvisioningTarget {
  const { name, state, client, served } = handle;
  if (state === 'per-user') {
    throw new NotImplementedError(
      `Cluster '${name}' takes each user's own token, with which nothing is provisioned yet. Choose another cluster.`,
    );
  }
  return {
    client: bearing(client, as),
    kinds: served,
    openness: opennessFor(handle, openings, mayCreate),
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
  { access, audit, clusters, httpAuth, impersonation, openings }: RouterOptions,
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
        const as = await impersonation.ofCaller(cluster, credentials);
        return applyManifests(
          targetOf(
            clusters.require(cluster),
            openings,
            await access.in(namespaceCreatePermission, credentials),
            as,
          ),
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
        // In the portal's own name: nothing tells yet whose the task was.
        return undoApply(
          targetOf(
            clusters.require(cluster),
            openings,
            await access.in(namespaceCreatePermission, credentials),
          ),
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
    const handle = clusters.require(req.params.cluster);
    const { store, served: kinds } = handle;
    const openness = opennessFor(
      handle,
      openings,
      await access.in(namespaceCreatePermission, credentials),
    );
    res.json({
      items: checkReadiness({ store, kinds, openness }, req.body.objects),
    });
  });
}
