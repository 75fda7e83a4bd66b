import { apiVersionOf, KubeObject } from '../objects';
import { KindDef } from '../kinds';
import { pruneUnknown } from '../fields';
import { badRequest, invalidOptions, StatusError } from '../status';
import { causes } from '../validation';
import { optionsKind } from './body';
import { ApiRequest } from './types';

const LEVELS = ['Ignore', 'Warn', 'Strict'];

/**
 * Deals with fields that the kind does not have. An applied object may not have
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
  const { object, unknown } = pruneUnknown(def, given);
  if (unknown.length === 0) {
    return { object, warnings: [] };
  }
  if (applied) {
    throw undeclared(def, given, unknown);
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

/** structured-merge-diff's words. It is a 500 on a real server, too. */
function undeclared(
  def: KindDef,
  { metadata }: KubeObject,
  unknown: string[],
): StatusError {
  const place = metadata.namespace
    ? `${metadata.namespace}/${metadata.name}`
    : metadata.name;
  const kind = `${apiVersionOf(def.group, def.versions[0])}, Kind=${def.kind}`;
  const each = unknown.map(path => `.${path}: field not declared in schema`);
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
