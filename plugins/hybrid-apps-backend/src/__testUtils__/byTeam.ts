import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  clusterReadPermission,
  hybridAppConsolePermission,
  hybridAppCreatePermission,
  hybridAppPowerPermission,
  hybridAppViewPermission,
  namespaceCreatePermission,
  namespaceOperatePermission,
  namespaceReadPermission,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { denied } from './portal';
import {
  createHybridAppConditionalDecision,
  createNamespaceConditionalDecision,
  hybridAppConditions,
  namespaceConditions,
} from '../permissions';

export const TEAM_A = 'group:default/team-a';
export const TEAM_B = 'group:default/team-b';

/** Users, and the groups that they are in. */
export const GROUPS: Record<string, string[]> = {
  'user:default/owner': [TEAM_A],
  'user:default/other': [TEAM_B],
  'user:default/creator': [TEAM_A],
  'user:default/platform': ['group:default/platform'],
};

export const allowed: PolicyDecision = { result: AuthorizeResult.ALLOW };
/** A team sees its own, and provisions in its own namespaces; one of it may create without seeing. */
export function teamsPolicy(permission: string, user: string): PolicyDecision {
  const claims = GROUPS[user] ?? [];
  if (claims.includes('group:default/platform')) {
    return allowed;
  }
  const mayCreate =
    permission === hybridAppCreatePermission.name ||
    permission === namespaceCreatePermission.name;
  if (user === 'user:default/creator' && !mayCreate) {
    return denied;
  }
  switch (permission) {
    case hybridAppViewPermission.name:
      return createHybridAppConditionalDecision(
        hybridAppViewPermission,
        hybridAppConditions.isOwner({ claims }),
      );
    case hybridAppPowerPermission.name:
      return createHybridAppConditionalDecision(
        hybridAppPowerPermission,
        hybridAppConditions.isOwner({ claims }),
      );
    case hybridAppConsolePermission.name:
      return createHybridAppConditionalDecision(
        hybridAppConsolePermission,
        hybridAppConditions.isOwner({ claims }),
      );
    case namespaceReadPermission.name:
      return createNamespaceConditionalDecision(
        namespaceReadPermission,
        namespaceConditions.isOwner({ claims }),
      );
    case namespaceOperatePermission.name:
      return createNamespaceConditionalDecision(
        namespaceOperatePermission,
        namespaceConditions.isOwner({ claims }),
      );
    case namespaceCreatePermission.name:
      return createNamespaceConditionalDecision(
        namespaceCreatePermission,
        namespaceConditions.isOwner({ claims }),
      );
    case clusterReadPermission.name:
    case hybridAppCreatePermission.name:
      return allowed;
    default:
      return denied;
  }
}

/** A Namespace that tells whose it is. */
export const ownedNamespace = (name: string, owner: string) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, annotations: { 'backstage.io/owner': owner } },
});
