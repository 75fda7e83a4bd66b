import {
  Finding,
  ObjectInside,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { at, list } from '../../objects';
import { present, unique } from '../presentFacts';

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
  unique(
    list(value).filter((word): word is string => typeof word === 'string'),
  );

/** Words by which a role may do much. */
const TELLING = ['*', '', 'secrets', 'get', 'list', 'watch'];

/** The first of some; of too many those that tell most, so that nobody hides them behind others. */
const firstOf = <T>(
  all: readonly T[],
  most: number,
  rank: (one: T) => number,
): T[] =>
  all.length <= most
    ? [...all]
    : [...all].sort((a, b) => rank(a) - rank(b)).slice(0, most);

function ruleOf(rule: unknown): Rule {
  const isLong = (field: string) =>
    wordsIn(at(rule, field)).length > MOST_WORDS;
  const told = (field: string) =>
    firstOf(wordsIn(at(rule, field)), MOST_WORDS, word =>
      Number(!TELLING.includes(word)),
    );
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

const has = (words: readonly string[] = [], ...wanted: string[]) =>
  words.includes('*') || wanted.some(word => words.includes(word));

const isEverything = ({ verbs, apiGroups = [], resources = [] }: Rule) =>
  [verbs, apiGroups, resources].every(words => words.includes('*'));

const readsSecrets = ({ verbs, apiGroups, resources }: Rule) =>
  has(apiGroups, '') &&
  has(resources, 'secrets') &&
  has(verbs, 'get', 'list', 'watch');

/**
 * Whether a rule is for objects of some names alone. An empty name is that of no
 * object, and of a list of all.
 * Source: Kubernetes, pkg/apis/rbac/v1/evaluation_helpers.go, `ResourceNameMatches`.
 */
const isOfNames = ({ resourceNames = [] }: Rule): boolean =>
  resourceNames.length > 0 && !resourceNames.includes('');

/** Rules that {@link rightsFindings} goes by come first, and of these the ones for all objects. */
const rankOf = (rule: Rule): number =>
  isEverything(rule) || readsSecrets(rule) ? Number(isOfNames(rule)) : 2;

/**
 * What a Role or ClusterRole allows, as the API server tells it: the rules of one
 * that is aggregated are gathered by the cluster.
 * Source: k8s.io/api/rbac/v1, PolicyRule and AggregationRule.
 */
export function readAllows(role: unknown): RoleAllows {
  const rules = list(at(role, 'rules')).map(ruleOf);
  return {
    state: 'known',
    rules: firstOf(rules, MOST_RULES, rankOf),
    ...(rules.length > MOST_RULES && { rulesLeft: rules.length - MOST_RULES }),
    ...(at(role, 'aggregationRule') !== undefined && { isAggregated: true }),
  };
}

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
    const isNamed = readers.length > 0 && readers.every(isOfNames);
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
