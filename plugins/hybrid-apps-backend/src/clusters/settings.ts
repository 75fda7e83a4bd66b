import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { KindTable } from './kinds/kindTable';
import { groupResource } from './store/storeFromObjects';

/** How clusters are watched. Times are in milliseconds. */
export interface ClusterSettings {
  /**
   * Kinds that are not watched, as resource and group, like `events` or
   * `datavolumes.cdi.kubevirt.io`.
   */
  exclude: readonly string[];
  /**
   * Namespaces by cluster, to read one by one what the account may not read as
   * a whole; beside those that can be listed.
   */
  namespaces: ReadonlyMap<string, readonly string[]>;
  /** How many namespaces of a cluster are read one by one. */
  maxNamespaces: number;
  /**
   * How many kinds of a cluster are read that nobody described, as objects of
   * theirs own others; none where it is 0.
   */
  ownerKinds: number;
  /** Objects in one page of a list. */
  pageSize: number;
  /** First lists under way at once, per cluster. */
  concurrentLists: number;
  /**
   * A list that can wait, and one after a watch had to be given up, begins within
   * this time, so that replicas which start, or lose a watch, as one do not list as one.
   */
  spreadMs: number;
  /** Longest wait for an answer, watches aside. */
  requestTimeoutMs: number;
  /** Longest silence of a watch; bookmarks come about once a minute. */
  watchIdleTimeoutMs: number;
  /** Watches that tell nothing for this time, not as much as a bookmark, prove nothing: a list is due. */
  watchSilenceMs: number;
  /** A watch is renewed after this time, and at most once more as much. */
  watchRenewalMs: number;
  /** Between two attempts at a kind that fails; see {@link backoffMs}. */
  backoff: { baseMs: number; maxMs: number };
  /** Before a kind that is forbidden is asked for again. */
  forbiddenRetryMs: number;
  /** Between two discoveries where nothing hints at a change. */
  rediscoveryMs: number;
  /** From such a hint to the discovery, as hints come in swarms. */
  rediscoveryDelayMs: number;
  /** Between two looks at what has had its time, like an event. */
  sweepMs: number;
  /** Between two looks at the kubernetes plugin's list of clusters. */
  refreshMs: number;
}

export const DEFAULT_SETTINGS: ClusterSettings = {
  exclude: [],
  namespaces: new Map(),
  maxNamespaces: 20,
  ownerKinds: 20,
  pageSize: 100,
  concurrentLists: 4,
  spreadMs: 2_000,
  requestTimeoutMs: 30_000,
  watchIdleTimeoutMs: 150_000,
  watchSilenceMs: 100_000,
  watchRenewalMs: 300_000,
  backoff: { baseMs: 500, maxMs: 30_000 },
  forbiddenRetryMs: 60_000,
  rediscoveryMs: 300_000,
  rediscoveryDelayMs: 2_000,
  sweepMs: 60_000,
  refreshMs: 120_000,
};

/** A name of a namespace is a DNS label. */
const NAMESPACE = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

function readNamespaces(watch: Config | undefined) {
  const namespaces = new Map<string, readonly string[]>();
  for (const one of watch?.getOptionalConfigArray('namespaces') ?? []) {
    const cluster = one.getString('cluster');
    const names = one.getStringArray('names');
    const wrong = names.find(name => !NAMESPACE.test(name));
    if (wrong !== undefined) {
      throw new InputError(
        `hybridApps.watch.namespaces names '${wrong}' for the cluster '${cluster}', which can be no namespace: write each out, in lower case`,
      );
    }
    namespaces.set(cluster, [
      ...new Set([...(namespaces.get(cluster) ?? []), ...names]),
    ]);
  }
  return namespaces;
}

/**
 * The settings of `hybridApps.watch` in app-config: `exclude`, `namespaces`,
 * `maxNamespaces`, `ownerKinds`, `pageSize` and `concurrentLists`. All may be left out.
 *
 * @throws InputError where `exclude` names a kind that is not watched anyway,
 * `namespaces` what can be none, or a number is none.
 */
export function readClusterSettings(
  config: Config,
  kinds: Pick<KindTable, 'watched'>,
): ClusterSettings {
  const watch = config.getOptionalConfig('hybridApps.watch');
  const exclude = watch?.getOptionalStringArray('exclude') ?? [];
  const known = kinds.watched.map(({ groups, resource }) =>
    groupResource(groups[0], resource),
  );
  const unknown = exclude.filter(kind => !known.includes(kind));
  if (unknown.length > 0) {
    throw new InputError(
      `hybridApps.watch.exclude names '${unknown.join(
        "', '",
      )}', which is none of the watched kinds: ${known.join(', ')}`,
    );
  }
  function readCount(
    key: 'pageSize' | 'concurrentLists' | 'maxNamespaces' | 'ownerKinds',
    least = 1,
  ): number {
    const count = watch?.getOptionalNumber(key) ?? DEFAULT_SETTINGS[key];
    if (!Number.isInteger(count) || count < least) {
      throw new InputError(
        `hybridApps.watch.${key} must be a whole number ${
          least === 0 ? 'from 0 on' : 'above 0'
        }, not ${count}`,
      );
    }
    return count;
  }
  return {
    ...DEFAULT_SETTINGS,
    exclude,
    namespaces: readNamespaces(watch),
    maxNamespaces: readCount('maxNamespaces'),
    ownerKinds: readCount('ownerKinds', 0),
    pageSize: readCount('pageSize'),
    concurrentLists: readCount('concurrentLists'),
  };
}

/** What is known of a kind that the configuration leaves out: nothing. */
export function excludedState(kind: string) {
  return {
    state: 'forbidden' as const,
    message: `The portal's configuration leaves ${kind} out (hybridApps.watch.exclude).`,
  };
}
