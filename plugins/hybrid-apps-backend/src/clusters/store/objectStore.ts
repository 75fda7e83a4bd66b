import { KindKnowledge } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Name } from '@hybrid-apps/backstage-plugin-hybrid-apps-node';
import { podLabelsOf, podTemplatePath } from '@hybrid-apps/network-policy';
import { isMadeByWorkload, isOwnedBy } from '../ownership';
import { ClusterStore, Kinds, KubeObject, ObjectKey } from '../types';
import { attempt } from '../attempt';
import { templatesOf } from '../templates';
import { keyOf } from './keyOf';
import { createNameIndex } from './nameIndex';
import { meansPodsOf } from './podsOf';
import { createSets } from './sets';

/** The store as its one writer sees it. */
export interface ObjectStore extends ClusterStore {
  /** Adds the object, or replaces the one of its name. */
  put(object: KubeObject): void;
  /** Removes the object of that name, unless it is another one by now. */
  remove(object: KubeObject): void;
  /** Counts a change of knowledge as one of contents. */
  knowledgeChanged(): void;
  /** How many entries each index has, to see that memory returns. */
  indexSizes(): {
    objects: number;
    uids: number;
    owners: number;
    labels: number;
    names: number;
  };
}

/** Objects of one kind: namespace (`''` for none), then name. */
type KindIndex = Map<string, Map<string, KubeObject>>;

const NOTHING: readonly KubeObject[] = [];

const kindKey = (group: string, kind: string) => `${group}/${kind}`;

/** A label's index key. `=` is in no label's name. */
const labelKey = (label: string, value: string) => `${label}=${value}`;

/** Under which labels the workload of some Pods is found; a Pod, and what made none itself, by its own labels. */
const podLabelKeys = (object: KubeObject): string[] =>
  isMadeByWorkload(object) ||
  !podTemplatePath(object, templatesOf(object))?.length
    ? []
    : Object.entries(podLabelsOf(object, templatesOf(object)) ?? {}).flatMap(
        ([label, value]) => [label, labelKey(label, value)],
      );

/**
 * An empty store.
 *
 * `onChange` is called with the new revision and each object that came, changed
 * or went; without an object where only knowledge changed.
 */
