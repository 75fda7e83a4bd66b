import { reading } from '../endpoints/collect';
import type { Inventory } from '../endpoints/collect';
import type { ParsedObject, Problem } from '../objects/object';
import type { Policy, Tier } from '../policies/types';
import { translateNetworkPolicy } from './networkPolicy';
import { BUILT_IN_TIERS } from './translation';
import type { Translation, Translator } from './translation';

/** How policies are read. */
export interface DialectOptions {
  readonly ipBlockMatchesPods: boolean;
}

/** All policies of the input in the intermediate form. */
export interface PolicySet {
  readonly tiers: ReadonlyMap<string, Tier>;
  readonly policies: readonly Policy[];
  readonly staged: readonly Policy[];
  /** True when Calico's own policies are in the input. */
  readonly calico: boolean;
  readonly problems: readonly Problem[];
}

/** By group and kind. */
const TRANSLATORS: Readonly<Record<string, Translator>> = {
  'networking.k8s.io/NetworkPolicy': translateNetworkPolicy,
};

export function isPolicy(object: ParsedObject): boolean {
  return `${object.group}/${object.reference.kind}` in TRANSLATORS;
}

export function translatePolicies(
  inventory: Inventory,
  options: DialectOptions,
): PolicySet {
  const problems: Problem[] = [];
  const translation: Translation = {
    inventory,
    ipBlockMatchesPods: options.ipBlockMatchesPods,
    calico: false,
    problems,
  };
  const policies: Policy[] = [];
  for (const object of inventory.others) {
    const translate = TRANSLATORS[`${object.group}/${object.reference.kind}`];
    const policy =
      translate &&
      reading(object, problems, () => translate(object, translation));
    if (policy) {
      policies.push(policy);
    }
  }
  return {
    tiers: new Map(BUILT_IN_TIERS.map(tier => [tier.name, tier])),
    policies,
    staged: [],
    calico: false,
    problems,
  };
}
