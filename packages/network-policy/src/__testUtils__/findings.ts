import { createPolicyModel } from '../index';
import type { Finding, FindingKind } from '../index';
import { pod, withPorts } from './objects';
import type { Manifest } from './objects';

/** Selects the database of {@link pods}. */
export const db = { matchLabels: { app: 'db' } };

/** A database with a named port, and the web tier before it. */
export const pods = [
  pod(
    'shop/db',
    { app: 'db' },
    withPorts({ name: 'sql', containerPort: 5432 }),
  ),
  pod('shop/web', { app: 'web' }),
];

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
