import { READ_ANNOTATIONS } from '../objects/annotations';
import { get, text } from '../objects/fields';
import type { ParsedObject } from '../objects/object';
import type { Policy } from '../policies/types';
import { NETWORK_POLICY } from './networkPolicy';
import { readPolicy } from './standIn';
import type { Translation } from './translation';

/** MultiNetworkPolicy: a NetworkPolicy for secondary networks. */
export function isMultiNetworkPolicy(
  object: Pick<ParsedObject, 'group' | 'reference'>,
): boolean {
  return (
    object.group === 'k8s.cni.cncf.io' &&
    object.reference.kind === 'MultiNetworkPolicy'
  );
}

/**
 * The networks that a MultiNetworkPolicy is for, as `namespace/name`.
 * Source: k8snetworkplumbingwg/multi-networkpolicy, annotation `policy-for`.
 */
export function networksOf(object: ParsedObject): string[] {
  const annotations = get(get(object.field, 'metadata'), 'annotations');
  const { namespace = '' } = object.reference;
  return (text(get(annotations, READ_ANNOTATIONS.policyFor)) ?? '')
    .split(',')
    .map(each => each.trim())
    .filter(each => each !== '')
    .map(each => (each.includes('/') ? each : `${namespace}/${each}`));
}

/** Its rules are those of a NetworkPolicy, and addresses are those on the network. */
export function translateMultiNetworkPolicy(
  object: ParsedObject,
  translation: Translation,
): Policy | undefined {
  return readPolicy(object, NETWORK_POLICY, {
    ...translation,
    ipBlockMatchesPods: true,
  });
}
