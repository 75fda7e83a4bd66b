import {
  ConflictError,
  InputError,
  NotAllowedError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  ObjectRef,
  asSentence,
  describeObject,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { KubeConnectionError, KubeStatusError, ServedKind } from '../clusters';

/** Why something cannot be written. */
export interface Refusal {
  sort: 'invalid' | 'taken' | 'forbidden' | 'unreachable';
  /** What is in the way, to be followed by a full stop. */
  problem: string;
  /** The problem, and what to do about it, in sentences. */
  message: string;
}

/** Puts what is in the way and the way out together. */
export function refusal(
  sort: Refusal['sort'],
  problem: string,
  wayOut: string,
): Refusal {
  return { sort, problem, message: `${asSentence(problem)} ${wayOut}` };
}

/** Like `namespace 'shop' of cluster 'onprem'`. */
export function placeOf(cluster: string, namespace?: string): string {
  return namespace
    ? `namespace '${namespace}' of cluster '${cluster}'`
    : `cluster '${cluster}'`;
}

export function takenRefusal(place: string): Refusal {
  return refusal(
    'taken',
    `exists already in ${place}`,
    'Choose another name, or delete what is there.',
  );
}

/** Why objects of a kind cannot be there, nor be written. */
export function unservedRefusal(
  cluster: string,
  kinds: readonly ServedKind[],
  { apiVersion, kind }: Pick<ObjectRef, 'apiVersion' | 'kind'>,
): Refusal {
  return kinds.length === 0
    ? refusal(
        'unreachable',
        `cluster '${cluster}' has not told yet what it serves`,
        'Try again when it answers, or choose another cluster.',
      )
    : refusal(
        'invalid',
        `cluster '${cluster}' does not know the kind ${kind} of ${apiVersion}`,
        'Choose a cluster where it is installed.',
      );
}

/** The API server's words for missing rights, as RBAC and other authorizers write them. */
const CANNOT =
  /User "([^"]*)" cannot (\S+) resource "([^"]+)"(?: in API group "([^"]*)")?/;

/** A right that the API server says is missing. */
interface Missing {
  user: string;
  verb: string;
  /** Like `deployments.apps`. */
  what: string;
  error: KubeStatusError;
}

/** The words of the admission plugin ResourceQuota; a quota's name has no space. */
const EXCEEDED_QUOTA = /exceeded quota: ([^,\s]+), (requested: .*)/;

/** Whom the portal's account wants to act as, in the API server's words. */
const IMPERSONATED = /^(user|group)s "([^"]*)" is forbidden/;

/** Of a request that bears a person, what missing rights mean to them. */
function explainMissingOf(
  as: string,
  place: string,
  { user, verb, what, error }: Missing,
): Refusal {
  if (verb === 'impersonate') {
    const [, sort = 'user', name = as] =
      IMPERSONATED.exec(error.serverMessage) ?? [];
    return refusal(
      'forbidden',
      `the portal's account '${user}' may not act as the ${sort} '${name}' on cluster '${error.cluster}'`,
      `Have the cluster's administrators give it the verb impersonate on ${sort}s named '${name}': deploy/rbac-impersonation.yaml shows how.`,
    );
  }
  if (user !== as) {
    return refusal(
      'forbidden',
      `the request came to cluster '${error.cluster}' as '${user}' and not as '${as}'`,
      'What lies between the portal and the API server takes the header Impersonate-User away: have it let through, or hybridApps.impersonation in app-config turned off for this cluster.',
    );
  }
  return refusal(
    'forbidden',
    `'${as}', as whom the cluster knows you, has no right to ${verb} ${what} in ${place}`,
    `Choose another namespace, or have who owns it or the cluster's administrators grant it to '${as}' or to a group of yours.`,
  );
}

/** Source: k8s.io/api/core/v1, `NamespaceTerminatingCause`. */
const NAMESPACE_TERMINATING = 'NamespaceTerminating';

