import { KindKnowledge } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import {
  Name,
  ObjectKey,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-node';
import { ClusterStore, KubeObject } from '../clusters';

/** What of one cluster is shown. */
export interface Shown {
  sees(namespace: string): boolean;
  /** Of the namespaces that are seen, those to tell of as known. */
  namespaces: readonly string[];
  /** Whether what is in no namespace is found by its labels too, not only by what names it. */
  readsClusters: boolean;
}

const isNamespace = ({ apiVersion, kind }: KubeObject) =>
  apiVersion === 'v1' && kind === 'Namespace';

/**
 * A cluster as it is for who may see these namespaces alone. What is in others
 * is not there, so that no rule, sentence or picture that is made of it can tell
 * of it; that something may be missing is told as knowledge (`hidden`). What is
 * in no namespace is there, unless it names what is hidden: a volume tells whose
 * claim has it.
 */
export function shownStore(
  store: ClusterStore,
  { sees, namespaces: told, readsClusters }: Shown,
): ClusterStore {
  const isShown = (object: KubeObject): boolean => {
    const { name, namespace } = object.metadata;
    if (namespace !== undefined) {
      return sees(namespace);
    }
    return isNamespace(object)
      ? sees(name)
      : store
          .namesOf(object)
          .every(({ to }) => !to.namespace || sees(to.namespace));
  };
  const ifShown = (object: KubeObject | undefined) =>
    object && isShown(object) ? object : undefined;
  const only = (objects: readonly KubeObject[]) => objects.filter(isShown);
  const by = <T extends { object: KubeObject }>(found: readonly T[]) =>
    found.filter(({ object }) => isShown(object));
  const within = <T>(namespace: string | undefined, ask: () => readonly T[]) =>
    namespace === undefined || sees(namespace) ? ask() : [];

  return {
    name: store.name,
    kinds: store.kinds,
    get revision() {
      return store.revision;
    },
    get: (key: ObjectKey) => ifShown(store.get(key)),
    list: (query: Parameters<ClusterStore['list']>[0]) =>
      only(within(query.namespace, () => store.list(query))),
    listByLabel: (label, value) =>
      only(store.listByLabel(label, value)).filter(
        ({ metadata }) => readsClusters || metadata.namespace !== undefined,
      ),
    listByPodLabel: (label, value) => only(store.listByPodLabel(label, value)),
    listOwnedBy: uid => only(store.listOwnedBy(uid)),
    matching: (namespace, selector) =>
      within(namespace, () => store.matching(namespace, selector)),
    controllerOf: object => ifShown(store.controllerOf(object)),
    eventsOf: object => only(store.eventsOf(object)),
    wantedOf: store.wantedOf,
    problemOf: store.problemOf,
    namesOf: store.namesOf,
    // What is hidden is passed over as what is not there, or the difference would tell.
    resolve: (name: Name) =>
      [name.to, ...(name.or ?? [])]
        .map(to => only(store.resolve({ ...name, to, or: [] })))
        .find(found => found.length > 0) ?? [],
    naming: object => by(store.naming(object)),
    namingAbsent(key) {
      const found = store.get(key);
      if (!found) {
        return by(store.namingAbsent(key));
      }
      return isShown(found) ? [] : by(store.naming(found));
    },
    selecting: workload => by(store.selecting(workload)),
    knowledge: () =>
      store.knowledge().map((known): KindKnowledge => {
        const { state, namespaces } = known;
        if (state === 'synced') {
          return { ...known, state: 'hidden', namespaces: [...told] };
        }
        return namespaces
          ? { ...known, namespaces: namespaces.filter(name => sees(name)) }
          : known;
      }),
  };
}
