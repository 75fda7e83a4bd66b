import { createApiRef } from '@backstage/frontend-plugin-api';
import { HybridAppsApi } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';

/**
 * The hybrid-apps backend, as the portal's pages ask it.
 *
 * @public
 */
export const hybridAppsApiRef = createApiRef<HybridAppsApi>().with({
  id: 'plugin.hybrid-apps.api',
  pluginId: 'hybrid-apps',
});
