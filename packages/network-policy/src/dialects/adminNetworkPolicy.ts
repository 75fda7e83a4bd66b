import {
  InvalidFieldError,
  get,
  integer,
  items,
  pathOf,
  requiredText,
  word,
} from '../objects/fields';
import type { Field } from '../objects/fields';
import type { ParsedObject } from '../objects/object';
import { PORT_PROTOCOLS } from '../endpoints/podTemplate';
import type { Action, Policy, PortTerm } from '../policies/types';
import { portRange } from '../ports/connectionSet';
import { requiredPort } from './clusterNetworkPolicy';
import { clusterRules, clusterSubject, onlyField } from './clusterPolicy';
import type { ClusterDialect } from './clusterPolicy';
import { ADMIN_TIER, BASELINE_TIER } from './translation';
import type { Translation } from './translation';

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
  const protocol = word(get(value, 'protocol'), PORT_PROTOCOLS) ?? 'TCP';
  if (key === 'portNumber') {
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

function translate(
  object: ParsedObject,
  translation: Translation,
  tier: string,
  order: number,
  actions: Readonly<Record<string, Action>>,
): Policy {
  const dialect: ClusterDialect = {
    actions,
    portsKey: 'ports',
    ports: at => items(at).map(port),
    podsNeed: ['namespaceSelector', 'podSelector'],
    calicoLacks: [],
  };
  const rules = (direction: 'ingress' | 'egress') =>
    clusterRules(object, direction, dialect, translation);
  const [ingress, egress] = [rules('ingress'), rules('egress')];
  return {
    reference: object.reference,
    tier,
    order,
    tieIsOpen: !translation.calico,
    subject: clusterSubject(object, dialect),
    subjectPath: 'spec.subject',
    ...(ingress.length > 0 ? { ingress } : {}),
    ...(egress.length > 0 ? { egress } : {}),
  };
}

/** AdminNetworkPolicy of `policy.networking.k8s.io/v1alpha1`. */
export function translateAdminNetworkPolicy(
  object: ParsedObject,
  translation: Translation,
): Policy {
  const priorityAt = get(get(object.field, 'spec'), 'priority');
  const priority = integer(priorityAt, 0, 1000);
  if (priority === undefined) {
    throw new InvalidFieldError(priorityAt, 'is required');
  }
  return translate(object, translation, ADMIN_TIER, priority, {
    Allow: 'Allow',
    Deny: 'Deny',
    Pass: 'Pass',
  });
}

/** BaselineAdminNetworkPolicy of `policy.networking.k8s.io/v1alpha1`, of which there is one. */
export function translateBaselineAdminNetworkPolicy(
  object: ParsedObject,
  translation: Translation,
): Policy {
  if (object.reference.name !== 'default') {
    throw new InvalidFieldError(
      get(get(object.field, 'metadata'), 'name'),
      'must be "default": there is one BaselineAdminNetworkPolicy',
    );
  }
  return translate(object, translation, BASELINE_TIER, 0, {
    Allow: 'Allow',
    Deny: 'Deny',
  });
}
