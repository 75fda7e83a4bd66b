import {
  ConflictError,
  InputError,
  NotAllowedError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { ObjectRef } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { KubeConnectionError, KubeStatusError, ServedKind } from '../clusters';

/** Why something cannot be written, in a sentence that says what to do. */
export interface Refusal {
  sort: 'invalid' | 'taken' | 'forbidden' | 'unreachable';
  message: string;
}

/** Like `Deployment 'web'`; a VirtualMachine is a `VM`, as people say. */
export function describe({ kind, name }: Pick<ObjectRef, 'kind' | 'name'>) {
  return `${kind === 'VirtualMachine' ? 'VM' : kind} '${name}'`;
}

/** Like `namespace 'shop' of cluster 'onprem'`. */
export function placeOf(cluster: string, namespace?: string): string {
  return namespace
    ? `namespace '${namespace}' of cluster '${cluster}'`
    : `cluster '${cluster}'`;
}

export function takenRefusal(place: string): Refusal {
  return {
    sort: 'taken',
    message: `exists already in ${place}. Choose another name, or delete what is there.`,
  };
}

/** Why objects of a kind cannot be there, nor be written. */
export function unservedRefusal(
  cluster: string,
  kinds: readonly ServedKind[],
  { apiVersion, kind }: Pick<ObjectRef, 'apiVersion' | 'kind'>,
): Refusal {
  return kinds.length === 0
    ? {
        sort: 'unreachable',
        message: `cluster '${cluster}' has not told yet what it serves. Try again when it answers, or choose another cluster.`,
      }
    : {
        sort: 'invalid',
        message: `cluster '${cluster}' does not know the kind ${kind} of ${apiVersion}. Choose a cluster where it is installed.`,
      };
}

const sentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);

/** The API server's words for missing rights, as RBAC and other authorizers write them. */
const CANNOT =
  /User "([^"]*)" cannot (\S+) resource "([^"]+)"(?: in API group "([^"]*)")?/;

function explainForbidden(error: KubeStatusError, place: string): string {
  const match = CANNOT.exec(error.serverMessage);
  if (!match) {
    // Quotas, Pod Security and admission webhooks also answer 403.
    return `is not permitted in ${place}: ${sentence(error.serverMessage)}`;
  }
  const [, user, verb, resource, group] = match;
  const what = group ? `${resource}.${group}` : resource;
  return `the portal has no right to ${verb} ${what} in ${place}. Choose another namespace, or have the cluster's administrators grant it to '${user}'.`;
}

function explainConflict(error: KubeStatusError): string {
  const owned = error.causes.filter(
    ({ reason }) => reason === 'FieldManagerConflict',
  );
  if (owned.length === 0) {
    return `was changed by someone else just now: ${sentence(
      error.serverMessage,
    )} Try again.`;
  }
  const fields = owned.map(({ field = 'a field', message = '' }) => {
    const manager = /"([^"]+)"/.exec(message)?.[1];
    return `${field.replace(/^\./, '')} is managed by ${
      manager ? `'${manager}'` : 'someone else'
    }`;
  });
  return `${fields.join(
    ', ',
  )}. Leave these fields out of the manifest, or change them where they are managed.`;
}

/** What strict validation says of a field that the kind does not have. */
const UNKNOWN_FIELD =
  /(?:(\S+): field not declared in schema|unknown field "([^"]+)")/;

function explainInvalid(error: KubeStatusError): string {
  const unknown = UNKNOWN_FIELD.exec(error.serverMessage);
  if (unknown) {
    const field = (unknown[1] ?? unknown[2]).replace(/^\./, '');
    return `has no field ${field}. Correct or remove it in the manifest.`;
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
  return `is not valid: ${sentence(reasons)} Correct it and try again.`;
}

/** Puts an error of one request into a sentence about the object it was for. */
export function explainRequestError(
  error: unknown,
  cluster: string,
  namespace?: string,
): Refusal {
  const place = placeOf(cluster, namespace);
  if (error instanceof KubeConnectionError) {
    return {
      sort: 'unreachable',
      message: `cluster '${cluster}' does not answer. Try again when it is back, or choose another cluster.`,
    };
  }
  if (!(error instanceof KubeStatusError)) {
    throw error;
  }
  switch (error.code) {
    case 401:
      return {
        sort: 'unreachable',
        message: `cluster '${cluster}' rejects the portal's credentials. Its administrators have to renew them in the kubernetes section of app-config.`,
      };
    case 403:
      return { sort: 'forbidden', message: explainForbidden(error, place) };
    case 404:
      return {
        sort: 'invalid',
        message: /^namespaces /.test(error.serverMessage)
          ? `namespace '${namespace}' does not exist on cluster '${cluster}'. Choose one that exists, or have it created first.`
          : `cluster '${cluster}' does not serve it in this version: ${sentence(
              error.serverMessage,
            )} Correct the manifest's apiVersion.`,
      };
    case 409:
      return { sort: 'taken', message: explainConflict(error) };
    case 400:
    case 422:
      return { sort: 'invalid', message: explainInvalid(error) };
    default:
      if (UNKNOWN_FIELD.test(error.serverMessage)) {
        return { sort: 'invalid', message: explainInvalid(error) };
      }
      return {
        sort: 'unreachable',
        message: `cluster '${cluster}' failed with ${error.code}: ${sentence(
          error.serverMessage,
        )} Try again later.`,
      };
  }
}

/** One line per reason, naming all objects that it holds for. */
export function listRefusals(
  refused: ReadonlyArray<{ object: ObjectRef; refusal: Refusal }>,
): string[] {
  const byMessage = new Map<string, string[]>();
  for (const { object, refusal } of refused) {
    const names = byMessage.get(refusal.message) ?? [];
    byMessage.set(refusal.message, [...names, describe(object)]);
  }
  return [...byMessage].map(
    ([message, names]) => `${names.join(', ')}: ${message}`,
  );
}

/** The error to answer a request with: its sort decides the HTTP status. */
export function refusalError(
  refused: ReadonlyArray<{ refusal: Refusal }>,
  message: string,
): Error {
  const sorts = new Set(refused.map(({ refusal }) => refusal.sort));
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
