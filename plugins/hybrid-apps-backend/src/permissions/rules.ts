import { Entity, RELATION_OWNED_BY } from '@backstage/catalog-model';
import {
  createConditionExports,
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import { RESOURCE_TYPE_HYBRID_APP } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { claimsParams, isClaimed } from './claims';

/** A filter as the catalog takes it. */
type CatalogFilter = Record<string, string[]>;

/**
 * The resource of all rights on an app: the catalog entity that it belongs to,
 * given by its entity reference.
 *
 * @public
 */
export const hybridAppResourceRef = createPermissionResourceRef<
  Entity,
  CatalogFilter
>().with({ pluginId: 'hybrid-apps', resourceType: RESOURCE_TYPE_HYBRID_APP });

const isOwner = createPermissionRule({
  name: 'IS_OWNER',
  description: 'Apps that one of these users or groups owns',
  resourceRef: hybridAppResourceRef,
  paramsSchema: claimsParams,
  apply: (entity, { claims }) =>
    (entity.relations ?? []).some(
      ({ type, targetRef }) =>
        type === RELATION_OWNED_BY && isClaimed(targetRef, claims),
    ),
  toQuery: ({ claims }) => ({ [`relations.${RELATION_OWNED_BY}`]: claims }),
});

export const hybridAppRules = { isOwner };

const exported = createConditionExports({
  resourceRef: hybridAppResourceRef,
  rules: hybridAppRules,
});

/**
 * Conditions for a permission policy: `isOwner({ claims })`.
 *
 * @public
 */
export const hybridAppConditions = exported.conditions;

/**
 * A conditional decision of a permission policy on one of the rights on apps.
 *
 * @public
 */
export const createHybridAppConditionalDecision =
  exported.createConditionalDecision;
