import {
  InvalidFieldError,
  flag,
  get,
  integer,
  isPresent,
  items,
  number,
  pathOf,
  text,
  word,
} from '../../objects/fields';
import type { Field } from '../../objects/fields';
import type { ParsedObject } from '../../objects/object';
import { allOf } from '../../policies/expressions';
import type { Direction, Policy, Rule } from '../../policies/types';
import { allTests, calicoSelector } from '../../selectors/calico';
import { DEFAULT_TIER } from '../translation';
import type { Translation } from '../translation';
import { readEntity } from './entity';
import type { RuleScope } from './entity';
import { limitsSourcePorts, readRulePorts } from './ports';
import { readServiceTargets } from './services';
import { STORED_GROUP } from './sets';

/** Why a rule that matches may not match, by what the manifest cannot say. */
function unknownOf(rule: Field): string | undefined {
  if (isPresent(get(rule, 'http'))) {
    return 'it matches some HTTP requests alone, which no manifest tells of';
  }
  if (limitsSourcePorts(rule)) {
    return "it matches some source ports alone, and the client's is not known";
  }
  return undefined;
}

/** An egress rule that names a Service means its endpoints' ports too, which differ. */
function byServicePorts(rule: Rule, at: Field, scope: RuleScope): Rule[] {
  const services = get(get(at, 'destination'), 'services');
  if (!isPresent(services) || !rule.peers) {
    return [rule];
  }
  return readServiceTargets(services, scope).targets.flatMap(target =>
    (rule.peers ?? []).map(peer => ({
      ...rule,
      peers: [{ ...peer, match: allOf([peer.match, target.match]) }],
      ports: target.ports,
    })),
  );
}

function readRule(at: Field, direction: Direction, scope: RuleScope): Rule {
  const action = word(get(at, 'action'), [
    'Allow',
    'Deny',
    'Log',
    'Pass',
  ] as const);
  if (!action) {
    throw new InvalidFieldError(get(at, 'action'), 'is required');
  }
  const ipVersion = integer(get(at, 'ipVersion'), 4, 6);
  const source = get(at, 'source');
  const destination = get(at, 'destination');
  const isIngress = direction === 'ingress';
  const misplaced = get(isIngress ? destination : source, 'services');
  if (isPresent(misplaced)) {
    throw new InvalidFieldError(
      misplaced,
      `may only be in the ${
        isIngress ? 'source' : 'destination'
      } of a rule of ${direction}`,
    );
  }
  const peer = readEntity(isIngress ? source : destination, ipVersion, scope);
  const own = readEntity(isIngress ? destination : source, undefined, scope);
  const unknown = unknownOf(at);
  return {
    action,
    path: pathOf(at),
    ...(peer ? { peers: [peer] } : {}),
    ...(own ? { own } : {}),
    ...readRulePorts(at),
    ...(unknown ? { unknown } : {}),
  };
}

function readRules(
  spec: Field,
  direction: Direction,
  scope: RuleScope,
): Rule[] {
  return items(get(spec, direction)).flatMap(at => {
    const rule = readRule(at, direction, scope);
    return direction === 'ingress' ? [rule] : byServicePorts(rule, at, scope);
  });
}

/**
 * `types`, or what Calico makes of rules without them. Its API server fills them
 * in by the rules; what was stored around it and has none holds in both.
 * Source: calico `libcalico-go/lib/clientv3`, `felix/calc/policy_sorter.go`.
 */
function readTypes(spec: Field, isStored: boolean): ReadonlySet<Direction> {
  const types = items(get(spec, 'types')).map(each =>
    word(each, ['Ingress', 'Egress'] as const),
  );
  if (types.length > 0) {
    return new Set(
      types.map(type => (type === 'Ingress' ? 'ingress' : 'egress')),
    );
  }
  if (isStored) {
    return new Set(['ingress', 'egress']);
  }
  const [ingress, egress] = (['ingress', 'egress'] as const).map(
    direction => items(get(spec, direction)).length > 0,
  );
  const on = new Set<Direction>();
  if (ingress || !egress) {
    on.add('ingress');
  }
  if (egress) {
    on.add('egress');
  }
  return on;
}

/** True for a policy that is for the host endpoints' untracked or pre-DNAT traffic alone. */
export function isForHostsOnly(object: ParsedObject): boolean {
  const spec = get(object.field, 'spec');
  return flag(get(spec, 'doNotTrack')) || flag(get(spec, 'preDNAT'));
}

/**
 * Calico's NetworkPolicy and GlobalNetworkPolicy, and their staged kinds, of
 * `projectcalico.org/v3` and as stored in `crd.projectcalico.org/v1`.
 */
export function translateCalicoPolicy(
  object: ParsedObject,
  translation: Translation,
): Policy {
  const spec = get(object.field, 'spec');
  const { namespace } = object.reference;
  const scope: RuleScope = { ...translation, namespace };
  const types = readTypes(spec, object.group === STORED_GROUP);
  const labels = allTests([
    calicoSelector(get(spec, 'selector')),
    namespace === undefined
      ? calicoSelector(get(spec, 'namespaceSelector'), 'pcns.')
      : undefined,
    calicoSelector(get(spec, 'serviceAccountSelector'), 'pcsa.'),
  ]);
  const ingress = readRules(spec, 'ingress', scope);
  const egress = readRules(spec, 'egress', scope);
  return {
    reference: object.reference,
    tier: text(get(spec, 'tier')) || DEFAULT_TIER,
    order: number(get(spec, 'order')) ?? Infinity,
    tieIsOpen: false,
    subject: {
      type: 'pods',
      ...(namespace === undefined ? {} : { namespaces: namespace }),
      labels,
    },
    subjectPath: 'spec.selector',
    ...(types.has('ingress') ? { ingress } : {}),
    ...(types.has('egress') ? { egress } : {}),
  };
}
