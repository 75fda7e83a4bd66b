import { applyPatch, Operation } from 'rfc6902';
import { isJson, Json, KubeObject, ObjectKey, valueAt } from '../objects';
import { mergePatch, strategicMergePatch } from '../patch';
import {
  badRequest,
  invalid,
  invalidOptions,
  notFound,
  StatusError,
  unsupportedMediaType,
} from '../status';
import { DeleteOptions, WriteOptions } from '../store';
import { causes } from '../validation';
import {
  APPLY,
  contentTypeOf,
  isDryRun,
  JSON_PATCH,
  managerOf,
  MERGE_PATCH,
  parseBody,
  parseObjectBody,
  readObject,
  STRATEGIC_PATCH,
} from './body';
import { checkFields } from './fieldValidation';
import { selectionOf } from './list';
import { PROTOBUF, readDeleteOptions } from './protobuf';
import { inVersion, serveList, serveObject, viewOf } from './serve';
import { ApiContext, ApiRequest, Reply, ResourceTarget, View } from './types';

/** Kinds whose deletion answers with the object, even when it is gone at once. */
const RETURNED_WHEN_DELETED = new Set([
  '/Pod',
  '/PodTemplate',
  '/Service',
  '/ServiceAccount',
  '/PersistentVolume',
  '/PersistentVolumeClaim',
  '/ResourceQuota',
]);

export function keyIn({
  def,
  namespace,
  name = '',
}: ResourceTarget): ObjectKey {
  return { group: def.group, kind: def.kind, namespace, name };
}

/** The object that the URL names, or a 404. */
export function requireObject(
  { store }: ApiContext,
  target: ResourceTarget,
): KubeObject {
  const object = store.get(keyIn(target));
  if (!object) {
    throw notFound(target.def, target.name ?? '');
  }
  return object;
}

function answer(
  view: View,
  status: number,
  object: KubeObject,
  warnings: string[] = [],
): Reply {
  return { status, json: serveObject(view, object), warnings };
}

/** Whoever waits for something to come of the object should know that nothing does. */
function inertness({ def }: ResourceTarget): string[] {
  return def.inert
    ? [`the sandbox cluster keeps a ${def.kind}, and does nothing about it`]
    : [];
}

function optionsOf(request: ApiRequest): WriteOptions {
  return { manager: managerOf(request), dryRun: isDryRun(request) };
}

export function get(
  context: ApiContext,
  target: ResourceTarget,
  request: ApiRequest,
): Reply {
  const view = viewOf(context, target, request);
  return answer(view, 200, requireObject(context, target));
}

/** POST on a collection. */
export function create(
  context: ApiContext,
  target: ResourceTarget,
  request: ApiRequest,
): Reply {
  const view = viewOf(context, target, request);
  const given = readObject(target, parseObjectBody(request));
  if (given.metadata.resourceVersion) {
    // It has no reason, nor a better code, on a real server.
    throw new StatusError(
      500,
      '',
      'resourceVersion should not be set on objects to be created',
    );
  }
  const { object, warnings } = checkFields(target.def, given, request);
  const created = context.store.create(object, optionsOf(request));
  return answer(view, 201, created, [...warnings, ...inertness(target)]);
}

/** PUT on an object or its status. */
export function update(
  context: ApiContext,
  target: ResourceTarget,
  request: ApiRequest,
): Reply {
  const view = viewOf(context, target, request);
  const given = readObject(target, parseObjectBody(request));
  requireVersion(target, given);
  const { object, warnings } = checkFields(target.def, given, request);
  const updated = replace(context, target, object, optionsOf(request));
  return answer(view, 200, updated, warnings);
}

/** Whoever replaces a custom resource has to know what it replaces. */
function requireVersion({ def }: ResourceTarget, { metadata }: KubeObject) {
  if (def.custom && !metadata.resourceVersion) {
    // The server names the resource where else it would name the kind.
    throw invalid({ group: def.group, kind: def.plural }, metadata.name, [
      causes.invalid(
        'metadata.resourceVersion',
        0,
        'must be specified for an update',
      ),
    ]);
  }
}

function replace(
  context: ApiContext,
  { subresource }: ResourceTarget,
  object: KubeObject,
  options: WriteOptions,
): KubeObject {
  return subresource === 'status'
    ? context.store.updateStatus(object, options)
    : context.store.update(object, options);
}

/** PATCH in each of its forms. */
export function patch(
  context: ApiContext,
  target: ResourceTarget,
  request: ApiRequest,
): Reply {
  const view = viewOf(context, target, request);
  if (contentTypeOf(request) === APPLY) {
    return apply(context, target, request, view);
  }
  if (request.query.has('force')) {
    throw invalidOptions('PatchOptions', [
      causes.forbidden('force', 'may not be specified for non-apply patch'),
    ]);
  }
  const stored = inVersion(target, requireObject(context, target));
  const patched = readObject(target, patchedBy(target, request, stored));
  const { object, warnings } = checkFields(target.def, patched, request);
  const updated = replace(context, target, object, optionsOf(request));
  return answer(view, 200, updated, warnings);
}

