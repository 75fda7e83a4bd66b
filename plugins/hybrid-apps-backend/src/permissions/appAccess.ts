import {
  BackstageCredentials,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  CompoundEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { NotAllowedError, toError } from '@backstage/errors';
import {
  AuthorizeResult,
  BasicPermission,
  PolicyDecision,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import { createConditionAuthorizer } from '@backstage/plugin-permission-node';
import {
  clusterReadPermission,
  hybridAppViewPermission,
  namespaceReadPermission,
  placeName,
  RESOURCE_TYPE_HYBRID_APP,
  RESOURCE_TYPE_NAMESPACE,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { AppEntities, CatalogApps } from '../catalog';
import { EVERYTHING, Place, Sight } from '../namespaces';
import { Keep } from '../keepBriefly';
import { isCertain } from './certainly';
import { callerKey, keepReads, unrestrictedCallerKey } from './keepReads';
import { isOpen, namespaceResourceRef } from './namespaceRules';
import { hybridAppResourceRef } from './rules';

type AppPermission = ResourcePermission<typeof RESOURCE_TYPE_HYBRID_APP>;
type NamespacePermission = ResourcePermission<typeof RESOURCE_TYPE_NAMESPACE>;

/** Whether a namespace of a cluster is one of those that something holds of. */
export type InNamespace = (cluster: string, namespace: string) => boolean;

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
  /** In which namespaces the caller has the right; one question to the policy for all of them. */
  in(
    permission: NamespacePermission,
    credentials: BackstageCredentials,
  ): Promise<InNamespace>;
  /** What the caller may be shown of the clusters; {@link EVERYTHING} itself where that is all. */
  sightOf(credentials: BackstageCredentials): Promise<Sight>;
}

/** Remembers the answer for each namespace, as the same are asked for again and again. */
function remembered(decide: InNamespace): InNamespace {
  const known = new Map<string, boolean>();
  return (cluster, namespace) => {
    const key = placeName(cluster, namespace);
    const answer = known.get(key) ?? decide(cluster, namespace);
    known.set(key, answer);
    return answer;
  };
}

/**
 * Holds what the policy said against something. Conditions that cannot be read
 * are the fault of who keeps the policy, and no bad request of the caller.
 */
function asPolicySays({ name }: { name: string }, decide: () => boolean) {
  try {
    return decide();
  } catch (error) {
    throw new Error(
      `What the portal's permission policy says of '${name}' cannot be applied: ${
        toError(error).message
      }. Have whoever keeps the policy correct its conditions.`,
    );
  }
}

/** Rights on something that each page asks for: in one question, as each is a request. */
const READS = [hybridAppViewPermission, namespaceReadPermission];

/** Asks the policy: of reading, once for what is asked at about the same time; of writing, each time. */
function createDecisions(permissions: PermissionsService, keep: Keep) {
  const conditional = keepReads<PolicyDecision[]>(keep, callerKey);
  const definite = keepReads<boolean>(keep, callerKey);
  return {
    async on(
      permission: AppPermission | NamespacePermission,
      credentials: BackstageCredentials,
    ): Promise<PolicyDecision> {
      const isRead = READS.some(({ name }) => name === permission.name);
      const asked = isRead ? READS : [permission];
      const names = asked.map(({ name }) => name);
      const decisions = await conditional(
        names.join(' '),
        permission,
        credentials,
        () =>
          permissions.authorizeConditional(
            asked.map(one => ({ permission: one })),
            { credentials },
          ),
      );
      return decisions[names.indexOf(permission.name)];
    },
    has: (
      permission: BasicPermission,
      credentials: BackstageCredentials,
    ): Promise<boolean> =>
      definite(permission.name, permission, credentials, async () => {
        const [{ result }] = await permissions.authorize([{ permission }], {
          credentials,
        });
        return result === AuthorizeResult.ALLOW;
      }),
  };
}

/** A list is as large as the catalog: of so many callers it is kept. */
const KEPT_LISTS = 100;

/** Asks the catalog in the same way. */
function createEntities(catalogApps: CatalogApps, keep: Keep) {
  const one = keepReads<AppEntities>(keep, unrestrictedCallerKey);
  const all = keepReads<AppEntities[]>(
    { ...keep, most: Math.min(keep.most, KEPT_LISTS) },
    unrestrictedCallerKey,
  );
  return {
    require: (
      ref: CompoundEntityRef,
      permission: AppPermission,
      credentials: BackstageCredentials,
    ) =>
      one(stringifyEntityRef(ref), permission, credentials, () =>
        catalogApps.require(ref, credentials),
      ),
    list: (permission: AppPermission, credentials: BackstageCredentials) =>
      all('', permission, credentials, () => catalogApps.list(credentials)),
  };
}

export function createAppAccess(options: {
  catalogApps: CatalogApps;
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
  /** A namespace as it is known now; it need not exist. */
  placeOf: (cluster: string, namespace: string) => Place;
  /**
   * How what policy and catalog say is kept for who reads: a page asks for much
   * at once, and many pages for the same.
   */
  keep: Keep;
}): AppAccess {
  const { catalogApps, permissions, permissionsRegistry, placeOf, keep } =
    options;
  const decisions = createDecisions(permissions, keep);
  const entities = createEntities(catalogApps, keep);
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
    const decision = await decisions.on(permission, credentials);
    return ({ entity }) =>
      asPolicySays(permission, () => meetsConditions(decision, entity));
  }

  const meetsOfNamespace = createConditionAuthorizer(
    permissionsRegistry.getPermissionRuleset(namespaceResourceRef),
  );

  async function decisionOn(
    permission: NamespacePermission,
    credentials: BackstageCredentials,
  ): Promise<{ isForAll: boolean; isIn: InNamespace }> {
    const decision = await decisions.on(permission, credentials);
    return {
      isForAll: decision.result === AuthorizeResult.ALLOW,
      isIn: remembered((cluster, namespace) => {
        const place = placeOf(cluster, namespace);
        return asPolicySays(permission, () =>
          isCertain(decision, {
            holds: one => meetsOfNamespace(one, place),
            isOpen: ({ rule }) => isOpen(rule, place),
          }),
        );
      }),
    };
  }

  return {
    async requireApp(ref, permission, credentials) {
      const app = await entities.require(ref, permission, credentials);
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
        entities.list(permission, credentials),
        deciderFor(permission, credentials),
      ]);
      return apps.filter(isAllowed);
    },

    async require(permission, credentials) {
      if (!(await decisions.has(permission, credentials))) {
        throw new NotAllowedError(
          `You lack the permission '${permission.name}'. Ask whoever keeps the portal's permission policy.`,
        );
      }
    },

    async in(permission, credentials) {
      return (await decisionOn(permission, credentials)).isIn;
    },

    async sightOf(credentials) {
      const [{ isForAll, isIn }, readsClusters] = await Promise.all([
        decisionOn(namespaceReadPermission, credentials),
        decisions.has(clusterReadPermission, credentials),
      ]);
      return isForAll && readsClusters
        ? EVERYTHING
        : { sees: isIn, readsClusters };
    },
  };
}
