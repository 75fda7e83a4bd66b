import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import {
  scaffolderActionsExtensionPoint,
  scaffolderServiceRef,
} from '@backstage/plugin-scaffolder-node';
import { createApplyAction } from './actions/apply';
import { createAwaitEntityAction } from './actions/awaitEntity';
import { createCheckAction } from './actions/check';
import { createPerformActAction } from './actions/performAct';
import { createRenderAction } from './actions/render';
import { createUndoAction } from './actions/undo';
import { createWaitAction } from './actions/wait';
import { createAskHybridApps } from './hybridApps';
import { removeOldRecord, startGuard } from './undo';

/** The module of the scaffolder that provisions hybrid apps. */
export const scaffolderModuleHybridApps = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'hybrid-apps',
  register(env) {
    env.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        database: coreServices.database,
        discovery: coreServices.discovery,
        logger: coreServices.logger,
        scaffolder: scaffolderServiceRef,
        scheduler: coreServices.scheduler,
      },
      async init({
        actions,
        auth,
        catalog,
        database,
        discovery,
        logger,
        scaffolder,
        scheduler,
      }) {
        const ask = createAskHybridApps({ auth, discovery });
        await removeOldRecord(database, logger);
        actions.addActions(
          createRenderAction(),
          createCheckAction({ ask, auth, catalog }),
          createApplyAction({ ask }),
          createWaitAction({ ask, auth }),
          createAwaitEntityAction({ catalog }),
          createUndoAction({ ask, auth }),
          createPerformActAction({ ask }),
        );
        await startGuard({ ask, scaffolder, auth, scheduler, logger });
      },
    });
  },
});
