import {
  BackstageCredentials,
  BackstageServicePrincipal,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';

/** The subject of the tokens that the scaffolder's plugin makes in its own name. */
export const SCAFFOLDER = 'plugin:scaffolder';

/**
 * Who asked for something to be created: a user, a service, or a service in the
 * name of a user.
 */
export interface Asked {
  /** An entity reference. */
  user?: string;
  /** The subject of its token. */
  service?: string;
}

/** Who asks, by the credentials of a request. */
export function askedBy({
  principal,
}: BackstageCredentials<
  BackstageUserPrincipal | BackstageServicePrincipal
>): Asked {
  if (principal.type === 'service') {
    return { service: principal.subject };
  }
  const { userEntityRef, actor } = principal;
  return { user: userEntityRef, ...(actor && { service: actor.subject }) };
}
