import {
  InvalidFieldError,
  get,
  integer,
  items,
  onlyFields,
  pathOf,
  requiredText,
  requiredWord,
} from '../objects/fields';
import type { Field } from '../objects/fields';
import type { PortTerm } from '../policies/types';
import { portRange } from '../ports/connectionSet';
import { clusterPolicy, onlyField, priorityOf } from './clusterPolicy';
import type { ClusterDialect } from './clusterPolicy';
import { ADMIN_TIER, BASELINE_TIER } from './translation';

const PROTOCOLS = { tcp: 'TCP', udp: 'UDP', sctp: 'SCTP' } as const;

export function requiredPort(at: Field): number {
  const value = integer(at, 1, 65535);
  if (value === undefined) {
    throw new InvalidFieldError(at, 'is required');
  }
  return value;
}

function port(at: Field): PortTerm {
  const path = pathOf(at);
  const key = onlyField(at, [
    ...Object.keys(PROTOCOLS),
    'destinationNamedPort',
  ]);
  if (key !== 'tcp' && key !== 'udp' && key !== 'sctp') {
    return {
      path,
      name: requiredText(get(at, key)),
      protocols: ['TCP', 'UDP', 'SCTP'],
    };
  }
  const protocol = PROTOCOLS[key];
  const match = get(at, key);
  // Source: `minProperties: 1` of the CRD.
  onlyField(match, ['destinationPort']);
  const destination = get(match, 'destinationPort');
  if (onlyField(destination, ['number', 'range']) === 'number') {
    const number = requiredPort(get(destination, 'number'));
    return { path, connections: portRange(protocol, number, number) };
  }
  const range = get(destination, 'range');
  onlyFields(range, 'a range', ['start', 'end']);
  const start = requiredPort(get(range, 'start'));
  const end = requiredPort(get(range, 'end'));
  if (end <= start) {
    throw new InvalidFieldError(get(range, 'end'), `must be above ${start}`);
  }
  return { path, connections: portRange(protocol, start, end) };
}

const DIALECT: ClusterDialect = {
  actions: { Accept: 'Allow', Deny: 'Deny', Pass: 'Pass' },
  portsKey: 'protocols',
  ports: at => items(at).map(port),
  podsNeed: ['podSelector'],
  // Source: calico `libcalico-go/lib/backend/k8s/conversion/clusternetworkpolicy.go`.
  calicoLacks: ['nodes', 'domainNames', 'destinationNamedPort'],
};

/** ClusterNetworkPolicy of `policy.networking.k8s.io/v1alpha2`. */
export const CLUSTER_NETWORK_POLICY = clusterPolicy(
  DIALECT,
  object => {
    const tierAt = get(get(object.field, 'spec'), 'tier');
    const tier = requiredWord(tierAt, ['Admin', 'Baseline'] as const);
    return {
      tier: tier === 'Admin' ? ADMIN_TIER : BASELINE_TIER,
      order: priorityOf(object),
    };
  },
  ['tier', 'priority'],
);
