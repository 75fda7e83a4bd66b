import {
  ALL_IPV4,
  ALL_IPV6,
  covers,
  parseAddress,
  parseCidr,
  subtractRanges,
} from '../addresses/ranges';
import type { AddressRange } from '../addresses/ranges';
import type { BuiltModel } from '../evaluate/built';
import { hasBit } from '../evaluate/bits';
import type { Bits } from '../evaluate/bits';
import { matches, namespaceMatches } from '../evaluate/match';
import type { CompiledPolicy } from '../evaluate/tracks';
import { YES } from '../evaluate/truth';
import { formatReference } from '../objects/object';
import { addressesIn } from '../policies/expressions';
import type {
  Direction,
  PeerExpression,
  PeerTerm,
  PortTerm,
  Rule,
} from '../policies/types';
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

/** Whether an expression means pods of namespaces of which the input has none. */
export function isElsewhere(
  expression: PeerExpression,
  model: BuiltModel,
): boolean {
  switch (expression.type) {
    case 'pods':
      return ![...model.classes.byNamespace.values()].some(([first]) => {
        const { name, labels } = first.namespace;
        return namespaceMatches(expression.namespaces, name, labels);
      });
    case 'and':
    case 'or':
      return expression.of.some(each => isElsewhere(each, model));
    default:
      return false;
  }
}

/** A peer that is not there: misspelt, or in manifests that were not read. */
const absent = (term: PeerTerm, model: BuiltModel) =>
  isElsewhere(term.match, model)
    ? {
        severity: 'info' as const,
        message: `${term.path} means ${term.text}, and the input has no pods there`,
        fix: 'Read the manifests of that namespace too, or correct the selector',
      }
    : {
        severity: 'warning' as const,
        message: `${term.path} means ${term.text}, and there are none`,
        fix: 'Correct the labels of the selector, or remove the peer',
      };

export function peersMatchNothing(
  each: CompiledPolicy,
  model: BuiltModel,
): Finding[] {
  const { selection } = model;
  return rulesOf(each).flatMap(({ rule }) =>
    (rule.peers ?? [])
      .filter(
        term =>
          isNone(selection.select(term.match).maybe) && !hasAddresses(term),
      )
      .map(term => ({
        kind: 'peer-matches-nothing' as const,
        ...absent(term, model),
        object: each.policy.reference,
        path: term.path,
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
    const isOutside =
      direction === 'egress' &&
      rule.peers?.every(({ match }) => match.type === 'addresses') === true;
    if (isNone(destinations) && !isOutside) {
      // That there are none, or not in the input, is a finding of its own.
      return [];
    }
    const whose = isOutside
      ? 'is a name, and addresses have none'
      : 'is declared by none of the destination pods';
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
              )}) ${whose}, so the rule matches nothing`,
              fix: isOutside
                ? "Use the port's number"
                : `Declare a container port (or a VM's interface port) named "${term.name}" with that protocol, or use the port's number`,
              related: [],
            },
          ]
        : [],
    );
  });
}

/**
 * What is not of the world: addresses of private networks, of one link or host,
 * and of many at once. A rule that leaves these out is open to it all the same.
 * Source: the IANA registries of special-purpose addresses.
 */
const NOT_OF_THE_WORLD: readonly AddressRange[] = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8'],
  ...['169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16', '224.0.0.0/3'],
  ...['::/127', 'fc00::/7', 'fe80::/10', 'ff00::/8'],
].flatMap(cidr => parseCidr(cidr) ?? []);

/** One address of the world per family; whoever is open to it holds these. */
const IN_THE_WORLD = ['1.1.1.1', '2606:4700::1111'].flatMap(
  address => parseAddress(address) ?? [],
);

/** Whether a peer means the whole world, of one family at least. */
function meansWorld(term: PeerTerm, pieces: readonly AddressRange[]): boolean {
  return [ALL_IPV4, ALL_IPV6].some((family, index) => {
    if (matches(term.match, IN_THE_WORLD[index]) !== YES) {
      return false;
    }
    const meant = pieces.filter(
      piece => covers(family, piece) && matches(term.match, piece.from) === YES,
    );
    return (
      subtractRanges([family], [...meant, ...NOT_OF_THE_WORLD]).length === 0
    );
  });
}

/** Whether a rule means everybody outside, and by which peer. */
function openTo(
  rule: Rule,
  { rowContext }: BuiltModel,
): { readonly path: string } | undefined {
  return rule.peers
    ? rule.peers.find(term => meansWorld(term, rowContext.pieces))
    : { path: rule.path };
}

export function openToWorld(
  each: CompiledPolicy,
  model: BuiltModel,
): Finding[] {
  return rulesOf(each).flatMap(({ direction, rule }) => {
    const open =
      rule.action === 'Allow' &&
      !rule.own &&
      !rule.unknown &&
      openTo(rule, model);
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
