import {
  AuthService,
  DiscoveryService,
  LoggerService,
  SchedulerServiceTaskRunner,
} from '@backstage/backend-plugin-api';
import {
  ANNOTATION_ORIGIN_LOCATION,
  Entity,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import {
  CatalogService,
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { EventsService } from '@backstage/plugin-events-node';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  createHybridAppsClient,
  DISCOVERED_APPS_CHANGED_TOPIC,
  KindKnowledge,
  LeftOutApp,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { appEntities, EntityDefaults, LOCATION } from './entities';
import { withoutHandRegistered } from './handRegistered';
import { appId, identity } from './naming';
import {
  conflictsOf,
  heldRefs,
  remember,
  Remembered,
  settleDisputes,
} from './owners';

/** What the provider works with. */
export interface HybridAppsEntityProviderOptions {
  auth: AuthService;
  catalog: CatalogService;
  defaults: EntityDefaults;
  discovery: DiscoveryService;
  events: EventsService;
  /**
   * Milliseconds after the start in which nothing is asked. A catalog that
   * starts reads what is registered by hand meanwhile; asked earlier, it would
   * not know of it, and warn of each entity that both have.
   */
  initialDelayMs: number;
  logger: LoggerService;
  taskRunner: SchedulerServiceTaskRunner;
}

const NAME = 'hybrid-apps';

/** Whether apps may be missing from the answer because a cluster did not tell. */
const mayLackApps = (knowledge: KindKnowledge[]) =>
  knowledge.some(({ state }) => state === 'unreachable' || state === 'syncing');

/**
 * Keeps the catalog in step with the apps found in clusters. It asks the
 * hybrid-apps backend, when that says that the apps changed and now and then.
 */
export function createHybridAppsEntityProvider(
  options: HybridAppsEntityProviderOptions,
): EntityProvider {
  const { auth, catalog, defaults, events, logger, taskRunner } = options;
  const { initialDelayMs } = options;
  const client = createHybridAppsClient({
    discoveryApi: options.discovery,
    fetchApi: { fetch },
  });

  let remembered: Remembered = new Map();
  let warned = new Map<string, string>();
  let toldLeft = '';

  /** Warns of what was not there last time. */
  function warnOnce(conflicts: Map<string, string>): void {
    for (const [ref, sentence] of conflicts) {
      if (warned.get(ref) !== sentence) {
        logger.warn(sentence);
      }
    }
    warned = conflicts;
  }

  /** Says what is taken for a part of the platform, once, and again where that changes. */
  function tellLeftOut(left: readonly LeftOutApp[]): void {
    const sentence = left
      .map(
        ({ name, cluster, namespace }) =>
          `'${name}' in namespace '${namespace}' of cluster '${cluster}'`,
      )
      .join(', ');
    if (sentence && sentence !== toldLeft) {
      logger.info(
        `Taken for a part of the platform, and left out of the apps: ${sentence}. ` +
          'hybridApps.platformNamespaces says which namespaces are the platform.',
      );
    }
    toldLeft = sentence;
  }

  /** What the catalog holds of this provider, without relations. */
  async function ours(): Promise<Entity[]> {
    const { items } = await catalog.getEntities(
      {
        filter: {
          [`metadata.annotations.${ANNOTATION_ORIGIN_LOCATION}`]: LOCATION,
        },
        fields: ['kind', 'metadata', 'spec.owner'],
      },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    return items;
  }

  /** What the catalog holds under the same references, and in the same Systems. */
  async function present(found: Entity[]): Promise<Entity[]> {
    const credentials = await auth.getOwnServiceCredentials();
    const systems = found
      .filter(({ kind }) => kind === 'System')
      .map(system => stringifyEntityRef(system));
    const [same, parts] = await Promise.all([
      catalog.getEntitiesByRefs(
        { entityRefs: found.map(entity => stringifyEntityRef(entity)) },
        { credentials },
      ),
      systems.length === 0
        ? { items: [] }
        : catalog.getEntities(
            { filter: { 'relations.partOf': systems } },
            { credentials },
          ),
    ]);
    return [
      ...same.items.flatMap(entity => (entity ? [entity] : [])),
      ...parts.items,
    ];
  }

  async function refresh(connection: EntityProviderConnection): Promise<void> {
    const { token } = await auth.getPluginRequestToken({
      onBehalfOf: await auth.getOwnServiceCredentials(),
      targetPluginId: 'hybrid-apps',
    });
    const {
      items,
      leftOut = [],
      knowledge,
    } = await client.listDiscoveredApps({ token });
    tellLeftOut(leftOut);
    const lacksApps = mayLackApps(knowledge);
    const own = await ours();
    const found = appEntities(
      items,
      defaults,
      heldRefs(own, remembered),
      lacksApps,
    );
    const held = [...own, ...(await present(found))];
    const titlesDisputed = new Set(
      items
        .filter(app => app.titleDisputed)
        .map(app => identity('System', appId(app))),
    );
    const settled = settleDisputes(found, held, remembered, {
      titlesDisputed,
      lacksApps,
    });
    // Without a location key, so that an entity that someone registers later
    // takes the place of ours: the catalog lets a key win over none.
    const told = withoutHandRegistered(settled, held);
    const entities = told.map(entity => ({ entity }));
    // An app of a cluster that does not answer is not gone: then entities are
    // added and changed, and none is taken away.
    await connection.applyMutation(
      lacksApps
        ? { type: 'delta', added: entities, removed: [] }
        : { type: 'full', entities },
    );
    remembered = remember(told, held, remembered, lacksApps);
    warnOnce(conflictsOf(told));
  }

  return {
    getProviderName: () => NAME,
    async connect(connection) {
      const settled = sleep(initialDelayMs, undefined, { ref: false });
      let running: Promise<void> | undefined;
      let again = false;
      /** One refresh at a time; those asked for meanwhile become one more. */
      const refreshOnce = async (): Promise<void> => {
        if (running) {
          again = true;
          return running;
        }
        running = (async () => {
          await settled;
          do {
            again = false;
            try {
              await refresh(connection);
            } catch (error) {
              logger.warn(
                `The hybrid apps in the clusters could not be asked for; the catalog keeps those it has: ${error}`,
              );
            }
          } while (again);
          running = undefined;
        })();
        return running;
      };

      await events.subscribe({
        id: NAME,
        topics: [DISCOVERED_APPS_CHANGED_TOPIC],
        onEvent: refreshOnce,
      });
      await taskRunner.run({ id: `${NAME}:refresh`, fn: refreshOnce });
    },
  };
}
