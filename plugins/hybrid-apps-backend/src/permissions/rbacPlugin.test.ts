import { resolvePackagePath } from '@backstage/backend-plugin-api';
import {
  consoleManagePermission,
  hybridAppsPermissions,
  namespacePermissions,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { hybridAppRules } from './rules';
import { namespaceRules } from './namespaceRules';

const textOf = (name: string) =>
  readFileSync(
    join(
      resolvePackagePath('@hybrid-apps/backstage-plugin-hybrid-apps-backend'),
      '../../deploy/rbac-plugin',
      name,
    ),
    'utf8',
  );

const permissions = [...hybridAppsPermissions, ...namespacePermissions].map(
  ({ name, attributes, ...permission }) => ({
    name,
    // What has no action is `use` there.
    action: attributes.action ?? 'use',
    resourceType:
      'resourceType' in permission ? permission.resourceType : undefined,
  }),
);
const lines = textOf('rbac-policy.csv')
  .trim()
  .split('\n')
  .map(line => line.split(', '));
const grants = lines.filter(([type]) => type === 'p');
/** Those of this plugin; packages/backend has a test of all. */
const ownGrants = grants.filter(([, , what]) => what.startsWith('hybrid-app'));

const condition = z.strictObject({
  result: z.literal('CONDITIONAL'),
  roleEntityRef: z.string(),
  pluginId: z.literal('hybrid-apps'),
  resourceType: z.string(),
  permissionMapping: z.array(z.string()),
  conditions: z.strictObject({
    rule: z.string(),
    resourceType: z.string(),
    params: z.looseObject({}),
  }),
});
const conditions = parseAllDocuments(textOf('conditional-policies.yaml'))
  .map(document => document.toJS())
  .filter(({ pluginId }) => pluginId === 'hybrid-apps')
  .map(one => condition.parse(one));

/** Who has a permission, by name or by the type of what it is on. */
const rolesOf = ({
  name,
  action,
  resourceType,
}: (typeof permissions)[number]) => ({
  always: grants
    .filter(
      ([, , what, policy]) =>
        policy === action && (what === name || what === resourceType),
    )
    .map(([, role]) => role),
  onOwn: conditions
    .filter(
      one =>
        one.resourceType === resourceType &&
        one.permissionMapping.includes(action),
    )
    .map(({ roleEntityRef }) => roleEntityRef),
});

describe('the policy for the RBAC plugin', () => {
  it('gives the platform every permission', () => {
    for (const permission of permissions) {
      expect([permission.name, ...rolesOf(permission).always]).toContain(
        'role:default/platform',
      );
    }
  });

  it('gives teams what is on apps and namespaces on their own alone', () => {
    for (const permission of permissions) {
      const { always, onOwn } = rolesOf(permission);
      const isOnSomething = permission.resourceType !== undefined;
      expect([permission.name, always.includes('role:default/team')]).toEqual([
        permission.name,
        // What others have open is the platform's.
        !isOnSomething && permission.name !== consoleManagePermission.name,
      ]);
      expect(onOwn).toEqual(isOnSomething ? ['role:default/team'] : []);
    }
  });

  it('names nothing that there is not', async () => {
    const known = permissions.flatMap(({ name, action, resourceType }) => [
      `${name} ${action}`,
      `${resourceType} ${action}`,
    ]);
    for (const [, , what, action, effect] of ownGrants) {
      expect(known).toContain(`${what} ${action}`);
      expect(effect).toBe('allow');
    }
    const rules = [
      ...Object.values(hybridAppRules),
      ...Object.values(namespaceRules),
    ];
    for (const {
      resourceType,
      conditions: one,
      permissionMapping,
    } of conditions) {
      const rule = rules.find(({ name }) => name === one.rule);
      expect(rule?.resourceType).toBe(resourceType);
      expect(one.resourceType).toBe(resourceType);
      const read = await rule?.paramsSchema?.['~standard'].validate(one.params);
      expect(read).toHaveProperty('value');
      expect(read).not.toHaveProperty('issues');
      for (const action of permissionMapping) {
        expect(known).toContain(`${resourceType} ${action}`);
      }
    }
  });

  it('puts each group into a role that has something', () => {
    const roles = new Set(grants.map(([, role]) => role));
    for (const [, group, role] of lines.filter(([type]) => type === 'g')) {
      expect(group).toMatch(/^group:default\//);
      expect(roles).toContain(role);
    }
  });
});
