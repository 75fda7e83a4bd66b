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
import { createSelection } from './select';
import { buildTracks, compilePolicies } from './tracks';

function expressionsOf(policy: Policy): PeerExpression[] {
  return [...(policy.ingress ?? []), ...(policy.egress ?? [])].flatMap(rule => [
    ...(rule.peers ?? []).map(term => term.match),
    ...(rule.own ? [rule.own.match] : []),
  ]);
}

/** Joins what was read of objects and policies into a model that answers. */
export function buildModel(
  inventory: Inventory,
  policySet: PolicySet,
): BuiltModel {
  const { policies, tiers, calico } = policySet;
  const ranges = policies.flatMap(expressionsOf).flatMap(addressesIn);
  const podRanges: readonly (readonly AddressRange[])[] = ranges
    .filter(each => each.pods)
    .map(each => each.ranges);
  const classes = classify(inventory, podRanges, calico);
  const selection = createSelection(classes);
  const compiled = compilePolicies(
    policies,
    tiers,
    selection,
    calico,
    new Map(),
  );
  return {
    inventory,
    classes,
    selection,
    rowContext: {
      classes,
      selection,
      outcomes: createOutcomeTable(calico),
      pieces: elementaryRanges(ranges.flatMap(each => each.ranges)),
      rows: new Map(),
    },
    tiers,
    policies: compiled,
    tracks: {
      ingress: buildTracks(classes, compiled, 'ingress'),
      egress: buildTracks(classes, compiled, 'egress'),
    },
    calico,
    ipBlockMatchesPods: policySet.ipBlockMatchesPods,
    hasIpBlocks: ranges.length > 0,
    problems: [...inventory.problems, ...policySet.problems],
    directory: createDirectory(inventory),
    staged: policySet.staged,
  };
}
