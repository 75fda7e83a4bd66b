import { ALL_IPV4, ALL_IPV6 } from '../../addresses/ranges';
import { flag, get } from '../../objects/fields';
import type { ParsedObject } from '../../objects/object';
import type { Policy, Rule } from '../../policies/types';
import { EVERYTHING } from '../../selectors/labels';
import { ADMIN_TIER } from '../translation';
import type { HostEndpoint } from './sets';

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

/**
 * A HostEndpoint puts its node's own traffic under policies, which this engine
 * does not follow there: what is to or from that node is uncertain.
 */
export function policyOfHostEndpoint({ object, node }: HostEndpoint): Policy {
  const rules = mayDeny(
    `HostEndpoint ${object.reference.name} puts node ${node}'s own traffic under policy`,
  );
  return {
    reference: object.reference,
    tier: ADMIN_TIER,
    order: -Infinity,
    tieIsOpen: false,
    isStandIn: true,
    subject: { type: 'host', node },
    subjectPath: 'spec.node',
    ingress: rules,
    egress: rules,
  };
}

/**
 * A policy with applyOnForward, preDNAT or doNotTrack also holds for traffic
 * that nodes with host endpoints forward to pods from outside.
 */
export function forwardingPolicy(
  object: ParsedObject,
  hostEndpoints: readonly HostEndpoint[],
): Policy | undefined {
  const spec = get(object.field, 'spec');
  const option = ['doNotTrack', 'preDNAT', 'applyOnForward'].find(key =>
    flag(get(spec, key)),
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
  return {
    reference: object.reference,
    tier: ADMIN_TIER,
    order: -Infinity,
    tieIsOpen: false,
    isStandIn: true,
    subject: { type: 'pods', labels: EVERYTHING },
    subjectPath: `spec.${option}`,
    ingress: rules,
    egress: rules,
  };
}
