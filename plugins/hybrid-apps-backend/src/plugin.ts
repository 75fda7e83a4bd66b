import { stringifyEntityRef } from '@backstage/catalog-model';
import { toError } from '@backstage/errors';
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  hybridAppsPermissions,
  namespacePermissions,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import {
  Act as AddedAct,
  clusterAccessServiceRef,
  hybridAppsActsExtensionPoint,
  hybridAppsKindsExtensionPoint,
  Kind,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-node';
import { readPlatform } from './apps';
import { AppEntities, createCatalogApps } from './catalog';
import { systemClock } from './clock';
import { readClusterSettings } from './clusters';
import { createClusters } from './clusters/clusters';
import { createListEvents } from './events';
import { createAskManagers } from './fieldManagers';
import { createGuests } from './guest';
import {
  createHistory,
  createObserver,
  createTrail,
  followHealth,
  readRetention,
  recordHistory,
} from './history';
import { createImpersonation, readImpersonation } from './impersonation';
import { keepBriefly } from './keepBriefly';
import { createKinds } from './kinds';
import {
  createMetrics,
  createMetricsOverTime,
  readMetricsSettings,
} from './metrics';
import {
  createModernizationRecord,
  forgetModernization,
} from './modernization';
import {
  createIsOfCluster,
  createOwnerOf,
  placeIn,
  readOwnerRules,
  readPlaceName,
} from './namespaces';
import { answerInThread, createPreviewer } from './policy';
import { createNotifier, createViewers, startHeartbeat } from './notify';
import { allActs, takeUp } from './operations/acts';
import {
  createAppAccess,
  hybridAppResourceRef,
  hybridAppRules,
  namespaceResourceRef,
  namespaceRules,
  readKept,
} from './permissions';
import { createLedger, createOpenings, readOpenings } from './provisioning';
import { createAudit, createBarrier, createRouter } from './router';
import { startOperations } from './startOperations';
import { contentRevision, createAppViews, createDiscovery } from './views';

/** An app is computed once in this time at most, in milliseconds, for who asks for it. */
const REST_MS = 1_000;

/** And the words of policies on it, where these take little of policy's thread. */
const STATUS_REST_MS = 500;

/** A picture waits so long, in milliseconds, for what policies say. */
const WAIT_MS = 500;

/**
 * The backend of hybrid apps: see the README for its routes, settings and
 * permissions.
 *
 * @public
 */
export const hybridAppsPlugin = createBackendPlugin({
  pluginId: 'hybrid-apps',
  register(env) {
    const added: Kind[] = [];
    env.registerExtensionPoint(hybridAppsKindsExtensionPoint, {
      addKinds: (...kinds) => {
        added.push(...kinds);
      },
    });
    const ownActs = allActs(systemClock);
    let addedActs: readonly AddedAct[] = [];
    env.registerExtensionPoint(hybridAppsActsExtensionPoint, {
      addActs: (...acts) => {
        addedActs = takeUp(ownActs, addedActs, acts);
      },
    });
    env.registerInit({
      deps: {
        access: clusterAccessServiceRef,
        actionsRegistry: actionsRegistryServiceRef,
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
        userInfo: coreServices.userInfo,
      },
      async init({ auth, catalog, config, lifecycle, logger, ...services }) {
        const { permissions, permissionsRegistry, scheduler } = services;
        const ownCredentials = () => auth.getOwnServiceCredentials();
        const trail = createTrail();
        const history = await createHistory(services.database, trail);
        const modernization = await createModernizationRecord(
          services.database,
        );
        const ledger = await createLedger(services.database);
        const ownerRules = readOwnerRules(config);
        const ownerOf = createOwnerOf(ownerRules);
        const kinds = createKinds(added, {
          ofNamespaces: [ownerRules.annotation],
          onReplaced: (group, kind) =>
            logger.warn(
              `A module describes the kind ${kind} of ${
                group || 'the core group'
              }, which the portal knows by itself: the module's word counts. Take it out of the module to have the portal's.`,
            ),
        });
        const clusters = createClusters({
          kinds,
          access: services.access,
          auth,
          logger,
          settings: readClusterSettings(config, kinds),
        });
        const isPlatform = readPlatform(config);
        const isOfCluster = createIsOfCluster(isPlatform, ownerOf);
        const openings = createOpenings(readOpenings(config), isPlatform);
        const stores = () => clusters.list().map(({ store }) => store);
        const failed = ({ entity }: AppEntities, error: unknown) =>
          logger.error(
            `The app ${stringifyEntityRef(entity)} cannot be told of`,
            toError(error),
          );
        const policies = answerInThread({
          stores,
          subscribe: clusters.subscribe,
          isOfCluster,
          logger,
        });
        const previewer = createPreviewer();
        const overTime = createMetricsOverTime(readMetricsSettings(config));
        const views = createAppViews({
          stores,
          problem: () => clusters.problem,
          ownerOf,
          policies,
          restMs: REST_MS,
          statusRestMs: STATUS_REST_MS,
          waitMs: WAIT_MS,
          onFailure: failed,
        });
        const discovery = createDiscovery({ stores, isPlatform, ownerOf });
        const viewers = createViewers();
        const closing = new AbortController();
        const catalogApps = createCatalogApps(catalog);
        const keep = {
          ms: readKept(config),
          most: 2_000,
          now: () => performance.now(),
        };
        const ownList = keepBriefly<AppEntities[]>(keep);
        // In the plugin's own name, for what leaves it as revisions and names alone.
        const everyApp = () =>
          ownList('', async () => catalogApps.list(await ownCredentials()));
        const refOf = ({ entity }: AppEntities) => stringifyEntityRef(entity);

        const placeOf = (cluster: string, namespace: string) => {
          const store = clusters.get(cluster)?.store;
          return store
            ? placeIn(store, namespace, ownerOf)
            : { cluster, name: namespace, isKnown: false, labels: {} };
        };
        permissionsRegistry.addResourceType({
          resourceRef: namespaceResourceRef,
          permissions: namespacePermissions,
          rules: Object.values(namespaceRules),
          getResources: async refs =>
            refs.map(ref => {
              const named = readPlaceName(ref);
              return named && placeOf(named.cluster, named.namespace);
            }),
        });
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
        const appAccess = createAppAccess({
          catalogApps,
          permissions,
          permissionsRegistry,
          placeOf,
          keep,
        });
        const audit = createAudit({
          auditor: services.auditor,
          httpAuth: services.httpAuth,
          logger,
        });
        const impersonation = createImpersonation(
          readImpersonation(config, openings.any),
          services.userInfo,
        );
        const operations = await startOperations({
          access: appAccess,
          actionsRegistry: services.actionsRegistry,
          addedActs,
          audit,
          auth,
          clusters,
          config,
          database: services.database,
          everyApp,
          httpRouter: services.httpRouter,
          impersonation,
          ledger,
          logger,
          openings,
          ownerOf,
          views,
        });
        services.httpRouter.use(
          createRouter({
            ...operations.forRoutes,
            access: appAccess,
            audit,
            barrier: createBarrier({
              config,
              httpAuth: services.httpAuth,
              httpRouter: services.httpRouter,
            }),
            clusters,
            closing: closing.signal,
            discovery,
            everyApp,
            guests: createGuests(),
            history,
            httpAuth: services.httpAuth,
            impersonation,
            viewers,
            isOfCluster,
            isPlatform,
            ledger,
            listEvents: createListEvents(),
            managersOf: createAskManagers(),
            metrics: createMetrics({ now: systemClock }),
            modernization,
            openings,
            overTime,
            ownerOf,
            previewer,
            views,
          }),
        );

        const notifier = createNotifier({
          viewers,
          clusters,
          events: services.events,
          signals: services.signals,
          logger,
          async look(seen) {
            const isSeen = seen.list || seen.apps.length > 0;
            const apps = isSeen ? await everyApp() : [];
            const wanted = new Set(seen.apps);
            const looked = new Map<string, string>();
            for (const app of apps.filter(one => wanted.has(refOf(one)))) {
              try {
                const { topology } = await views.now(app).drawn();
                looked.set(refOf(app), topology.revision);
              } catch (error) {
                failed(app, error);
              }
            }
            return {
              apps: looked,
              ...(seen.list && {
                list: contentRevision(apps.map(refOf).sort()),
              }),
              discovered: await discovery.revision(),
            };
          },
        });
        views.onLate(notifier.look);
        const heartbeat = startHeartbeat({
          signals: services.signals,
          logger,
          viewers,
        });
        const unfollow = followHealth({ clusters, trail });
        const observer = createObserver({
          stores,
          policies,
          onFailure: failed,
        });
        lifecycle.addShutdownHook(async () => {
          closing.abort();
          unfollow();
          notifier.stop();
          heartbeat.stop();
          await operations.stop();
          await overTime.close();
          await clusters.stop();
          await policies.close();
          await previewer.close();
        });
        lifecycle.addStartupHook(async () => {
          // Nobody waits for it, as it waits for the kubernetes plugin; what it
          // cannot learn is told as a problem.
          void clusters.start();
          const retentionMs = readRetention(config);
          await recordHistory({
            history,
            scheduler,
            retentionMs,
            async observeAll() {
              const observed = await observer.observe(await everyApp());
              observed.forEach(modernization.observe);
              try {
                await modernization.write(systemClock());
              } catch (error) {
                // History goes on; what is as it was is observed again.
                logger.error(
                  'How far apps are in containers could not be recorded',
                  toError(error),
                );
              }
              return observed;
            },
          });
          await operations.schedule(scheduler, retentionMs);
          await forgetModernization({
            record: modernization,
            scheduler,
            retentionMs,
            present: async () => new Set((await everyApp()).map(refOf)),
          });
        });
      },
    });
  },
});
