import { matches } from '../evaluate/match';
import type { BuiltModel } from '../evaluate/built';
import type { Bits } from '../evaluate/bits';
import type { CompiledPolicy } from '../evaluate/tracks';
import { NO, YES, either } from '../evaluate/truth';
import type { Truth } from '../evaluate/truth';
import { formatReference } from '../objects/object';
import type { Direction, Rule } from '../policies/types';
import {
  ALL_IP_CONNECTIONS,
  NO_CONNECTIONS,
  isEmpty,
  subtract,
  unite,
} from '../ports/connectionSet';
import type { ConnectionSet } from '../ports/connectionSet';
import { isNone } from './policies';
import type { Finding, IsAsked } from './types';

/** Findings about policies that get in each other's way. */

const isWithin = (inner: Bits, outer: Bits) =>
  inner.every((word, index) => (word & ~outer[index]) === 0);

const overlap = (a: Bits, b: Bits) =>
  a.some((word, index) => (word & b[index]) !== 0);

const DIRECTIONS = ['ingress', 'egress'] as const;

/** Policies of one tier with one priority that select the same pods: their order is open. */
export function equalPriorities(
  { policies }: BuiltModel,
  isAsked: IsAsked,
): Finding[] {
  return policies.flatMap((each, index) => {
    if (!each.policy.tieIsOpen || !isAsked(each.policy.reference)) {
      return [];
    }
    const tied = policies
      .slice(index + 1)
      .filter(
        other =>
          other.policy.tieIsOpen &&
          other.tier === each.tier &&
          other.policy.order === each.policy.order &&
          DIRECTIONS.some(at => each.policy[at] && other.policy[at]) &&
          overlap(other.subject, each.subject),
      );
    return tied.length > 0
      ? [
          {
            kind: 'equal-priority' as const,
            severity: 'warning' as const,
            object: each.policy.reference,
            path: 'spec.priority',
            message: `${[each, ...tied]
              .map(({ policy }) => formatReference(policy.reference))
              .join(', ')} have priority ${
              each.policy.order
            } and select the same pods: which comes first is not defined`,
            fix: 'Give each policy of the tier a priority of its own',
            related: tied.map(({ policy }) => policy.reference),
          },
        ]
      : [];
  });
}

/** The ports of a rule where no name has to be resolved. */
function plainPorts(rule: Rule): ConnectionSet | undefined {
  if (rule.exceptPorts) {
    return undefined;
  }
  let set: ConnectionSet = rule.ports ? NO_CONNECTIONS : ALL_IP_CONNECTIONS;
  for (const term of rule.ports ?? []) {
    if ('name' in term) {
      return undefined;
    }
    set = unite(set, term.connections);
  }
  return set;
}

function meansOutside(rule: Rule, address: bigint): Truth {
  return rule.peers
    ? rule.peers.reduce<Truth>(
        (sofar, term) => either(sofar, matches(term.match, address)),
        NO,
      )
    : YES;
}

/** Whether whatever the later rule matches, the earlier one surely has matched. */
function hides(earlier: Rule, later: Rule, model: BuiltModel): boolean {
  if (earlier.action === 'Log' || earlier.own || earlier.unknown) {
    return false;
  }
  const ports = plainPorts(earlier);
  const wanted =
    later.ports || later.exceptPorts ? plainPorts(later) : ALL_IP_CONNECTIONS;
  const coversPorts =
    ports !== undefined &&
    (!earlier.ports ||
      (wanted !== undefined && isEmpty(subtract(wanted, ports))));
  return (
    coversPorts &&
    isWithin(
      model.selection.selectAny(later.peers).maybe,
      model.selection.selectAny(earlier.peers).sure,
    ) &&
    model.rowContext.pieces.every(
      piece =>
        meansOutside(later, piece.from) === NO ||
        meansOutside(earlier, piece.from) === YES,
    )
  );
}

function hiddenBy(
  later: CompiledPolicy,
  earlier: CompiledPolicy,
  direction: Direction,
  model: BuiltModel,
): boolean {
  const sameTier = later.tier.name === earlier.tier.name;
  return (later.policy[direction] ?? []).every(rule =>
    (earlier.policy[direction] ?? []).some(
      other =>
        (sameTier || other.action !== 'Pass') && hides(other, rule, model),
    ),
  );
}

/**
 * A policy of an ordered tier none of whose rules can ever decide, since one
 * before it selects the same pods and matches all that its rules match.
 * NetworkPolicies are left out: these add up.
 */
export function shadowed(model: BuiltModel, isAsked: IsAsked): Finding[] {
  return model.policies.flatMap((later, index) => {
    const { policy } = later;
    const isOrdered =
      !policy.reference.apiVersion.startsWith('networking.k8s.io/');
    if (
      !isOrdered ||
      policy.isStandIn ||
      isNone(later.subject) ||
      !isAsked(policy.reference)
    ) {
      return [];
    }
    const directions = DIRECTIONS.filter(
      each => (policy[each] ?? []).length > 0,
    );
    const by = model.policies
      .slice(0, index)
      .find(
        earlier =>
          !earlier.policy.isStandIn &&
          !(
            earlier.policy.tieIsOpen &&
            earlier.policy.order === policy.order &&
            earlier.tier === later.tier
          ) &&
          isWithin(later.subject, earlier.subject) &&
          directions.every(each => hiddenBy(later, earlier, each, model)),
      );
    return by && directions.length > 0
      ? [
          {
            kind: 'policy-shadowed' as const,
            severity: 'warning' as const,
            object: policy.reference,
            path: '',
            message: `${formatReference(
              policy.reference,
            )} never decides: ${formatReference(
              by.policy.reference,
            )} comes before it and matches all that it matches`,
            fix: 'Put the policy before the other one, narrow the other one, or delete this one',
            related: [by.policy.reference],
          },
        ]
      : [];
  });
}
