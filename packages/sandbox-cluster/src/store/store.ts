import { Clock } from '../controllers/types';
import { withDefaults } from '../defaults';
import {
  apiVersionOf,
  deepEqual,
  groupOf,
  isJson,
  Json,
  KubeObject,
  textAt,
  timestamp,
} from '../objects';
import { KindDef, kindOf } from '../kinds';
import { applyFields, Manager, trackUpdate } from '../patch';
import {
  alreadyExists,
  applyConflict,
  forbidden,
  notFound,
  staleVersion,
} from '../status';
import { createAllocator } from './allocator';
import { createCore } from './core';
import { checkPreconditions, createDeletion } from './deletion';
import { collectGarbage, releaseFromAbsentOwners } from './garbage';
import { asCreated, asSeeded, asUpdated, nameFor, toPlain } from './prepare';
import { Store, StoreInternals, WriteOptions } from './types';
import { controllersWrite } from './writes';

export interface StoreSettings {
  clock: Clock;
  /** Whether someone ends pods gracefully; without, they go at once. */
  kubelet: boolean;
  /** Throws for what may not be stored. */
  validate(object: KubeObject, stored: KubeObject | undefined): void;
}

/** The kind's entry in the table, or an error that names what is missing there. */
function requireKind(group: string, kind: string): KindDef {
  const def = kindOf(group, kind);
  if (!def) {
    throw new Error(
      `the sandbox cluster does not know ${kind} of ${
        group || 'the core group'
      }: add it to src/kinds`,
    );
  }
  return def;
}

const defOf = (object: KubeObject) =>
  requireKind(groupOf(object.apiVersion), object.kind);

