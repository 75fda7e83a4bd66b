import { elementaryRanges } from '../addresses/ranges';
import type { AddressRange } from '../addresses/ranges';
import type { PolicySet } from '../dialects';
import type { Inventory } from '../endpoints/collect';
import { addressesIn, labelsIn } from '../policies/expressions';
import type { PeerExpression, Policy } from '../policies/types';
import { createDirectory } from './built';
import type { BuiltModel } from './built';
import { classify } from './classes';
import type { Traits } from './classes';
import { createOutcomeTable } from './outcomes';
import { forgetRows } from './rows';
import { createSelection } from './select';
import { buildTracks, compilePolicies, createPolicyIds } from './tracks';

function expressionsOf(policy: Policy): PeerExpression[] {
  return [...(policy.ingress ?? []), ...(policy.egress ?? [])].flatMap(rule => [
    ...(rule.peers ?? []).map(term => term.match),
    ...(rule.own ? [rule.own.match] : []),
  ]);
}

const keyOfRanges = (ranges: readonly AddressRange[]) =>
  ranges.map(each => `${each.from}-${each.to}`).join();

/** What a policy looks at of the ends of connections. */
interface Looks {
  /** The address ranges of its rules. */
  readonly ranges: readonly AddressRange[];
  /** Those that are held against pods too, by their key. */
  readonly podRanges: readonly [string, readonly AddressRange[]][];
  /** The names of labels. */
  readonly labels: readonly string[];
}

/** Found once for each policy. */
const looksOfPolicy = new WeakMap<Policy, Looks>();

function looksOf(policy: Policy): Looks {
  let looks = looksOfPolicy.get(policy);
  if (!looks) {
    const expressions = expressionsOf(policy);
    const found = expressions.flatMap(addressesIn);
    looks = {
      ranges: found.flatMap(each => each.ranges),
      podRanges: found
        .filter(each => each.pods)
        .map(each => [keyOfRanges(each.ranges), each.ranges]),
      labels: [policy.subject, ...expressions].flatMap(labelsIn),
    };
    looksOfPolicy.set(policy, looks);
  }
  return looks;
}

/** What all policies together look at of pods, and a key of it. */
function traitsOf(
  looks: readonly Looks[],
  calico: boolean,
): { readonly traits: Traits; readonly key: string } {
  const podRanges = new Map(looks.flatMap(each => each.podRanges));
  const labels = new Set(looks.flatMap(each => each.labels));
  return {
    traits: { podRanges: [...podRanges.values()], labels, calico },
    key: JSON.stringify([
      calico,
      [...podRanges.keys()].sort(),
      [...labels].sort(),
    ]),
  };
}

/** The part of a model that policies have no say in. */
function foundation(inventory: Inventory, traits: Traits, traitsKey: string) {
  const classes = classify(inventory, traits);
  return {
    traitsKey,
    directory: createDirectory(inventory),
    classes,
    selection: createSelection(classes),
    outcomes: createOutcomeTable(traits.calico),
    ids: createPolicyIds(),
    classRows: new Map<string, Uint32Array>(),
  };
}

/**
 * Joins what was read of objects and policies into a model that answers.
 * @param before - a model of the same objects but for policies, whose work is used again
 */
export function buildModel(
  inventory: Inventory,
  policySet: PolicySet,
  before?: BuiltModel,
): BuiltModel {
  const { policies, tiers, calico } = policySet;
  const looks = policies.map(looksOf);
  const { traits, key: traitsKey } = traitsOf(looks, calico);
  const isSame = before?.traitsKey === traitsKey;
  const base = isSame ? before : foundation(inventory, traits, traitsKey);
  const { classes, selection, outcomes, ids, classRows, directory } = base;

  const compiled = compilePolicies(policies, tiers, selection, calico, ids);
  const pieces = elementaryRanges(looks.flatMap(each => each.ranges));
  const outside =
    isSame && keyOfRanges(before.rowContext.pieces) === keyOfRanges(pieces)
      ? before.rowContext
      : { pieces, outsideRows: new Map<string, Uint32Array>() };
  if (isSame) {
    const alive = new Set(compiled.map(each => each.id));
    forgetRows(classRows, alive);
    forgetRows(outside.outsideRows, alive);
  }
  return {
    inventory,
    traitsKey,
    classes,
    selection,
    outcomes,
    ids,
    classRows,
    rowContext: {
      classes,
      selection,
      outcomes,
      classRows,
      pieces: outside.pieces,
      outsideRows: outside.outsideRows,
    },
    tiers,
    policies: compiled,
    tracks: {
      ingress: buildTracks(classes, compiled, 'ingress'),
      egress: buildTracks(classes, compiled, 'egress'),
    },
    calico,
    policedHosts: policySet.policedHosts,
    problems: [...inventory.problems, ...policySet.problems],
    directory,
  };
}
