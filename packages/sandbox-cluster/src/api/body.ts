import { parse as parseYaml } from 'yaml';
import {
  apiVersionOf,
  isJson,
  Json,
  KubeObject,
  listAt,
  textAt,
} from '../objects';
import { badRequest, invalidOptions, unsupportedMediaType } from '../status';
import { causes } from '../validation';
import { PROTOBUF } from './protobuf';
import { ApiRequest, ResourceTarget } from './types';

export const APPLY = 'application/apply-patch+yaml';
export const JSON_PATCH = 'application/json-patch+json';
export const MERGE_PATCH = 'application/merge-patch+json';
export const STRATEGIC_PATCH = 'application/strategic-merge-patch+json';

const NO_PROTOBUF =
  'The sandbox cluster reads no objects as protobuf, in which `kubectl create KIND` and the like send them: add `--dry-run=client -o yaml | kubectl apply -f -`';

export function contentTypeOf({ headers }: ApiRequest): string {
  const [type] = (headers['content-type'] ?? '').split(';');
  return type.trim() || 'application/json';
}

/** The body, from JSON or YAML. */
export function parseBody(request: ApiRequest): unknown {
  const type = contentTypeOf(request);
  const text = request.body.toString('utf8');
  try {
    return type.includes('yaml') ? parseYaml(text) : JSON.parse(text);
  } catch (error) {
    throw badRequest(`error decoding the body as ${type}: ${error}`);
  }
}

export function parseObjectBody(request: ApiRequest): Json {
  const type = contentTypeOf(request);
  const accepted = ['application/json', 'application/yaml', APPLY];
  if (!accepted.includes(type)) {
    throw unsupportedMediaType(
      accepted.slice(0, 2),
      type === PROTOBUF ? NO_PROTOBUF : undefined,
    );
  }
  const body = parseBody(request);
  if (!isJson(body)) {
    throw badRequest('the body must be an object');
  }
  return body;
}

/** The body as an object of the kind that the URL names, at home where the URL says. */
export function readObject(
  { def, version, namespace, name }: ResourceTarget,
  body: Json,
): KubeObject {
  const apiVersion = apiVersionOf(def.group, version);
  const given = textAt(body, 'apiVersion') || apiVersion;
  const kind = textAt(body, 'kind') || def.kind;
  if (given !== apiVersion) {
    throw badRequest(
      `the API version in the data (${given}) does not match the expected API version (${apiVersion})`,
    );
  }
  if (kind !== def.kind) {
    throw badRequest(
      `${kind} in version "${version}" cannot be handled as a ${def.kind}: it is not one`,
    );
  }
  const metadata = readMetadata(body);
  const ownName = textAt(metadata, 'name');
  const ownNamespace = textAt(metadata, 'namespace');
  if (name && ownName && ownName !== name) {
    throw badRequest(
      `the name of the object (${ownName}) does not match the name on the URL (${name})`,
    );
  }
  if (def.namespaced && ownNamespace && ownNamespace !== namespace) {
    throw badRequest(
      'the namespace of the provided object does not match the namespace sent on the request',
    );
  }
  return {
    ...body,
    apiVersion,
    kind,
    metadata: {
      ...metadata,
      name: ownName || name || '',
      ...(def.namespaced ? { namespace } : {}),
    },
  };
}

const isTextList = (value: unknown) =>
  Array.isArray(value) && value.every(item => typeof item === 'string');

/** What the server itself works with; the values of labels are left to validation. */
const METADATA_TYPES: Record<
  string,
  { type: string; holds(value: unknown): boolean }
> = {
  labels: { type: 'a map', holds: isJson },
  annotations: { type: 'a map', holds: isJson },
  finalizers: { type: 'a list of strings', holds: isTextList },
  ownerReferences: {
    type: 'a list of owners',
    holds: value => Array.isArray(value) && value.every(isJson),
  },
  managedFields: { type: 'a list', holds: Array.isArray },
};

function readMetadata({ metadata = {} }: Json): Json {
  if (!isJson(metadata)) {
    throw badRequest('metadata must be an object');
  }
  for (const [field, { type, holds }] of Object.entries(METADATA_TYPES)) {
    const value = metadata[field] ?? undefined;
    if (value !== undefined && !holds(value)) {
      throw badRequest(`metadata.${field} must be ${type}`);
    }
  }
  return metadata;
}

/** As an error names the options that come with a method. */
export function optionsKind(method: string): string {
  const kinds: Record<string, string> = {
    POST: 'CreateOptions',
    PUT: 'UpdateOptions',
    DELETE: 'DeleteOptions',
  };
  return kinds[method] ?? 'PatchOptions';
}

/** `dryRun` of the query, or of options in the body, which is `All` or nothing. */
export function isDryRun(
  { method, query }: ApiRequest,
  options: Json = {},
): boolean {
  const values = [...query.getAll('dryRun'), ...listAt(options, 'dryRun')];
  const wrong = values.find(value => value !== 'All');
  if (wrong !== undefined) {
    throw invalidOptions(optionsKind(method), [
      causes.unsupported('dryRun', wrong, ['All']),
    ]);
  }
  return values.length > 0;
}

/** Who is to manage the fields: as the query says, or else the client's name. */
export function managerOf({ query, headers }: ApiRequest): string {
  const agent = /^[^/\s]+/.exec(headers['user-agent'] ?? '')?.[0];
  return query.get('fieldManager') || agent || 'unknown';
}
