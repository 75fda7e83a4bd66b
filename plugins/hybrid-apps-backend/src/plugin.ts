import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { hybridAppsPermissions } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { clusterAccessServiceRef } from '@hybrid-apps/backstage-plugin-hybrid-apps-node';
import { discoverApps } from './apps';
import { createCatalogApps } from './catalog';
import { createClusters, readClusterSettings } from './clusters';
import {
  createHistory,
  observe,
  readRetention,
  recordHistory,
} from './history';
import { createNotifier } from './notify';
import {
  createAppAccess,
  hybridAppResourceRef,
  hybridAppRules,
} from './permissions';
import { createRouter } from './router';
import { contentRevision, createAppViews } from './views';

/**
 * The backend of hybrid apps: see the README for its routes, settings and
 * permissions.
 *
 * @public
 */
export const hybridAppsPlugin = createBackendPlugin({
  pluginId: 'hybrid-apps',
  register(env) {
    env.registerInit({
      deps: {
        access: clusterAccessServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
      },
      async init({ auth, catalog, config, lifecycle, logger, ...services }) {
        const { permissions, permissionsRegistry, scheduler } = services;
        const ownCredentials = () => auth.getOwnServiceCredentials();
        const history = await createHistory(services.database);
        const clusters = createClusters({
          access: services.access,
          auth,
          logger,
          settings: readClusterSettings(config),
        });
        const stores = () => clusters.list().map(({ store }) => store);
        const views = createAppViews({
          stores,
          problem: () => clusters.problem,
        });
        const catalogApps = createCatalogApps(catalog);
        const allApps = async () =>
          (await catalogApps.list(await ownCredentials())).map(app => ({
            entityRef: stringifyEntityRef(app.entity),
            view: views.of(app),
          }));

        permissionsRegistry.addResourceType({
          resourceRef: hybridAppResourceRef,
          permissions: hybridAppsPermissions,
          rules: Object.values(hybridAppRules),
          getResources: async entityRefs => {
            const { items } = await catalog.getEntitiesByRefs(
              { entityRefs },
              { credentials: await ownCredentials() },
            );
            return items;
          },
        });
        services.httpRouter.use(
          createRouter({
            access: createAppAccess({
              catalogApps,
              permissions,
              permissionsRegistry,
            }),
            auditor: services.auditor,
            clusters,
            history,
            httpAuth: services.httpAuth,
            views,
          }),
        );

        const notifier = createNotifier({
          clusters,
          events: services.events,
          signals: services.signals,
          logger,
          look: async () => ({
            apps: new Map(
              (await allApps()).map(({ entityRef, view }) => [
                entityRef,
                view.topology.revision,
              ]),
            ),
            discovered: contentRevision(discoverApps(stores())),
          }),
        });
        lifecycle.addShutdownHook(async () => {
          notifier.stop();
          await clusters.stop();
        });
        lifecycle.addStartupHook(async () => {
          // Not awaited by init: it waits for the kubernetes plugin.
          await clusters.start();
          await recordHistory({
            history,
            scheduler,
            retentionMs: readRetention(config),
            observeAll: async () =>
              (
                await allApps()
              ).map(({ view }) => observe(view.topology, view.stores)),
          });
        });
      },
    });
  },
});
