import {
  BackstageCredentials,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  CompoundEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  BasicPermission,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import { createConditionAuthorizer } from '@backstage/plugin-permission-node';
import { RESOURCE_TYPE_HYBRID_APP } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { AppEntities, CatalogApps } from '../catalog';
import { hybridAppResourceRef } from './rules';

type AppPermission = ResourcePermission<typeof RESOURCE_TYPE_HYBRID_APP>;

/** The gate that every route goes through, with the caller's credentials. */
export interface AppAccess {
  /**
   * An app, if the caller has the right on it.
   *
   * @throws NotFoundError where the caller may not even see the entity.
   * @throws NotAllowedError
   */
  requireApp(
    ref: CompoundEntityRef,
    permission: AppPermission,
    credentials: BackstageCredentials,
  ): Promise<AppEntities>;
  /** The apps on which the caller has the right. */
  listApps(
    permission: AppPermission,
    credentials: BackstageCredentials,
  ): Promise<AppEntities[]>;
  /** @throws NotAllowedError where the caller has not this right, which is on no app. */
  require(
    permission: BasicPermission,
    credentials: BackstageCredentials,
  ): Promise<void>;
}

export function createAppAccess(options: {
  catalogApps: CatalogApps;
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
}): AppAccess {
  const { catalogApps, permissions, permissionsRegistry } = options;
  const meetsConditions = createConditionAuthorizer(
    permissionsRegistry.getPermissionRuleset(hybridAppResourceRef),
  );

  /**
   * One question to the policy for any number of apps: conditions are held
   * against the entities here, which are at hand.
   */
  async function deciderFor(
    permission: AppPermission,
    credentials: BackstageCredentials,
  ): Promise<(app: AppEntities) => boolean> {
    const [decision] = await permissions.authorizeConditional(
      [{ permission }],
      { credentials },
    );
    return ({ entity }) => meetsConditions(decision, entity);
  }

  return {
    async requireApp(ref, permission, credentials) {
      const app = await catalogApps.require(ref, credentials);
      const isAllowed = await deciderFor(permission, credentials);
      if (!isAllowed(app)) {
        throw new NotAllowedError(
          `You lack the permission '${
            permission.name
          }' on '${stringifyEntityRef(
            app.entity,
          )}'. Ask its owner, or whoever keeps the portal's permission policy.`,
        );
      }
      return app;
    },

    async listApps(permission, credentials) {
      const [apps, isAllowed] = await Promise.all([
        catalogApps.list(credentials),
        deciderFor(permission, credentials),
      ]);
      return apps.filter(isAllowed);
    },

    async require(permission, credentials) {
      const [{ result }] = await permissions.authorize([{ permission }], {
        credentials,
      });
      if (result !== AuthorizeResult.ALLOW) {
        throw new NotAllowedError(
          `You lack the permission '${permission.name}'. Ask whoever keeps the portal's permission policy.`,
        );
      }
    },
  };
}
