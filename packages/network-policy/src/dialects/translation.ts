import type { Inventory } from '../endpoints/collect';
import type { ParsedObject, Problem } from '../objects/object';
import type { CalicoObjects } from './calico/sets';
import type { Policy, Tier } from '../policies/types';

/** The names of the three tiers that Kubernetes has by itself, after Calico's names for them. */
export const ADMIN_TIER = 'kube-admin';
export const DEFAULT_TIER = 'default';
export const BASELINE_TIER = 'kube-baseline';

/**
 * Where policies stand that are not read and may deny whatever others allow: no
 * name of a Tier, as it has spaces.
 */
export const STAND_IN_TIER = 'before all tiers';

/** Where profiles stand, which are asked after the last tier: after all names that a Tier can have. */
export const PROFILES_TIER = '~ profiles, after all tiers';

/**
 * The tiers that exist without any object. NetworkPolicy is in the default
 * tier: what selects a pod and allows nothing denies.
 */
export const BUILT_IN_TIERS: readonly Tier[] = [
  { name: STAND_IN_TIER, order: -Infinity, defaultAction: 'Pass' },
  { name: ADMIN_TIER, order: 1_000, defaultAction: 'Pass' },
  { name: DEFAULT_TIER, order: 1_000_000, defaultAction: 'Deny' },
  { name: BASELINE_TIER, order: 10_000_000, defaultAction: 'Pass' },
  { name: PROFILES_TIER, order: Infinity, defaultAction: 'Pass' },
];

/** Where Calico puts Kubernetes' NetworkPolicy in the default tier. */
export const NETWORK_POLICY_ORDER = 1000;

/** What a translator may look at beside its object, and where it complains. */
export interface Translation {
  readonly inventory: Inventory;
  /** True when an ipBlock is taken to match pods' addresses too. */
  readonly ipBlockMatchesPods: boolean;
  /** True when Calico enforces the policies: ties and pod addresses are then its own. */
  readonly calico: boolean;
  readonly calicoObjects: CalicoObjects;
  readonly problems: Problem[];
}

/** Turns one policy object into the intermediate form. */
export type Translator = (
  object: ParsedObject,
  translation: Translation,
) => Policy | undefined;
