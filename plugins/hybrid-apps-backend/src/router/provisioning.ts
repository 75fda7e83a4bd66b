import { ServiceUnavailableError } from '@backstage/errors';
import {
  hybridAppCreatePermission,
  namespaceCreatePermission,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { bearing, ClusterHandle, KubeIdentity } from '../clusters';
import { Person } from '../impersonation';
import { createLimiter } from '../limiter';
import { callerOf, InNamespace } from '../permissions';
import {
  applyManifests,
  askedBy,
  checkReadiness,
  notYours,
  Openings,
  Openness,
  ProvisioningTarget,
  undoApply,
} from '../provisioning';
import { nameOf } from './audit';
import { APPLIES } from './limits';
import { requireOwnAccount } from './ownAccount';
import { whoseTask } from './tasks';
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

/**
 * @param by.caller - whom the requests are counted for
 * @param by.as - whom they bear, in place of the portal's account
 */
function targetOf(
  handle: ClusterHandle,
  openness: ProvisioningTarget['openness'],
  by: { caller: string; as?: KubeIdentity },
): ProvisioningTarget {
  requireOwnAccount(handle);
  const { clientFor, served: kinds } = handle;
  return { client: bearing(clientFor(by.caller), by.as), kinds, openness };
}

export function addProvisioningRoutes(
  router: HybridAppsRouter,
  {
    access,
    audit,
    clusters,
    httpAuth,
    impersonation,
    ledger,
    openings,
  }: RouterOptions,
): void {
  const applies = createLimiter(APPLIES);

  router.post('/v1/clusters/:cluster/apply', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['service', 'user'],
    });
    const { cluster } = req.params;
    const { manifests, task, namespace, dryRun = false } = req.body;
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
        const caller = callerOf(credentials);
        const person = await impersonation.personOf(cluster, credentials);
        const mayCreate = await access.in(
          namespaceCreatePermission,
          credentials,
        );
        const handle = clusters.require(cluster);
        const target = targetOf(
          handle,
          opennessFor(handle, openings, mayCreate),
          {
            caller,
            as: person && impersonation.ofPerson(cluster, person),
          },
        );
        const journal = ledger.journal({
          cluster,
          asked: askedBy(credentials),
          ownershipEntityRefs: person?.ownershipEntityRefs,
        });
        return applies.run(caller, () =>
          applyManifests({ ...target, journal }, req.body),
        );
      },
      ({ items }) =>
        items.map(item => `${nameOf(item)} ${dryRun ? 'possible' : 'created'}`),
    );
    res.json(result);
  });

  /**
   * A cluster to undo on, in the name of who created what is there, where one
   * did. To take back one's own is no right that a person needs.
   */
  function undoTarget(
    cluster: string,
    caller: string,
    person: Person | undefined,
  ) {
    const known = clusters.list();
    const isKnown = known.some(({ name }) => name === cluster);
    // Not known yet, or not now, is no reason to give up what is there.
    if (!isKnown && (clusters.problem || known.length === 0)) {
      throw new ServiceUnavailableError(
        `Whether there is a cluster '${cluster}' is not known. ${
          clusters.problem ?? 'Try again when the portal has started.'
        }`,
      );
    }
    const handle = clusters.require(cluster);
    return targetOf(handle, namespace => openings.of(handle.store, namespace), {
      caller,
      as: person && impersonation.ofPerson(cluster, person),
    });
  }

  router.post('/v1/tasks/undo', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['service', 'user'],
    });
    const { task, user } = req.body;
    const result = await audit.write(
      {
        eventId: 'manifests-undo',
        request: req,
        meta: { task, ...(user && { user }) },
      },
      async () => {
        const whose = whoseTask(credentials, req.body);
        await access.require(hybridAppCreatePermission, credentials);
        const caller = callerOf(credentials);
        return undoApply(ledger, whose, (cluster, person) =>
          undoTarget(cluster, caller, person),
        );
      },
      ({ items }) =>
        items.map(
          ({ cluster, object, result: became }) =>
            `${cluster}: ${nameOf(object)} ${became}`,
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
