import { clusterReadPermission } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { EVERYTHING, shownStore } from '../namespaces';
import { unknownOf } from '../topology';
import { HybridAppsRouter, RouterOptions } from './types';

export function addDiscoveryRoutes(
  router: HybridAppsRouter,
  { access, clusters, discovery, httpAuth, views }: RouterOptions,
): void {
  router.get('/v1/discovered-apps', async (req, res) => {
    // Services have the permission unless their token's restrictions take it away.
    const credentials = await httpAuth.credentials(req);
    await access.require(clusterReadPermission, credentials);
    const sight = await access.sightOf(credentials);
    const all = clusters.list().map(({ store }) => store);
    const stores =
      sight === EVERYTHING
        ? all
        : all.map(store =>
            shownStore(store, {
              sees: namespace => sight.sees(store.name, namespace),
              namespaces: [],
              readsClusters: sight.readsClusters,
            }),
          );
    const discovered =
      sight === EVERYTHING ? discovery.all() : discovery.in(stores);
    res.json({
      ...(await discovered),
      knowledge: [...views.unlisted(), ...unknownOf(stores)],
    });
  });
}
