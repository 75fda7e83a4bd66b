import { ALL_IPV4, ALL_IPV6 } from '../../addresses/ranges';
import type { AddressRange } from '../../addresses/ranges';
import { attempt, flag, get } from '../../objects/fields';
import type { ParsedObject } from '../../objects/object';
import { allOf, anyOf } from '../../policies/expressions';
import type { Policy, Rule } from '../../policies/types';
import { EVERYTHING } from '../../selectors/labels';
import type { NodeInfo } from '../../endpoints/types';
import { STAND_IN_TIER } from '../translation';
import type { HostEndpoint } from './sets';

/** The options by which a policy is one for host endpoints, or for what they forward too. */
export const HOST_OPTIONS = [
  'doNotTrack',
  'preDNAT',
  'applyOnForward',
] as const;

/** A rule that may deny whatever its peers are. */
function mayDeny(reason: string, peers?: Rule['peers']): Rule[] {
  return [
    {
      action: 'Deny',
      path: 'spec',
      unknown: reason,
      ...(peers ? { peers } : {}),
    },
  ];
}

/** A policy for what its rules may do to either direction, before any other policy. */
function standIn(
  object: ParsedObject,
  subject: Policy['subject'],
  subjectPath: string,
  rules: readonly Rule[],
): Policy {
  return {
    reference: object.reference,
    tier: STAND_IN_TIER,
    order: -Infinity,
    tieIsOpen: false,
    isStandIn: true,
    subject,
    subjectPath,
    ingress: rules,
    egress: rules,
  };
}

const ALL_PODS: Policy['subject'] = { type: 'pods', labels: EVERYTHING };
const ANY_HOST: Policy['subject'] = { type: 'host', node: '' };

/** Addresses of a node whose own traffic is under policy. */
export interface PolicedHost {
  readonly ranges: readonly AddressRange[];
  /** Why nobody can tell what becomes of it. */
  readonly reason: string;
}

/** The addresses that a HostEndpoint is about. */
export function policedHost(
  { object, node, expectedIPs, unknown }: HostEndpoint,
  nodes: readonly NodeInfo[],
): PolicedHost {
  const isUnread = nodes.some(
    each => each.fault !== undefined && (each.name === node || each.isNameless),
  );
  return {
    ranges:
      unknown !== undefined || isUnread
        ? [ALL_IPV4, ALL_IPV6]
        : [
            ...expectedIPs,
            ...nodes
              .filter(each => each.name === node)
              .flatMap(each => each.addresses)
              .map(address => ({ from: address, to: address })),
          ],
    reason:
      unknown ??
      `HostEndpoint ${object.reference.name} puts node ${node}'s own traffic under policy`,
  };
}

/**
 * A HostEndpoint puts its node's own traffic under policies, which this engine
 * does not follow there: what is to or from that node is uncertain, of the pods on
 * its network and at its addresses.
 */
export function policiesOfHostEndpoint(
  hostEndpoint: HostEndpoint,
  nodes: readonly NodeInfo[],
): Policy[] {
  const { object, node } = hostEndpoint;
  const { ranges, reason } = policedHost(hostEndpoint, nodes);
  const addresses = {
    path: 'spec.node',
    text: `addresses of node ${node}`,
    // Pods on its network are asked as subjects, by its name.
    match: allOf([
      { type: 'addresses', ranges, pods: false },
      { type: 'not', of: ANY_HOST },
    ]),
  };
  return [
    standIn(object, { type: 'host', node }, 'spec.node', mayDeny(reason)),
    ...(ranges.length > 0
      ? [
          standIn(
            object,
            anyOf([ALL_PODS, ANY_HOST]),
            'spec.node',
            mayDeny(reason, [addresses]),
          ),
        ]
      : []),
  ];
}

/**
 * A policy with applyOnForward, preDNAT or doNotTrack also holds for traffic
 * that nodes with host endpoints forward to pods from outside.
 */
export function forwardingPolicy(
  object: ParsedObject,
  hostEndpoints: readonly HostEndpoint[],
): Policy | undefined {
  // One that cannot be read may be on.
  const option = HOST_OPTIONS.find(
    key => attempt(() => flag(get(get(object.field, 'spec'), key))) ?? true,
  );
  if (!option || hostEndpoints.length === 0) {
    return undefined;
  }
  const outside = {
    path: `spec.${option}`,
    text: 'addresses outside',
    match: {
      type: 'addresses' as const,
      ranges: [ALL_IPV4, ALL_IPV6],
      pods: false,
    },
  };
  const rules = mayDeny(
    `its ${option} makes it hold for what nodes with a HostEndpoint forward`,
    [outside],
  );
  return standIn(object, ALL_PODS, `spec.${option}`, rules);
}
