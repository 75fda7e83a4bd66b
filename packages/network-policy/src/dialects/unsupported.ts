import type { ParsedObject, Problem } from '../objects/object';
import type { Policy } from '../policies/types';
import { standIn } from './standIn';

/**
 * Kinds that decide about connections, and that this engine does not read:
 * Cilium's, OVN's, Antrea's policies and the like.
 */
const DECIDES = /NetworkPolicy$|^EgressFirewall$|^EgressNetworkPolicy$/;

/** Groups whose kinds are read, so that an unknown kind of theirs is not one of the above. */
export function isUnsupportedPolicy({
  reference,
}: Pick<ParsedObject, 'reference'>): boolean {
  return DECIDES.test(reference.kind);
}

/** Verdicts for whatever such a policy may select are uncertain, either way. */
export function translateUnsupported(
  object: ParsedObject,
  problems: Problem[],
): Policy {
  const { reference } = object;
  const unknown = `${reference.kind} of ${reference.apiVersion} is not read by this engine`;
  problems.push({
    kind: 'unsupported',
    object: reference,
    path: '',
    message: `${unknown}: verdicts for ${
      reference.namespace
        ? `pods in namespace ${reference.namespace}`
        : 'all pods'
    } are uncertain`,
  });
  return standIn(object, unknown);
}
