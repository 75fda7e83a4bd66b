import { NotAllowedError, ServiceUnavailableError } from '@backstage/errors';
import {
  Cluster,
  clusterReadPermission,
  namespaceCreatePermission,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { EVERYTHING, Sight } from '../namespaces';
import { UNTOLD, withNodeUse } from '../metrics';
import { callerOf } from '../permissions';
import { describeNamespaces } from '../platform';
import { createClusterPages, toldWithin } from '../views';
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

export function addClusterRoutes(
  router: HybridAppsRouter,
  options: RouterOptions,
): void {
  const { access, clusters, httpAuth, isOfCluster, openings, ownerOf } =
    options;
  const pages = createClusterPages({ isOfCluster });

  router.get('/v1/clusters', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    await access.require(clusterReadPermission, credentials);
    const sight = await access.sightOf(credentials);
    const handles = clusters.list();
    if (handles.length === 0 && clusters.problem !== undefined) {
      throw new ServiceUnavailableError(clusters.problem);
    }
    const items: Cluster[] = [];
    for (const handle of handles) {
      const line = await pages.line(handle, openings.any(handle.name));
      items.push(toldOfCluster(line, sight));
    }
    res.json({ items });
  });

  router.get('/v1/clusters/:cluster', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    await access.require(clusterReadPermission, credentials);
    const sight = await access.sightOf(credentials);
    const handle = clusters.require(req.params.cluster);
    const seesAll = sight === EVERYTHING;
    const [details, measured] = await Promise.all([
      pages.details(handle, {
        provisionable: openings.any(handle.name),
        seesAll,
      }),
      // With what all of a node uses, Pods that are hidden would show.
      seesAll ? options.metrics.nodes(handle, callerOf(credentials)) : UNTOLD,
    ]);
    const nodes = withNodeUse(details.nodes, measured);
    res.json(toldOfCluster({ ...details, nodes }, sight));
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