/**
 * Whether a request that bears somebody did not come through. Each of their
 * groups is a header, of which proxies take 8 to 32 KiB: what is more, they answer
 * with 431, or with 400 and no Status of Kubernetes.
 */
const isOverloaded = ({ as, code, reason }: KubeStatusError): boolean =>
  as !== undefined && (code === 431 || (code === 400 && reason === undefined));

function explainForbidden(error: KubeStatusError, place: string): Refusal {
  if (error.causes.some(({ reason }) => reason === NAMESPACE_TERMINATING)) {
    return refusal(
      'forbidden',
      `${place} is being deleted, and takes nothing new`,
      'Choose another namespace, or have it created again when it is gone.',
    );
  }
  const missing = CANNOT.exec(error.serverMessage);
  if (missing) {
    const [, user, verb, resource, group] = missing;
    const what = group ? `${resource}.${group}` : resource;
    if (error.as !== undefined) {
      return explainMissingOf(error.as, place, { user, verb, what, error });
    }
    return refusal(
      'forbidden',
      `the portal has no right to ${verb} ${what} in ${place}`,
      `Choose another namespace, or have the cluster's administrators grant it to '${user}'.`,
    );
  }
  const exceeded = EXCEEDED_QUOTA.exec(error.serverMessage);
  if (exceeded) {
    const [, quota, amounts] = exceeded;
    return refusal(
      'forbidden',
      `exceeds quota '${quota}' of ${place} (${amounts})`,
      'Ask for less, free what is not needed, choose another namespace, or have the quota raised.',
    );
  }
  // Pod Security and admission webhooks also answer 403.
  return refusal(
    'forbidden',
    `is not permitted in ${place}: ${error.serverMessage}`,
    "Change what it objects to, choose another namespace, or ask the cluster's administrators.",
  );
}

/**
 * What strict validation says of a field that the kind does not have. A word is
 * tried from its beginning alone: messages repeat values of any length.
 */
const UNKNOWN_FIELD =
  /(?:(?<!\S)(\S+): field not declared in schema|unknown field "([^"]+)")/;

/**
 * What is said of a value of another type than its field: by server-side apply
 * with a 500 (`.spec.replicas: expected numeric, got &{two}`), and by the decoder
 * of what is created with a 400. Source: sigs.k8s.io/structured-merge-diff, typed
 * values; encoding/json, `UnmarshalTypeError`.
 */
const WRONG_TYPE =
  /(?:(?<![\w\])])\.(\S{1,300}): expected ([\w ()]{1,60}), got|cannot unmarshal (\w{1,20}) into Go struct field [^\s.]{1,100}\.(\S{1,300}) of type (\S{1,100}))/;

function explainWrongType(message: string): Refusal | undefined {
  const [, applied, expected, given, created, type] =
    WRONG_TYPE.exec(message) ?? [];
  const field = applied ?? created;
  return field === undefined
    ? undefined
    : refusal(
        'invalid',
        expected
          ? `has a value of another type in ${field}: it takes a ${expected}`
          : `has a ${given} in ${field}, which takes ${type}`,
        'Correct the value in the manifest; a text that looks like another type is quoted or not as the field wants it.',
      );
}

function explainInvalid(error: KubeStatusError): Refusal {
  const wrongType = explainWrongType(error.serverMessage);
  if (wrongType) {
    return wrongType;
  }
  const unknown = UNKNOWN_FIELD.exec(error.serverMessage);
  if (unknown) {
    const field = (unknown[1] ?? unknown[2]).replace(/^\./, '');
    return refusal(
      'invalid',
      `has no field ${field}`,
      'Correct or remove it in the manifest.',
    );
  }
  const causes = error.causes
    .filter(({ message }) => message)
    .map(({ field, message = '' }) =>
      // KubeVirt's webhooks begin their messages with the field.
      field && !message.toLowerCase().startsWith(field.toLowerCase())
        ? `${field}: ${message}`
        : message,
    );
  const reasons = causes.length > 0 ? causes.join('; ') : error.serverMessage;
  return refusal(
    'invalid',
    `is not valid: ${reasons}`,
    'Correct it and try again.',
  );
}

