import { ServiceUnavailableError } from '@backstage/errors';
import { clusterReadPermission } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { describeCluster, describeNamespaces } from '../platform';
import { HybridAppsRouter, RouterOptions } from './types';

export function addClusterRoutes(
  router: HybridAppsRouter,
  { access, clusters, httpAuth, openings, ownerOf, views }: RouterOptions,
): void {
  router.get('/v1/clusters', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    await access.require(clusterReadPermission, credentials);
    const handles = clusters.list();
    if (handles.length === 0 && clusters.problem !== undefined) {
      throw new ServiceUnavailableError(clusters.problem);
    }
    res.json({
      items: handles.map(handle =>
        describeCluster(
          handle,
          views.policies(handle.store).enforcement,
          openings.any(handle.name),
        ),
      ),
    });
  });

  router.get('/v1/clusters/:cluster/namespaces', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    await access.require(clusterReadPermission, credentials);
    const { store } = clusters.require(req.params.cluster);
    res.json({
      items: describeNamespaces(
        store,
        namespace => !openings.of(store, namespace).closed,
        ownerOf,
      ),
    });
  });
}
