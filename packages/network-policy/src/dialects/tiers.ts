import { reading } from '../objects/parseAll';
import type { Inventory } from '../endpoints/collect';
import { InvalidFieldError, get, number, word } from '../objects/fields';
import type { ParsedObject, Problem } from '../objects/object';
import type { Policy, Tier } from '../policies/types';
import { CALICO_GROUPS } from './calico/sets';
import { BUILT_IN_TIERS } from './translation';

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

/** A policy of a tier that is not there is asked last, and says so. */
export function reportMissingTiers(
  policies: readonly Policy[],
  tiers: ReadonlyMap<string, Tier>,
  problems: Problem[],
): void {
  for (const { tier, reference } of policies) {
    if (!tiers.has(tier)) {
      problems.push({
        kind: 'invalid',
        object: reference,
        path: 'spec.tier',
        message: `spec.tier names Tier ${tier}, which is not in the input: it is taken to come last and to deny by default`,
      });
    }
  }
}
