import { ALL_IPV4, ALL_IPV6, covers } from '../addresses/ranges';
import type { BuiltModel } from '../evaluate/built';
import { hasBit } from '../evaluate/bits';
import type { Bits } from '../evaluate/bits';
import { matches } from '../evaluate/match';
import type { CompiledPolicy } from '../evaluate/tracks';
import { YES } from '../evaluate/truth';
import { formatReference } from '../objects/object';
import { addressesIn } from '../policies/expressions';
import type { Direction, PeerTerm, PortTerm, Rule } from '../policies/types';
import type { Finding } from './types';

/** Findings about one policy at a time. */

export const isNone = (bits: Bits) => bits.every(word => word === 0);

/** A policy's rules with the direction that they are in. */
export function rulesOf({ policy }: CompiledPolicy): {
  readonly direction: Direction;
  readonly rule: Rule;
}[] {
  return (['ingress', 'egress'] as const).flatMap(direction =>
    (policy[direction] ?? []).map(rule => ({ direction, rule })),
  );
}

export function selectsNothing(each: CompiledPolicy): Finding[] {
  return isNone(each.subject)
    ? [
        {
          kind: 'policy-selects-nothing',
          severity: 'warning',
          object: each.policy.reference,
          path: each.policy.subjectPath,
          message: `${formatReference(each.policy.reference)} selects no pod`,
          fix: `Make ${each.policy.subjectPath} match the labels of the pods that it is meant for, or delete the policy`,
          related: [],
        },
      ]
    : [];
}

function hasAddresses(term: PeerTerm): boolean {
  return addressesIn(term.match).some(each => each.ranges.length > 0);
}

export function peersMatchNothing(
  each: CompiledPolicy,
  { selection }: BuiltModel,
): Finding[] {
  return rulesOf(each).flatMap(({ rule }) =>
    (rule.peers ?? [])
      .filter(
        term =>
          isNone(selection.select(term.match).maybe) && !hasAddresses(term),
      )
      .map(term => ({
        kind: 'peer-matches-nothing' as const,
        severity: 'warning' as const,
        object: each.policy.reference,
        path: term.path,
        message: `${term.path} means ${term.text}, and there are none`,
        fix: 'Correct the labels of the selector, or remove the peer',
        related: [],
      })),
  );
}

/** Whether some class among these has the named port. */
function resolves(
  term: Extract<PortTerm, { name: string }>,
  bits: Bits,
  { classes }: BuiltModel,
): boolean {
  return classes.all.some(
    own =>
      hasBit(bits, own.id) &&
      own.ports.some(
        port =>
          port.name === term.name && term.protocols.includes(port.protocol),
      ),
  );
}

export function namedPortsUnresolved(
  each: CompiledPolicy,
  model: BuiltModel,
): Finding[] {
  return rulesOf(each).flatMap(({ direction, rule }) => {
    const destinations =
      direction === 'ingress'
        ? each.subject
        : model.selection.selectAny(rule.peers).maybe;
    return (rule.ports ?? []).flatMap(term =>
      'name' in term && !resolves(term, destinations, model)
        ? [
            {
              kind: 'named-port-unresolved' as const,
              severity: 'error' as const,
              object: each.policy.reference,
              path: term.path,
              message: `port "${term.name}" (${term.protocols.join(
                '/',
              )}) is declared by none of the destination pods, so the rule matches nothing`,
              fix: `Declare a container port (or a VM's interface port) named "${term.name}" with that protocol, or use the port's number`,
              related: [],
            },
          ]
        : [],
    );
  });
}

/** Whether a rule means every address of a family, and by which peer. */
function openTo(rule: Rule): { readonly path: string } | undefined {
  if (!rule.peers) {
    return { path: rule.path };
  }
  return rule.peers.find(term => {
    const wide = addressesIn(term.match).some(each =>
      each.ranges.some(
        range => covers(range, ALL_IPV4) || covers(range, ALL_IPV6),
      ),
    );
    return wide && matches(term.match, ALL_IPV4.from) === YES;
  });
}

export function openToWorld(each: CompiledPolicy): Finding[] {
  return rulesOf(each).flatMap(({ direction, rule }) => {
    const open =
      rule.action === 'Allow' && !rule.own && !rule.unknown && openTo(rule);
    if (!open) {
      return [];
    }
    const isIngress = direction === 'ingress';
    return [
      {
        kind: 'rule-open-to-world' as const,
        severity: isIngress ? ('warning' as const) : ('info' as const),
        object: each.policy.reference,
        path: open.path,
        message: isIngress
          ? `${rule.path} lets every address in${
              rule.ports ? ' on its ports' : ' on every port'
            }`
          : `${rule.path} lets the pods reach every address${
              rule.ports ? ' on its ports' : ' on every port'
            }`,
        fix: isIngress
          ? 'Name the pods, namespaces or addresses that need it in from'
          : 'Name the destinations that are needed in to',
        related: [],
      },
    ];
  });
}
