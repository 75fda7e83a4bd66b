import {
  groupOf,
  isRecord,
  POD_TEMPLATES,
  PodTemplates,
  podTemplatePath,
  textMap,
  valueAt,
} from '@hybrid-apps/network-policy';
import { HOSTS } from '../hosts';
import { Drawn, drawnFrom } from '../hosts/drawn';
import { isMadeByWorkload } from '../ownership';
import { TEMPLATES, templatesOf } from '../templates';
import { KubeObject, ObjectMeta } from '../types';
import { keptAnnotations } from './annotations';
import { recordOf } from './recordOf';
import { createSharing } from './sharing';
import { strikeValues } from './strikeValues';
import { WatchedKind } from './watchedKind';
import { lastWriter, WRITER } from './writer';

type Share = ReturnType<typeof createSharing>;

/** Paths as a tree; `true` where one ends. */
type PathTree = Map<string, PathTree | true>;

interface Projection {
  keep: PathTree;
  drop: PathTree;
  annotations: readonly string[];
}

function toTree(paths: readonly string[]): PathTree {
  const root: PathTree = new Map();
  for (const path of paths) {
    const parts = path.split('.');
    const last = parts.pop() ?? path;
    let tree = root;
    for (const part of parts) {
      const next = tree.get(part);
      if (next === true) {
        throw new Error(`'${path}' lies below a path of the same list`);
      }
      const branch: PathTree = next ?? new Map();
      tree.set(part, branch);
      tree = branch;
    }
    tree.set(last, true);
  }
  return root;
}

function pick(value: unknown, tree: PathTree): unknown {
  if (Array.isArray(value)) {
    return value.map(item => pick(item, tree));
  }
  if (!isRecord(value)) {
    return value;
  }
  const picked: Record<string, unknown> = {};
  for (const [field, below] of tree) {
    const found = value[field];
    if (found !== undefined) {
      picked[field] = below === true ? found : pick(found, below);
    }
  }
  return picked;
}

function omit(value: unknown, tree: PathTree): unknown {
  if (Array.isArray(value)) {
    return value.map(item => omit(item, tree));
  }
  if (!isRecord(value)) {
    return value;
  }
  const rest: Record<string, unknown> = { ...value };
  for (const [field, below] of tree) {
    if (below === true) {
      delete rest[field];
    } else if (field in rest) {
      rest[field] = omit(rest[field], below);
    }
  }
  return rest;
}

function projectionOf({
  keep = [],
  drop = [],
  annotations = [],
}: WatchedKind): Projection {
  return { keep: toTree(keep), drop: toTree(drop), annotations };
}

function ownerReferences(value: unknown): ObjectMeta['ownerReferences'] {
  if (!Array.isArray(value)) {
    return undefined;
  }
  return value.filter(isRecord).map(owner => ({
    apiVersion: String(owner.apiVersion),
    kind: String(owner.kind),
    name: String(owner.name),
    uid: String(owner.uid),
    ...(owner.controller === true && { controller: true }),
  }));
}

const optionalString = (value: unknown) =>
  typeof value === 'string' ? value : undefined;

function projectMeta(
  value: unknown,
  annotations: readonly string[] | undefined,
  share: Share,
): ObjectMeta | undefined {
  if (
    !isRecord(value) ||
    typeof value.name !== 'string' ||
    typeof value.uid !== 'string'
  ) {
    return undefined;
  }
  const meta: ObjectMeta = {
    name: value.name,
    namespace: optionalString(value.namespace),
    uid: value.uid,
    resourceVersion: optionalString(value.resourceVersion),
    generation:
      typeof value.generation === 'number' ? value.generation : undefined,
    creationTimestamp: optionalString(value.creationTimestamp),
    deletionTimestamp: optionalString(value.deletionTimestamp),
    labels: isRecord(value.labels) ? textMap(value.labels) : undefined,
    annotations: isRecord(value.annotations)
      ? keptAnnotations(value.annotations, annotations)
      : undefined,
    ownerReferences: ownerReferences(value.ownerReferences),
  };
  // An absent field and an undefined one must compare, and print, the same.
  return recordOf(
    Object.assign(meta, {
      namespace: share(meta.namespace),
      creationTimestamp: share(meta.creationTimestamp),
      labels: share(meta.labels),
      annotations: share(meta.annotations),
      ownerReferences: share(meta.ownerReferences),
    }),
  );
}