export function createObjectStore(options: {
  name: string;
  kinds: Kinds;
  knowledge: () => readonly KindKnowledge[];
  onChange?: (revision: number, object?: KubeObject) => void;
}): ObjectStore {
  const { name, knowledge, onChange } = options;
  const kinds = new Map<string, KindIndex>();
  const byUid = new Map<string, KubeObject>();
  const byOwner = createSets();
  const byLabel = createSets();
  const byPodLabel = createSets();
  const names = createNameIndex(options.kinds);
  let revision = 0;

  function changed(object?: KubeObject) {
    revision++;
    onChange?.(revision, object);
  }

  function find(key: ObjectKey): KubeObject | undefined {
    return kinds
      .get(kindKey(key.group, key.kind))
      ?.get(key.namespace ?? '')
      ?.get(key.name);
  }

  function index(object: KubeObject) {
    const { metadata } = object;
    byUid.set(metadata.uid, object);
    for (const owner of metadata.ownerReferences ?? []) {
      byOwner.add(owner.uid, object);
    }
    for (const [label, value] of Object.entries(metadata.labels ?? {})) {
      byLabel.add(label, object);
      byLabel.add(labelKey(label, value), object);
    }
    for (const key of podLabelKeys(object)) {
      byPodLabel.add(key, object);
    }
    names.add(object);
  }

  function unindex(object: KubeObject) {
    const { metadata } = object;
    if (byUid.get(metadata.uid) === object) {
      byUid.delete(metadata.uid);
    }
    for (const owner of metadata.ownerReferences ?? []) {
      byOwner.remove(owner.uid, object);
    }
    for (const [label, value] of Object.entries(metadata.labels ?? {})) {
      byLabel.remove(label, object);
      byLabel.remove(labelKey(label, value), object);
    }
    for (const key of podLabelKeys(object)) {
      byPodLabel.remove(key, object);
    }
    names.remove(object);
  }

  /** All of this name, or of which it is a further one. */
  function findAll(key: ObjectKey): KubeObject[] {
    const found = find(key);
    const others = [...names.byFurtherKey(key)];
    return found && !others.includes(found) ? [found, ...others] : others;
  }

  function resolve(
    { to, or = [], accepts }: Name,
    world: ClusterStore,
  ): KubeObject[] {
    for (const key of [to, ...or]) {
      const found = findAll(key).filter(
        object => attempt(() => accepts?.(object, world) ?? true) ?? false,
      );
      if (found.length > 0) {
        return found;
      }
    }
    return [];
  }

  const store: ObjectStore = {
    name,
    kinds: options.kinds,
    get revision() {
      return revision;
    },
    get: find,
    controllerOf: object =>
      object.metadata.ownerReferences
        ?.flatMap(({ uid }) => byUid.get(uid) ?? [])
        .find(owner => isOwnedBy(object, owner, { asController: true })),
    list({ group, kind, namespace }) {
      const namespaces = kinds.get(kindKey(group, kind));
      if (!namespaces) {
        return NOTHING;
      }
      if (namespace !== undefined) {
        const named = namespaces.get(namespace);
        return named ? [...named.values()] : NOTHING;
      }
      return [...namespaces.values()].flatMap(named => [...named.values()]);
    },
    listByLabel(label, value) {
      const key = value === undefined ? label : labelKey(label, value);
      return [...byLabel.get(key)];
    },
    listByPodLabel(label, value) {
      const key = value === undefined ? label : labelKey(label, value);
      return [...byPodLabel.get(key)];
    },
    listOwnedBy(uid) {
      const owner = byUid.get(uid);
      return owner
        ? [...byOwner.get(uid)].filter(object => isOwnedBy(object, owner))
        : NOTHING;
    },
    problemOf: names.problemOf,
    namesOf: names.namesOf,
    matching: (namespace, selector) =>
      Object.keys(options.kinds.templates).flatMap(key => {
        const inNamespace = kinds.get(key)?.get(namespace)?.values() ?? [];
        return [...inNamespace].filter(object => meansPodsOf(selector, object));
      }),
    wantedOf: object =>
      attempt(() => options.kinds.of(object)?.wanted?.(object)),
    resolve: meant => resolve(meant, store),
    naming: object =>
      names
        .naming(object)
        .filter(({ name: one }) => resolve(one, store).includes(object)),
    eventsOf: object =>
      names
        .naming(object)
        .filter(
          ({ object: event, name: about }) =>
            about.relation === 'tells' &&
            // Who writes events in a namespace speaks of that one alone. Those
            // about what is in none are in `default`.
            // Source: client-go, tools/record, makeEvent.
            (object.metadata.namespace ?? 'default') ===
              event.metadata.namespace &&
            (attempt(() => about.accepts?.(object, store) ?? true) ?? false),
        )
        .map(({ object: event }) => event),
    namingAbsent: key => (find(key) ? [] : names.namingKey(key)),
    selecting(workload) {
      const labels = podLabelsOf(workload, templatesOf(workload));
      return labels ? names.selecting(workload, labels) : [];
    },
    knowledge,

    put(object) {
      const key = keyOf(object);
      const before = find(key);
      if (
        before &&
        before.metadata.uid === object.metadata.uid &&
        before.apiVersion === object.apiVersion &&
        before.metadata.resourceVersion !== undefined &&
        before.metadata.resourceVersion === object.metadata.resourceVersion
      ) {
        return; // a relist tells what is known already
      }
      if (before) {
        unindex(before);
        if (before.metadata.uid !== object.metadata.uid) {
          changed(before);
        }
      }
      const kind = kindKey(key.group, key.kind);
      const namespaces: KindIndex = kinds.get(kind) ?? new Map();
      kinds.set(kind, namespaces);
      const namespace = key.namespace ?? '';
      const named = namespaces.get(namespace) ?? new Map<string, KubeObject>();
      namespaces.set(namespace, named);
      named.set(key.name, object);
      index(object);
      changed(object);
    },

    remove(object) {
      const key = keyOf(object);
      const before = find(key);
      if (!before || before.metadata.uid !== object.metadata.uid) {
        return;
      }
      const kind = kindKey(key.group, key.kind);
      const namespaces = kinds.get(kind);
      const named = namespaces?.get(key.namespace ?? '');
      named?.delete(key.name);
      if (named?.size === 0) {
        namespaces?.delete(key.namespace ?? '');
      }
      if (namespaces?.size === 0) {
        kinds.delete(kind);
      }
      unindex(before);
      changed(before);
    },

    knowledgeChanged: () => changed(),

    indexSizes: () => ({
      objects: [...kinds.values()].reduce(
        (sum, namespaces) =>
          [...namespaces.values()].reduce(
            (all, named) => all + named.size,
            sum,
          ),
        0,
      ),
      uids: byUid.size,
      owners: byOwner.size,
      labels: byLabel.size + byPodLabel.size,
      names: names.size,
    }),
  };
  return store;
}
