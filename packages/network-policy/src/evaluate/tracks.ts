import type { ObjectReference } from '../objects/object';
import { PROFILES_TIER, STAND_IN_TIER } from '../dialects/translation';
import type { Direction, Policy, Tier } from '../policies/types';
import type { Classes } from './classes';
import type { Bits } from './bits';
import { hasBit } from './bits';
import type { Selection } from './select';

/** A policy with the classes that it selects. */
export interface CompiledPolicy {
  /** Its place in the order of evaluation; stays with the policy through updates. */
  readonly id: number;
  readonly policy: Policy;
  readonly tier: Tier;
  /** The tier as verdicts name it. */
  readonly tierTitle: string;
  readonly subject: Bits;
}

/** The policies of one tier that select an endpoint. */
export interface TierTrack {
  readonly tier: Tier;
  readonly title: string;
  /** Policies in order; those of one group may come in any order. */
  readonly groups: readonly (readonly CompiledPolicy[])[];
}

/** All policies that select an endpoint in one direction, tier by tier. */
export interface Track {
  readonly key: string;
  readonly direction: Direction;
  readonly tiers: readonly TierTrack[];
  /** True when what no rule matches is denied. */
  readonly isolated: boolean;
}

function groupsOf(policies: readonly CompiledPolicy[]) {
  const groups: CompiledPolicy[][] = [];
  for (const each of policies) {
    const last = groups[groups.length - 1];
    const tied =
      last !== undefined &&
      each.policy.tieIsOpen &&
      last[0].policy.tieIsOpen &&
      last[0].policy.order === each.policy.order;
    if (tied) {
      last.push(each);
    } else {
      groups.push([each]);
    }
  }
  return groups;
}

function buildTrack(
  key: string,
  direction: Direction,
  policies: readonly CompiledPolicy[],
): Track {
  const byTier = new Map<string, CompiledPolicy[]>();
  for (const each of policies) {
    const list = byTier.get(each.tier.name) ?? [];
    list.push(each);
    byTier.set(each.tier.name, list);
  }
  const tiers = [...byTier.values()].map(list => ({
    tier: list[0].tier,
    title: list[0].tierTitle,
    groups: groupsOf(list),
  }));
  return {
    key,
    direction,
    tiers,
    isolated: tiers.some(each => each.tier.defaultAction === 'Deny'),
  };
}

/** Policies in the order in which they are asked, within and across tiers. */
function inOrder(
  policies: readonly Policy[],
  tiers: ReadonlyMap<string, Tier>,
): Policy[] {
  const text = (a = '', b = '') => (a < b ? -1 : Number(a > b));
  const ties = new Map(policies.map(each => [each, tieBreak(each.reference)]));
  return [...policies].sort((a, b) => {
    const [tierA, tierB] = [tiers.get(a.tier), tiers.get(b.tier)];
    return (
      (tierA?.order ?? Infinity) - (tierB?.order ?? Infinity) ||
      text(a.tier, b.tier) ||
      compareOrders(a.order, b.order) ||
      text(ties.get(a), ties.get(b))
    );
  });
}

/**
 * What decides between equal orders, compared as one text: `web-deny/…` is before `web/…`.
 * Source: calico `felix/calc/policy_sorter.go`, `PolKVLess`; its kinds of Kubernetes'
 * policies start with that word, and a staged one takes the place of an enforced one.
 */
function tieBreak({ apiVersion, kind, namespace = '', name }: ObjectReference) {
  const enforced = kind.replace(/^Staged/, '');
  const isCalico = apiVersion.includes('projectcalico.org/');
  return `${name}/${namespace}/${isCalico ? '' : 'Kubernetes'}${enforced}`;
}

/** Two policies without an order are equal, not `Infinity - Infinity`. */
function compareOrders(a: number, b: number): number {
  return a === b ? 0 : a - b;
}

/** The track of each class, by its id; classes with the same policies share one. */
export function buildTracks(
  classes: Classes,
  policies: readonly CompiledPolicy[],
  direction: Direction,
): readonly Track[] {
  const chosen: CompiledPolicy[][] = classes.all.map(() => []);
  const relevant = policies.filter(each => each.policy[direction]);
  for (const policy of relevant) {
    for (let word = 0; word < policy.subject.length; word++) {
      if (policy.subject[word] === 0) {
        continue;
      }
      const end = Math.min(word * 32 + 32, classes.all.length);
      for (let id = word * 32; id < end; id++) {
        if (hasBit(policy.subject, id)) {
          chosen[id].push(policy);
        }
      }
    }
  }
  const shared = new Map<string, Track>();
  return chosen.map(list => {
    const key = list.map(each => each.id).join();
    let track = shared.get(key);
    if (!track) {
      track = buildTrack(key, direction, list);
      shared.set(key, track);
    }
    return track;
  });
}

/** Numbers policies: the same one keeps its number, a changed one gets a new one. */
export interface PolicyIds {
  readonly of: (policy: Policy) => number;
}

export function createPolicyIds(): PolicyIds {
  const ids = new WeakMap<Policy, number>();
  let next = 0;
  return {
    of: policy => {
      let id = ids.get(policy);
      if (id === undefined) {
        id = next;
        next++;
        ids.set(policy, id);
      }
      return id;
    },
  };
}

/** Compiles policies in their order of evaluation. */
export function compilePolicies(
  policies: readonly Policy[],
  tiers: ReadonlyMap<string, Tier>,
  selection: Selection,
  calico: boolean,
  ids: PolicyIds,
): CompiledPolicy[] {
  return inOrder(policies, tiers).map(policy => {
    const tier: Tier = tiers.get(policy.tier) ?? {
      name: policy.tier,
      order: Infinity,
      defaultAction: 'Deny',
    };
    return {
      id: ids.of(policy),
      policy,
      tier,
      tierTitle: titleOf(tier.name, calico),
      subject: selection.select(policy.subject).sure,
    };
  });
}

/** Without Calico nobody knows its names for the three tiers of Kubernetes. */
function titleOf(tier: string, calico: boolean): string {
  if (tier === PROFILES_TIER) {
    return 'profiles';
  }
  if (calico) {
    return tier;
  }
  switch (tier) {
    case 'kube-admin':
      return 'Admin';
    case 'kube-baseline':
      return 'Baseline';
    case STAND_IN_TIER:
      return tier;
    default:
      return 'NetworkPolicy';
  }
}
