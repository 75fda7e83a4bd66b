import { clusterReadPermission } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { discoverApps, leftToPlatform, ofUnknownOwner } from '../apps';
import { EVERYTHING, shownStore } from '../namespaces';
import { unknownOf } from '../topology';
import { HybridAppsRouter, RouterOptions } from './types';

export function addDiscoveryRoutes(
  router: HybridAppsRouter,
  { access, clusters, httpAuth, isPlatform, ownerOf, views }: RouterOptions,
): void {
  router.get('/v1/discovered-apps', async (req, res) => {
    // Services have the permission unless their token's restrictions take it away.
    const credentials = await httpAuth.credentials(req);
    await access.require(clusterReadPermission, credentials);
    const sight = await access.sightOf(credentials);
    const stores = clusters.list().map(({ store }) =>
      sight === EVERYTHING
        ? store
        : shownStore(store, {
            sees: namespace => sight.sees(store.name, namespace),
            namespaces: [],
            readsClusters: sight.readsClusters,
          }),
    );
    res.json({
      items: discoverApps(stores, isPlatform, ownerOf),
      leftOut: leftToPlatform(stores, isPlatform),
      ofUnknownOwner: ofUnknownOwner(stores, isPlatform, ownerOf),
      knowledge: [...views.unlisted(), ...unknownOf(stores)],
    });
  });
}
