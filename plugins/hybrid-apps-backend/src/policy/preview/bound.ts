import { InputError } from '@backstage/errors';
import { Manifest } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';

/**
 * Rules, peers, ports and whatever else is listed in all policies of a preview.
 * A list of that many different ports or ranges takes about half a second for
 * an app of a hundred workloads, and from there grows faster than its length.
 */
const MAX_LISTED = 500;

/**
 * Characters of all names and texts in the policies of a preview: each selector
 * is held against each workload, clause by clause.
 */
const MAX_TEXT = 40_000;

/** How many items all lists in a value have, those in items included. */
function countListed(value: unknown): number {
  if (typeof value !== 'object' || value === null) {
    return 0;
  }
  return Object.values(value).reduce(
    (sum: number, item) => sum + countListed(item),
    Array.isArray(value) ? value.length : 0,
  );
}

/** How long all names of fields and labels and all texts in a value are. */
function countText(value: unknown): number {
  if (typeof value === 'string') {
    return value.length;
  }
  if (typeof value !== 'object' || value === null) {
    return 0;
  }
  return Object.entries(value).reduce(
    (sum, [key, item]) =>
      sum + (Array.isArray(value) ? 0 : key.length) + countText(item),
    0,
  );
}

/** @throws InputError where there is more of something in policies than a preview takes. */
function requireAtMost(
  most: number,
  policies: readonly Manifest[],
  countIn: (body: Omit<Manifest, 'metadata'>) => number,
  unit: string,
  wayOut: string,
): void {
  const counts = policies.map(({ metadata, ...body }) => countIn(body));
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total <= most) {
    return;
  }
  const highest = Math.max(...counts);
  const { kind, metadata } = policies[counts.indexOf(highest)];
  const name = metadata.name.slice(0, 253);
  throw new InputError(
    `${kind} ${name} has ${highest} ${unit}${
      policies.length > 1 ? `, all policies together ${total}` : ''
    }; a preview takes ${most}. ${wayOut}`,
  );
}

/**
 * Refuses policies that would take the backend from everyone else, before the
 * engine reads them.
 *
 * @throws InputError
 */
export function requireBounded(policies: readonly Manifest[]): void {
  requireAtMost(
    MAX_LISTED,
    policies,
    countListed,
    'rules, peers, ports and other listed items',
    'Preview fewer policies at once, or put neighbouring ranges of addresses and ports together.',
  );
  requireAtMost(
    MAX_TEXT,
    policies,
    countText,
    'characters of selectors and other texts',
    'Preview fewer policies at once, or select by fewer labels.',
  );
}
