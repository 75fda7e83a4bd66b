import { KindKnowledge } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { podLabelsOf, podTemplatePath } from '@hybrid-apps/network-policy';
import { isMadeByWorkload, isOwnedBy } from '../ownership';
import {
  ClusterStore,
  Kinds,
  KubeObject,
  LiveStore,
  ObjectKey,
} from '../types';
import { attempt } from '../attempt';
import { templatesOf } from '../templates';
import { keyOf, wordOfKey } from './keyOf';
import { createNameIndex } from './nameIndex';
import {
  meansPodsOf,
  wordOfSelector,
  wordsOfPods,
  wordsOfSelector,
} from './podsOf';
import { createReadings, Note } from './readings';
import { createSets } from './sets';

/** The store as its one writer sees it. */
export interface ObjectStore extends LiveStore {
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
    /** Places that were read of it, and are not forgotten. */
    read: number;
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

/** Under which words of a namespace an object is found by its Pods. */
function podWords(object: KubeObject): string[] {
  const labels = podLabelsOf(object, templatesOf(object));
  const { namespace = '' } = object.metadata;
  return labels
    ? wordsOfPods(object, labels).map(word => `${namespace} ${word}`)
    : [];
}

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
  const byPods = createSets();
  const names = createNameIndex(options.kinds);
  const readings = createReadings();
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

  /** Makes stale what was read of the places where an object is, or would be, found. */
  function touch(object: KubeObject) {
    if (readings.size === 0) {
      return;
    }
    const { metadata } = object;
    const key = keyOf(object);
    const kind = kindKey(key.group, key.kind);
    readings.touch('key', wordOfKey(key));
    readings.touch('kind', kind);
    readings.touch('kind', `${kind} ${key.namespace ?? ''}`);
    readings.touch('uid', metadata.uid);
    for (const owner of metadata.ownerReferences ?? []) {
      readings.touch('owner', owner.uid);
    }
    for (const [label, value] of Object.entries(metadata.labels ?? {})) {
      readings.touch('label', label);
      readings.touch('label', labelKey(label, value));
    }
    for (const label of podLabelKeys(object)) {
      readings.touch('podLabel', label);
    }
    for (const word of podWords(object)) {
      readings.touch('pods', word);
    }
    names.eachWord(object, readings.touch);
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
    for (const word of podWords(object)) {
      byPods.add(word, object);
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
    for (const word of podWords(object)) {
      byPods.remove(word, object);
    }
    names.remove(object);
  }

  /** All of this name, or of which it is a further one. */
  function findAll(key: ObjectKey): KubeObject[] {
    const found = find(key);
    const others = [...names.byFurtherKey(key)];
    return found && !others.includes(found) ? [found, ...others] : others;
  }

  /** All that is read of the store; each place that an answer hangs on is noted first. */
  function readWith(note?: Note): ClusterStore {
    const world: ClusterStore = {
      name,
      kinds: options.kinds,
      get revision() {
        return revision;
      },
      get(key) {
        note?.('key', wordOfKey(key));
        return find(key);
      },
      controllerOf: object =>
        object.metadata.ownerReferences
          ?.flatMap(({ uid }) => {
            note?.('uid', uid);
            return byUid.get(uid) ?? [];
          })
          .find(owner => isOwnedBy(object, owner, { asController: true })),
      list({ group, kind, namespace }) {
        const key = kindKey(group, kind);
        note?.('kind', namespace === undefined ? key : `${key} ${namespace}`);
        const namespaces = kinds.get(key);
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
        note?.('label', key);
        return [...byLabel.get(key)];
      },
      listByPodLabel(label, value) {
        const key = value === undefined ? label : labelKey(label, value);
        note?.('podLabel', key);
        return [...byPodLabel.get(key)];
      },
      listOwnedBy(uid) {
        note?.('uid', uid);
        note?.('owner', uid);
        const owner = byUid.get(uid);
        return owner
          ? [...byOwner.get(uid)].filter(object => isOwnedBy(object, owner))
          : NOTHING;
      },
      problemOf: names.problemOf,
      namesOf: names.namesOf,
      matching(namespace, selector) {
        note?.('pods', `${namespace} ${wordOfSelector(selector)}`);
        // Those whom the fewest share the word with.
        const [word = `${namespace} `] = wordsOfSelector(selector)
          .map(one => `${namespace} ${one}`)
          .sort((a, b) => byPods.count(a) - byPods.count(b));
        return [...byPods.get(word)].filter(object =>
          meansPodsOf(selector, object),
        );
      },
      wantedOf: object =>
        attempt(() => options.kinds.of(object)?.wanted?.(object)),
      resolve({ to, or = [], accepts }) {
        for (const key of [to, ...or]) {
          note?.('key', wordOfKey(key));
          const found = findAll(key).filter(
            object => attempt(() => accepts?.(object, world) ?? true) ?? false,
          );
          if (found.length > 0) {
            return found;
          }
        }
        return [];
      },
      naming: object =>
        namingOf(object).filter(({ name: one }) =>
          world.resolve(one).includes(object),
        ),
      eventsOf: object =>
        namingOf(object)
          .filter(
            ({ object: event, name: about }) =>
              about.relation === 'tells' &&
              // Who writes events in a namespace speaks of that one alone. Those
              // about what is in none are in `default`.
              // Source: client-go, tools/record, makeEvent.
              (object.metadata.namespace ?? 'default') ===
                event.metadata.namespace &&
              (attempt(() => about.accepts?.(object, world) ?? true) ?? false),
          )
          .map(({ object: event }) => event),
      namingAbsent(key) {
        note?.('key', wordOfKey(key));
        note?.('named', wordOfKey(key));
        return find(key) ? [] : names.namingKey(key);
      },
      selecting(workload) {
        const labels = podLabelsOf(workload, templatesOf(workload));
        if (!labels) {
          return [];
        }
        const { namespace = '' } = workload.metadata;
        if (note) {
          wordsOfPods(workload, labels).forEach(word =>
            note('selector', `${namespace} ${word}`),
          );
        }
        return names.selecting(workload, labels);
      },
      knowledge() {
        note?.('knowledge', '');
        return knowledge();
      },
    };
    function namingOf(object: KubeObject) {
      if (note) {
        names.keyWordsOf(object).forEach(word => note('named', word));
      }
      return names.naming(object);
    }
    return world;
  }

  const store: ObjectStore = Object.assign(readWith(), {
    read: () => readings.open(readWith),

    put(object: KubeObject) {
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
        touch(before);
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
      touch(object);
      changed(object);
    },

    remove(object: KubeObject) {
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
      touch(before);
      unindex(before);
      changed(before);
    },

    knowledgeChanged() {
      readings.touch('knowledge', '');
      changed();
    },

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
      labels: byLabel.size + byPodLabel.size + byPods.size,
      names: names.size,
      read: readings.size,
    }),
  });
  return store;
}
