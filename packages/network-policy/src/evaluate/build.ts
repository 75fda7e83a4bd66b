import { elementaryRanges } from '../addresses/ranges';
import type { AddressRange } from '../addresses/ranges';
import type { PolicySet } from '../dialects';
import type { Inventory } from '../endpoints/collect';
import { addressesIn } from '../policies/expressions';
import type { PeerExpression, Policy } from '../policies/types';
import { createDirectory } from './built';
import type { BuiltModel } from './built';
import { classify } from './classes';
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

interface Ranges {
  readonly all: readonly AddressRange[];
  /** Those that are held against pods too. */
  readonly pods: readonly (readonly AddressRange[])[];
}

/** The address ranges of rules, each policy's found once. */
const rangesOfPolicy = new WeakMap<Policy, Ranges>();

function rangesOf(policy: Policy): Ranges {
  let ranges = rangesOfPolicy.get(policy);
  if (!ranges) {
    const found = expressionsOf(policy).flatMap(addressesIn);
    ranges = {
      all: found.flatMap(each => each.ranges),
      pods: found.filter(each => each.pods).map(each => each.ranges),
    };
    rangesOfPolicy.set(policy, ranges);
  }
  return ranges;
}

const keyOfRanges = (ranges: readonly AddressRange[]) =>
  ranges.map(each => `${each.from}-${each.to}`).join();

/** The part of a model that policies have no say in. */
function foundation(
  inventory: Inventory,
  podRanges: readonly (readonly AddressRange[])[],
  podRangesKey: string,
  calico: boolean,
) {
  const classes = classify(inventory, podRanges, calico);
  return {
    podRangesKey,
    directory: createDirectory(inventory),
    classes,
    selection: createSelection(classes),
    outcomes: createOutcomeTable(calico),
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
  const ranges = policies.map(rangesOf);
  const podRanges = ranges.flatMap(each => each.pods);
  const podRangesKey = [...new Set(podRanges.map(keyOfRanges))].join(';');
  const isSame =
    before !== undefined &&
    before.calico === calico &&
    before.podRangesKey === podRangesKey;
  const base = isSame
    ? before
    : foundation(inventory, podRanges, podRangesKey, calico);
  const { classes, selection, outcomes, ids, classRows, directory } = base;

  const compiled = compilePolicies(policies, tiers, selection, calico, ids);
  const pieces = elementaryRanges(ranges.flatMap(each => each.all));
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
    podRangesKey,
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