export function createStore({
  clock,
  kubelet,
  validate,
}: StoreSettings): Store & StoreInternals {
  const core = createCore();
  const deletion = createDeletion(core, clock, { kubelet, defOf });
  core.followWith(change =>
    collectGarbage(change, core.objects, deletion.garbage),
  );
  const allocator = createAllocator(core.objects);

  const find = (def: KindDef, namespace: string | undefined, name: string) =>
    core.objects.get(def, def.namespaced ? namespace : undefined, name);

  const complete = (
    def: KindDef,
    object: KubeObject,
    isNew: boolean,
    stored?: KubeObject,
  ) => {
    // What has been given out once stays.
    const clusterIp = () =>
      textAt(stored, 'spec', 'clusterIP') || allocator.clusterIp();
    const allocate = { ...allocator, clusterIp };
    return toPlain(withDefaults(def.group, object, allocate, isNew));
  };

  /** No longer shared with the caller, and in the version that is stored. */
  const accept = (def: KindDef, object: KubeObject): KubeObject => ({
    ...toPlain(object),
    apiVersion: apiVersionOf(def.group, def.versions[0]),
  });

  const writerOf = (
    { apiVersion }: KubeObject,
    { manager = 'unknown', via }: WriteOptions,
    operation: Manager['operation'],
    subresource: Manager['subresource'] = via,
  ) => ({
    manager,
    operation,
    apiVersion,
    time: timestamp(clock.now()),
    ...(subresource ? { subresource } : {}),
  });

  const requireNamespace = (def: KindDef, { metadata }: KubeObject) => {
    if (!def.namespaced) {
      return;
    }
    const { namespace = '', name } = metadata;
    const home = core.objects.namespace(namespace);
    if (!home) {
      throw notFound(requireKind('', 'Namespace'), namespace);
    }
    if (home.metadata.deletionTimestamp) {
      throw forbidden(
        { group: def.group, resource: def.plural, name },
        `unable to create new content in namespace ${namespace} because it is being terminated`,
      );
    }
  };

  /** @param track - the managed fields of what is about to be stored */
  const insert = (
    def: KindDef,
    object: KubeObject,
    { dryRun }: WriteOptions,
    track: (created: KubeObject) => unknown[],
  ): KubeObject => {
    const { namespace } = object.metadata;
    const name = nameFor(object, drawn => Boolean(find(def, namespace, drawn)));
    requireNamespace(def, object);
    if (find(def, namespace, name)) {
      throw alreadyExists(def, name);
    }
    const named = { ...object, metadata: { ...object.metadata, name } };
    const created = complete(def, asCreated(def, named, clock.now()), true);
    validate(created, undefined);
    created.metadata.managedFields = track(created);
    if (dryRun) {
      return created;
    }
    const inserted = core.commit(def, undefined, created);
    releaseFromAbsentOwners(inserted, core.objects, deletion.garbage);
    return inserted;
  };

  const replace = (
    def: KindDef,
    stored: KubeObject,
    object: KubeObject,
    { dryRun }: WriteOptions,
    subresource: 'status' | undefined,
    track: (updated: KubeObject) => unknown[],
  ): KubeObject => {
    const filled = subresource ? object : complete(def, object, false, stored);
    const updated = toPlain(asUpdated(def, stored, filled, subresource));
    if (!subresource) {
      validate(updated, stored);
    }
    updated.metadata.managedFields = track(updated);
    if (dryRun) {
      return updated;
    }
    if (deepEqual(stored, updated)) {
      return stored;
    }
    const replaced = deletion.putOrRemove(def, stored, updated);
    const { ownerReferences } = updated.metadata;
    const isOwnedAnew =
      !replaced.removed &&
      !deepEqual(stored.metadata.ownerReferences, ownerReferences);
    if (isOwnedAnew) {
      releaseFromAbsentOwners(replaced.object, core.objects, deletion.garbage);
    }
    return replaced.object;
  };

  const update = (
    object: KubeObject,
    options: WriteOptions,
    subresource?: 'status',
  ): KubeObject => {
    const def = defOf(object);
    const given = accept(def, object);
    const { namespace, name, resourceVersion, uid } = given.metadata;
    const stored = find(def, namespace, name);
    if (!stored) {
      throw notFound(def, name);
    }
    if (
      resourceVersion &&
      resourceVersion !== stored.metadata.resourceVersion
    ) {
      throw staleVersion(def, name);
    }
    checkPreconditions(def, stored, { uid });
    const by = writerOf(object, options, 'Update', subresource);
    return replace(def, stored, given, options, subresource, updated =>
      trackUpdate(def, stored, updated, by),
    );
  };

  const store: Store & StoreInternals = {
    get resourceVersion() {
      return core.resourceVersion;
    },
    get oldestVersion() {
      return core.oldestVersion;
    },
    snapshot: core.snapshot,
    changesSince: core.changesSince,
    onChange: core.onChange,
    compact: core.compact,
    renewAll: core.renewAll,

    get view() {
      return store;
    },
    get: ({ group, kind, namespace, name }) =>
      find(requireKind(group, kind), namespace, name),
    list(group, kind, { namespace, ownerUid } = {}) {
      const def = requireKind(group, kind);
      return ownerUid === undefined
        ? core.objects.list(def, namespace)
        : core.objects
            .ownedBy(ownerUid)
            .filter(
              object =>
                defOf(object) === def &&
                (namespace === undefined ||
                  object.metadata.namespace === namespace),
            );
    },
    subscribe: listener => core.onChange(listener),
    write: (writes, by) => controllersWrite(store, clock, writes, by),

    create(object, options = {}) {
      const def = defOf(object);
      const by = writerOf(object, options, 'Update');
      return insert(def, accept(def, object), options, created =>
        trackUpdate(def, {}, created, by),
      );
    },
    update: (object, options = {}) => update(object, options),
    updateStatus: (object, options = {}) => update(object, options, 'status'),
    apply(object, options = {}) {
      const def = defOf(object);
      const config = applied(accept(def, object), options.subresource);
      const { namespace, name } = config.metadata;
      const stored = find(def, namespace, name);
      if (!stored && options.subresource) {
        throw notFound(def, name);
      }
      const { resourceVersion, uid } = config.metadata;
      if (
        stored &&
        resourceVersion &&
        resourceVersion !== stored.metadata.resourceVersion
      ) {
        throw staleVersion(def, name);
      }
      if (stored) {
        checkPreconditions(def, stored, { uid });
      }
      const live = stored ?? { metadata: { namespace, name } };
      const by = writerOf(object, options, 'Apply', options.subresource);
      const result = applyFields(def, live, config, by, {
        force: options.force ?? false,
      });
      if ('conflicts' in result) {
        throw applyConflict(result.conflicts);
      }
      const merged = asKubeObject(config, result.object);
      const track = () => merged.metadata.managedFields ?? [];
      return stored
        ? {
            object: replace(
              def,
              stored,
              merged,
              options,
              options.subresource,
              track,
            ),
            created: false,
          }
        : { object: insert(def, merged, options, track), created: true };
    },
    delete({ group, kind, namespace, name }, options = {}) {
      const def = requireKind(group, kind);
      const home = def.namespaced ? namespace : undefined;
      return deletion.remove(def, home, name, options);
    },
    seed(objects) {
      const all = objects.map(toPlain);
      const homes = new Set(all.map(({ metadata }) => metadata.namespace));
      const namespaces = [...homes].flatMap(name =>
        name && !core.objects.namespace(name)
          ? [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }]
          : [],
      );
      for (const object of [...namespaces, ...all]) {
        const def = defOf(object);
        const given = accept(def, object);
        const stored = find(def, given.metadata.namespace, given.metadata.name);
        const seeded = asSeeded(def, given, stored, clock.now());
        core.commit(def, stored, complete(def, seeded, true, stored));
      }
      core.compact();
    },
  };
  return store;
}

/** What a manager can apply at once: all but the status, or the status alone. */
function applied(config: KubeObject, subresource?: 'status'): KubeObject {
  const { status, ...content } = config;
  const { apiVersion, kind, metadata } = config;
  if (!subresource) {
    return { ...content, apiVersion, kind, metadata };
  }
  const { name, namespace, resourceVersion } = metadata;
  return {
    apiVersion,
    kind,
    metadata: { name, namespace, resourceVersion },
    status,
  };
}

function asKubeObject(config: KubeObject, merged: Json): KubeObject {
  const { apiVersion, kind, metadata } = config;
  return {
    ...merged,
    apiVersion,
    kind,
    metadata: {
      ...(isJson(merged.metadata) ? merged.metadata : {}),
      name: metadata.name,
    },
  };
}
