/** What goes wrong, as kube-apiserver words it: a Status, and the error that carries one. */
import { Json } from '../objects';
import { KindDef, qualifiedKind, qualifiedResource } from '../kinds';

/**
 * One reason of a failure, with the field that it is about.
 *
 * @public
 */
export interface Cause {
  reason: string;
  message: string;
  field?: string;
}

/**
 * The body of a failed request, and of some that succeed.
 *
 * @public
 */
export interface Status {
  kind: 'Status';
  apiVersion: 'v1';
  metadata: Json;
  status: 'Success' | 'Failure';
  message?: string;
  reason?: string;
  details?: {
    name?: string;
    group?: string;
    kind?: string;
    uid?: string;
    causes?: Cause[];
    retryAfterSeconds?: number;
  };
  code?: number;
}

/**
 * Ends a request with a Status.
 *
 * @public
 */
export class StatusError extends Error {
  readonly status: Status & { code: number };

  constructor(
    code: number,
    reason: string,
    message: string,
    details?: Status['details'],
    metadata: Json = {},
  ) {
    super(message);
    this.name = 'StatusError';
    this.status = {
      kind: 'Status',
      apiVersion: 'v1',
      metadata,
      status: 'Failure',
      message,
      ...(reason ? { reason } : {}),
      ...(details ? { details } : {}),
      code,
    };
  }
}

const withGroup = (def: Pick<KindDef, 'group'>) =>
  def.group ? { group: def.group } : {};

export function notFound(def: KindDef, name: string): StatusError {
  return new StatusError(
    404,
    'NotFound',
    `${qualifiedResource(def)} "${name}" not found`,
    { name, ...withGroup(def), kind: def.plural },
  );
}

export function alreadyExists(def: KindDef, name: string): StatusError {
  return new StatusError(
    409,
    'AlreadyExists',
    `${qualifiedResource(def)} "${name}" already exists`,
    { name, ...withGroup(def), kind: def.plural },
  );
}

/** The state does not permit it. `kind` is `deployments` for stale versions, `Deployment` for preconditions. */
export function conflict(
  group: string,
  kind: string,
  name: string,
  message: string,
): StatusError {
  return new StatusError(
    409,
    'Conflict',
    `Operation cannot be fulfilled on ${kind}${
      group && `.${group}`
    } "${name}": ${message}`,
    { name, ...(group ? { group } : {}), kind },
  );
}

export function staleVersion(def: KindDef, name: string): StatusError {
  return conflict(
    def.group,
    def.plural,
    name,
    'the object has been modified; please apply your changes to the latest version and try again',
  );
}

/** Fields that another manager applied with another value. */
export function applyConflict(
  conflicts: Array<{ manager: string; field: string }>,
): StatusError {
  const fieldsByManager = new Map<string, string[]>();
  for (const { manager, field } of conflicts) {
    fieldsByManager.set(manager, [
      ...(fieldsByManager.get(manager) ?? []),
      field,
    ]);
  }
  const [only] = conflicts;
  const text =
    conflicts.length === 1
      ? `conflict with ${only.manager}: ${only.field}`
      : [...fieldsByManager]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([manager, fields]) =>
            [
              `conflicts with ${manager}:`,
              ...fields.map(field => `- ${field}`),
            ].join('\n'),
          )
          .join('\n');
  return new StatusError(
    409,
    'Conflict',
    `Apply failed with ${conflicts.length} conflict${
      conflicts.length === 1 ? '' : 's'
    }: ${text}`,
    {
      causes: conflicts.map(({ manager, field }) => ({
        reason: 'FieldManagerConflict',
        message: `conflict with ${manager}`,
        field,
      })),
    },
  );
}

export function forbidden(
  {
    group,
    resource,
    name = '',
  }: { group: string; resource: string; name?: string },
  why: string,
): StatusError {
  const subject = `${resource}${group && `.${group}`}${name && ` "${name}"`}`;
  return new StatusError(403, 'Forbidden', `${subject} is forbidden: ${why}`, {
    ...(name ? { name } : {}),
    ...(group ? { group } : {}),
    kind: resource,
  });
}

export function unauthorized(): StatusError {
  return new StatusError(401, 'Unauthorized', 'Unauthorized');
}

export function badRequest(message: string): StatusError {
  return new StatusError(400, 'BadRequest', message);
}

const listed = (causes: Cause[]): string => {
  const each = causes.map(cause => `${cause.field}: ${cause.message}`);
  return each.length === 1 ? each[0] : `[${each.join(', ')}]`;
};

/** Content that validation turned down. */
export function invalid(
  def: Pick<KindDef, 'group' | 'kind'>,
  name: string,
  causes: Cause[],
): StatusError {
  return new StatusError(
    422,
    'Invalid',
    `${qualifiedKind(def)} "${name}" is invalid: ${listed(causes)}`,
    { name, ...withGroup(def), kind: def.kind, causes },
  );
}

/** A query that validation turned down. */
export function invalidOptions(kind: string, causes: Cause[]): StatusError {
  const group = 'meta.k8s.io';
  return new StatusError(
    422,
    'Invalid',
    `${kind}.${group} "" is invalid: ${listed(causes)}`,
    { group, kind, causes },
  );
}

/** A version that is forgotten. A list that was cut off by it says in `metadata` how to go on. */
export function expired(message: string, metadata?: Json): StatusError {
  return new StatusError(410, 'Expired', message, undefined, metadata);
}

export function methodNotAllowed(): StatusError {
  return new StatusError(
    405,
    'MethodNotAllowed',
    'the server does not allow this method on the requested resource',
    {},
  );
}

/**
 * What a real server does and this one does not.
 *
 * @param instead - what may help, as a sentence
 */
export function notImplemented(what: string, instead?: string): StatusError {
  return new StatusError(
    501,
    'NotImplemented',
    `the sandbox cluster does not implement ${what}${
      instead ? `: ${instead}` : ''
    }`,
  );
}

export function unsupportedMediaType(
  accepted: string[],
  instead?: string,
): StatusError {
  return new StatusError(
    415,
    'UnsupportedMediaType',
    `the body of the request was in an unknown format - accepted media types include: ${accepted.join(
      ', ',
    )}${instead ? `. ${instead}` : ''}`,
  );
}