/**
 * The hosts that the containers of an object's Pods are configured with. What a
 * workload made repeats what that one says.
 */
function drawHosts(
  object: Pick<
    KubeObject,
    'apiVersion' | 'kind' | 'metadata' | typeof TEMPLATES
  >,
  body: unknown,
  before: Drawn | undefined,
): Drawn | undefined {
  const path = podTemplatePath(object, templatesOf(object));
  if (!path || isMadeByWorkload(object)) {
    return undefined;
  }
  const specPath = [...path, 'spec'];
  return drawnFrom(valueAt(body, ...specPath), specPath.join('.'), before);
}

/** The type that an object was asked for as. */
interface ObjectType {
  apiVersion: string;
  kind: string;
}

/** The workloads that there are. */
interface Workloads {
  /** Those that were added from outside, as engine and store know them not by themselves. */
  added: PodTemplates;
  templates: PodTemplates;
}

/**
 * What the store keeps of an object that an API server sent: its metadata
 * without the books kept by server-side apply and the annotations that nobody
 * reads, and the fields that its kind keeps, without the values in them
 * ({@link strikeValues}). Of these only the hosts of containers are kept, under
 * {@link HOSTS}; of the books, who wrote the spec last, under {@link WRITER}. The
 * input is not changed.
 *
 * `type` is what was asked for: lists leave it out of their items, and
 * metadata-only answers name PartialObjectMetadata instead. `before` is what was
 * answered last of the object, so that not all is worked out again. The answer is
 * undefined where the value has no name or uid, so is no stored object.
 */
export function createProjection(
  watched: readonly WatchedKind[],
  { added, templates }: Workloads = { added: {}, templates: POD_TEMPLATES },
) {
  const projections = new Map<string, Projection>(
    watched.flatMap(kind =>
      kind.groups.map((group): [string, Projection] => [
        `${group}/${kind.kind}`,
        projectionOf(kind),
      ]),
    ),
  );
  const share = createSharing();
  /** By what was answered. */
  const drawn = new WeakMap<object, Drawn>();
  const keyOf = ({ apiVersion, kind }: ObjectType) =>
    `${groupOf(apiVersion)}/${kind}`;
  const isAdded = (type: ObjectType) => Object.hasOwn(added, keyOf(type));
  return (
    value: unknown,
    type: ObjectType,
    before?: object,
  ): KubeObject | undefined =>
    project(
      value,
      type,
      { drawn, before },
      projections.get(keyOf(type)),
      metadata =>
        isAdded(type) || metadata.ownerReferences?.some(isAdded)
          ? templates
          : undefined,
      share,
    );
}

function project(
  value: unknown,
  { apiVersion, kind }: ObjectType,
  { drawn, before }: { drawn: WeakMap<object, Drawn>; before?: object },
  projection: Projection | undefined,
  templatesFor: (metadata: ObjectMeta) => PodTemplates | undefined,
  share: Share,
): KubeObject | undefined {
  const metadata = isRecord(value)
    ? projectMeta(value.metadata, projection?.annotations, share)
    : undefined;
  if (!isRecord(value) || !metadata) {
    return undefined;
  }
  const body = projection
    ? omit(pick(value, projection.keep), projection.drop)
    : value;
  const struck = strikeValues(body);
  const templates = templatesFor(metadata);
  const stamp = templates && { [TEMPLATES]: templates };
  const own = drawHosts(
    { apiVersion, kind, metadata, ...stamp },
    body,
    before && drawn.get(before),
  );
  const fields = isRecord(struck) ? Object.entries(struck) : [];
  const kept = Object.fromEntries(
    fields.map(([field, part]) => [field, share(part)]),
  );
  // Who wrote what a workload made is told with that one.
  const made: KubeObject = { apiVersion, kind, metadata, ...stamp };
  const writer = isMadeByWorkload(made)
    ? undefined
    : lastWriter(isRecord(value.metadata) && value.metadata.managedFields);
  const hosts = own && own.hosts.length > 0 ? own.hosts : undefined;
  const object = Object.assign(
    recordOf({ ...kept, apiVersion: apiVersion, kind, metadata }),
    hosts && { [HOSTS]: hosts },
    writer && { [WRITER]: writer },
    stamp,
  );
  if (own?.mark !== undefined) {
    drawn.set(object, own);
  }
  return object;
}
