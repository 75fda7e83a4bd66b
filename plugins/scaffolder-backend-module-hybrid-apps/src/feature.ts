import { createBackendFeatureLoader } from '@backstage/backend-plugin-api';
import { catalogModuleHybridAppsTemplate } from './catalog';
import { scaffolderModuleHybridApps } from './module';

/**
 * What this package adds to a backend: the actions to the scaffolder, and the
 * template to the catalog. A backend starts the modules of the plugins that it
 * has. Where scaffolder and catalog are processes of their own, each so takes
 * its part.
 *
 * @public
 */
export const hybridAppsProvisioning = createBackendFeatureLoader({
  *loader() {
    yield scaffolderModuleHybridApps;
    yield catalogModuleHybridAppsTemplate;
  },
});
