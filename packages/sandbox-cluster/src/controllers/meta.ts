/** Names, owners, times and conditions: what every controller needs. */
import { KubeObject, OwnerReference, timestamp } from '../objects';
import { Condition, LabelSelector } from './shapes';
import { Write } from './types';

export { keyOf, timestamp } from '../objects';

/** Milliseconds from a timestamp until `now`; 0 where there is none. */
export function msSince(time: string | undefined, now: number): number {
  return time ? Math.max(0, now - Date.parse(time)) : 0;
}

export function isDeleting(object: KubeObject): boolean {
  return object.metadata.deletionTimestamp !== undefined;
}

export function ownerReference(owner: KubeObject): OwnerReference {
  return {
    apiVersion: owner.apiVersion,
    kind: owner.kind,
    name: owner.metadata.name,
    uid: owner.metadata.uid ?? '',
    controller: true,
    blockOwnerDeletion: true,
  };
}

export function controllerOf(object: KubeObject): OwnerReference | undefined {
  return object.metadata.ownerReferences?.find(owner => owner.controller);
}

/** Letters and digits that spell no words, as Kubernetes draws names from. */
const ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  // The last bits of FNV hardly differ for texts that differ in their end.
  hash ^= hash >>> 15;
  return Math.imul(hash, 0x85ebca6b) >>> 0;
}

/** JSON with sorted keys: equal values give equal text. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, v) =>
    v && typeof v === 'object' && !Array.isArray(v)
      ? Object.fromEntries(
          Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : v,
  );
}

/** A short name for a template, as in the `pod-template-hash` label. */
export function templateHash(value: unknown): string {
  return [...String(fnv1a(canonical(value)))]
    .map(digit => ALPHABET[digit.charCodeAt(0) % ALPHABET.length])
    .join('');
}

/**
 * Five characters as `generateName` appends them. Reconcilers are pure, so
 * they come from what the name is for instead of from chance.
 */
export function nameSuffix(...seed: unknown[]): string {
  let hash = fnv1a(seed.join('/'));
  let suffix = '';
  for (let i = 0; i < 5; i += 1) {
    suffix += ALPHABET[hash % ALPHABET.length];
    hash = Math.floor(hash / ALPHABET.length);
  }
  return suffix;
}

/** A UUID that is always the same for the same seed. */
export function stableUuid(...seed: unknown[]): string {
  const hex = [0, 1, 2, 3]
    .map(part =>
      fnv1a(`${part}/${seed.join('/')}`)
        .toString(16)
        .padStart(8, '0'),
    )
    .join('');
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-a$4-$5');
}

/** Sets one condition; `lastTransitionTime` moves only with the status. */
export function setCondition(
  conditions: Condition[] | undefined,
  next: Condition,
  now: number,
): Condition[] {
  const before = conditions?.find(c => c.type === next.type);
  const condition: Condition = {
    ...next,
    lastTransitionTime:
      before?.status === next.status
        ? before.lastTransitionTime
        : timestamp(now),
  };
  return before
    ? (conditions ?? []).map(c => (c === before ? condition : c))
    : [...(conditions ?? []), condition];
}

/** The counts that are not zero: a real server leaves the others out of a status (Go's `omitempty`). */
export function nonZero<T extends Record<string, number>>(
  counts: T,
): Partial<T> {
  const left: Partial<T> = { ...counts };
  for (const name of Object.keys(counts)) {
    if (counts[name] === 0) {
      delete left[name];
    }
  }
  return left;
}

export function getCondition(
  object: { status?: { conditions?: Condition[] } } | undefined,
  type: string,
): Condition | undefined {
  return object?.status?.conditions?.find(c => c.type === type);
}

export function isTrue(
  object: { status?: { conditions?: Condition[] } } | undefined,
  type: string,
): boolean {
  return getCondition(object, type)?.status === 'True';
}

export function matchesSelector(
  selector: LabelSelector | undefined,
  labels: Record<string, string> = {},
): boolean {
  if (!selector) {
    return false;
  }
  const equal = Object.entries(selector.matchLabels ?? {}).every(
    ([key, value]) => labels[key] === value,
  );
  return (
    equal &&
    (selector.matchExpressions ?? []).every(({ key, operator, values = [] }) =>
      matchesRequirement(labels[key], operator, values),
    )
  );
}

/** One requirement of a label selector, or of a node selector (Gt, Lt). */
export function matchesRequirement(
  value: string | undefined,
  operator: string,
  values: string[],
): boolean {
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    case 'Gt':
      return Number(value) > Number(values[0]);
    case 'Lt':
      return Number(value) < Number(values[0]);
    default:
      return false;
  }
}

export function event(
  regarding: KubeObject,
  type: 'Normal' | 'Warning',
  reason: string,
  message: string,
): Write {
  return { verb: 'event', regarding, type, reason, message };
}
