import { ALL_IPV4, ALL_IPV6 } from '../../addresses/ranges';
import {
  InvalidFieldError,
  get,
  isPresent,
  items,
  keysOf,
  onlyFields,
  pathOf,
  texts,
} from '../../objects/fields';
import type { Field } from '../../objects/fields';
import { allOf, anyOf, describePods } from '../../policies/expressions';
import type { PeerExpression, PeerTerm } from '../../policies/types';
import { allTests, calicoSelector } from '../../selectors/calico';
import type { LabelTest } from '../../selectors/labels';
import type { Translation } from '../translation';
import { readServiceTargets } from './services';
import { readNets } from './sets';

/** What the rules of one policy are read with. */
export interface RuleScope extends Translation {
  /** The policy's namespace; undefined for a global policy. */
  readonly namespace: string | undefined;
  /** Whether it was stored around what checks it. */
  readonly isStored: boolean;
}

/** Whatever has the labels: pods, and the addresses of network sets and host endpoints. */
function labelled(
  test: LabelTest,
  namespace: string | undefined,
  scope: RuleScope,
): PeerExpression {
  const inNamespace = scope.calicoObjects.labelled.filter(
    each =>
      namespace === undefined ||
      each.isAnywhere ||
      each.labels['projectcalico.org/namespace'] === namespace,
  );
  const unreadable = inNamespace.flatMap(each => each.unknown ?? []);
  const inScope = inNamespace.filter(each => test.test(each.labels));
  const domains = inScope.flatMap(each => each.domains);
  return anyOf([
    {
      type: 'pods',
      ...(namespace === undefined ? {} : { namespaces: namespace }),
      labels: test,
    },
    {
      type: 'addresses',
      ranges: inScope.flatMap(each => each.ranges),
      pods: true,
    },
    ...(domains.length > 0
      ? [
          allOf([
            { type: 'addresses', ranges: [ALL_IPV4, ALL_IPV6], pods: false },
            {
              type: 'unknown',
              reason: `which addresses ${domains.join(
                ', ',
              )} has is not known from manifests`,
            },
          ]),
        ]
      : []),
    ...unreadable.map(
      (reason): PeerExpression => ({ type: 'unknown', reason }),
    ),
  ]);
}

/** `serviceAccounts`: names and a selector, of which both must hold; without either it says nothing. */
function serviceAccounts(at: Field): LabelTest | undefined {
  if (!isPresent(at)) {
    return undefined;
  }
  onlyFields(at, 'serviceAccounts', ['names', 'selector']);
  const names = new Set(texts(get(at, 'names')));
  const byName: LabelTest | undefined =
    names.size > 0
      ? {
          key: `serviceaccount in ${[...names].sort().join()}`,
          text: `service account ${[...names].join(', ')}`,
          labels: 'calico',
          reads: ['projectcalico.org/serviceaccount'],
          test: labels =>
            names.has(labels['projectcalico.org/serviceaccount'] ?? ''),
        }
      : undefined;
  const bySelector = calicoSelector(get(at, 'selector'), 'pcsa.');
  return byName || bySelector ? allTests([byName, bySelector]) : undefined;
}

/** The selectors of an entity, by Calico's rules of what they are limited to. */
function selectors(
  at: Field,
  scope: RuleScope,
): { text: string; match: PeerExpression }[] {
  const namespaceSelector = calicoSelector(
    get(at, 'namespaceSelector'),
    'pcns.',
    { global: true },
  );
  const selector = calicoSelector(get(at, 'selector'));
  const accounts = serviceAccounts(get(at, 'serviceAccounts'));
  const notSelector = calicoSelector(get(at, 'notSelector'));
  const parts: { text: string; match: PeerExpression }[] = [];
  const own = namespaceSelector ? undefined : scope.namespace;
  const limited =
    selector || accounts || namespaceSelector || (notSelector && own);
  if (limited) {
    const test = allTests([namespaceSelector, accounts, selector]);
    parts.push({
      text: describePods(test, own),
      match: labelled(test, own, scope),
    });
  }
  if (notSelector) {
    parts.push({
      text: `not ${notSelector.text}`,
      match: { type: 'not', of: labelled(notSelector, undefined, scope) },
    });
  }
  return parts;
}

/** Source: calico `api/pkg/apis/projectcalico/v3/policy_common.go`, EntityRule. */
const ENTITY_FIELDS = [
  'nets',
  'notNets',
  'selector',
  'notSelector',
  'namespaceSelector',
  'serviceAccounts',
  'services',
  'ports',
  'notPorts',
];

/** A selector or list that is there and says nothing. */
const isEmpty = ({ value }: Field) =>
  value === '' || (Array.isArray(value) && value.length === 0);

/**
 * Reads a rule's `source` or `destination`, ports aside; undefined when it means
 * anyone.
 * Source: calico `updateprocessors/rules.go`, `GetEntityRuleSelector`.
 */
export function readEntity(
  at: Field,
  ipVersion: number | undefined,
  scope: RuleScope,
): PeerTerm | undefined {
  onlyFields(at, 'a source or destination', ENTITY_FIELDS);
  const parts = selectors(at, scope);
  const nets = get(at, 'nets');
  const notNets = get(at, 'notNets');
  const services = get(at, 'services');
  if (items(nets).length > 0) {
    parts.push({
      text: `nets ${texts(nets).join(', ')}`,
      match: { type: 'addresses', ranges: readNets(nets), pods: true },
    });
  }
  if (items(notNets).length > 0) {
    parts.push({
      text: `not nets ${texts(notNets).join(', ')}`,
      match: {
        type: 'not',
        of: { type: 'addresses', ranges: readNets(notNets), pods: true },
      },
    });
  }
  if (isPresent(services)) {
    const beside = [
      'selector',
      'notSelector',
      'namespaceSelector',
      'serviceAccounts',
      'nets',
      'notNets',
    ].find(key => keysOf(at).includes(key) && !isEmpty(get(at, key)));
    if (beside) {
      throw new InvalidFieldError(
        get(at, beside),
        'may not be beside services',
      );
    }
    const { text: named, targets } = readServiceTargets(services, scope);
    parts.push({ text: named, match: anyOf(targets.map(each => each.match)) });
  }
  if (ipVersion !== undefined) {
    const family = ipVersion === 4 ? ALL_IPV4 : ALL_IPV6;
    parts.push({
      text: `IPv${ipVersion}`,
      match: { type: 'addresses', ranges: [family], pods: true },
    });
  }
  if (parts.length === 0) {
    return undefined;
  }
  return {
    path: pathOf(at),
    text: parts.map(part => part.text).join(' and '),
    match: allOf(parts.map(part => part.match)),
  };
}
