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
import { createRenderAction } from './actions/render';
import { createUndoAction } from './actions/undo';
import { createWaitAction } from './actions/wait';
import { createAskHybridApps } from './hybridApps';
import { createLedger, startGuard } from './undo';

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
        const ledger = await createLedger(database);
        actions.addActions(
          createRenderAction(),
          createCheckAction({ ask, auth, catalog }),
          createApplyAction({ ask, ledger }),
          createWaitAction({ ask, auth, ledger }),
          createAwaitEntityAction({ catalog }),
          createUndoAction({ ask, auth, ledger }),
        );
        await startGuard({ ask, ledger, scaffolder, auth, scheduler, logger });
      },
    });
  },
});
