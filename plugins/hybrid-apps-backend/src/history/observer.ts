import { stringifyEntityRef } from '@backstage/catalog-model';
import { Postures } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { resolveApp } from '../apps';
import { AppEntities } from '../catalog';
import { Clock, systemClock } from '../clock';
import { LiveStore } from '../clusters';
import { ObservedApp, Sized } from '../modernization';
import { knowsKindOf, parseNodeId } from '../objects';
import { PolicyAnswers } from '../policy';
import { sameItems } from '../sameItems';
import { unknownOf } from '../topology';
import { createBreaks } from '../unhurried';
import {
  Asked,
  createAsked,
  createLayer,
  createReadings,
  Readings,
  stateOf,
  storesOf,
} from '../views';
import {
  lookAt,
  Observation,
  ObservedComponent,
  withPostures,
} from './observe';

/** Looks at apps, again and again. */
export interface Observer {
  /** These as they are now, with how large they are; of all others, nothing is kept. */
  observe(
    apps: readonly AppEntities[],
  ): Promise<Array<Observation & ObservedApp>>;
}

/** What is kept of an app. */
interface Kept {
  components: readonly ObservedComponent[];
  nodes: readonly Sized[];
  /** Policy's word on these. */
  postures: Asked<ReadonlyMap<string, Postures>>;
}

interface Entry {
  app: AppEntities;
  stores: readonly LiveStore[];
  readings: Readings;
  looked: ReturnType<typeof createLayer<Kept, string>>;
}

/**
 * Keeps of each app how its components are, and which places of the clusters that
 * was read from: an app is looked at anew where one of these was touched, or its
 * entities changed, and policy is asked anew where it has something else to say
 * there. Nothing that anybody could look at is made or kept for it.
 *
 * @param options.onFailure - is told why an app, or policy's word on it, could not be looked at
 */
export function createObserver(options: {
  stores: () => readonly LiveStore[];
  policies: Pick<PolicyAnswers, 'version' | 'postures'>;
  onFailure: (app: AppEntities, error: unknown) => void;
  clock?: Clock;
}): Observer {
  const { policies, onFailure, clock = systemClock } = options;
  const entries = new Map<string, Entry>();

  function postureOf(
    components: readonly ObservedComponent[],
    stores: Entry['stores'],
  ) {
    const ids = components.map(({ component }) => component);
    const clusters = new Set(ids.map(id => parseNodeId(id).cluster));
    const present = stores.filter(({ name }) => clusters.has(name));
    return createAsked({
      version: () => present.map(policies.version).join(' '),
      ask: () => policies.postures(ids, present),
      now: () => performance.now(),
    });
  }

  function createEntry(app: AppEntities, stores: Entry['stores']): Entry {
    const readings = createReadings(true);
    const entry: Entry = {
      app,
      stores,
      readings,
      looked: createLayer({
        readings,
        stores,
        make(noted) {
          const members = resolveApp(entry.app, noted);
          const all = lookAt(members, noted);
          const components = all.map(({ component }) => component);
          return {
            components,
            nodes: all.map(({ node }) => node),
            postures: postureOf(components, stores),
          };
        },
      }),
    };
    return entry;
  }

  function entryOf(app: AppEntities): Entry {
    const ref = stringifyEntityRef(app.entity);
    const stores = storesOf(app, options.stores());
    const known = entries.get(ref);
    if (known && sameItems(known.stores, stores)) {
      known.app = app;
      return known;
    }
    known?.readings.end();
    const entry = createEntry(app, stores);
    entries.set(ref, entry);
    return entry;
  }

  async function look(app: AppEntities): Promise<Observation & ObservedApp> {
    const { looked, stores } = entryOf(app);
    // All of one moment: what was a moment ago would tell of news that it is gone.
    const at = clock().toISOString();
    const { components, nodes, postures } = looked(stateOf(app));
    const known = stores.map(({ name, knowledge }) => {
      const ofNow = knowledge();
      return { name, knowledge: () => ofNow };
    });
    let told: ReadonlyMap<string, Postures> = new Map();
    try {
      told = await postures.get(0);
    } catch (error) {
      onFailure(app, error);
    }
    return {
      entityRef: stringifyEntityRef(app.entity),
      at,
      components: withPostures(components, told),
      nodes,
      knowledge: unknownOf(known),
      isGone: component => knowsKindOf(component, known),
    };
  }

  return {
    async observe(apps) {
      const observations: Array<Observation & ObservedApp> = [];
      const pause = createBreaks();
      for (const app of apps) {
        try {
          observations.push(await look(app));
        } catch (error) {
          onFailure(app, error);
        }
        await pause();
      }
      const wanted = new Set(
        apps.map(({ entity }) => stringifyEntityRef(entity)),
      );
      for (const [ref, { readings }] of entries) {
        if (!wanted.has(ref)) {
          readings.end();
          entries.delete(ref);
        }
      }
      return observations;
    },
  };
}
