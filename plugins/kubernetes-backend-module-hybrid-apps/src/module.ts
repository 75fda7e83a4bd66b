import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { kubernetesObjectsProviderExtensionPoint } from '@backstage/plugin-kubernetes-node';
import { clusterAccessServiceRef } from '@hybrid-apps/backstage-plugin-hybrid-apps-node';

/**
 * Hands the kubernetes plugin's cluster supplier and auth strategies to the
 * cluster access service, and leaves the plugin as it is.
 *
 * The plugin exports neither. The factory of its objects provider is given
 * both, so the module takes that place and answers with the default provider.
 *
 * @public
 */
export const kubernetesModuleHybridApps = createBackendModule({
  pluginId: 'kubernetes',
  moduleId: 'hybrid-apps',
  register(reg) {
    reg.registerInit({
      deps: {
        access: clusterAccessServiceRef,
        logger: coreServices.logger,
        objectsProvider: kubernetesObjectsProviderExtensionPoint,
      },
      async init({ access, logger, objectsProvider }) {
        try {
          objectsProvider.addObjectsProvider(
            async ({ clusterSupplier, authStrategy, getDefault }) => {
              access.provide({ clusterSupplier, authStrategy });
              return getDefault();
            },
          );
        } catch (error) {
          // The kubernetes plugin takes one provider. It must not go down
          // because someone else was first.
          logger.error(
            'Another module provides the kubernetes objects, so hybrid-apps sees no clusters. ' +
              "Call clusterAccessServiceRef's provide() in that module; the README of " +
              '@hybrid-apps/backstage-plugin-kubernetes-backend-module-hybrid-apps shows how.',
            error instanceof Error ? error : new Error(String(error)),
          );
        }
      },
    });
  },
});
