import { reading } from '../objects/parseAll';
import type { Inventory } from '../endpoints/collect';
import { get, number, word } from '../objects/fields';
import type { Problem } from '../objects/object';
import type { Policy, Tier } from '../policies/types';
import { CALICO_GROUPS } from './calico/sets';
import { BUILT_IN_TIERS } from './translation';

/** The tiers: those that exist by themselves, and Calico's Tier objects. */
export function readTiers(
  inventory: Inventory,
  problems: Problem[],
): Map<string, Tier> {
  const tiers = new Map(BUILT_IN_TIERS.map(tier => [tier.name, tier]));
  for (const object of inventory.others) {
    const { kind, name } = object.reference;
    if (kind === 'Tier' && CALICO_GROUPS.includes(object.group)) {
      reading(object, problems, () => {
        const spec = get(object.field, 'spec');
        const known = tiers.get(name);
        tiers.set(name, {
          name,
          order: number(get(spec, 'order')) ?? known?.order ?? Infinity,
          defaultAction:
            word(get(spec, 'defaultAction'), ['Deny', 'Pass'] as const) ??
            known?.defaultAction ??
            'Deny',
        });
      });
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