/** Puts an error of one request into a sentence about the object it was for. */
export function explainRequestError(
  error: unknown,
  cluster: string,
  namespace?: string,
): Refusal {
  const place = placeOf(cluster, namespace);
  if (error instanceof KubeConnectionError) {
    return refusal(
      'unreachable',
      `cluster '${cluster}' does not answer`,
      'Try again when it is back, or choose another cluster.',
    );
  }
  if (!(error instanceof KubeStatusError)) {
    throw error;
  }
  if (isOverloaded(error)) {
    return refusal(
      'forbidden',
      `a request that names all groups of '${error.as}' did not come through to cluster '${cluster}': ${error.serverMessage}`,
      "Have what lies between the portal and the API server take larger headers, or the portal's sign-in give fewer groups.",
    );
  }
  switch (error.code) {
    case 401:
      return refusal(
        'unreachable',
        `cluster '${cluster}' rejects the portal's credentials`,
        'Its administrators have to renew them in the kubernetes section of app-config.',
      );
    case 403:
      return explainForbidden(error, place);
    case 404:
      return /^namespaces /.test(error.serverMessage)
        ? refusal(
            'invalid',
            `namespace '${namespace}' does not exist on cluster '${cluster}'`,
            'Choose one that exists, or have it created first.',
          )
        : refusal(
            'invalid',
            `cluster '${cluster}' does not serve it in this version: ${error.serverMessage}`,
            "Correct the manifest's apiVersion.",
          );
    case 409:
      return refusal(
        'taken',
        `was changed by someone else just now: ${error.serverMessage}`,
        'Try again.',
      );
    case 400:
    case 422:
      return explainInvalid(error);
    default:
      return UNKNOWN_FIELD.test(error.serverMessage) ||
        WRONG_TYPE.test(error.serverMessage)
        ? explainInvalid(error)
        : refusal(
            'unreachable',
            `cluster '${cluster}' failed with ${error.code}: ${error.serverMessage}`,
            'Try again later.',
          );
  }
}

/** One line for each message, naming all objects that it holds for. */
export function listByMessage(
  items: ReadonlyArray<{ object: ObjectRef; message: string }>,
): string[] {
  const byMessage = new Map<string, string[]>();
  for (const { object, message } of items) {
    const names = byMessage.get(message) ?? [];
    byMessage.set(message, [...names, describeObject(object)]);
  }
  return [...byMessage].map(
    ([message, names]) => `${names.join(', ')}: ${message}`,
  );
}

function errorOf(sorts: ReadonlySet<Refusal['sort']>, message: string): Error {
  const [only] = sorts.size === 1 ? sorts : [];
  switch (only) {
    case 'taken':
      return new ConflictError(message);
    case 'forbidden':
      return new NotAllowedError(message);
    case 'unreachable':
      return new ServiceUnavailableError(message);
    default:
      return new InputError(message);
  }
}

/** What each error of {@link refusalError} refuses. */
const refusedBy = new WeakMap<
  object,
  ReadonlyArray<{ object: ObjectRef; sort: Refusal['sort'] }>
>();

/**
 * Which objects an error refuses, each for which sort of reason: for a log, where
 * the words of its message have no place, as they may repeat values of manifests.
 * Undefined of other errors.
 */
export const refusedOf = (error: object) => refusedBy.get(error);

/** The error to answer a request with: its sort decides the HTTP status. */
export function refusalError(
  refused: ReadonlyArray<{
    object: ObjectRef;
    refusal: Pick<Refusal, 'sort'>;
  }>,
  message: string,
): Error {
  const error = errorOf(
    new Set(refused.map(item => item.refusal.sort)),
    message,
  );
  refusedBy.set(
    error,
    refused.map(({ object, refusal: { sort } }) => ({ object, sort })),
  );
  return error;
}
