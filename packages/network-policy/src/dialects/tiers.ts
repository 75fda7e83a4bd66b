import { reading } from '../objects/parseAll';
import type { Inventory } from '../endpoints/collect';
import { InvalidFieldError, get, number, word } from '../objects/fields';
import type { ParsedObject, Problem } from '../objects/object';
import type { Policy, Rule, Tier } from '../policies/types';
import { CALICO_GROUPS } from '../objects/calico';
import { BUILT_IN_TIERS, STAND_IN_TIER } from './translation';

/**
 * Calico's Tier; the three that exist by themselves may say nothing else.
 * Source: calico `api/pkg/apis/projectcalico/v3/tier.go`, validation of the CRD.
 */
function readTier(object: ParsedObject, name: string): Tier {
  const spec = get(object.field, 'spec');
  const orderAt = get(spec, 'order');
  const actionAt = get(spec, 'defaultAction');
  const order = number(orderAt);
  const defaultAction = word(actionAt, ['Deny', 'Pass'] as const);
  const builtIn = BUILT_IN_TIERS.find(each => each.name === name);
  if (!builtIn) {
    return {
      name,
      order: order ?? Infinity,
      defaultAction: defaultAction ?? 'Deny',
    };
  }
  if (order !== undefined && order !== builtIn.order) {
    throw new InvalidFieldError(orderAt, `must be ${builtIn.order}`);
  }
  if (defaultAction !== undefined && defaultAction !== builtIn.defaultAction) {
    throw new InvalidFieldError(actionAt, `must be ${builtIn.defaultAction}`);
  }
  return builtIn;
}

/** The tiers: those that exist by themselves, and Calico's Tier objects. */
export function readTiers(
  inventory: Inventory,
  problems: Problem[],
): Map<string, Tier> {
  const tiers = new Map(BUILT_IN_TIERS.map(tier => [tier.name, tier]));
  for (const object of inventory.others) {
    const { kind, name } = object.reference;
    if (kind === 'Tier' && CALICO_GROUPS.includes(object.group)) {
      reading(object, problems, () => tiers.set(name, readTier(object, name)));
    }
  }
  return tiers;
}

/** Rules that may be asked before all others, and may deny what they do not match. */
function perhaps(rules: readonly Rule[], unknown: string): Rule[] {
  return [
    ...rules.map(rule => ({ ...rule, unknown: rule.unknown ?? unknown })),
    { action: 'Deny', path: 'spec.tier', unknown },
  ];
}

/**
 * A policy of a tier that is not in the input is a problem. Where it comes and what
 * it ends in are not known then, nor what it does.
 */
export function ofKnownTiers(
  policies: readonly Policy[],
  tiers: ReadonlyMap<string, Tier>,
  problems: Problem[],
): Policy[] {
  return policies.map(policy => {
    const { tier, reference, ingress, egress } = policy;
    if (tiers.has(tier)) {
      return policy;
    }
    const unknown = `the order of Tier ${tier} is not known, as it is not in the input`;
    problems.push({
      kind: 'invalid',
      object: reference,
      path: 'spec.tier',
      message: `spec.tier names Tier ${tier}, which is not in the input: what the policy decides is uncertain`,
    });
    return {
      ...policy,
      tier: STAND_IN_TIER,
      order: -Infinity,
      isStandIn: true,
      ...(ingress ? { ingress: perhaps(ingress, unknown) } : {}),
      ...(egress ? { egress: perhaps(egress, unknown) } : {}),
    };
  });
}
