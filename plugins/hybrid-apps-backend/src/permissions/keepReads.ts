import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  isReadPermission,
  Permission,
} from '@backstage/plugin-permission-common';
import { valueAt } from '@hybrid-apps/network-policy';
import { Keep, keepBriefly } from '../keepBriefly';
import { callerOf } from './callerOf';

/** A caller as a key; undefined for whom nothing is kept. */
type KeyOf = (credentials: BackstageCredentials) => string | undefined;

/**
 * Who asks, with all that is known of them that may decide: whether it is a user
 * or a service, for whom, and to what a token is restricted. Undefined for
 * nobody, for whom nothing is kept.
 */
export const callerKey: KeyOf = credentials =>
  callerOf(credentials) === 'nobody'
    ? undefined
    : JSON.stringify(credentials.principal);

/**
 * … for what another plugin answers. To what a token is restricted there, the
 * credentials do not tell, so nothing is kept for who brings one that is.
 */
export const unrestrictedCallerKey: KeyOf = credentials =>
  valueAt(credentials.principal, 'accessRestrictions') === undefined
    ? callerKey(credentials)
    : undefined;

/**
 * Asks once for what one caller asks for at about the same time in order to
 * read, and each time for what is to be written.
 */
export function keepReads<T>(keep: Keep, keyOf: KeyOf) {
  const kept = keepBriefly<T>(keep);
  return (
    what: string,
    permission: Permission,
    credentials: BackstageCredentials,
    ask: () => Promise<T>,
  ): Promise<T> => {
    const caller = keyOf(credentials);
    return caller !== undefined && isReadPermission(permission)
      ? kept(JSON.stringify([what, caller]), ask)
      : ask();
  };
}
