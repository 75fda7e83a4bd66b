import {
  attempt,
  get,
  items,
  keysOf,
  onlyFields,
  text,
} from '../../objects/fields';
import type { Field } from '../../objects/fields';
import type { ParsedObject, Problem } from '../../objects/object';
import { tryReading } from '../../objects/parseAll';
import type { Direction, Policy } from '../../policies/types';
import { EVERYTHING } from '../../selectors/labels';
import { standIn } from '../standIn';
import { PROFILES_TIER } from '../translation';
import { isRecord } from '../../objects/values';

/** A source or destination that is written out and says nothing. */
const isEmpty = (at: Field) => isRecord(at.value) && keysOf(at).length === 0;

function allowsAll(rules: Field): boolean {
  return items(rules)
    .slice(0, 1)
    .some(
      rule =>
        text(get(rule, 'action')) === 'Allow' &&
        keysOf(rule).every(key => key === 'action' || isEmpty(get(rule, key))),
    );
}

/** The directions in which a profile is not as Calico makes it, as far as that can be read. */
function changedIn(spec: Field): ReadonlySet<Direction> {
  return new Set(
    (['ingress', 'egress'] as const).filter(
      direction => !attempt(() => allowsAll(get(spec, direction))),
    ),
  );
}

/**
 * Pods that no tier decided about are under the profile of their namespace. Calico
 * makes it so that it allows everything; one that somebody changed is not followed, and
 * leaves open what comes as far as it. Profiles of other names have no rules, or are of
 * host endpoints.
 * Source: calico `libcalico-go/lib/backend/k8s/conversion`, NamespaceToProfile.
 */
export function policyOfProfile(
  object: ParsedObject,
  problems: Problem[],
): Policy | undefined {
  const { name } = object.reference;
  const [, namespace] = /^kns\.(.+)$/.exec(name) ?? [];
  if (namespace === undefined) {
    return undefined;
  }
  const read = tryReading(object, problems, () => {
    const spec = get(object.field, 'spec');
    onlyFields(spec, 'its spec', ['ingress', 'egress', 'labelsToApply']);
    allowsAll(get(spec, 'ingress'));
    allowsAll(get(spec, 'egress'));
    return spec;
  });
  const directions =
    'value' in read
      ? changedIn(read.value)
      : new Set<Direction>(['ingress', 'egress']);
  if (directions.size === 0) {
    return undefined;
  }
  if ('value' in read) {
    problems.push({
      kind: 'unsupported',
      object: object.reference,
      path: 'spec',
      message: `the rules of a Profile that was changed are not read by this engine: what no policy decides is uncertain for pods in namespace ${namespace}`,
    });
  }
  const unknown =
    'value' in read
      ? 'its rules are not read by this engine'
      : `it cannot be read: ${read.why}`;
  return standIn(object, unknown, {
    tier: PROFILES_TIER,
    subject: { type: 'pods', namespaces: namespace, labels: EVERYTHING },
    directions,
    actions: ['Deny', 'Allow'],
  });
}
