import {
  Finding,
  ObjectInside,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { at, list } from '../../objects';
import { present } from '../presentFacts';

/** A binding of an account, and what its role allows. */
export type Right = NonNullable<ObjectInside['rights']>[number];
/** What a role allows, as far as that is known. */
export type RoleAllows = NonNullable<Right['allows']>;
type Rule = NonNullable<RoleAllows['rules']>[number];

/** So many rules of a role are told, and of each so many words. */
const MOST_RULES = 50;
const MOST_WORDS = 25;

/** The core group is an empty word. */
const wordsIn = (value: unknown): string[] =>
  list(value).filter((word): word is string => typeof word === 'string');

function ruleOf(rule: unknown): Rule {
  const isLong = (field: string) =>
    wordsIn(at(rule, field)).length > MOST_WORDS;
  const told = (field: string) => wordsIn(at(rule, field)).slice(0, MOST_WORDS);
  const fields = [
    'verbs',
    'apiGroups',
    'resources',
    'resourceNames',
    'nonResourceURLs',
  ];
  return {
    ...present({
      apiGroups: told('apiGroups'),
      resources: told('resources'),
      resourceNames: told('resourceNames'),
      nonResourceUrls: told('nonResourceURLs'),
    }),
    verbs: told('verbs'),
    ...(fields.some(isLong) && { isCut: true }),
  };
}

/**
 * What a Role or ClusterRole allows, as the API server tells it: the rules of one
 * that is aggregated are gathered by the cluster.
 * Source: k8s.io/api/rbac/v1, PolicyRule and AggregationRule.
 */
export function readAllows(role: unknown): RoleAllows {
  const rules = list(at(role, 'rules'));
  return {
    state: 'known',
    rules: rules.slice(0, MOST_RULES).map(ruleOf),
    ...(rules.length > MOST_RULES && { rulesLeft: rules.length - MOST_RULES }),
    ...(at(role, 'aggregationRule') !== undefined && { isAggregated: true }),
  };
}

const has = (words: readonly string[] = [], ...wanted: string[]) =>
  words.includes('*') || wanted.some(word => words.includes(word));

const isEverything = ({ verbs, apiGroups = [], resources = [] }: Rule) =>
  [verbs, apiGroups, resources].every(words => words.includes('*'));

const readsSecrets = ({ verbs, apiGroups, resources }: Rule) =>
  has(apiGroups, '') &&
  has(resources, 'secrets') &&
  has(verbs, 'get', 'list', 'watch');

/** What the API server brings along that may do all there is. Source: Kubernetes, Using RBAC, User-facing roles. */
const SUPERUSER = 'cluster-admin';

const FIX =
  'Bind a role that allows what it needs and no more, or run the workload with another account.';

/**
 * What is odd about the rights of an account: that it may do everything, or read
 * Secrets, by any of its bindings.
 * Source: Kubernetes, Role Based Access Control Good Practices, Secrets and wildcards.
 */
export function rightsFindings(
  account: string,
  rights: readonly Right[],
): Finding[] {
  return rights.flatMap(({ binding, role, allows }): Finding[] => {
    const rules = allows?.rules ?? [];
    const where = binding.namespace
      ? `in namespace ${binding.namespace}`
      : 'in all of the cluster';
    const by = `${role.kind} ${role.name}, which ${binding.kind} ${binding.name} gives it`;
    const mayAll =
      rules.some(rule => isEverything(rule) && !rule.resourceNames) ||
      (role.kind === 'ClusterRole' &&
        role.name === SUPERUSER &&
        allows?.state !== 'absent' &&
        allows?.state !== 'known');
    if (mayAll) {
      return [
        {
          code: 'account-may-everything',
          severity: 'warning',
          title: `It may do everything ${where}`,
          message: `ServiceAccount ${account} may do everything ${where}, by ${by}. Whoever gets into one of its Pods may as well.`,
          fix: FIX,
          objects: [binding],
          fieldPath: 'roleRef',
        },
      ];
    }
    const readers = rules.filter(readsSecrets);
    const isNamed =
      readers.length > 0 && readers.every(rule => rule.resourceNames);
    return readers.length === 0
      ? []
      : [
          {
            code: 'account-reads-secrets',
            severity: isNamed ? 'info' : 'warning',
            title: `It may read ${
              isNamed ? 'some Secrets' : 'Secrets'
            } ${where}`,
            message: `ServiceAccount ${account} may read ${
              isNamed ? 'Secrets by their names' : 'every Secret'
            } ${where}, by ${by}. Whoever gets into one of its Pods may as well.`,
            fix: FIX,
            objects: [binding],
            fieldPath: 'roleRef',
          },
        ];
  });
}
