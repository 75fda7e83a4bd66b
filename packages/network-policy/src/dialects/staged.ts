import { get, word } from '../objects/fields';
import { groupOf } from '../objects/object';
import type { ObjectReference, ParsedObject } from '../objects/object';
import type { Policy } from '../policies/types';
import { CALICO_GROUPS } from '../objects/calico';

/** Which enforced kind a staged kind stands for. */
const ENFORCED: ReadonlyMap<string, string> = new Map([
  ['StagedNetworkPolicy', 'NetworkPolicy'],
  ['StagedGlobalNetworkPolicy', 'GlobalNetworkPolicy'],
  ['StagedKubernetesNetworkPolicy', 'NetworkPolicy'],
]);

type StagedAction = 'Set' | 'Delete' | 'Learn' | 'Ignore';

/** A policy that is only staged, and what its staging is to do. */
export interface StagedPolicy {
  /** `Add`: whatever it is, it comes beside those that are there. */
  readonly action: StagedAction | 'Add';
  readonly reference: ObjectReference;
  /** None when it removes one, or has no effect. */
  readonly policies: readonly Policy[];
}

export function isStaged(object: ParsedObject): boolean {
  return (
    CALICO_GROUPS.includes(object.group) && ENFORCED.has(object.reference.kind)
  );
}

export function stagedActionOf(object: ParsedObject): StagedAction {
  return (
    word(get(get(object.field, 'spec'), 'stagedAction'), [
      'Set',
      'Delete',
      'Learn',
      'Ignore',
    ] as const) ?? 'Set'
  );
}

/** As stored, names in the default tier carry its name before them. */
const bareName = (name: string) => name.replace(/^default\./, '');

function standsFor(staged: ObjectReference, enforced: ObjectReference) {
  const isKubernetes = staged.kind === 'StagedKubernetesNetworkPolicy';
  return (
    ENFORCED.get(staged.kind) === enforced.kind &&
    (groupOf(enforced.apiVersion) === 'networking.k8s.io') === isKubernetes &&
    staged.namespace === enforced.namespace &&
    bareName(staged.name) === bareName(enforced.name)
  );
}

/** The policies as they would be if what is staged were enforced. */
export function enforceStaged(
  enforced: readonly Policy[],
  staged: readonly StagedPolicy[],
): Policy[] {
  const replacing = staged.filter(
    each => each.action === 'Delete' || each.action === 'Set',
  );
  const kept = enforced.filter(
    policy =>
      !replacing.some(each => standsFor(each.reference, policy.reference)),
  );
  return [...kept, ...staged.flatMap(each => each.policies)];
}
