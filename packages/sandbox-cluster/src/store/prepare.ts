/** What the API server does to an object's metadata on its way in. */
import { randomUUID } from 'crypto';
import { deepEqual, KubeObject, recordAt, timestamp } from '../objects';
import { KindDef } from '../kinds';

const WITH_GENERATION = new Set([
  'apps',
  'batch',
  'networking.k8s.io',
  'discovery.k8s.io',
  'policy',
]);

/** Whether the kind counts changes of what is wanted. */
export function hasGeneration(def: KindDef): boolean {
  return (
    def.custom ||
    def.kind === 'Pod' ||
    (WITH_GENERATION.has(def.group) && def.kind !== 'ControllerRevision')
  );
}

const ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';

function suffix(): string {
  return Array.from(
    { length: 5 },
    () => ALPHABET[Math.floor(Math.random() * ALPHABET.length)],
  ).join('');
}

/** The name, drawn from `generateName` where it is left to the server. */
export function nameFor(
  object: KubeObject,
  isTaken: (name: string) => boolean,
): string {
  const { name, generateName } = object.metadata;
  if (name || !generateName) {
    return name;
  }
  let drawn = generateName + suffix();
  while (isTaken(drawn)) {
    drawn = generateName + suffix();
  }
  return drawn;
}

/** A new object: identity from the server, and no status where that is a subresource. */
export function asCreated(
  def: KindDef,
  object: KubeObject,
  now: number,
): KubeObject {
  const {
    deletionTimestamp: _deletion,
    deletionGracePeriodSeconds: _grace,
    resourceVersion: _version,
    ...metadata
  } = object.metadata;
  const { status, ...content } = object;
  const keepsStatus = !def.subresources.includes('status');
  return {
    ...content,
    ...(keepsStatus && status !== undefined ? { status } : {}),
    apiVersion: object.apiVersion,
    kind: object.kind,
    metadata: {
      ...metadata,
      uid: randomUUID(),
      creationTimestamp: timestamp(now),
      ...(hasGeneration(def) ? { generation: 1 } : {}),
      ...(def.namespaced ? {} : { namespace: undefined }),
    },
  };
}

/** An object that has been there before the cluster was started: all stays that it brings. */
export function asSeeded(
  def: KindDef,
  object: KubeObject,
  stored: KubeObject | undefined,
  now: number,
): KubeObject {
  return {
    ...object,
    metadata: {
      uid: stored?.metadata.uid ?? randomUUID(),
      creationTimestamp: timestamp(now),
      ...(hasGeneration(def) ? { generation: 1 } : {}),
      ...object.metadata,
      ...(def.namespaced ? {} : { namespace: undefined }),
    },
  };
}

/** What is wanted of the object, without metadata and status. */
function wanted({
  metadata: _metadata,
  status: _status,
  ...content
}: KubeObject) {
  return content;
}

/** An update: the server's own metadata stays, the generation counts. */
export function asUpdated(
  def: KindDef,
  stored: KubeObject,
  object: KubeObject,
  subresource?: 'status',
): KubeObject {
  const { metadata: old } = stored;
  const metadata = {
    ...(subresource ? old : object.metadata),
    name: old.name,
    namespace: old.namespace,
    uid: old.uid,
    creationTimestamp: old.creationTimestamp,
    deletionTimestamp: old.deletionTimestamp,
    deletionGracePeriodSeconds: old.deletionGracePeriodSeconds,
    generateName: old.generateName,
    resourceVersion: old.resourceVersion,
    generation: old.generation,
    managedFields: object.metadata.managedFields ?? old.managedFields,
  };
  let content: KubeObject;
  if (subresource) {
    content = { ...stored, status: object.status };
  } else if (def.subresources.includes('status')) {
    content = { ...object, status: stored.status };
  } else {
    content = { ...object };
  }
  const updated: KubeObject = {
    ...content,
    apiVersion: stored.apiVersion,
    kind: stored.kind,
    metadata,
  };
  const isBumped =
    hasGeneration(def) && !deepEqual(wanted(stored), wanted(updated));
  return isBumped
    ? {
        ...updated,
        metadata: { ...metadata, generation: (old.generation ?? 0) + 1 },
      }
    : updated;
}

/** A copy as JSON would have it, without `undefined` fields. */
export function toPlain<T extends object>(object: T): T {
  return JSON.parse(JSON.stringify(object));
}

/** `deletionTimestamp` and what waits for it. */
export function asDoomed(
  def: KindDef,
  object: KubeObject,
  now: number,
  graceSeconds: number,
): KubeObject {
  const isNamespace = def.group === '' && def.kind === 'Namespace';
  return {
    ...object,
    metadata: {
      ...object.metadata,
      deletionTimestamp: timestamp(now + graceSeconds * 1000),
      deletionGracePeriodSeconds: graceSeconds,
      // Being deleted is a change of what is wanted.
      ...(object.metadata.generation && def.kind !== 'Pod'
        ? { generation: object.metadata.generation + 1 }
        : {}),
    },
    ...(isNamespace
      ? { status: { ...recordAt(object, 'status'), phase: 'Terminating' } }
      : {}),
  };
}
