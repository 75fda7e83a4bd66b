import { createHash } from 'node:crypto';
// Not by the folders' indices: a preview's thread reads this file, and has no use for the clusters' client.
import { isKnownIn } from '../clusters/knownIn';
import { EVERYTHING, Sight } from '../namespaces/sight';
import { parseNodeId } from '../objects/identity';
import { MayName } from './peers';
import { PolicyStore } from './policyStore';

/**
 * The workloads beside those of an app that may be named, by their topology ids:
 * these alone, or all but these. Always as far as they are in namespaces that are seen.
 */
export type Named =
  | { only: ReadonlySet<string> }
  | { allBut: ReadonlySet<string> };

/** Who reads an answer: what of it may be named; see {@link createReader}. */
export interface Reader {
  readonly named: Named;
  /** Of all else. */
  readonly sight: Sight;
  /** Of workloads that are not of the app. */
  readonly mayName: MayName;
}

/** Whether the namespace of a workload is seen, by the workload's topology id. */
export function seesWorkload({ sees }: Sight, id: string): boolean {
  const { cluster, namespace } = parseNodeId(id);
  return sees(cluster, namespace);
}

export const createReader = (named: Named, sight: Sight): Reader => ({
  named,
  sight,
  mayName: id =>
    ('only' in named ? named.only.has(id) : !named.allBut.has(id)) &&
    seesWorkload(sight, id),
});

/** One who may be told everything. */
export const READS_ALL: Reader = createReader(
  { allBut: new Set() },
  EVERYTHING,
);

/** In place of a sentence that tells of what is hidden. */
const SHORT = 'It hangs on something that you may not see';

/** As sentences name what is in a namespace: `NetworkPolicy shop/web`, `shop/web[Deployment]`. */
const PLACED = /([a-z0-9][-a-z0-9]*)\//g;

/** The names of kinds that tell whether it is known which namespaces there are. */
export const NAMESPACES = 'namespaces';

/**
 * Whether a sentence of the engine names a namespace that its reader does not
 * see. Where it is not known what is one, any word is that may be.
 */
export function tellsHidden(
  text: string,
  store: PolicyStore,
  { sees }: Sight,
): boolean {
  const isNamespace = (name: string) =>
    store.get({ group: '', kind: 'Namespace', name }) !== undefined ||
    !store
      .knowledge()
      .some(known => known.kind === NAMESPACES && isKnownIn(known, name));
  return [...text.matchAll(PLACED)].some(
    ([, name]) => !sees(store.name, name) && isNamespace(name),
  );
}

/** A sentence of the engine as its reader may have it. */
export const toldTo =
  (store: PolicyStore, sight: Sight) =>
  (text: string, short: string = SHORT): string =>
    tellsHidden(text, store, sight) ? short : text;

/** A reader of one cluster as plain data. */
export interface ReaderOn {
  /** Equal for equal ones. */
  key: string;
  readsClusters: boolean;
  /** The namespaces that are seen, in order. */
  seen: 'all' | readonly string[];
  /** As of {@link Reader.named}, of this cluster. */
  named: { only: readonly string[] } | { allBut: readonly string[] };
}

const hashOf = (texts: Iterable<string>): string => {
  const hash = createHash('sha256');
  for (const text of texts) {
    hash.update(text).update('\n');
  }
  return hash.digest('base64url');
};

interface Ids {
  ids: readonly string[];
  hash: string;
}

const NO_IDS: Ids = { ids: [], hash: '' };

const knownIds = new WeakMap<ReadonlySet<string>, Map<string, Ids>>();

/** Those of a set that are of one cluster: worked out once, as many questions come with the same. */
function idsOn(all: ReadonlySet<string>, cluster: string): Ids {
  let byCluster = knownIds.get(all);
  if (!byCluster) {
    const sorted = new Map<string, string[]>();
    for (const id of [...all].sort()) {
      const { cluster: name } = parseNodeId(id);
      const ids = sorted.get(name) ?? [];
      ids.push(id);
      sorted.set(name, ids);
    }
    byCluster = new Map(
      [...sorted].map(([name, ids]) => [name, { ids, hash: hashOf(ids) }]),
    );
    knownIds.set(all, byCluster);
  }
  return byCluster.get(cluster) ?? NO_IDS;
}

const knownNamespaces = new WeakMap<
  PolicyStore,
  { revision: number; names: readonly string[] }
>();

/** The namespaces that something in a cluster is in, where its Namespaces do not tell them. */
function namespacesOfObjects(store: PolicyStore): readonly string[] {
  const { revision } = store;
  const known = knownNamespaces.get(store);
  if (known?.revision === revision) {
    return known.names;
  }
  const names = store.kinds.all
    .filter(({ reachability }) => reachability)
    .flatMap(({ groups, kind }) =>
      groups.flatMap(group =>
        store
          .list({ group, kind })
          .flatMap(({ metadata }) => metadata.namespace ?? []),
      ),
    );
  knownNamespaces.set(store, { revision, names });
  return names;
}

/** The namespaces that are known of a cluster, in order. */
function namespacesOf(store: PolicyStore): string[] {
  const areAllKnown = store
    .knowledge()
    .some(({ kind, state }) => kind === NAMESPACES && state === 'synced');
  return [
    ...new Set([
      ...store
        .list({ group: '', kind: 'Namespace' })
        .map(({ metadata }) => metadata.name),
      ...(areAllKnown ? [] : namespacesOfObjects(store)),
    ]),
  ].sort();
}

/**
 * What a reader may be told of one cluster as it is now. A namespace that is not
 * known yet is not seen.
 */
export function readerOn(
  { named, sight }: Reader,
  store: PolicyStore,
): ReaderOn {
  const seen =
    sight === EVERYTHING
      ? 'all'
      : namespacesOf(store).filter(name => sight.sees(store.name, name));
  const { readsClusters } = sight;
  const [how, { ids, hash }] =
    'only' in named
      ? (['only', idsOn(named.only, store.name)] as const)
      : (['allBut', idsOn(named.allBut, store.name)] as const);
  return {
    key: hashOf([
      `${readsClusters} ${how} ${hash}`,
      ...(seen === 'all' ? ['*'] : seen),
    ]),
    readsClusters,
    seen,
    named: how === 'only' ? { only: ids } : { allBut: ids },
  };
}

/** The reader of one cluster that such data tells of. */
export function readerFrom({ readsClusters, seen, named }: ReaderOn): Reader {
  const names = new Set(seen === 'all' ? [] : seen);
  return createReader(
    'only' in named
      ? { only: new Set(named.only) }
      : { allBut: new Set(named.allBut) },
    seen === 'all' && readsClusters
      ? EVERYTHING
      : {
          sees: (_, namespace) => seen === 'all' || names.has(namespace),
          readsClusters,
        },
  );
}

/**
 * A reader as of now: whatever comes later, or a right that is given later, is
 * not told to this one. So who has the same key may be told the same, also later.
 */
export function readerAsOfNow(
  reader: Reader,
  stores: readonly PolicyStore[],
): Reader & { readonly key: string } {
  const { named, sight } = reader;
  const all = stores.map(store => ({
    cluster: store.name,
    ...readerOn(reader, store),
  }));
  const seen = new Map(
    all.map(({ cluster, seen: names }) => [cluster, new Set(names)]),
  );
  return {
    ...createReader(
      named,
      sight === EVERYTHING
        ? sight
        : {
            sees: (cluster, namespace) =>
              seen.get(cluster)?.has(namespace) ?? false,
            readsClusters: sight.readsClusters,
          },
    ),
    key: hashOf(all.map(({ cluster, key }) => `${cluster} ${key}`)),
  };
}
