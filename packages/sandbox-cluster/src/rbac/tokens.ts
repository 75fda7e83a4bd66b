import { randomBytes } from 'crypto';
import { User } from './rbac';

/**
 * The sandbox's users: all rights, reading in one namespace, and none.
 *
 * @public
 */
export type UserName = 'admin' | 'reader' | 'nobody';

export const users: Record<UserName, User> = {
  admin: {
    name: 'kubernetes-admin',
    groups: ['system:masters', 'system:authenticated'],
  },
  reader: { name: 'reader', groups: ['system:authenticated'] },
  nobody: { name: 'nobody', groups: ['system:authenticated'] },
};

export type Tokens = Record<UserName, string>;

/** New tokens, which nobody can guess. */
export function createTokens(): Tokens {
  const draw = () => randomBytes(24).toString('base64url');
  return { admin: draw(), reader: draw(), nobody: draw() };
}

export function userOf(tokens: Tokens, token: string): User | undefined {
  if (token === tokens.admin) {
    return users.admin;
  }
  if (token === tokens.reader) {
    return users.reader;
  }
  return token === tokens.nobody ? users.nobody : undefined;
}
