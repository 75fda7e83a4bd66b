import {
  DiscoveredApp,
  LeftOutApp,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import {
  describeApp,
  IsPlatform,
  Labelled,
  LabelledApp,
  labelledApps,
} from '../apps';
import { ClusterStore, KubeObject, LiveStore } from '../clusters';
import { lastOf } from '../keepLast';
import { OwnerOf } from '../namespaces';
import { sameItems } from '../sameItems';
import { unhurried } from '../unhurried';
import { createLayer, createReadings, Readings } from './layer';
import { contentRevision } from './revision';

/** The apps that labels in the clusters tell of, and what would be one and is not. */
export interface Discovered {
  items: DiscoveredApp[];
  leftOut: LeftOutApp[];
  ofUnknownOwner: LeftOutApp[];
}

export interface Discovery {
  /** In the clusters as they are shown to somebody. */
  in(stores: readonly ClusterStore[]): Promise<Discovered>;
  /** In all there is; each app is kept until something changes that it was made of. */
  all(): Promise<Discovered>;
  /** Of the apps in all there is. */
  revision(): Promise<string>;
}

/** Descriptions of the apps of some clusters, each of which looks after itself. */
function createDescriptions(stores: readonly LiveStore[]) {
  let kept = new Map<
    string,
    {
      workloads: readonly KubeObject[];
      readings: Readings;
      describe: () => DiscoveredApp;
    }
  >();

  function create(app: LabelledApp, workloads: readonly KubeObject[]) {
    const readings = createReadings(true);
    const describe = createLayer({
      readings,
      stores,
      make: noted =>
        describeApp({
          ...app,
          workloads: app.workloads.map(({ store, object }) => ({
            store: noted.find(({ name }) => name === store.name) ?? store,
            object,
          })),
        }),
    });
    return { workloads, readings, describe };
  }

  return {
    of(app: LabelledApp): DiscoveredApp {
      const workloads = app.workloads.map(({ object }) => object);
      const known = kept.get(app.key);
      const isSame = known && sameItems(known.workloads, workloads);
      if (known && !isSame) {
        known.readings.end();
      }
      const one = isSame ? known : create(app, workloads);
      kept.set(app.key, one);
      return one.describe();
    },
    /** Forgets those of apps that are no more. */
    keepOnly(apps: readonly LabelledApp[]) {
      const keys = new Set(apps.map(({ key }) => key));
      const [stay, go] = [true, false].map(isKept =>
        [...kept].filter(([key]) => keys.has(key) === isKept),
      );
      go.forEach(([, { readings }]) => readings.end());
      kept = new Map(stay);
    },
  };
}

export function createDiscovery(options: {
  /** The stores of all clusters, as of now. */
  stores: () => readonly LiveStore[];
  isPlatform: IsPlatform;
  ownerOf: OwnerOf;
}): Discovery {
  const { isPlatform, ownerOf } = options;
  const labelledIn = (stores: readonly ClusterStore[]) =>
    labelledApps(stores, isPlatform, ownerOf);

  function follow(stores: readonly LiveStore[]) {
    const readings = createReadings(true);
    return {
      stores,
      readings,
      labelled: createLayer({ readings, stores, make: labelledIn }),
      descriptions: createDescriptions(stores),
    };
  }
  let followed: ReturnType<typeof follow> | undefined;
  function following() {
    const stores = options.stores();
    if (!followed || !sameItems(followed.stores, stores)) {
      followed?.readings.end();
      followed?.descriptions.keepOnly([]);
      followed = follow(stores);
    }
    return followed;
  }

  /** The same list as long as the same apps are in it. */
  let items: DiscoveredApp[] = [];
  const tell = lastOf(
    (
      { leftOut, ofUnknownOwner }: Labelled,
      described: DiscoveredApp[],
    ): Discovered => ({ items: described, leftOut, ofUnknownOwner }),
  );
  const revisionOf = lastOf(contentRevision);
  async function now() {
    const { labelled, descriptions } = following();
    const found = labelled();
    const described = await unhurried(found.apps, descriptions.of);
    descriptions.keepOnly(found.apps);
    if (!sameItems(items, described)) {
      items = described;
    }
    return tell(found, items);
  }
  return {
    async in(stores) {
      const { apps, leftOut, ofUnknownOwner } = labelledIn(stores);
      return {
        items: await unhurried(apps, describeApp),
        leftOut,
        ofUnknownOwner,
      };
    },
    all: now,
    revision: async () => revisionOf((await now()).items),
  };
}
