/** From a request to the handler that answers it. */
import { Attributes } from '../rbac';
import {
  forbidden,
  methodNotAllowed,
  notImplemented,
  StatusError,
} from '../status';
import { exec } from './consoles';
import * as discovery from './discovery';
import { list } from './list';
import { kubevirtSubresource, SUBRESOURCES } from './kubevirt';
import { log } from './logs';
import { METRICS, metrics } from './metrics';
import { openApiDocument, openApiRoot } from './openapi';
import { openApiV2 } from './openapiV2';
import { review, reviews } from './reviews';
import { scale } from './scale';
import { tokenRequest } from './tokenRequest';
import { parsePath, resolve } from './target';
import { ApiContext, ApiRequest, Reply, ResourceTarget } from './types';
import { watch } from './watch';
import * as write from './write';

const NOT_FOUND: Reply = { status: 404, text: '404 page not found\n' };

/** Answers a request; throws a StatusError for what ends in one. */
export function route(context: ApiContext, request: ApiRequest): Reply {
  const { path, method, user } = request;
  const parsed = parsePath(path);
  if (!parsed?.resource) {
    const verb = method === 'GET' ? 'get' : method.toLowerCase();
    context.authorize(user, { verb, path });
    if (method !== 'GET') {
      throw methodNotAllowed();
    }
    return parsed
      ? discovery.describeResources(context, parsed.group, parsed.version)
      : other(context, request);
  }
  if (Object.hasOwn(reviews, parsed.resource) && method === 'POST') {
    return review(context, parsed.resource, request);
  }
  if (parsed.group === SUBRESOURCES) {
    return kubevirtSubresource(context, parsed, request);
  }
  const target = resolve(parsed, context.faults);
  if (!target) {
    return unknownResource(parsed.group);
  }
  return resource(context, target, request);
}

/** Health, versions and discovery. */
function other(context: ApiContext, request: ApiRequest): Reply {
  const { path } = request;
  const [root, group] = path.split('/').filter(Boolean);
  if (/^\/(healthz|livez|readyz)(\/|$)/.test(path)) {
    return { status: 200, text: 'ok' };
  }
  switch (root) {
    case 'version':
      return discovery.describeVersion();
    case 'api':
      return discovery.describeRoot(context, request, true);
    case 'apis':
      return group
        ? discovery.describeGroup(context, group)
        : discovery.describeRoot(context, request, false);
    case 'openapi':
      return openApi(context, request);
    default:
      return NOT_FOUND;
  }
}

function openApi(context: ApiContext, request: ApiRequest): Reply {
  switch (request.path) {
    case '/openapi/v2':
      return openApiV2(context, request);
    case '/openapi/v3':
      return openApiRoot(context);
    default:
      return openApiDocument(request.path.replace('/openapi/v3/', ''));
  }
}

/** kube-apiserver answers for its own groups; for others, nobody is there to answer. */
function unknownResource(group: string): Reply {
  if (group === '' || !group.includes('.') || group.endsWith('.k8s.io')) {
    throw new StatusError(
      404,
      'NotFound',
      'the server could not find the requested resource',
      {},
    );
  }
  return NOT_FOUND;
}

function verbOf({ method, query }: ApiRequest, { name }: ResourceTarget) {
  switch (method) {
    case 'GET':
    case 'HEAD':
      if (['true', '1'].includes(query.get('watch') ?? '')) {
        return 'watch';
      }
      return name ? 'get' : 'list';
    case 'POST':
      return 'create';
    case 'PUT':
      return 'update';
    case 'PATCH':
      return 'patch';
    case 'DELETE':
      return name ? 'delete' : 'deletecollection';
    default:
      throw methodNotAllowed();
  }
}

function resource(
  context: ApiContext,
  target: ResourceTarget,
  request: ApiRequest,
): Reply {
  const { def, namespace, name, subresource } = target;
  const verb = verbOf(request, target);
  const attributes: Attributes = {
    verb,
    group: def.group,
    resource: subresource ? `${def.plural}/${subresource}` : def.plural,
    // A Namespace is in itself, as far as rights go.
    namespace: def.kind === 'Namespace' && def.group === '' ? name : namespace,
    name,
  };
  context.authorize(request.user, attributes);
  if (context.faults.isForbidden(def)) {
    throw forbidden(
      { group: def.group, resource: def.plural, name },
      'a fault of the sandbox forbids it to everyone',
    );
  }
  if (subresource && subresource !== 'status') {
    return subresourceOf(context, target, request);
  }
  if (subresource === 'status' && !def.subresources.includes('status')) {
    return unknownResource(def.group);
  }
  if (!def.verbs.includes(verb)) {
    throw methodNotAllowed();
  }
  if (def.group === METRICS) {
    return metrics(context, target, request);
  }
  switch (verb) {
    case 'get':
      return write.get(context, target, request);
    case 'list':
      return list(context, target, request);
    case 'watch':
      return watch(context, target, request);
    case 'create':
      if (name || (def.namespaced && namespace === undefined)) {
        throw methodNotAllowed();
      }
      return write.create(context, target, request);
    case 'update':
    case 'patch':
      if (!name) {
        throw methodNotAllowed();
      }
      return verb === 'update'
        ? write.update(context, target, request)
        : write.patch(context, target, request);
    case 'delete':
      return write.remove(context, target, request);
    default:
      return write.removeCollection(context, target, request);
  }
}

const NOTHING_RUNS =
  'nothing runs in its pods, whose logs, events and status are made up';

/** Subresources that a real server has and this one has not, and what to know of that. */
const REFUSED: Record<string, string> = {
  'pods/attach': NOTHING_RUNS,
  'pods/ephemeralcontainers': NOTHING_RUNS,
  'pods/portforward': NOTHING_RUNS,
  'pods/proxy': NOTHING_RUNS,
  'services/proxy': NOTHING_RUNS,
  'nodes/proxy': NOTHING_RUNS,
  'pods/eviction': 'delete the pod instead',
  'pods/binding': 'the scheduler alone chooses nodes',
  'pods/resize': 'change the template of the workload instead',
  'namespaces/finalize': 'namespaces have no finalizers of their own here',
};

function subresourceOf(
  context: ApiContext,
  target: ResourceTarget,
  request: ApiRequest,
): Reply {
  const { def, subresource } = target;
  if (subresource === 'scale' && def.subresources.includes('scale')) {
    return scale(context, target, request);
  }
  if (subresource === 'log' && def.kind === 'Pod' && def.group === '') {
    if (request.method !== 'GET') {
      throw methodNotAllowed();
    }
    return log(context, target, request);
  }
  if (subresource === 'exec' && def.kind === 'Pod' && def.group === '') {
    if (request.method !== 'GET' && request.method !== 'POST') {
      throw methodNotAllowed();
    }
    return exec(context, target, request);
  }
  if (subresource === 'token' && def.kind === 'ServiceAccount') {
    return tokenRequest(context, target, request);
  }
  const [first] = (subresource ?? '').split('/');
  const full = `${def.plural}/${first}`;
  if (def.custom || !Object.hasOwn(REFUSED, full)) {
    return unknownResource(def.group);
  }
  throw notImplemented(full, REFUSED[full]);
}
