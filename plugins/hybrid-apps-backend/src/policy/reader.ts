import { createHash } from 'node:crypto';
import { ClusterStore, isKnownIn } from '../clusters';
import { EVERYTHING, Sight } from '../namespaces';
import { idOf } from '../objects';
import { MayName, parseNodeId } from './peers';

/** Who reads an answer: what of it may be named. */
export interface Reader {
  /** Of workloads that are not of the app. */
  mayName: MayName;
  /** Of all else. */
  sight: Sight;
}

/** One who may be told everything. */
export const READS_ALL: Reader = { mayName: () => true, sight: EVERYTHING };

/** In place of a sentence that tells of what is hidden. */
const SHORT = 'It hangs on something that you may not see';

/** As sentences name what is in a namespace: `NetworkPolicy shop/web`, `shop/web[Deployment]`. */
const PLACED = /([a-z0-9][-a-z0-9]*)\//g;

/**
 * Whether a sentence of the engine names a namespace that its reader does not
 * see. Where it is not known what is one, any word is that may be.
 */
export function tellsHidden(
  text: string,
  store: ClusterStore,
  { sees }: Sight,
): boolean {
  const isNamespace = (name: string) =>
    store.get({ group: '', kind: 'Namespace', name }) !== undefined ||
    !store
      .knowledge()
      .some(known => known.kind === 'namespaces' && isKnownIn(known, name));
  return [...text.matchAll(PLACED)].some(
    ([, name]) => !sees(store.name, name) && isNamespace(name),
  );
}

/** A sentence of the engine as its reader may have it. */
export const toldTo =
  (store: ClusterStore, sight: Sight) =>
  (text: string, short: string = SHORT): string =>
    tellsHidden(text, store, sight) ? short : text;

/** Whether the namespace of a workload is seen, by the workload's topology id. */
export function seesWorkload({ sees }: Sight, id: string): boolean {
  const { cluster, namespace } = parseNodeId(id);
  return sees(cluster, namespace);
}

const workloadsOf = (store: ClusterStore) =>
  store.kinds.all
    .filter(({ reachability }) => reachability === 'subject')
    .flatMap(({ groups, kind }) =>
      groups.flatMap(group => store.list({ group, kind })),
    );

/**
 * Equal for readers who may be told the same of these clusters: of which of
 * their workloads, and of what in which namespaces.
 */
export function readerKey(
  { mayName, sight }: Reader,
  stores: readonly ClusterStore[],
): string {
  const told = createHash('sha256').update(String(sight.readsClusters));
  for (const store of stores) {
    const namespaces = new Set<string>();
    for (const object of workloadsOf(store)) {
      namespaces.add(object.metadata.namespace ?? '');
      told.update(mayName(idOf(store.name, object)) ? '1' : '0');
    }
    for (const { metadata } of store.list({ group: '', kind: 'Namespace' })) {
      namespaces.add(metadata.name);
    }
    for (const namespace of namespaces) {
      told.update(sight.sees(store.name, namespace) ? '1' : '0');
    }
    told.update('/');
  }
  return told.digest('base64url');
}
