import { isRecord } from '@hybrid-apps/network-policy';

/** Fields that the server keeps for itself. */
const SERVER_METADATA = new Set([
  'creationTimestamp',
  'generation',
  'managedFields',
  'resourceVersion',
  'selfLink',
  'uid',
]);

function compare(
  before: unknown,
  after: unknown,
  path: string,
  changed: string[],
): void {
  if (Array.isArray(before) && Array.isArray(after)) {
    if (before.length !== after.length) {
      changed.push(path);
      return;
    }
    before.forEach((item, index) =>
      compare(item, after[index], `${path}[${index}]`, changed),
    );
  } else if (isRecord(before) && isRecord(after)) {
    for (const field of new Set([
      ...Object.keys(before),
      ...Object.keys(after),
    ])) {
      const below = path ? `${path}.${field}` : field;
      const kept =
        below === 'status' ||
        (path === 'metadata' && SERVER_METADATA.has(field));
      if (!kept) {
        compare(before[field], after[field], below, changed);
      }
    }
  } else if (before !== after) {
    changed.push(path);
  }
}

/**
 * The fields in which an object differs from what it would be after an apply,
 * like `spec.replicas`; not those that the server keeps for itself. Where a
 * list has another length, it is named as a whole.
 */
export function changedFields(before: unknown, after: unknown): string[] {
  const changed: string[] = [];
  compare(before, after, '', changed);
  return changed.sort();
}
