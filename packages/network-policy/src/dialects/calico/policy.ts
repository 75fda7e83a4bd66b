import {
  InvalidFieldError,
  attempt,
  flag,
  get,
  integer,
  isPresent,
  items,
  number,
  onlyFields,
  pathOf,
  requiredWord,
  root,
  text,
} from '../../objects/fields';
import type { Field } from '../../objects/fields';
import type { ObjectReference, ParsedObject } from '../../objects/object';
import { allOf } from '../../policies/expressions';
import type {
  Direction,
  PeerExpression,
  Policy,
  Rule,
} from '../../policies/types';
import { allTests, calicoSelector } from '../../selectors/calico';
import type { LabelTest } from '../../selectors/labels';
import { known } from '../standIn';
import type { Dialect } from '../standIn';
import { DEFAULT_TIER } from '../translation';
import type { Translation } from '../translation';
import { checkHostOptions, checkRule, checkTypes } from './checks';
import { readEntity } from './entity';
import type { RuleScope } from './entity';
import { HOST_OPTIONS } from './hosts';
import { limitsSourcePorts, readRulePorts } from './ports';
import { readServiceTargets } from './services';
import { STORED_GROUP } from '../../objects/calico';

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

/** Source: calico `api/pkg/apis/projectcalico/v3/policy_common.go`, Rule. */
const RULE_FIELDS = [
  'action',
  'ipVersion',
  'protocol',
  'icmp',
  'notProtocol',
  'notICMP',
  'source',
  'destination',
  'http',
  'metadata',
];

function readRule(at: Field, direction: Direction, scope: RuleScope): Rule {
  onlyFields(at, 'a rule', RULE_FIELDS);
  const action = requiredWord(get(at, 'action'), [
    'Allow',
    'Deny',
    'Log',
    'Pass',
  ] as const);
  const ipVersionAt = get(at, 'ipVersion');
  const ipVersion = integer(ipVersionAt, 4, 6);
  if (ipVersion === 5) {
    throw new InvalidFieldError(ipVersionAt, 'must be 4 or 6');
  }
  checkRule(at, direction, ipVersion, scope.isStored);
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
    requiredWord(each, ['Ingress', 'Egress'] as const),
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
export function isForHostsOnly({ field }: ParsedObject): boolean {
  const isOn = (key: string) => flag(get(get(field, 'spec'), key));
  return attempt(() => isOn('doNotTrack') || isOn('preDNAT')) ?? false;
}

/** The pods of a policy, of all of whose selectors each must mean them. */
function subjectOf(
  { reference: { namespace } }: ParsedObject,
  tests: readonly (LabelTest | undefined)[],
): PeerExpression {
  return {
    type: 'pods',
    ...(namespace === undefined ? {} : { namespaces: namespace }),
    labels: allTests(tests),
  };
}

/** What reads the selectors of a policy's own pods. */
const ownSelectors = (
  { reference }: ParsedObject,
  spec: Field,
): (() => LabelTest | undefined)[] => [
  () => calicoSelector(get(spec, 'selector')),
  () =>
    reference.namespace === undefined
      ? calicoSelector(get(spec, 'namespaceSelector'), 'pcns.')
      : undefined,
  () => calicoSelector(get(spec, 'serviceAccountSelector'), 'pcsa.'),
];

const placeOf = (spec: Field) => ({
  tier: text(get(spec, 'tier')) || DEFAULT_TIER,
  order: number(get(spec, 'order')) ?? Infinity,
});

/** Source: calico `api/pkg/apis/projectcalico/v3`, of each kind of policy. */
function fieldsOf({ kind }: ObjectReference): string[] {
  return [
    'tier',
    'order',
    'selector',
    'serviceAccountSelector',
    'types',
    'ingress',
    'egress',
    'performanceHints',
    ...(kind.includes('Global') ? ['namespaceSelector', ...HOST_OPTIONS] : []),
    ...(kind.startsWith('Staged') ? ['stagedAction'] : []),
  ];
}

function readCalicoPolicy(
  object: ParsedObject,
  translation: Translation,
): Policy {
  const { reference } = object;
  const spec = get(object.field, 'spec');
  onlyFields(spec, 'its spec', fieldsOf(reference));
  const isStored = object.group === STORED_GROUP;
  if (!isStored) {
    checkTypes(spec);
  }
  checkHostOptions(spec);
  const { namespace } = reference;
  const scope: RuleScope = { ...translation, namespace, isStored };
  const types = readTypes(spec, isStored);
  const ingress = readRules(spec, 'ingress', scope);
  const egress = readRules(spec, 'egress', scope);
  return {
    reference,
    ...placeOf(spec),
    tieIsOpen: false,
    subject: subjectOf(
      object,
      ownSelectors(object, spec).map(read => read()),
    ),
    subjectPath: 'spec.selector',
    ...(types.has('ingress') ? { ingress } : {}),
    ...(types.has('egress') ? { egress } : {}),
  };
}

/**
 * Calico's NetworkPolicy and GlobalNetworkPolicy, and their staged kinds, of
 * `projectcalico.org/v3` and as stored in `crd.projectcalico.org/v1`.
 */
export const CALICO_POLICY: Dialect = {
  read: readCalicoPolicy,
  remains: object => {
    const spec = attempt(() => get(object.field, 'spec')) ?? root(undefined);
    const tests = ownSelectors(object, spec).map(attempt);
    return {
      ...attempt(() => placeOf(spec)),
      subject: subjectOf(object, tests),
      subjectPath: 'spec.selector',
      ...known('directions', () =>
        readTypes(spec, object.group === STORED_GROUP),
      ),
    };
  },
};
