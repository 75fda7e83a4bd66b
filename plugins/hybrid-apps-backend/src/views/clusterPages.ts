import {
  Cluster,
  ClusterDetails,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { ClusterHandle, ClusterStore, LiveStore } from '../clusters';
import { IsOfCluster } from '../namespaces';
import {
  clusterDetails,
  ClusterLine,
  clusterLine,
  clusterParts,
  ClusterParts,
  describeCluster,
  requestedByNode,
  Requested,
  untold,
} from '../platform';
import { createKeptReading } from './keptReading';

/** Clusters as their pages show them, each part kept until what it was made of changes. */
export interface ClusterPages {
  /** @param seesAll - whether who reads it may see every namespace */
  details(
    handle: ClusterHandle,
    options: { provisionable: boolean; seesAll: boolean },
  ): Promise<ClusterDetails>;
  /** As a list of clusters shows it. */
  line(handle: ClusterHandle, provisionable: boolean): Promise<Cluster>;
}

/** In a large cluster, there is always a Pod that changes, and often a node. */
const REST = {
  parts: { leastMs: 1_000, mostMs: 15_000 },
  sums: { leastMs: 5_000, mostMs: 60_000 },
};

interface Kept {
  line: () => Promise<ClusterLine>;
  parts: () => Promise<ClusterParts>;
  sums: () => Promise<Requested>;
}

/**
 * @param options.now - in milliseconds
 * @param options.onMade - is told of each part that is made
 */
export function createClusterPages(options: {
  isOfCluster: IsOfCluster;
  now?: () => number;
  onMade?: () => void;
}): ClusterPages {
  const { isOfCluster, now = () => performance.now() } = options;
  const keep = <T>(
    store: LiveStore,
    rest: (typeof REST)[keyof typeof REST],
    make: (noted: ClusterStore) => Promise<T>,
  ) =>
    createKeptReading({
      store,
      make(noted) {
        options.onMade?.();
        return make(noted);
      },
      rest,
      now,
    });

  /** A store that goes takes with it what was made of it. */
  const kept = new WeakMap<LiveStore, Kept>();

  function keptOf(store: LiveStore): Kept {
    const known = kept.get(store);
    const entry = known ?? {
      line: keep(store, REST.parts, noted => clusterLine(noted, isOfCluster)),
      parts: keep(store, REST.parts, noted => clusterParts(noted, isOfCluster)),
      sums: keep(store, REST.sums, noted =>
        requestedByNode(noted.list({ group: '', kind: 'Pod' })),
      ),
    };
    kept.set(store, entry);
    return entry;
  }

  return {
    async details(handle, { provisionable, seesAll }) {
      const { store } = handle;
      const { parts, sums } = keptOf(store);
      const why = untold(store, seesAll);
      const [made, requested] = await Promise.all([parts(), why ?? sums()]);
      return clusterDetails(handle, made, requested, provisionable);
    },
    line: async (handle, provisionable) =>
      describeCluster(handle, await keptOf(handle.store).line(), provisionable),
  };
}
