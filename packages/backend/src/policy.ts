import { createBackendModule } from '@backstage/backend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import {
  catalogEntityCreatePermission,
  catalogEntityDeletePermission,
  catalogLocationCreatePermission,
  catalogLocationDeletePermission,
} from '@backstage/plugin-catalog-common/alpha';
import {
  kubernetesProxyPermission,
  kubernetesResourcesReadPermission,
} from '@backstage/plugin-kubernetes-common';
import {
  AuthorizeResult,
  isPermission,
  isResourcePermission,
  Permission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  PermissionPolicy,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import {
  createScaffolderTaskConditionalDecision,
  scaffolderTaskConditions,
} from '@backstage/plugin-scaffolder-backend/alpha';
import {
  taskCancelPermission,
  taskReadPermission,
} from '@backstage/plugin-scaffolder-common/alpha';
import {
  createHybridAppConditionalDecision,
  createNamespaceConditionalDecision,
  hybridAppConditions,
  namespaceConditions,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-backend';
import {
  consoleManagePermission,
  RESOURCE_TYPE_HYBRID_APP,
  RESOURCE_TYPE_NAMESPACE,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';

/** Who runs the portal and the clusters. */
const PLATFORM = 'group:default/platform';

/**
 * Doors beside this policy, which are the platform's alone: the kubernetes
 * plugin reads and writes whatever namespace it is told, by the portal's own
 * account; and who writes to the catalog says which app is whose.
 */
const doorsBeside = [
  kubernetesProxyPermission,
  kubernetesResourcesReadPermission,
  catalogEntityCreatePermission,
  catalogEntityDeletePermission,
  catalogLocationCreatePermission,
  catalogLocationDeletePermission,
];

const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };
const DENY: PolicyDecision = { result: AuthorizeResult.DENY };

/** Hybrid apps are their teams': the apps that a team owns, in the namespaces that it owns. */
function onHybridApps(
  permission: Permission,
  claims: string[],
): PolicyDecision {
  const isInTeam = claims.some(ref => parseEntityRef(ref).kind === 'group');
  if (!isInTeam) {
    return DENY;
  }
  // To view an app, to start and stop it, to open its consoles, to change and to delete it.
  if (isResourcePermission(permission, RESOURCE_TYPE_HYBRID_APP)) {
    return createHybridAppConditionalDecision(
      permission,
      hybridAppConditions.isOwner({ claims }),
    );
  }
  // To be shown what is in a namespace, to create apps there and to act on it.
  if (isResourcePermission(permission, RESOURCE_TYPE_NAMESPACE)) {
    return createNamespaceConditionalDecision(
      permission,
      namespaceConditions.isOwner({ claims }),
    );
  }
  // To see everybody's consoles, and to end them.
  if (isPermission(permission, consoleManagePermission)) {
    return DENY;
  }
  // To see the clusters, and to create apps at all: the form asks for both, and
  // answers are cut by the namespaces above.
  return ALLOW;
}

function decide(
  permission: Permission,
  user: PolicyQueryUser | undefined,
): PolicyDecision {
  // References are the same in any case, and not every sign-in writes them in small letters.
  const claims = (user?.info.ownershipEntityRefs ?? []).map(ref =>
    ref.toLocaleLowerCase('en-US'),
  );
  if (claims.includes(PLATFORM)) {
    return ALLOW;
  }
  if (permission.name.startsWith('hybrid-apps.')) {
    return onHybridApps(permission, claims);
  }
  if (doorsBeside.some(door => isPermission(permission, door))) {
    return DENY;
  }
  // What a task was told and what it logged names what is in its namespace.
  if (
    isPermission(permission, taskReadPermission) ||
    isPermission(permission, taskCancelPermission)
  ) {
    return createScaffolderTaskConditionalDecision(
      permission,
      scaffolderTaskConditions.isTaskOwner({
        createdBy: user ? [user.info.userEntityRef] : [],
      }),
    );
  }
  return ALLOW;
}

/**
 * Who may do what in a company of some teams and a platform group. Plugins
 * themselves, like the catalog's provider of apps, are not asked about.
 */
export const policy: PermissionPolicy = {
  handle: async ({ permission }, user) => decide(permission, user),
};

/** The example's permission policy, for `backend.add(import('./policy'))`. */
export default createBackendModule({
  pluginId: 'permission',
  moduleId: 'example-policy',
  register(reg) {
    reg.registerInit({
      deps: { policies: policyExtensionPoint },
      async init({ policies }) {
        policies.setPolicy(policy);
      },
    });
  },
});
