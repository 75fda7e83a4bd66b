import type { Inventory } from '../endpoints/collect';
import { isProfile } from '../endpoints/profiles';
import type { ParsedObject, Problem } from '../objects/object';
import { reading, tryReading } from '../objects/parseAll';
import type { Policy, Tier } from '../policies/types';
import {
  ADMIN_NETWORK_POLICY,
  BASELINE_ADMIN_NETWORK_POLICY,
} from './adminNetworkPolicy';
import { get } from '../objects/fields';
import { checkHostOptions } from './calico/checks';
import {
  forwardingPolicy,
  policedHosts,
  policiesOfHostEndpoint,
} from './calico/hosts';
import type { PolicedHost } from './calico/hosts';
import { CALICO_POLICY, isForHostsOnly } from './calico/policy';
import { policyOfProfile } from './calico/profiles';
import { readCalicoObjects } from './calico/sets';
import { CALICO_GROUPS } from '../objects/calico';
import { CLUSTER_NETWORK_POLICY } from './clusterNetworkPolicy';
import {
  isMultiNetworkPolicy,
  networksOf,
  translateMultiNetworkPolicy,
} from './multiNetworkPolicy';
import { policiesOfFaults, policiesOfOtherProfiles } from './faults';
import { NETWORK_POLICY } from './networkPolicy';
import { enforceStaged, isStaged, stagedActionOf } from './staged';
import type { StagedPolicy } from './staged';
import { readPolicy, standIn } from './standIn';
import type { Dialect } from './standIn';
import { ofKnownTiers, readTiers } from './tiers';
import { BUILT_IN_TIERS } from './translation';
import type { Translation } from './translation';
import { isUnsupportedPolicy, translateUnsupported } from './unsupported';
import { hasSame, watch } from './watch';
import type { Readings } from './watch';
import { USER_DEFINED_NETWORK } from './userDefinedNetwork';

/** How policies are read. */
interface DialectOptions {
  /** A secondary network, as `namespace/name`: its policies alone are read. */
  readonly network?: string;
  /** What policies were turned into before, to be used again for those that did not change. */
  readonly cache?: TranslationCache;
  /** Undefined: as the network plugin does, as far as the input tells which it is. */
  readonly ipBlockMatchesPods?: boolean;
  /** Whether staged policies are taken as enforced. */
  readonly enforceStaged: boolean;
}

interface Translated {
  /** Whether Calico was there: it changes how the others' policies are read. */
  readonly calico: boolean;
  readonly policies: readonly Policy[];
  readonly problems: readonly Problem[];
  /** What else they hang on. */
  readonly readings: Readings;
}

/** Holds as long as Calico's sets and host endpoints stay the same. */
export type TranslationCache = WeakMap<ParsedObject, Translated>;

/** All policies of the input in the intermediate form. */
export interface PolicySet {
  readonly tiers: ReadonlyMap<string, Tier>;
  readonly policies: readonly Policy[];
  /** True when Calico enforces: objects of its own are in the input. */
  readonly calico: boolean;
  readonly ipBlockMatchesPods: boolean;
  /** Nodes under Calico's HostEndpoints. */
  readonly policedHosts: readonly PolicedHost[];
  readonly problems: readonly Problem[];
  /** What they were read of: where that is the same, they are. */
  readonly readings: Readings;
}

/** By group and kind: the whole of what is read. A new dialect is a line here. */
const DIALECTS: ReadonlyMap<string, Dialect> = new Map([
  ['networking.k8s.io NetworkPolicy', NETWORK_POLICY],
  ['policy.networking.k8s.io AdminNetworkPolicy', ADMIN_NETWORK_POLICY],
  [
    'policy.networking.k8s.io BaselineAdminNetworkPolicy',
    BASELINE_ADMIN_NETWORK_POLICY,
  ],
  ['policy.networking.k8s.io ClusterNetworkPolicy', CLUSTER_NETWORK_POLICY],
  ['k8s.ovn.org UserDefinedNetwork', USER_DEFINED_NETWORK],
  ['k8s.ovn.org ClusterUserDefinedNetwork', USER_DEFINED_NETWORK],
  ...CALICO_GROUPS.flatMap((group): [string, Dialect][] => [
    [`${group} NetworkPolicy`, CALICO_POLICY],
    [`${group} GlobalNetworkPolicy`, CALICO_POLICY],
    [`${group} StagedNetworkPolicy`, CALICO_POLICY],
    [`${group} StagedGlobalNetworkPolicy`, CALICO_POLICY],
    [`${group} StagedKubernetesNetworkPolicy`, NETWORK_POLICY],
  ]),
]);

type Typed = Pick<ParsedObject, 'group' | 'reference'>;

function dialectOf({ group, reference }: Typed): Dialect | undefined {
  return DIALECTS.get(`${group} ${reference.kind}`);
}

/** Whether an object is a policy, enforced or staged, of a dialect that is read. */
export function isDialect(object: Typed): boolean {
  return dialectOf(object) !== undefined;
}

/** Whether policies of others may hang on an object as one of Calico's, which is no policy itself. */
export const isAroundPolicies = (object: ParsedObject): boolean =>
  CALICO_GROUPS.includes(object.group) && dialectOf(object) === undefined;

/** Policies that stand for what Calico does on hosts, as far as it touches verdicts. */
function hostPolicies(
  object: ParsedObject,
  { calicoObjects }: Translation,
): Policy[] {
  const isGlobal = object.reference.kind.endsWith('GlobalNetworkPolicy');
  const policy = isGlobal
    ? forwardingPolicy(object, calicoObjects.hostEndpoints)
    : undefined;
  return policy ? [policy] : [];
}

