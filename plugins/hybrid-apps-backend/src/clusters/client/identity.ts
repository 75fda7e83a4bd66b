import { KubeClient, KubeIdentity } from './types';

/** What of a client makes requests and no watches. */
export type KubeRequests = Pick<KubeClient, 'cluster' | 'request'>;

/** Characters of ASCII that are shown, and blanks within. */
const CARRIED = /^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/;

/** The names of Kubernetes' own users and groups, `system:masters` first of all. */
const SYSTEM = /^system:/i;

/**
 * Why a user or a group cannot be borne; undefined where it can.
 *
 * Kubernetes takes the values of these headers as they are: it decodes percent
 * signs in the keys of `Impersonate-Extra-` alone (apiserver,
 * endpoints/filters/impersonation.go). Go's net/http cuts blanks off at both ends
 * and takes all bytes above 0x7f without an encoding, so that `zoë` would arrive
 * as another name, depending on what lies between.
 */
export function whyNotBorne(name: string): string | undefined {
  if (name === '') {
    return 'is empty';
  }
  if (!CARRIED.test(name)) {
    return 'holds what a header does not carry: only visible characters of ASCII are, and blanks between them';
  }
  return SYSTEM.test(name)
    ? "begins with 'system:', as only Kubernetes' own users and groups do"
    : undefined;
}

/**
 * The headers by which a request bears somebody. They are made here alone; what
 * a caller of the portal sends is never among them.
 *
 * @throws Error where a name cannot be borne
 */
export function impersonationHeaders(
  as: KubeIdentity | undefined,
): Record<string, string | string[]> {
  if (!as) {
    return {};
  }
  for (const name of [as.user, ...as.groups]) {
    const why = whyNotBorne(name);
    if (why) {
      throw new Error(
        `A request cannot bear the name ${JSON.stringify(name)}: it ${why}`,
      );
    }
  }
  return {
    'impersonate-user': as.user,
    // One header a group: Kubernetes does not split at commas.
    ...(as.groups.length > 0 && { 'impersonate-group': [...as.groups] }),
  };
}

/** A client of which every request bears somebody; the same one where it is nobody. */
export function bearing(
  client: KubeRequests,
  as: KubeIdentity | undefined,
): KubeRequests {
  return as
    ? {
        cluster: client.cluster,
        request: request => client.request({ ...request, as }),
      }
    : client;
}
