import {
  coreServices,
  createBackendModule,
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
} from '@backstage/backend-plugin-api';
import { readDurationFromConfig } from '@backstage/config';
import {
  catalogProcessingExtensionPoint,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { durationToMilliseconds } from '@backstage/types';
import { readDefaults } from './defaults';
import { createHybridAppsEntityProvider } from './provider';

const INITIAL_DELAY = 'schedule.initialDelay';

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
        const initialDelay = settings.has(INITIAL_DELAY)
          ? readDurationFromConfig(settings, { key: INITIAL_DELAY })
          : { seconds: 15 };
        processing.addEntityProvider(
          createHybridAppsEntityProvider({
            ...services,
            initialDelayMs: durationToMilliseconds(initialDelay),
            defaults: readDefaults(settings),
            taskRunner: scheduler.createScheduledTaskRunner(schedule),
          }),
        );
      },
    });
  },
});
