import {
  DiscoveredApp,
  LeftOutApp,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import {
  discoverApps,
  IsPlatform,
  leftToPlatform,
  ofUnknownOwner,
} from '../apps';
import { ClusterStore, LiveStore } from '../clusters';
import { OwnerOf } from '../namespaces';
import { createLayer, createReadings, Readings, sameStores } from './layer';
import { contentRevision } from './revision';

/** The apps that labels in the clusters tell of, and what would be one and is not. */
export interface Discovered {
  items: DiscoveredApp[];
  leftOut: LeftOutApp[];
  ofUnknownOwner: LeftOutApp[];
}

export interface Discovery {
  /** In the clusters as they are shown to somebody. */
  in(stores: readonly ClusterStore[]): Discovered;
  /** In all there is; kept until something changes that it was made of. */
  all(): Discovered;
  /** Of the apps in all there is. */
  revision(): string;
}

export function createDiscovery(options: {
  /** The stores of all clusters, as of now. */
  stores: () => readonly LiveStore[];
  isPlatform: IsPlatform;
  ownerOf: OwnerOf;
}): Discovery {
  const { isPlatform, ownerOf } = options;
  const discover = (stores: readonly ClusterStore[]): Discovered => ({
    items: discoverApps(stores, isPlatform, ownerOf),
    leftOut: leftToPlatform(stores, isPlatform),
    ofUnknownOwner: ofUnknownOwner(stores, isPlatform, ownerOf),
  });
  const make = (stores: readonly ClusterStore[]) => {
    const told = discover(stores);
    return { told, revision: contentRevision(told.items) };
  };
  let kept:
    | {
        stores: readonly LiveStore[];
        readings: Readings;
        ask: () => ReturnType<typeof make>;
      }
    | undefined;
  function now() {
    const stores = options.stores();
    if (!kept || !sameStores(kept.stores, stores)) {
      kept?.readings.end();
      const readings = createReadings(true);
      const ask = createLayer({ readings, stores, make });
      kept = { stores, readings, ask };
    }
    return kept.ask();
  }
  return {
    in: discover,
    all: () => now().told,
    revision: () => now().revision,
  };
}
