import { randomBytes } from 'crypto';
import { User } from './rbac';

/** A ServiceAccount, as tokens name it. */
export interface Account {
  namespace: string;
  name: string;
  uid: string;
}

/** Tokens that were asked for by a TokenRequest. */
export interface AccountTokens {
  /** @param expiresAt - in milliseconds since 1970 */
  issue(account: Account, expiresAt: number): string;
  /** Whose token it is, while it counts and its account is there. */
  userOf(token: string): User | undefined;
}

/**
 * @param now - in milliseconds since 1970
 * @param isThere - whether that very account still exists
 */
export function createAccountTokens(
  now: () => number,
  isThere: (account: Account) => boolean,
): AccountTokens {
  const issued = new Map<string, { account: Account; expiresAt: number }>();
  return {
    issue(account, expiresAt) {
      const token = randomBytes(24).toString('base64url');
      issued.set(token, { account, expiresAt });
      return token;
    },
    userOf(token) {
      const found = issued.get(token);
      if (!found) {
        return undefined;
      }
      const { account, expiresAt } = found;
      if (expiresAt <= now() || !isThere(account)) {
        issued.delete(token);
        return undefined;
      }
      return {
        name: `system:serviceaccount:${account.namespace}:${account.name}`,
        groups: [
          'system:serviceaccounts',
          `system:serviceaccounts:${account.namespace}`,
          'system:authenticated',
        ],
      };
    },
  };
}
