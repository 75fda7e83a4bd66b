import { createPolicyModel } from '../index';
import type { Finding, FindingKind } from '../index';
import type { Manifest } from './objects';

export function findingsOf(
  kind: FindingKind,
  objects: readonly Manifest[],
): Finding[] {
  return createPolicyModel(objects)
    .findings()
    .filter(each => each.kind === kind);
}

/** The places of the findings of a kind: `name path`. */
export function places(
  kind: FindingKind,
  objects: readonly Manifest[],
): string[] {
  return findingsOf(kind, objects).map(each =>
    `${each.object.name} ${each.path}`.trim(),
  );
}
