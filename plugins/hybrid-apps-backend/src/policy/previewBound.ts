import { InputError } from '@backstage/errors';
import { Manifest } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';

/**
 * Rules, peers, ports and whatever else is listed in all policies of a preview.
 * A list of that many different ports or ranges takes about half a second for
 * an app of a hundred workloads, and from there grows faster than its length.
 */
const MAX_LISTED = 500;

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

const countOf = ({ metadata, ...body }: Manifest): number => countListed(body);

/**
 * Refuses policies that would take the backend from everyone else, before the
 * engine reads them.
 *
 * @throws InputError
 */
export function requireBounded(policies: readonly Manifest[]): void {
  const counts = policies.map(countOf);
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total <= MAX_LISTED) {
    return;
  }
  const most = Math.max(...counts);
  const { kind, metadata } = policies[counts.indexOf(most)];
  throw new InputError(
    `${kind} ${
      metadata.name
    } has ${most} rules, peers, ports and other listed items${
      policies.length > 1 ? `, all policies together ${total}` : ''
    }; a preview takes ${MAX_LISTED}. Preview fewer policies at once, or put neighbouring ranges of addresses and ports together.`,
  );
}
