import { covers, parseCidr, subtractRanges } from '../addresses/ranges';
import {
  InvalidFieldError,
  attempt,
  get,
  integer,
  isPresent,
  items,
  keysOf,
  onlyFields,
  pathOf,
  requiredText,
  requiredWord,
  root,
  text,
  word,
} from '../objects/fields';
import type { Field } from '../objects/fields';
import type { ParsedObject } from '../objects/object';
import { PORT_PROTOCOLS } from '../endpoints/ports';
import { describePods } from '../policies/expressions';
import type {
  Direction,
  PeerTerm,
  Policy,
  PortTerm,
  Rule,
} from '../policies/types';
import { portRange, wholeProtocol } from '../ports/connectionSet';
import { EVERYTHING, labelSelector } from '../selectors/labels';
import { known } from './standIn';
import type { Dialect } from './standIn';
import { DEFAULT_TIER, NETWORK_POLICY_ORDER } from './translation';
import type { Translation } from './translation';

/**
 * An ipBlock. It matches pods only where the option says so, since that depends
 * on the CNI; Calico does.
 */
function ipBlock(at: Field, translation: Translation): PeerTerm['match'] {
  onlyFields(at, 'an ipBlock', ['cidr', 'except']);
  const cidrAt = get(at, 'cidr');
  const cidr = parseCidr(requiredText(cidrAt));
  if (!cidr || !requiredText(cidrAt).includes('/')) {
    throw new InvalidFieldError(cidrAt, 'must be a CIDR such as 10.0.0.0/8');
  }
  const except = items(get(at, 'except')).map(each => {
    const range = parseCidr(requiredText(each));
    if (!range || !requiredText(each).includes('/')) {
      throw new InvalidFieldError(each, 'must be a CIDR such as 10.0.0.0/8');
    }
    // Source: k8s.io/kubernetes pkg/apis/networking/validation, ValidateIPBlock.
    if (!covers(cidr, range) || covers(range, cidr)) {
      throw new InvalidFieldError(each, 'must lie strictly within cidr');
    }
    return range;
  });
  return {
    type: 'addresses',
    ranges: subtractRanges([cidr], except),
    pods: translation.ipBlockMatchesPods,
  };
}

function peer(
  at: Field,
  namespace: string,
  translation: Translation,
): PeerTerm {
  const path = pathOf(at);
  const fields = ['podSelector', 'namespaceSelector', 'ipBlock'];
  onlyFields(at, 'a peer', fields);
  const set = keysOf(at);
  if (set.length === 0) {
    throw new InvalidFieldError(
      at,
      `must have one of ${fields.join(
        ', ',
      )}; leave the list out to mean everyone`,
    );
  }
  const block = get(at, 'ipBlock');
  if (isPresent(block)) {
    if (set.length > 1) {
      throw new InvalidFieldError(at, 'may not have a selector beside ipBlock');
    }
    const except = items(get(block, 'except')).map(each => text(each));
    return {
      path,
      text: `addresses ${text(get(block, 'cidr'))}${
        except.length > 0 ? ` except ${except.join(', ')}` : ''
      }`,
      match: ipBlock(block, translation),
    };
  }
  const pods = get(at, 'podSelector');
  const namespaces = get(at, 'namespaceSelector');
  const labels = isPresent(pods) ? labelSelector(pods) : EVERYTHING;
  const within = isPresent(namespaces) ? labelSelector(namespaces) : namespace;
  return {
    path,
    text: describePods(labels, within),
    match: { type: 'pods', namespaces: within, labels },
  };
}

