/** Who a request bears in place of its sender: the headers `Impersonate-*`. */
import { notImplemented } from '../status';
import { ANONYMOUS, Attributes, User } from './rbac';

/** The values of headers, by their names in lower case. */
type Headers = Readonly<Record<string, string[] | undefined>>;

const ACCOUNT = /^system:serviceaccount:([^:]+):([^:]+)$/;

const AUTHENTICATED = 'system:authenticated';

/**
 * A server without a user to bear fails, and says so as text.
 * Source: kube-apiserver, endpoints/filters/impersonation.go.
 */
export class ImpersonationError extends Error {
  readonly name = 'ImpersonationError';
}

function accountGroups(name: string): string[] {
  const [, namespace] = ACCOUNT.exec(name) ?? [];
  return namespace
    ? ['system:serviceaccounts', `system:serviceaccounts:${namespace}`]
    : [];
}

/** Everyone is known or not, also who is borne. */
function withAuthentication(name: string, groups: string[]): string[] {
  const [unknown] = ANONYMOUS.groups;
  if (name === ANONYMOUS.name) {
    return groups.includes(unknown) ? groups : [...groups, unknown];
  }
  return groups.includes(AUTHENTICATED) || groups.includes(unknown)
    ? groups
    : [...groups, AUTHENTICATED];
}

/**
 * Who a request acts as: its sender, or whom the sender may impersonate. One
 * right is asked for the user (or the ServiceAccount), and one for each group.
 *
 * @param authorize - throws a 403 for what the sender may not
 */
export function impersonated(
  sender: User,
  headers: Headers,
  authorize: (sender: User, attributes: Attributes) => void,
): User {
  const unserved = Object.keys(headers).find(
    name => name === 'impersonate-uid' || name.startsWith('impersonate-extra-'),
  );
  if (unserved) {
    throw notImplemented(`the header ${unserved}`);
  }
  const [name = ''] = headers['impersonate-user'] ?? [];
  const groups = headers['impersonate-group'] ?? [];
  if (name === '') {
    if (groups.length > 0) {
      throw new ImpersonationError(
        `requested ${JSON.stringify(groups)} without impersonating a user`,
      );
    }
    return sender;
  }
  const may = (resource: string, of: { name: string; namespace?: string }) =>
    authorize(sender, { verb: 'impersonate', group: '', resource, ...of });
  const [, namespace, account] = ACCOUNT.exec(name) ?? [];
  if (namespace) {
    may('serviceaccounts', { name: account, namespace });
  } else {
    may('users', { name });
  }
  groups.forEach(group => may('groups', { name: group }));
  return {
    name,
    groups: withAuthentication(
      name,
      groups.length > 0 ? [...groups] : accountGroups(name),
    ),
  };
}
