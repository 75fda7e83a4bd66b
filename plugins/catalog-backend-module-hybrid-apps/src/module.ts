import {
  coreServices,
  createBackendModule,
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
} from '@backstage/backend-plugin-api';
import {
  catalogProcessingExtensionPoint,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { createHybridAppsEntityProvider } from './provider';

/**
 * Adds the entity provider where `catalog.providers.hybridApps` is configured.
 *
 * @public
 */
export const catalogModuleHybridApps = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'hybrid-apps',
  register(reg) {
    reg.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        events: eventsServiceRef,
        logger: coreServices.logger,
        processing: catalogProcessingExtensionPoint,
        scheduler: coreServices.scheduler,
      },
      async init({ config, processing, scheduler, ...services }) {
        const path = 'catalog.providers.hybridApps';
        if (!config.has(path)) {
          return;
        }
        const settings = config.getConfig(path);
        const schedule = settings.has('schedule')
          ? readSchedulerServiceTaskScheduleDefinitionFromConfig(
              settings.getConfig('schedule'),
            )
          : { frequency: { minutes: 5 }, timeout: { minutes: 2 } };
        processing.addEntityProvider(
          createHybridAppsEntityProvider({
            ...services,
            defaults: {
              owner: settings.getOptionalString('defaultOwner') ?? 'unknown',
              lifecycle:
                settings.getOptionalString('lifecycle') ?? 'production',
            },
            taskRunner: scheduler.createScheduledTaskRunner(schedule),
          }),
        );
      },
    });
  },
});
