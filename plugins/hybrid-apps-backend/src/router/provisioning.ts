import {
  InputError,
  NotImplementedError,
  ServiceUnavailableError,
  toError,
} from '@backstage/errors';
import { AuditorServiceCreateEventOptions } from '@backstage/backend-plugin-api';
import {
  hybridAppCreatePermission,
  ObjectRef,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { ClusterHandle } from '../clusters';
import {
  applyManifests,
  askedBy,
  checkReadiness,
  Openings,
  ProvisioningTarget,
  undoApply,
} from '../provisioning';
import { whoseTask } from './tasks';
import { HybridAppsRouter, RouterOptions } from './types';

/** What an audit event says of an object: its name, never what is in it. */
const nameOf = ({ apiVersion, kind, namespace, name }: ObjectRef): string =>
  [apiVersion, kind, namespace, name].filter(Boolean).join('/');

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

export function addProvisioningRoutes(
  router: HybridAppsRouter,
  { access, auditor, clusters, httpAuth, ledger, openings }: RouterOptions,
): void {
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
    const credentials = await httpAuth.credentials(req, {
      allow: ['service', 'user'],
    });
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
        const asked = askedBy(credentials);
        return applyManifests(
          {
            ...targetOf(clusters.require(cluster), openings),
            journal: ledger.journal({ cluster, asked }),
          },
          req.body,
        );
      },
      ({ items }) => items.map(item => `${nameOf(item)} ${item.action}`),
    );
    res.json(result);
  });

  /** A cluster to undo on, for the user who asked for what is there, where one did. */
  function undoTarget(cluster: string, _user: string | undefined) {
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
    return targetOf(clusters.require(cluster), openings);
  }

  router.post('/v1/tasks/undo', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['service', 'user'],
    });
    const { task, user } = req.body;
    const result = await audited(
      {
        eventId: 'manifests-undo',
        severityLevel: 'medium',
        request: req,
        meta: { task, ...(user && { user }) },
      },
      async () => {
        const whose = whoseTask(credentials, req.body);
        await access.require(hybridAppCreatePermission, credentials);
        return undoApply(ledger, whose, undoTarget);
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
