import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { valueAt } from '@hybrid-apps/network-policy';

/**
 * Whom a request is counted for: the user, also where a plugin asks in the
 * user's name, or else the service.
 */
export function callerOf({ principal }: BackstageCredentials<unknown>): string {
  const name =
    valueAt(principal, 'userEntityRef') ?? valueAt(principal, 'subject');
  return typeof name === 'string' ? name : 'nobody';
}
