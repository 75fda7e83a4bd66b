import { covers, parseCidr, subtractRanges } from '../addresses/ranges';
import {
  InvalidFieldError,
  get,
  integer,
  isPresent,
  items,
  keysOf,
  pathOf,
  requiredText,
  text,
  word,
} from '../objects/fields';
import type { Field } from '../objects/fields';
import type { ParsedObject, Problem } from '../objects/object';
import { reading } from '../objects/parseAll';
import { PORT_PROTOCOLS } from '../endpoints/podTemplate';
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
import { DEFAULT_TIER, NETWORK_POLICY_ORDER } from './translation';
import type { Translation } from './translation';

/**
 * An ipBlock. It matches pods only where the option says so, since that depends
 * on the CNI; Calico does.
 */
function ipBlock(at: Field, translation: Translation): PeerTerm['match'] {
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
  const known = ['podSelector', 'namespaceSelector', 'ipBlock'];
  const set = keysOf(at);
  const unknown = set.find(key => !known.includes(key));
  if (unknown) {
    throw new InvalidFieldError(
      get(at, unknown),
      `is no field of a peer (${known.join(', ')})`,
    );
  }
  if (set.length === 0) {
    throw new InvalidFieldError(
      at,
      `must have one of ${known.join(
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
    const unknown = keysOf(rule).find(
      key => key !== peersKey && key !== 'ports',
    );
    if (unknown) {
      throw new InvalidFieldError(
        get(rule, unknown),
        `is no field of a rule (${peersKey}, ports)`,
      );
    }
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
function directions(
  spec: Field,
  hasEgress: boolean,
): Record<Direction, boolean> {
  const types = items(get(spec, 'policyTypes')).map(each =>
    word(each, ['Ingress', 'Egress'] as const),
  );
  return types.length > 0
    ? { ingress: types.includes('Ingress'), egress: types.includes('Egress') }
    : { ingress: true, egress: hasEgress };
}

function subject(object: ParsedObject): Policy['subject'] {
  const podSelector = get(get(object.field, 'spec'), 'podSelector');
  return {
    type: 'pods',
    namespaces: object.reference.namespace ?? '',
    labels: isPresent(podSelector) ? labelSelector(podSelector) : EVERYTHING,
  };
}

const common = ({ reference }: ParsedObject) => ({
  reference,
  tier: DEFAULT_TIER,
  order: NETWORK_POLICY_ORDER,
  tieIsOpen: false,
  subjectPath: 'spec.podSelector',
});

function readPolicy(object: ParsedObject, translation: Translation): Policy {
  const namespace = object.reference.namespace ?? '';
  const spec = get(object.field, 'spec');
  const ingress = rules(get(spec, 'ingress'), 'from', namespace, translation);
  const egress = rules(get(spec, 'egress'), 'to', namespace, translation);
  const isOn = directions(spec, egress.length > 0);
  return {
    ...common(object),
    subject: subject(object),
    ...(isOn.ingress ? { ingress } : {}),
    ...(isOn.egress ? { egress } : {}),
  };
}

/**
 * Stands for a policy that cannot be read: the pods that it selects, as far as
 * that can be read, may do what no other policy allows, or may not.
 */
function unreadable(object: ParsedObject, why: string): Policy {
  const spec = get(object.field, 'spec');
  const attempt = <T>(read: () => T) => reading(object, [], read);
  const isOn = attempt(() => directions(spec, isPresent(get(spec, 'egress'))));
  const unknown = `it cannot be read: ${why}`;
  const anything: Rule[] = [{ action: 'Allow', path: 'spec', unknown }];
  return {
    ...common(object),
    isStandIn: true,
    subject: attempt(() => subject(object)) ?? {
      type: 'pods',
      namespaces: object.reference.namespace ?? '',
      labels: EVERYTHING,
    },
    ...(isOn?.ingress === false ? {} : { ingress: anything }),
    ...(isOn?.egress === false ? {} : { egress: anything }),
  };
}

/**
 * NetworkPolicy of `networking.k8s.io/v1`. One that cannot be read is a
 * problem, and makes uncertain what hangs on it.
 * Source: k8s.io/api/networking/v1 types and the validation of the API server.
 */
export function translateNetworkPolicy(
  object: ParsedObject,
  translation: Translation,
): Policy {
  const problems: Problem[] = [];
  const policy = reading(object, problems, () =>
    readPolicy(object, translation),
  );
  translation.problems.push(...problems);
  return policy ?? unreadable(object, problems[0].message);
}
