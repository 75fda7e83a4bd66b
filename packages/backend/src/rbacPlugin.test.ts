import { mockCredentials } from '@backstage/backend-test-utils';
import { catalogPermissions } from '@backstage/plugin-catalog-common/alpha';
import { kubernetesPermissions } from '@backstage/plugin-kubernetes-common';
import {
  AuthorizeResult,
  Permission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { scaffolderPermissions } from '@backstage/plugin-scaffolder-common/alpha';
import {
  hybridAppsPermissions,
  namespacePermissions,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { policy } from './policy';

const textOf = (name: string) =>
  readFileSync(join(__dirname, '../../../deploy/rbac-plugin', name), 'utf8');

const grants = textOf('rbac-policy.csv')
  .trim()
  .split('\n')
  .map(line => line.split(', '))
  .filter(([type]) => type === 'p');

interface ConditionalPolicy {
  roleEntityRef: string;
  resourceType: string;
  permissionMapping: string[];
  conditions: { rule: string; params: Record<string, string[]> };
}
const conditionalPolicies: ConditionalPolicy[] = parseAllDocuments(
  textOf('conditional-policies.yaml'),
).map(document => document.toJS());

const permissions: Permission[] = [
  ...hybridAppsPermissions,
  ...namespacePermissions,
  ...kubernetesPermissions,
  ...catalogPermissions,
  ...scaffolderPermissions,
];

const USER = 'user:default/amal';

/** A decision in one line: a condition with what it is asked with. */
const line = (rule: string, values: unknown[]) => [rule, ...values].join(' ');

function ofPolicy(decision: PolicyDecision) {
  if (decision.result !== AuthorizeResult.CONDITIONAL) {
    return decision.result;
  }
  const { conditions } = decision;
  return 'rule' in conditions
    ? line(conditions.rule, Object.values(conditions.params ?? {}).flat())
    : 'several conditions';
}

/** What the RBAC plugin decides by these files: what they do not grant is denied. */
function ofFiles(role: string, groups: string[], permission: Permission) {
  const resourceType =
    'resourceType' in permission ? permission.resourceType : undefined;
  // What has no action is `use` there.
  const action = permission.attributes.action ?? 'use';
  const allowed = grants.some(
    ([, who, what, how, effect]) =>
      who === role &&
      (what === permission.name || what === resourceType) &&
      how === action &&
      effect === 'allow',
  );
  const found = conditionalPolicies.filter(
    one =>
      one.roleEntityRef === role &&
      one.resourceType === resourceType &&
      one.permissionMapping.includes(action),
  );
  // A grant and a condition on the same would be two answers.
  expect(found.length + Number(allowed)).toBeLessThanOrEqual(1);
  if (allowed) {
    return AuthorizeResult.ALLOW;
  }
  const aliases: Record<string, string[]> = {
    $ownerRefs: [USER, ...groups],
    $currentUser: [USER],
  };
  return found.length
    ? line(
        found[0].conditions.rule,
        Object.values(found[0].conditions.params)
          .flat()
          .flatMap(value => aliases[value] ?? value),
      )
    : AuthorizeResult.DENY;
}

describe.each([
  ['role:default/team', 'group:default/team-a'],
  ['role:default/platform', 'group:default/platform'],
])(
  'the policy for the RBAC plugin gives %s what the example gives',
  (role, group) => {
    it.each(
      permissions.map(permission => [permission.name, permission] as const),
    )('of %s', async (_, permission) => {
      const ownershipEntityRefs = [USER, group];
      const decision = await policy.handle(
        { permission },
        {
          info: { userEntityRef: USER, ownershipEntityRefs },
          credentials: mockCredentials.user(USER),
        },
      );
      expect(ofFiles(role, [group], permission)).toBe(ofPolicy(decision));
    });
  },
);