/** The stored object as the request's patch would have it. */
export function patchedBy(
  { def }: ResourceTarget,
  request: ApiRequest,
  stored: Json,
): Json {
  const accepted = [
    JSON_PATCH,
    MERGE_PATCH,
    ...(def.custom ? [] : [STRATEGIC_PATCH]),
    APPLY,
  ];
  const type = contentTypeOf(request);
  if (!accepted.includes(type)) {
    throw unsupportedMediaType(accepted);
  }
  const body = parseBody(request);
  if (type === JSON_PATCH) {
    return jsonPatched(stored, body);
  }
  if (!isJson(body)) {
    throw badRequest('the patch must be an object');
  }
  return type === STRATEGIC_PATCH
    ? strategicMergePatch(def, stored, body)
    : mergePatch(stored, body);
}

function isOperation(value: unknown): value is Operation {
  const names = ['add', 'remove', 'replace', 'move', 'copy', 'test'];
  return (
    isJson(value) &&
    names.includes(String(value.op)) &&
    typeof value.path === 'string'
  );
}

function jsonPatched(stored: Json, body: unknown): Json {
  if (!Array.isArray(body) || !body.every(isOperation)) {
    throw badRequest('the patch must be a list of JSON Patch operations');
  }
  const patched: Json = structuredClone(stored);
  const failed = applyPatch(patched, body).find(error => error !== null);
  if (failed) {
    throw new StatusError(
      422,
      'Invalid',
      `the server rejected our request due to an error in our request: ${failed.message}`,
      {},
    );
  }
  return patched;
}

function apply(
  context: ApiContext,
  target: ResourceTarget,
  request: ApiRequest,
  view: View,
): Reply {
  const { query } = request;
  if (!query.get('fieldManager')) {
    throw invalidOptions('PatchOptions', [
      causes.required('fieldManager', 'is required for apply patch'),
    ]);
  }
  const given = readObject(target, parseObjectBody(request));
  if (given.metadata.managedFields) {
    throw badRequest('metadata.managedFields must be nil');
  }
  const { object, warnings } = checkFields(target.def, given, request, {
    applied: true,
  });
  const { object: result, created } = context.store.apply(object, {
    ...optionsOf(request),
    force: query.get('force') === 'true',
    subresource: target.subresource === 'status' ? 'status' : undefined,
  });
  return created
    ? answer(view, 201, result, [...warnings, ...inertness(target)])
    : answer(view, 200, result, warnings);
}

/** `kubectl drain` sends its options as protobuf, others as JSON or YAML, and most none. */
function deleteOptionsBody(request: ApiRequest): Json {
  if (request.body.length === 0) {
    return {};
  }
  return contentTypeOf(request) === PROTOBUF
    ? readDeleteOptions(request.body)
    : parseObjectBody(request);
}

function deleteOptions(request: ApiRequest): DeleteOptions {
  const { query } = request;
  const body = deleteOptionsBody(request);
  const policy = body.propagationPolicy ?? query.get('propagationPolicy');
  const orphans =
    body.orphanDependents ?? query.get('orphanDependents') === 'true';
  const grace = body.gracePeriodSeconds ?? query.get('gracePeriodSeconds');
  const text = (value: unknown) =>
    typeof value === 'string' ? value : undefined;
  return {
    propagationPolicy: orphans ? 'Orphan' : policyOf(policy),
    gracePeriodSeconds:
      grace === null || grace === undefined ? undefined : Number(grace),
    preconditions: {
      uid: text(valueAt(body, ['preconditions', 'uid'])),
      resourceVersion: text(
        valueAt(body, ['preconditions', 'resourceVersion']),
      ),
    },
    dryRun: isDryRun(request, body),
  };
}

function policyOf(policy: unknown): DeleteOptions['propagationPolicy'] {
  switch (policy) {
    case 'Foreground':
    case 'Background':
    case 'Orphan':
      return policy;
    case undefined:
    case null:
      return undefined;
    default:
      throw invalidOptions('DeleteOptions', [
        causes.unsupported('propagationPolicy', policy, [
          'Foreground',
          'Background',
          'Orphan',
          'nil',
        ]),
      ]);
  }
}

/** What is deleted is told as it was, whatever form is asked for. */
function wholeView(
  context: ApiContext,
  target: ResourceTarget,
  request: ApiRequest,
): View {
  return { ...viewOf(context, target, request), representation: 'object' };
}

/** DELETE of one object. */
export function remove(
  context: ApiContext,
  target: ResourceTarget,
  request: ApiRequest,
): Reply {
  const { def } = target;
  const view = wholeView(context, target, request);
  const { object, removed } = context.store.delete(
    keyIn(target),
    deleteOptions(request),
  );
  if (!removed || RETURNED_WHEN_DELETED.has(`${def.group}/${def.kind}`)) {
    return answer(view, 200, object);
  }
  const { name, uid } = object.metadata;
  return {
    status: 200,
    json: {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Success',
      details: {
        name,
        ...(def.group ? { group: def.group } : {}),
        kind: def.plural,
        uid,
      },
    },
  };
}

/** DELETE of a collection: those that the selectors match. */
export function removeCollection(
  context: ApiContext,
  target: ResourceTarget,
  request: ApiRequest,
): Reply {
  const { def, namespace } = target;
  const view = wholeView(context, target, request);
  const matches = selectionOf(target, request.query);
  const options = deleteOptions(request);
  const doomed = context.store
    .list(def.group, def.kind, { namespace })
    .filter(matches);
  for (const { metadata } of doomed) {
    const { name } = metadata;
    context.store.delete(
      { ...keyIn(target), namespace: metadata.namespace, name },
      options,
    );
  }
  return {
    status: 200,
    json: serveList(view, doomed, {
      resourceVersion: String(context.store.resourceVersion),
    }),
  };
}
