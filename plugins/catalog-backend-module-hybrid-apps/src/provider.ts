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
  LeftOutApp,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { appEntities, EntityDefaults, LOCATION } from './entities';
import { isOurs, ownersByHand, withoutHandRegistered } from './handRegistered';
import { handedOn, heldRefs, remember, silentPlaces } from './held';
import { HeldRefs } from './naming';
import { lastingUnknown, mayBeThere, silenceOf } from './silence';

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

/** How many apps a line of the log names. */
const MAX_NAMED = 20;

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

  let remembered: HeldRefs = new Map();
  const toldBefore = { leftOut: '', unknown: '' };

  /** What is named in a sentence: once, and again where that changes. */
  function news(
    about: keyof typeof toldBefore,
    left: readonly LeftOutApp[],
  ): string | undefined {
    const more = left.length - MAX_NAMED;
    const sentence = [
      ...left
        .slice(0, MAX_NAMED)
        .map(
          ({ name, cluster, namespace }) =>
            `'${name}' in namespace '${namespace}' of cluster '${cluster}'`,
        ),
      ...(more > 0 ? [`${more} more`] : []),
    ].join(', ');
    const isNews = sentence !== toldBefore[about];
    toldBefore[about] = sentence;
    return isNews && sentence ? sentence : undefined;
  }

  /** Says what carries the label of an app and is none. */
  function tellLeftOut(
    leftOut: readonly LeftOutApp[],
    unknown: readonly LeftOutApp[],
  ): void {
    const platform = news('leftOut', leftOut);
    if (platform) {
      logger.info(
        `Taken for a part of the platform, and left out of the apps: ${platform}. ` +
          'hybridApps.platformNamespaces says which namespaces are the platform.',
      );
    }
    const nobodys = news('unknown', unknown);
    if (nobodys) {
      logger.warn(
        `Nobody can tell whose these are, as the portal may not read their Namespaces; the catalog keeps what it has of them: ${nobodys}. ` +
          "Let the portal's account get and list namespaces, or name owners in hybridApps.namespaces.owner.patterns.",
      );
    }
  }

  /** What the catalog holds of this provider, and all Systems, without relations. */
  async function systemsAndOurs(): Promise<Entity[]> {
    const { items } = await catalog.getEntities(
      {
        filter: [
          { kind: 'System' },
          { [`metadata.annotations.${ANNOTATION_ORIGIN_LOCATION}`]: LOCATION },
        ],
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
      ofUnknownOwner = [],
      knowledge,
    } = await client.listDiscoveredApps({ token });
    tellLeftOut(leftOut, lastingUnknown(knowledge, ofUnknownOwner));
    const silence = silenceOf(knowledge, ofUnknownOwner);
    const there = await systemsAndOurs();
    const own = there.filter(isOurs);
    const held = handedOn(
      heldRefs(own, remembered, defaults.owner),
      own,
      items,
    );
    const found = appEntities(
      items,
      defaults,
      { held, lacksApps: silence.any, byHand: ownersByHand(there) },
      silentPlaces(own, silence, defaults.owner),
    );
    // Without a location key, so that an entity that someone registers later
    // takes the place of ours: the catalog lets a key win over none.
    const told = withoutHandRegistered(found, await present(found));
    const entities = told.map(entity => ({ entity }));
    const refs = new Set(told.map(entity => stringifyEntityRef(entity)));
    // An app of which nobody tells is not gone: what may be there stays.
    await connection.applyMutation(
      silence.any
        ? {
            type: 'delta',
            added: entities,
            removed: own
              .filter(
                entity =>
                  !refs.has(stringifyEntityRef(entity)) &&
                  !mayBeThere(entity, silence),
              )
              .map(entity => ({ entityRef: stringifyEntityRef(entity) })),
          }
        : { type: 'full', entities },
    );
    remembered = remember(told, held, silence.any);
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
