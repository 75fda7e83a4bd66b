import { reading } from '../objects/parseAll';
import type { Inventory } from '../endpoints/collect';
import type { ParsedObject, Problem } from '../objects/object';
import type { Policy, Tier } from '../policies/types';
import {
  translateAdminNetworkPolicy,
  translateBaselineAdminNetworkPolicy,
} from './adminNetworkPolicy';
import { forwardingPolicy, policiesOfHostEndpoint } from './calico/hosts';
import { isForHostsOnly, translateCalicoPolicy } from './calico/policy';
import { CALICO_GROUPS, readCalicoObjects } from './calico/sets';
import { translateClusterNetworkPolicy } from './clusterNetworkPolicy';
import {
  isMultiNetworkPolicy,
  networksOf,
  translateMultiNetworkPolicy,
} from './multiNetworkPolicy';
import { translateNetworkPolicy } from './networkPolicy';
import { enforceStaged, isStaged, stagedActionOf } from './staged';
import type { StagedPolicy } from './staged';
import { ofKnownTiers, readTiers } from './tiers';
import { BUILT_IN_TIERS } from './translation';
import type { Translation, Translator } from './translation';
import { isUnsupportedPolicy, translateUnsupported } from './unsupported';
import { translateUserDefinedNetwork } from './userDefinedNetwork';

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
}

/** Holds as long as everything but policies stays the same. */
export type TranslationCache = WeakMap<ParsedObject, Translated>;

/** All policies of the input in the intermediate form. */
export interface PolicySet {
  readonly tiers: ReadonlyMap<string, Tier>;
  readonly policies: readonly Policy[];
  /** True when Calico enforces: objects of its own are in the input. */
  readonly calico: boolean;
  readonly ipBlockMatchesPods: boolean;
  readonly problems: readonly Problem[];
}

/** By group and kind: the whole of what is read. A new dialect is a line here. */
const TRANSLATORS: ReadonlyMap<string, Translator> = new Map([
  ['networking.k8s.io NetworkPolicy', translateNetworkPolicy],
  ['policy.networking.k8s.io AdminNetworkPolicy', translateAdminNetworkPolicy],
  [
    'policy.networking.k8s.io BaselineAdminNetworkPolicy',
    translateBaselineAdminNetworkPolicy,
  ],
  [
    'policy.networking.k8s.io ClusterNetworkPolicy',
    translateClusterNetworkPolicy,
  ],
  ['k8s.ovn.org UserDefinedNetwork', translateUserDefinedNetwork],
  ['k8s.ovn.org ClusterUserDefinedNetwork', translateUserDefinedNetwork],
  ...CALICO_GROUPS.flatMap((group): [string, Translator][] => [
    [`${group} NetworkPolicy`, translateCalicoPolicy],
    [`${group} GlobalNetworkPolicy`, translateCalicoPolicy],
    [`${group} StagedNetworkPolicy`, translateCalicoPolicy],
    [`${group} StagedGlobalNetworkPolicy`, translateCalicoPolicy],
    [`${group} StagedKubernetesNetworkPolicy`, translateNetworkPolicy],
  ]),
]);

function translatorOf({
  group,
  reference,
}: ParsedObject): Translator | undefined {
  return TRANSLATORS.get(`${group} ${reference.kind}`);
}

/** True for objects on which nothing but policies depends, so that one can change alone. */
export function isPolicy(object: ParsedObject): boolean {
  return translatorOf(object) !== undefined && !isStaged(object);
}

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
  if (translated?.calico !== translation.calico) {
    const problems: Problem[] = [];
    const policies =
      reading(object, problems, () =>
        translateFresh(object, { ...translation, problems }),
      ) ?? [];
    translated = { calico: translation.calico, policies, problems };
    cache.set(object, translated);
  }
  translation.problems.push(...translated.problems);
  return translated.policies;
}

function translateFresh(
  object: ParsedObject,
  translation: Translation,
): Policy[] {
  const translate = translatorOf(object);
  if (!translate) {
    return isUnsupportedPolicy(object)
      ? [translateUnsupported(object, translation.problems)]
      : [];
  }
  const isCalico = CALICO_GROUPS.includes(object.group);
  const onHosts = isCalico ? hostPolicies(object, translation) : [];
  if (isCalico && isForHostsOnly(object)) {
    translation.problems.push({
      kind: 'unsupported',
      object: object.reference,
      path: 'spec',
      message:
        'a doNotTrack or preDNAT policy holds for host endpoints alone: pods are not under it, and what nodes forward is uncertain where there are host endpoints',
    });
    return onHosts;
  }
  const policy = translate(object, translation);
  return policy ? [policy, ...onHosts] : onHosts;
}

/** The policies of a secondary network, which stand alone. */
function secondaryPolicies(
  inventory: Inventory,
  network: string,
  translation: Translation,
): PolicySet {
  const { problems } = translation;
  const policies = inventory.others
    .filter(isMultiNetworkPolicy)
    .flatMap(
      object =>
        reading(object, problems, () =>
          networksOf(object).includes(network)
            ? translateMultiNetworkPolicy(object, translation)
            : undefined,
        ) ?? [],
    );
  return {
    tiers: new Map(BUILT_IN_TIERS.map(tier => [tier.name, tier])),
    policies,
    calico: false,
    ipBlockMatchesPods: true,
    problems,
  };
}

/** Reads every policy of the input; one that cannot be read is a problem. Of others than NetworkPolicy, it is left out. */
export function translatePolicies(
  inventory: Inventory,
  options: DialectOptions,
): PolicySet {
  const { cache = new WeakMap() } = options;
  const problems: Problem[] = [];
  const calico = inventory.others.some(each =>
    CALICO_GROUPS.includes(each.group),
  );
  const ipBlockMatchesPods = options.ipBlockMatchesPods ?? calico;
  const translation: Translation = {
    inventory,
    ipBlockMatchesPods,
    calico,
    calicoObjects: readCalicoObjects(inventory, problems),
    problems,
  };
  const enforced: Policy[] = translation.calicoObjects.hostEndpoints.flatMap(
    each => policiesOfHostEndpoint(each, inventory.nodes),
  );
  const staged: StagedPolicy[] = [];
  if (options.network !== undefined) {
    return secondaryPolicies(inventory, options.network, translation);
  }
  for (const object of inventory.others) {
    reading(object, problems, () => {
      if (isMultiNetworkPolicy(object)) {
        // It holds on another network; here it is read for what is wrong with it.
        networksOf(object);
        translateMultiNetworkPolicy(object, translation);
        return;
      }
      if (!isStaged(object)) {
        enforced.push(...translateOne(object, translation, cache));
        return;
      }
      const action = stagedActionOf(object);
      staged.push({
        action,
        reference: object.reference,
        policies:
          action === 'Set' ? translateOne(object, translation, cache) : [],
      });
    });
  }
  const tiers = readTiers(inventory, problems);
  const policies = ofKnownTiers(
    options.enforceStaged ? enforceStaged(enforced, staged) : enforced,
    tiers,
    problems,
  );
  return { tiers, policies, calico, ipBlockMatchesPods, problems };
}