/** Source: k8s.io/apimachinery `pkg/util/validation`, IsValidPortName. */
const PORT_NAME = /^(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*$/;

function port(at: Field): PortTerm {
  const path = pathOf(at);
  onlyFields(at, 'a port', ['protocol', 'port', 'endPort']);
  const protocol = word(get(at, 'protocol'), PORT_PROTOCOLS) ?? 'TCP';
  const portAt = get(at, 'port');
  const endAt = get(at, 'endPort');
  if (typeof portAt.value === 'string') {
    if (isPresent(endAt)) {
      throw new InvalidFieldError(endAt, 'needs a port that is a number');
    }
    if (!PORT_NAME.test(portAt.value)) {
      throw new InvalidFieldError(
        portAt,
        `must be a number, or a name such as web-1, not "${portAt.value}"`,
      );
    }
    return { path, name: portAt.value, protocols: [protocol] };
  }
  const from = integer(portAt, 1, 65535);
  const to = integer(endAt, 1, 65535);
  if (from === undefined) {
    if (to !== undefined) {
      throw new InvalidFieldError(endAt, 'needs a port to start from');
    }
    return { path, connections: wholeProtocol(protocol) };
  }
  if (to !== undefined && to < from) {
    throw new InvalidFieldError(endAt, `may not be below port ${from}`);
  }
  return { path, connections: portRange(protocol, from, to ?? from) };
}

function rules(
  at: Field,
  peersKey: 'from' | 'to',
  namespace: string,
  translation: Translation,
): Rule[] {
  return items(at).map(rule => {
    onlyFields(rule, 'a rule', [peersKey, 'ports']);
    const peers = items(get(rule, peersKey)).map(each =>
      peer(each, namespace, translation),
    );
    const ports = items(get(rule, 'ports')).map(port);
    return {
      action: 'Allow' as const,
      path: pathOf(rule),
      ...(peers.length > 0 ? { peers } : {}),
      ...(ports.length > 0 ? { ports } : {}),
    };
  });
}

/** The directions that a policy isolates its pods in. */
function directions(spec: Field, hasEgress: boolean): ReadonlySet<Direction> {
  const types = items(get(spec, 'policyTypes')).map(each =>
    requiredWord(each, ['Ingress', 'Egress'] as const),
  );
  const byDefault = [
    'Ingress' as const,
    ...(hasEgress ? ['Egress' as const] : []),
  ];
  return new Set(
    (types.length > 0 ? types : byDefault).map(type =>
      type === 'Ingress' ? 'ingress' : 'egress',
    ),
  );
}

function subject(object: ParsedObject): Policy['subject'] {
  const podSelector = get(get(object.field, 'spec'), 'podSelector');
  return {
    type: 'pods',
    namespaces: object.reference.namespace ?? '',
    labels: isPresent(podSelector) ? labelSelector(podSelector) : EVERYTHING,
  };
}

function readNetworkPolicy(
  object: ParsedObject,
  translation: Translation,
): Policy {
  const { reference } = object;
  const namespace = reference.namespace ?? '';
  const spec = get(object.field, 'spec');
  onlyFields(spec, 'its spec', [
    'podSelector',
    'policyTypes',
    'ingress',
    'egress',
    // Of a StagedKubernetesNetworkPolicy.
    ...(reference.kind.startsWith('Staged') ? ['stagedAction'] : []),
  ]);
  const ingress = rules(get(spec, 'ingress'), 'from', namespace, translation);
  const egress = rules(get(spec, 'egress'), 'to', namespace, translation);
  const isOn = directions(spec, egress.length > 0);
  return {
    reference,
    tier: DEFAULT_TIER,
    order: NETWORK_POLICY_ORDER,
    tieIsOpen: false,
    subject: subject(object),
    subjectPath: 'spec.podSelector',
    ...(isOn.has('ingress') ? { ingress } : {}),
    ...(isOn.has('egress') ? { egress } : {}),
  };
}

/**
 * NetworkPolicy of `networking.k8s.io/v1`. Of one that cannot be read, the pods that
 * it selects may do what no other policy allows, or may not.
 * Source: k8s.io/api/networking/v1 types and the validation of the API server.
 */
export const NETWORK_POLICY: Dialect = {
  read: readNetworkPolicy,
  remains: object => {
    const spec = attempt(() => get(object.field, 'spec')) ?? root(undefined);
    return {
      tier: DEFAULT_TIER,
      order: NETWORK_POLICY_ORDER,
      actions: ['Allow'],
      subjectPath: 'spec.podSelector',
      ...known('subject', () =>
        object.reference.namespace === undefined ? undefined : subject(object),
      ),
      ...known('directions', () =>
        directions(spec, isPresent(get(spec, 'egress'))),
      ),
    };
  },
};
