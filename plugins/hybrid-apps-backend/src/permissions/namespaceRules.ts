import {
  createConditionExports,
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import { RESOURCE_TYPE_NAMESPACE } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { z } from 'zod';
import { Place } from '../namespaces';
import { namePattern } from '../objects';
import { claimsParams, isClaimed } from './claims';

/** Namespaces are in no database, so nothing is asked of one by a filter. */
type NoFilter = Record<string, never>;
const toQuery = (): NoFilter => ({});

/**
 * The resource of all rights on a namespace of a cluster, given by
 * `placeName(cluster, namespace)`.
 *
 * @public
 */
export const namespaceResourceRef = createPermissionResourceRef<
  Place,
  NoFilter
>().with({ pluginId: 'hybrid-apps', resourceType: RESOURCE_TYPE_NAMESPACE });

const isOwner = createPermissionRule({
  name: 'IS_NAMESPACE_OWNER',
  description:
    'Namespaces that one of these users or groups owns, as hybridApps.namespaces.owner of app-config tells it',
  resourceRef: namespaceResourceRef,
  paramsSchema: claimsParams,
  apply: ({ owner }, { claims }) =>
    owner !== undefined && isClaimed(owner, claims),
  toQuery,
});

const hasLabel = createPermissionRule({
  name: 'HAS_NAMESPACE_LABEL',
  description:
    'Namespaces with a label, and with this value of it where one is given',
  resourceRef: namespaceResourceRef,
  paramsSchema: z.object({
    label: z.string().describe('The name of the label'),
    value: z
      .string()
      .optional()
      .describe('Its value; any will do unless given'),
  }),
  apply: ({ labels }, { label, value }) =>
    Object.hasOwn(labels, label) &&
    (value === undefined || labels[label] === value),
  toQuery,
});

const isNamed = createPermissionRule({
  name: 'IS_NAMED',
  description: 'Namespaces by their names, or by patterns like team-a-*',
  resourceRef: namespaceResourceRef,
  paramsSchema: z.object({
    names: z.array(z.string()).describe('Names, or patterns like team-a-*'),
  }),
  apply: ({ name }, { names }) =>
    names.some(pattern => namePattern(pattern)(name)),
  toQuery,
});

const isInCluster = createPermissionRule({
  name: 'IS_IN_CLUSTER',
  description: 'Namespaces of these clusters',
  resourceRef: namespaceResourceRef,
  paramsSchema: z.object({
    clusters: z
      .array(z.string())
      .describe('Names of clusters in the kubernetes plugin'),
  }),
  apply: ({ cluster }, { clusters }) => clusters.includes(cluster),
  toQuery,
});

export const namespaceRules = { isOwner, hasLabel, isNamed, isInCluster };

/** Whether nobody can tell if a rule holds of a namespace, as what it goes by is not known. */
export const isOpen = (rule: string, { isKnown, owner }: Place): boolean =>
  !isKnown &&
  (rule === hasLabel.name || (rule === isOwner.name && owner === undefined));

const exported = createConditionExports({
  resourceRef: namespaceResourceRef,
  rules: namespaceRules,
});

/**
 * Conditions for a permission policy: `isOwner({ claims })`,
 * `hasLabel({ label, value })`, `isNamed({ names })`, `isInCluster({ clusters })`.
 *
 * @public
 */
export const namespaceConditions = exported.conditions;

/**
 * A conditional decision of a permission policy on one of the rights on namespaces.
 *
 * @public
 */
export const createNamespaceConditionalDecision =
  exported.createConditionalDecision;
