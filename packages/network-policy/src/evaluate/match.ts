import { includes } from '../addresses/ranges';
import type { Address } from '../addresses/ranges';
import type { PeerExpression } from '../policies/types';
import type { LabelTest, Labels } from '../selectors/labels';
import type { EndpointClass } from './classes';
import { addressesMatch } from './podAddresses';
import { MAYBE, NO, YES, both, either, negate, truth } from './truth';
import type { Truth } from './truth';

/** Some pod of which nothing is known, like that of an ingress controller elsewhere. */
export const STRANGER = 'stranger';

/** One end of a connection: a pod, by its class, an address outside, or a stranger. */
export type End = EndpointClass | Address | typeof STRANGER;

export function isOutside(end: End): end is Address {
  return typeof end === 'bigint';
}

/** A known pod, as against an address or a stranger. */
export function isPod(end: End): end is EndpointClass {
  return typeof end === 'object';
}

/** A stranger is one of all pods, and perhaps one of any others. */
function strangerMatches(expression: PeerExpression): Truth {
  switch (expression.type) {
    case 'any':
      return YES;
    case 'pods': {
      const { namespaces, labels } = expression;
      const isAll =
        labels.text === '' &&
        typeof namespaces !== 'string' &&
        !namespaces?.text;
      return isAll ? YES : MAYBE;
    }
    case 'not':
      return negate(strangerMatches(expression.of));
    case 'and':
      return expression.of.map(strangerMatches).reduce<Truth>(both, YES);
    case 'or':
      return expression.of.map(strangerMatches).reduce<Truth>(either, NO);
    default:
      return MAYBE;
  }
}

export function namespaceMatches(
  test: string | LabelTest | undefined,
  name: string,
  labels: Labels,
): boolean {
  if (test === undefined) {
    return true;
  }
  return typeof test === 'string' ? test === name : test.test(labels);
}

function podMatches(
  expression: Extract<PeerExpression, { type: 'pods' }>,
  pod: EndpointClass,
): boolean {
  const { namespaces, labels } = expression;
  return (
    !pod.hostNetwork &&
    namespaceMatches(namespaces, pod.namespace.name, pod.namespace.labels) &&
    labels.test(labels.labels === 'calico' ? pod.calicoLabels : pod.podLabels)
  );
}

/** Whether an expression means this end. */
export function matches(expression: PeerExpression, end: End): Truth {
  if (end === STRANGER) {
    return strangerMatches(expression);
  }
  switch (expression.type) {
    case 'any':
      return YES;
    case 'unknown':
      return MAYBE;
    case 'host':
      return truth(
        !isOutside(end) &&
          end.hostNetwork &&
          (end.node === undefined ||
            expression.node === '' ||
            end.node === expression.node),
      );
    case 'object':
      return truth(!isOutside(end) && end.ownKey === expression.key);
    case 'pods':
      return isOutside(end) ? NO : truth(podMatches(expression, end));
    case 'addresses':
      if (isOutside(end)) {
        return truth(includes(expression.ranges, end));
      }
      return expression.pods || end.hostNetwork
        ? addressesMatch(expression.ranges, end)
        : NO;
    case 'not':
      return negate(matches(expression.of, end));
    case 'and':
      return expression.of.reduce<Truth>(
        (sofar, each) => (sofar === NO ? NO : both(sofar, matches(each, end))),
        YES,
      );
    default:
      return expression.of.reduce<Truth>(
        (sofar, each) =>
          sofar === YES ? YES : either(sofar, matches(each, end)),
        NO,
      );
  }
}

/** Why an expression can only be said to match perhaps. */
export function whyMaybe(expression: PeerExpression, end: End): string {
  if (end === STRANGER) {
    return 'whether it is meant depends on where it runs and how it is labelled';
  }
  switch (expression.type) {
    case 'unknown':
      return expression.reason;
    case 'addresses':
      return !isOutside(end) && end.addresses.length > 1
        ? "only some of the pod's addresses are among these"
        : "the pod's address is not known, and may be among these";
    case 'not':
      return whyMaybe(expression.of, end);
    case 'and':
    case 'or': {
      const cause = expression.of.find(each => matches(each, end) === MAYBE);
      return cause ? whyMaybe(cause, end) : '';
    }
    default:
      return '';
  }
}
