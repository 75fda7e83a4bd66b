import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { valueAt } from '@hybrid-apps/network-policy';

/**
 * Who asks: the user, also where a plugin asks in the user's name, or else the
 * service; `nobody` where there are no credentials, or none of these.
 */
export function callerOf(
  credentials: BackstageCredentials<unknown> | undefined,
): string {
  const principal = credentials?.principal;
  const name =
    valueAt(principal, 'userEntityRef') ?? valueAt(principal, 'subject');
  return typeof name === 'string' ? name : 'nobody';
}
