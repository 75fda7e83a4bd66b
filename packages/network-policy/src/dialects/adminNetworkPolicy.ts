import {
  InvalidFieldError,
  get,
  items,
  onlyFields,
  pathOf,
  requiredText,
  word,
} from '../objects/fields';
import type { Field } from '../objects/fields';
import type { ParsedObject } from '../objects/object';
import { PORT_PROTOCOLS } from '../endpoints/ports';
import type { Action, PortTerm } from '../policies/types';
import { portRange } from '../ports/connectionSet';
import { requiredPort } from './clusterNetworkPolicy';
import { clusterPolicy, onlyField, priorityOf } from './clusterPolicy';
import type { ClusterDialect } from './clusterPolicy';
import type { Dialect } from './standIn';
import { ADMIN_TIER, BASELINE_TIER } from './translation';

function port(at: Field): PortTerm {
  const path = pathOf(at);
  const key = onlyField(at, ['portNumber', 'portRange', 'namedPort']);
  const value = get(at, key);
  if (key === 'namedPort') {
    return {
      path,
      name: requiredText(value),
      protocols: ['TCP', 'UDP', 'SCTP'],
    };
  }
  const isOne = key === 'portNumber';
  onlyFields(value, key, [
    'protocol',
    ...(isOne ? ['port'] : ['start', 'end']),
  ]);
  const protocol = word(get(value, 'protocol'), PORT_PROTOCOLS) ?? 'TCP';
  if (isOne) {
    const number = requiredPort(get(value, 'port'));
    return { path, connections: portRange(protocol, number, number) };
  }
  const start = requiredPort(get(value, 'start'));
  const end = requiredPort(get(value, 'end'));
  if (end < start) {
    throw new InvalidFieldError(get(value, 'end'), `may not be below ${start}`);
  }
  return { path, connections: portRange(protocol, start, end) };
}

/** An AdminNetworkPolicy, or one of the Baseline, by what the API calls actions. */
function dialectOf(
  tier: string,
  actions: Readonly<Record<string, Action>>,
  orderOf: (object: ParsedObject) => number,
  fields: readonly string[],
): Dialect {
  const dialect: ClusterDialect = {
    actions,
    portsKey: 'ports',
    ports: at => items(at).map(port),
    podsNeed: ['namespaceSelector', 'podSelector'],
    calicoLacks: [],
  };
  return clusterPolicy(
    dialect,
    object => ({ tier, order: orderOf(object) }),
    fields,
  );
}

/** AdminNetworkPolicy of `policy.networking.k8s.io/v1alpha1`. */
export const ADMIN_NETWORK_POLICY = dialectOf(
  ADMIN_TIER,
  { Allow: 'Allow', Deny: 'Deny', Pass: 'Pass' },
  priorityOf,
  ['priority'],
);

/** BaselineAdminNetworkPolicy of `policy.networking.k8s.io/v1alpha1`, of which there is one. */
export const BASELINE_ADMIN_NETWORK_POLICY = dialectOf(
  BASELINE_TIER,
  { Allow: 'Allow', Deny: 'Deny' },
  object => {
    if (object.reference.name !== 'default') {
      throw new InvalidFieldError(
        get(get(object.field, 'metadata'), 'name'),
        'must be "default": there is one BaselineAdminNetworkPolicy',
      );
    }
    return 0;
  },
  [],
);