function translateOne(
  object: ParsedObject,
  translation: Translation,
  cache: TranslationCache,
): readonly Policy[] {
  let translated = cache.get(object);
  const { calico } = translation;
  const isKnown =
    translated?.calico === calico &&
    hasSame(translated.readings, translation.inventory);
  if (!translated || !isKnown) {
    const problems: Problem[] = [];
    const { watched: inventory, readings } = watch(translation.inventory);
    const policies = translateFresh(object, {
      ...translation,
      inventory,
      problems,
    });
    translated = { calico, policies, problems, readings };
    cache.set(object, translated);
  }
  translation.problems.push(...translated.problems);
  return translated.policies;
}

function translateFresh(
  object: ParsedObject,
  translation: Translation,
): Policy[] {
  if (isProfile(object)) {
    const policy = policyOfProfile(object, translation.problems);
    return policy ? [policy] : [];
  }
  const dialect = dialectOf(object);
  if (!dialect) {
    return isUnsupportedPolicy(object)
      ? [translateUnsupported(object, translation.problems)]
      : [];
  }
  const isCalico = CALICO_GROUPS.includes(object.group);
  const onHosts = isCalico ? hostPolicies(object, translation) : [];
  if (isCalico && isForHostsOnly(object)) {
    const checked = tryReading(object, translation.problems, () =>
      checkHostOptions(get(object.field, 'spec')),
    );
    if ('why' in checked) {
      const unknown = `it cannot be read: ${checked.why}`;
      const remains = dialect.remains(object, translation);
      return [standIn(object, unknown, remains), ...onHosts];
    }
    translation.problems.push({
      kind: 'unsupported',
      object: object.reference,
      path: 'spec',
      message:
        'a doNotTrack or preDNAT policy holds for host endpoints alone: pods are not under it, and what nodes forward is uncertain where there are host endpoints',
    });
    return onHosts;
  }
  const policy = readPolicy(object, dialect, translation);
  return policy ? [policy, ...onHosts] : onHosts;
}

/**
 * Of one that does not tell what its staging is to do, and of one without a name,
 * which may stand for any other, nobody knows what it would do to the pods around.
 */
function readStaged(
  object: ParsedObject,
  translation: Translation,
  cache: TranslationCache,
): StagedPolicy {
  const { reference } = object;
  const action = tryReading(object, translation.problems, () =>
    stagedActionOf(object),
  );
  if ('why' in action) {
    const unknown = `it cannot be read: ${action.why}`;
    return { action: 'Add', reference, policies: [standIn(object, unknown)] };
  }
  const policies =
    action.value === 'Set' ? translateOne(object, translation, cache) : [];
  return { action: action.value, reference, policies };
}

/** The policies of a secondary network, which stand alone. */
function secondaryPolicies(
  inventory: Inventory,
  network: string,
  translation: Translation,
): Omit<PolicySet, 'readings'> {
  const { problems } = translation;
  const policies = inventory.others
    .filter(isMultiNetworkPolicy)
    .filter(object => {
      const networks = tryReading(object, problems, () => networksOf(object));
      // Nobody knows of which network one is that does not say it.
      return 'why' in networks || networks.value.includes(network);
    })
    .flatMap(object => translateMultiNetworkPolicy(object, translation) ?? []);
  return {
    tiers: new Map(BUILT_IN_TIERS.map(tier => [tier.name, tier])),
    policies,
    calico: false,
    ipBlockMatchesPods: true,
    policedHosts: [],
    problems,
  };
}

/**
 * Reads every policy of the input; one that cannot be read is a problem, and makes
 * uncertain what hangs on it.
 * @param before - what the same options made of another inventory
 */
export function translatePolicies(
  inventory: Inventory,
  options: DialectOptions,
  before?: PolicySet,
): PolicySet {
  if (before && hasSame(before.readings, inventory)) {
    return before;
  }
  const { watched, readings } = watch(inventory);
  return { ...translateAll(watched, options), readings };
}

function translateAll(
  inventory: Inventory,
  options: DialectOptions,
): Omit<PolicySet, 'readings'> {
  const { cache = new WeakMap() } = options;
  const problems: Problem[] = [];
  const calico =
    inventory.hasCalicoEndpoints ||
    inventory.others.some(each => CALICO_GROUPS.includes(each.group));
  const ipBlockMatchesPods = options.ipBlockMatchesPods ?? calico;
  const translation: Translation = {
    inventory,
    ipBlockMatchesPods,
    calico,
    calicoObjects: readCalicoObjects(inventory, problems),
    problems,
  };
  const faults = policiesOfFaults(inventory, calico);
  const staged: StagedPolicy[] = [];
  if (options.network !== undefined) {
    const secondary = secondaryPolicies(
      inventory,
      options.network,
      translation,
    );
    return { ...secondary, policies: [...faults, ...secondary.policies] };
  }
  const hosts = policedHosts(
    translation.calicoObjects.hostEndpoints,
    inventory,
  );
  const enforced: Policy[] = [
    ...faults,
    ...policiesOfOtherProfiles(inventory),
    ...hosts.flatMap(policiesOfHostEndpoint),
  ];
  for (const object of inventory.others) {
    if (isMultiNetworkPolicy(object)) {
      // It holds on another network; here it is read for what is wrong with it.
      reading(object, problems, () => networksOf(object));
      translateMultiNetworkPolicy(object, translation);
    } else if (isStaged(object)) {
      staged.push(readStaged(object, translation, cache));
    } else {
      enforced.push(...translateOne(object, translation, cache));
    }
  }
  const tiers = readTiers(inventory, problems);
  const policies = ofKnownTiers(
    options.enforceStaged ? enforceStaged(enforced, staged) : enforced,
    tiers,
    problems,
  );
  return {
    tiers,
    policies,
    calico,
    ipBlockMatchesPods,
    policedHosts: hosts,
    problems,
  };
}
