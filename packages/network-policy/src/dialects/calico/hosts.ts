import { ALL_IPV4, ALL_IPV6 } from '../../addresses/ranges';
import type { AddressRange } from '../../addresses/ranges';
import { attempt, flag, get, items, root } from '../../objects/fields';
import type { Field } from '../../objects/fields';
import type { ParsedObject } from '../../objects/object';
import { allOf, anyOf } from '../../policies/expressions';
import type { Policy, Rule } from '../../policies/types';
import { calicoSelector } from '../../selectors/calico';
import { EVERYTHING } from '../../selectors/labels';
import type { Inventory } from '../../endpoints/collect';
import { nodesByAddress } from '../../endpoints/nodes';
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
  readonly hostEndpoint: HostEndpoint;
  readonly ranges: readonly AddressRange[];
  /** Why nobody can tell what becomes of it. */
  readonly reason: string;
}

/** The addresses that HostEndpoints are about: any, of one about which nobody knows. */
export function policedHosts(
  hostEndpoints: readonly HostEndpoint[],
  inventory: Inventory,
): PolicedHost[] {
  if (hostEndpoints.length === 0) {
    return [];
  }
  const known = [...nodesByAddress(inventory)];
  return hostEndpoints.map(hostEndpoint => {
    const { object, node, expectedIPs, unknown } = hostEndpoint;
    const isUnread = inventory.nodes.some(
      each =>
        each.fault !== undefined && (each.name === node || each.isNameless),
    );
    const ranges = [
      ...expectedIPs,
      ...known
        .filter(([, name]) => name === node)
        .map(([address]) => ({ from: address, to: address })),
    ];
    const reason = `HostEndpoint ${object.reference.name} puts node ${node}'s own traffic under policy`;
    const isKnown = unknown === undefined && !isUnread && ranges.length > 0;
    return {
      hostEndpoint,
      ranges: isKnown ? ranges : [ALL_IPV4, ALL_IPV6],
      reason:
        unknown ??
        (isKnown
          ? reason
          : `${reason}, and which addresses that node has is not known: its Node tells`),
    };
  });
}

/**
 * A HostEndpoint puts its node's own traffic under policies, which this engine
 * does not follow there: what is to or from that node is uncertain, of the pods on
 * its network and at its addresses.
 */
export function policiesOfHostEndpoint({
  hostEndpoint,
  ranges,
  reason,
}: PolicedHost): Policy[] {
  const { object, node } = hostEndpoint;
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
    standIn(
      object,
      anyOf([ALL_PODS, ANY_HOST]),
      'spec.node',
      mayDeny(reason, [addresses]),
    ),
  ];
}

/**
 * Whether a policy is one of a HostEndpoint's, as far as labels tell: it may have
 * more by its profiles.
 */
function maySelect(spec: Field, { object, unknown }: HostEndpoint): boolean {
  const hasProfiles = attempt(
    () => items(get(get(object.field, 'spec'), 'profiles')).length > 0,
  );
  return (
    unknown !== undefined ||
    hasProfiles !== false ||
    (attempt(() =>
      calicoSelector(get(spec, 'selector'))?.test(object.labels),
    ) ??
      true)
  );
}

/**
 * A policy with applyOnForward, preDNAT or doNotTrack also holds for what comes in
 * by its host endpoints for pods of their nodes, and what these send out by them:
 * to and from outside, and other nodes' pods. On which nodes both are, nobody asks here.
 * Source: Calico, reference, Host endpoints, Apply on forwarded traffic.
 */
export function forwardingPolicy(
  object: ParsedObject,
  hostEndpoints: readonly HostEndpoint[],
): Policy | undefined {
  const spec = attempt(() => get(object.field, 'spec')) ?? root(undefined);
  // One that cannot be read may be on.
  const option = HOST_OPTIONS.find(
    key => attempt(() => flag(get(spec, key))) ?? true,
  );
  if (!option || !hostEndpoints.some(each => maySelect(spec, each))) {
    return undefined;
  }
  const path = `spec.${option}`;
  const rules = mayDeny(
    `its ${option} makes it hold for what nodes with a HostEndpoint forward`,
    [
      {
        path,
        text: 'addresses outside',
        match: {
          type: 'addresses',
          ranges: [ALL_IPV4, ALL_IPV6],
          pods: false,
        },
      },
      { path, text: 'pods on other nodes', match: ALL_PODS },
    ],
  );
  return standIn(object, ALL_PODS, path, rules);
}
