import { anywhereRules } from './anywhere';
import { entryRules } from './entries';
import { identityRules } from './identity';
import { podSecurityRules } from './podSecurity';
import { selectionRules } from './selections';
import { storageRules } from './storage';
import { Rule } from './types';
import { virtualMachineRules } from './virtualMachines';

/**
 * All that is looked for in what is applied, whoever applies it. The kinds that
 * there are at all are `PROVISIONABLE_KINDS`: RBAC, webhooks, definitions of
 * kinds and Secrets, also those with a token, are none.
 */
export const RULES: readonly Rule[] = [
  ...anywhereRules,
  ...podSecurityRules,
  ...identityRules,
  ...virtualMachineRules,
  ...storageRules,
  ...selectionRules,
  ...entryRules,
];
