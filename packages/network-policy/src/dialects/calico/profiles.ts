import { get, isRecord, items, keysOf } from '../../objects/fields';
import type { Field } from '../../objects/fields';
import type { ParsedObject } from '../../objects/object';
import { CALICO_GROUPS } from './sets';

/** A source or destination that is written out and says nothing. */
const isEmpty = (at: Field) => isRecord(at.value) && keysOf(at).length === 0;

function allowsAll(rules: Field): boolean {
  return items(rules)
    .slice(0, 1)
    .some(
      rule =>
        get(rule, 'action').value === 'Allow' &&
        keysOf(rule).every(key => key === 'action' || isEmpty(get(rule, key))),
    );
}

/**
 * Pods that no tier decided about are under the profile of their namespace. Calico
 * makes it so that it allows everything; one that somebody changed is not followed.
 * Profiles of other names have no rules, or are of host endpoints.
 * Source: calico `libcalico-go/lib/backend/k8s/conversion`, NamespaceToProfile.
 */
export function isChangedProfile(object: ParsedObject): boolean {
  const { kind, name } = object.reference;
  const isOfNamespace = kind === 'Profile' && name.startsWith('kns.');
  if (!isOfNamespace || !CALICO_GROUPS.includes(object.group)) {
    return false;
  }
  const spec = get(object.field, 'spec');
  return !(allowsAll(get(spec, 'ingress')) && allowsAll(get(spec, 'egress')));
}
