import { apiVersionOf, KubeObject } from '../objects';
import { KindDef } from '../kinds';
import { checkTypes, Mistyped } from '../fields';
import { badRequest, invalid, invalidOptions, StatusError } from '../status';
import { causes } from '../validation';
import { optionsKind } from './body';
import { ApiRequest } from './types';

const LEVELS = ['Ignore', 'Warn', 'Strict'];

/** As structured-merge-diff names the types. */
const MERGE_TYPES = {
  string: 'string',
  int: 'numeric (int or float)',
  bool: 'boolean',
  list: 'list',
  map: 'map',
};
/** As OpenAPI names them. */
const SCHEMA_TYPES = {
  string: 'string',
  int: 'integer',
  bool: 'boolean',
  list: 'array',
  map: 'object',
};

/**
 * Deals with values that are not of their field's type, which is an error, and
 * with fields that the kind does not have. An applied object may not have
 * any; else `fieldValidation` says whether they are an error (Strict), a warning
 * (Warn, the default) or passed over (Ignore); they are not stored in any case.
 */
export function checkFields(
  def: KindDef,
  given: KubeObject,
  request: ApiRequest,
  { applied = false }: { applied?: boolean } = {},
): { object: KubeObject; warnings: string[] } {
  const level = levelOf(request);
  const { object, unknown, mistyped } = checkTypes(def, given);
  if (applied && unknown.length + mistyped.length > 0) {
    throw untyped(def, given, [
      ...mistyped.map(
        ({ path, expected, value }) =>
          `.${path}: expected ${MERGE_TYPES[expected]}, got ${JSON.stringify(
            value,
          )}`,
      ),
      ...unknown.map(path => `.${path}: field not declared in schema`),
    ]);
  }
  if (mistyped.length > 0) {
    throw wrongTypes(def, given, mistyped);
  }
  if (unknown.length === 0) {
    return { object, warnings: [] };
  }
  const messages = unknown.map(path => `unknown field "${path}"`);
  switch (level) {
    case 'Strict':
      throw badRequest(
        def.custom
          ? `strict decoding error: ${messages.join(', ')}`
          : `${def.kind} in version "${
              def.versions[0]
            }" cannot be handled as a ${
              def.kind
            }: strict decoding error: ${messages.join(', ')}`,
      );
    case 'Warn':
      return { object, warnings: messages };
    default:
      return { object, warnings: [] };
  }
}

function levelOf({ method, query }: ApiRequest): string {
  const level = query.get('fieldValidation') || 'Warn';
  if (!LEVELS.includes(level)) {
    throw invalidOptions(optionsKind(method), [
      causes.unsupported('fieldValidation', level, LEVELS),
    ]);
  }
  return level;
}

/** A custom resource is held against its schema; what is built in cannot even be read. */
function wrongTypes(
  def: KindDef,
  { metadata }: KubeObject,
  mistyped: Mistyped[],
): StatusError {
  if (def.custom) {
    return invalid(
      def,
      metadata.name,
      mistyped.map(({ path, expected, value }) => {
        const actual = JSON.stringify(typeOf(value));
        return {
          reason: 'FieldValueTypeInvalid',
          message: `Invalid value: ${actual}: ${path} in body must be of type ${SCHEMA_TYPES[expected]}: ${actual}`,
          field: path,
        };
      }),
    );
  }
  const each = mistyped.map(
    ({ path, expected, value }) =>
      `${path} is of type ${SCHEMA_TYPES[expected]}, not ${typeOf(value)}`,
  );
  return badRequest(
    `${def.kind} in version "${def.versions[0]}" cannot be handled as a ${
      def.kind
    }: ${each.join(', ')}`,
  );
}

function typeOf(value: unknown): string {
  return Array.isArray(value) ? 'array' : typeof value;
}

/** structured-merge-diff's words. It is a 500 on a real server, too. */
function untyped(
  def: KindDef,
  { metadata }: KubeObject,
  each: string[],
): StatusError {
  const place = metadata.namespace
    ? `${metadata.namespace}/${metadata.name}`
    : metadata.name;
  const kind = `${apiVersionOf(def.group, def.versions[0])}, Kind=${def.kind}`;
  return new StatusError(
    500,
    '',
    `failed to create typed patch object (${place}; ${kind}): ${
      each.length === 1
        ? each[0]
        : ['errors:', ...each.map(line => `  ${line}`)].join('\n')
    }`,
  );
}
