export { createAccountTokens } from './accountTokens';
export type { AccountTokens } from './accountTokens';
export { impersonated, ImpersonationError } from './impersonation';
export {
  ANONYMOUS,
  isAllowed,
  readAttributes,
  readerObjects,
  requireAllowed,
  rulesOf,
} from './rbac';
export type { Attributes, Rule, User } from './rbac';
export { createTokens, userOf, users } from './tokens';
export type { Tokens, UserName } from './tokens';
