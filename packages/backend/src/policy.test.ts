import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mockCredentials } from '@backstage/backend-test-utils';
import { catalogPermissions } from '@backstage/plugin-catalog-common/alpha';
import { kubernetesPermissions } from '@backstage/plugin-kubernetes-common';
import {
  AuthorizeResult,
  Permission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { PolicyQueryUser } from '@backstage/plugin-permission-node';
import { scaffolderPermissions } from '@backstage/plugin-scaffolder-common/alpha';
import {
  hybridAppsPermissions,
  namespacePermissions,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { policy } from './policy';

const TEAM = 'group:default/team-a';
const PLATFORM = 'group:default/platform';

const user = (name: string, ...groups: string[]): PolicyQueryUser => {
  const userEntityRef = `user:default/${name}`;
  const info = {
    userEntityRef,
    ownershipEntityRefs: [userEntityRef, ...groups],
  };
  return {
    info,
    credentials: mockCredentials.user(userEntityRef),
  };
};

/** A decision in one line: conditions with what they are asked with. */
function line(decision: PolicyDecision): string {
  if (decision.result !== AuthorizeResult.CONDITIONAL) {
    return decision.result;
  }
  const { conditions } = decision;
  return 'rule' in conditions
    ? `${conditions.rule} ${Object.values(conditions.params ?? {})
        .flat()
        .join(' ')}`
    : 'several conditions';
}

const OWN = `user:default/amal ${TEAM}`;
const APP = ['DENY', `IS_OWNER ${OWN}`, 'ALLOW'] as const;
const NAMESPACE = ['DENY', `IS_NAMESPACE_OWNER ${OWN}`, 'ALLOW'] as const;
const OF_TEAMS = ['DENY', 'ALLOW', 'ALLOW'] as const;
const OF_PLATFORM = ['DENY', 'DENY', 'ALLOW'] as const;
const OF_ALL = ['ALLOW', 'ALLOW', 'ALLOW'] as const;
const OWN_TASK = [
  'IS_TASK_OWNER user:default/nobody',
  'IS_TASK_OWNER user:default/amal',
  'ALLOW',
] as const;

/** Of who is in no team, of who is in one, and of the platform's. */
const decisions: Record<string, readonly [string, string, string]> = {
  'hybrid-apps.app.view': APP,
  'hybrid-apps.app.power': APP,
  'hybrid-apps.app.console': APP,
  'hybrid-apps.app.change': APP,
  'hybrid-apps.app.destroy': APP,
  'hybrid-apps.namespace.read': NAMESPACE,
  'hybrid-apps.namespace.create': NAMESPACE,
  'hybrid-apps.namespace.operate': NAMESPACE,
  'hybrid-apps.console.manage': OF_PLATFORM,
  'hybrid-apps.cluster.read': OF_TEAMS,
  'hybrid-apps.app.create': OF_TEAMS,
  'kubernetes.proxy': OF_PLATFORM,
  'kubernetes.resources.read': OF_PLATFORM,
  'kubernetes.clusters.read': OF_ALL,
  'catalog.entity.create': OF_PLATFORM,
  'catalog.entity.delete': OF_PLATFORM,
  'catalog.location.create': OF_PLATFORM,
  'catalog.location.delete': OF_PLATFORM,
  'catalog.entity.read': OF_ALL,
  'catalog.entity.refresh': OF_ALL,
  'catalog.entity.validate': OF_ALL,
  'catalog.location.read': OF_ALL,
  'catalog.location.analyze': OF_ALL,
  'catalog.ingestion.read': OF_ALL,
  'catalog.ingestion.manage': OF_ALL,
  'scaffolder.task.read': OWN_TASK,
  'scaffolder.task.cancel': OWN_TASK,
  'scaffolder.task.create': OF_ALL,
  'scaffolder.action.execute': OF_ALL,
  'scaffolder.template.parameter.read': OF_ALL,
  'scaffolder.template.step.read': OF_ALL,
  'scaffolder.template.dry-run': OF_ALL,
  'scaffolder.template.management': OF_ALL,
};

const permissions: Permission[] = [
  ...hybridAppsPermissions,
  ...namespacePermissions,
  ...kubernetesPermissions,
  ...catalogPermissions,
  ...scaffolderPermissions,
];

describe('the policy of the example', () => {
  it('is decided for each permission that there is', () => {
    expect(permissions.map(({ name }) => name).sort()).toEqual(
      Object.keys(decisions).sort(),
    );
  });

  it.each(
    permissions.map(permission => [permission.name, permission] as const),
  )('decides on %s', async (name, permission) => {
    const callers = [
      user('nobody'),
      user('amal', TEAM),
      user('chidi', PLATFORM),
    ];
    const found = await Promise.all(
      callers.map(async caller =>
        line(await policy.handle({ permission }, caller)),
      ),
    );
    expect(found).toEqual(decisions[name]);
  });

  it.each([...hybridAppsPermissions, ...namespacePermissions])(
    'gives who is not signed in nothing: $name',
    async permission => {
      expect(line(await policy.handle({ permission }))).toBe('DENY');
    },
  );

  it('reads groups in any case', async () => {
    const [permission] = namespacePermissions;
    const decide = async (...groups: string[]) =>
      line(await policy.handle({ permission }, user('amal', ...groups)));
    expect(await decide('Group:Default/Team-A')).toBe(
      `IS_NAMESPACE_OWNER ${OWN}`,
    );
    expect(await decide('group:default/Platform')).toBe('ALLOW');
  });

  it('takes no team that is only called like the platform for it', async () => {
    const [permission] = namespacePermissions;
    const caller = user('eve', 'group:evil/platform');
    expect(line(await policy.handle({ permission }, caller))).toBe(
      'IS_NAMESPACE_OWNER user:default/eve group:evil/platform',
    );
  });
});

it('is shown in docs/security.md as it is', () => {
  const [docs, source] = ['../../../docs/security.md', 'policy.ts'].map(name =>
    readFileSync(join(__dirname, name), 'utf8'),
  );
  expect(docs).toContain(`// packages/backend/src/policy.ts\n${source}\`\`\``);
});
