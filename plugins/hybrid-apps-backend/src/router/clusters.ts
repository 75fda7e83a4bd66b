import { NotAllowedError, ServiceUnavailableError } from '@backstage/errors';
import {
  Cluster,
  ClusterDetails,
  clusterReadPermission,
  namespaceCreatePermission,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { keepBriefly } from '../keepBriefly';
import { EVERYTHING, Sight } from '../namespaces';
import {
  clusterDetails,
  describeCluster,
  describeNamespaces,
} from '../platform';
import { detectEnforcement } from '../policy';
import { toldWithin } from '../views';
import { HybridAppsRouter, RouterOptions } from './types';

/** A cluster as it may be told: which namespaces the portal reads one by one is for who sees these. */
function toldOfCluster<T extends Pick<Cluster, 'knowledge' | 'message'>>(
  cluster: T,
  sight: Sight,
): T {
  const { knowledge } = cluster;
  const isPartial = knowledge.some(({ namespaces }) => namespaces);
  if (sight === EVERYTHING || !isPartial) {
    return cluster;
  }
  const told = { ...cluster, knowledge: toldWithin(knowledge, sight) };
  delete told.message;
  return told;
}

/** Of a large cluster it takes a second to tell, which several viewers share. */
const KEPT_MS = 5_000;
const KEPT_CLUSTERS = 200;

export function addClusterRoutes(
  router: HybridAppsRouter,
  { access, clusters, httpAuth, isOfCluster, openings, ownerOf }: RouterOptions,
): void {
  const kept = keepBriefly<ClusterDetails>({
    ms: KEPT_MS,
    most: KEPT_CLUSTERS,
    now: () => performance.now(),
  });

  router.get('/v1/clusters', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    await access.require(clusterReadPermission, credentials);
    const sight = await access.sightOf(credentials);
    const handles = clusters.list();
    if (handles.length === 0 && clusters.problem !== undefined) {
      throw new ServiceUnavailableError(clusters.problem);
    }
    res.json({
      items: handles.map(handle =>
        toldOfCluster(
          describeCluster(
            handle,
            detectEnforcement(handle.store, isOfCluster),
            openings.any(handle.name),
            isOfCluster,
          ),
          sight,
        ),
      ),
    });
  });

  router.get('/v1/clusters/:cluster', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    await access.require(clusterReadPermission, credentials);
    const sight = await access.sightOf(credentials);
    const handle = clusters.require(req.params.cluster);
    const seesAll = sight === EVERYTHING;
    const details = await kept(JSON.stringify([handle.name, seesAll]), () =>
      clusterDetails(handle, detectEnforcement(handle.store, isOfCluster), {
        provisionable: openings.any(handle.name),
        seesAll,
        isOfCluster,
      }),
    );
    res.json(toldOfCluster(details, sight));
  });

  router.get('/v1/clusters/:cluster/namespaces', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    const { cluster } = req.params;
    const [{ sees, readsClusters }, mayCreate] = await Promise.all([
      access.sightOf(credentials),
      access.in(namespaceCreatePermission, credentials),
    ]);
    const store = clusters.get(cluster)?.store;
    const items = store
      ? describeNamespaces(
          store,
          namespace =>
            mayCreate(cluster, namespace) &&
            !openings.of(store, namespace).closed,
          ownerOf,
        ).filter(({ name }) => sees(cluster, name))
      : [];
    // Which clusters there are is for who may see something of them.
    if (items.length === 0 && !readsClusters) {
      throw new NotAllowedError(
        `You may see no namespace of a cluster named '${cluster}'. Ask whoever keeps the portal's permission policy.`,
      );
    }
    clusters.require(cluster);
    res.json({ items });
  });
}
