import { elementaryRanges } from '../addresses/ranges';
import type { AddressRange } from '../addresses/ranges';
import type { PolicySet } from '../dialects';
import { problemsOf } from '../endpoints/collect';
import type { Inventory } from '../endpoints/collect';
import { addressesIn, labelsIn } from '../policies/expressions';
import type { PeerExpression, Policy } from '../policies/types';
import { createDirectory } from './built';
import type { BuiltModel } from './built';
import { classify, reclassify } from './classes';
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

/** The part of a model that policies have a say in by what they look at alone. */
type Foundation = Pick<
  BuiltModel,
  | 'classes'
  | 'selection'
  | 'outcomes'
  | 'ids'
  | 'classRows'
  | 'traits'
  | 'traitsKey'
>;

function foundation(
  inventory: Inventory,
  traits: Traits,
  traitsKey: string,
): Foundation {
  const classes = classify(inventory, traits);
  return {
    traits,
    traitsKey,
    classes,
    selection: createSelection(classes),
    outcomes: createOutcomeTable(traits.calico),
    ids: createPolicyIds(),
    classRows: new Map<string, Uint32Array>(),
  };
}

/** The same on other endpoints, as long as these are of the classes that there are. */
function foundationAfter(
  before: BuiltModel,
  inventory: Inventory,
): Foundation | undefined {
  const { classes, traits } = before;
  const { namespaces, serviceAccounts, profiles, sections } = before.inventory;
  if (
    namespaces !== inventory.namespaces ||
    serviceAccounts !== inventory.serviceAccounts ||
    profiles !== inventory.profiles
  ) {
    return undefined;
  }
  const after =
    sections === inventory.sections
      ? classes
      : reclassify(classes, before.inventory, inventory, traits);
  return after && { ...before, classes: after };
}

/** What policies say of all classes. */
function compile(
  { policies, tiers, calico }: PolicySet,
  looks: readonly Looks[],
  base: Foundation,
  before: BuiltModel | undefined,
): Pick<BuiltModel, 'policies' | 'tracks'> &
  Pick<BuiltModel['rowContext'], 'pieces' | 'outsideRows'> {
  const { classes, selection, ids, classRows } = base;
  const compiled = compilePolicies(policies, tiers, selection, calico, ids);
  const pieces = elementaryRanges(looks.flatMap(each => each.ranges));
  const outside =
    before && keyOfRanges(before.rowContext.pieces) === keyOfRanges(pieces)
      ? before.rowContext
      : { pieces, outsideRows: new Map<string, Uint32Array>() };
  if (before) {
    const alive = new Set(compiled.map(each => each.id));
    forgetRows(classRows, alive);
    forgetRows(outside.outsideRows, alive);
  }
  return {
    policies: compiled,
    tracks: {
      ingress: buildTracks(classes, compiled, 'ingress'),
      egress: buildTracks(classes, compiled, 'egress'),
    },
    pieces: outside.pieces,
    outsideRows: outside.outsideRows,
  };
}

const hasSameDirectory = (a: Inventory, b: Inventory) =>
  a.sections === b.sections && a.services === b.services && a.nodes === b.nodes;

/**
 * Joins what was read of objects and policies into a model that answers.
 * @param before - a model of the objects before they changed, whose work is used again
 */
export function buildModel(
  inventory: Inventory,
  policySet: PolicySet,
  before?: BuiltModel,
): BuiltModel {
  const { policies, tiers, calico, policedHosts } = policySet;
  const looks = policies.map(looksOf);
  const { traits, key } =
    before?.policySet === policySet
      ? { traits: before.traits, key: before.traitsKey }
      : traitsOf(looks, calico);
  const kept =
    before?.traitsKey === key ? foundationAfter(before, inventory) : undefined;
  const base = kept ?? foundation(inventory, traits, key);
  const last = kept && before;
  const { pieces, outsideRows, ...compiled } =
    last?.policySet === policySet
      ? { ...last, ...last.rowContext }
      : compile(policySet, looks, base, last);
  const { classes, selection, outcomes, ids, classRows } = base;
  return {
    inventory,
    policySet,
    traits,
    traitsKey: key,
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
      pieces,
      outsideRows,
    },
    tiers,
    policies: compiled.policies,
    tracks: compiled.tracks,
    calico,
    policedHosts,
    problems: [...problemsOf(inventory), ...policySet.problems],
    directory:
      before && hasSameDirectory(before.inventory, inventory)
        ? before.directory
        : createDirectory(inventory),
  };
}
