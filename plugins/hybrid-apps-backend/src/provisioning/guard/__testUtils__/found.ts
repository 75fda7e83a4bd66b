import { Manifest } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { TERMS } from '../../../__testUtils__/open';
import { Terms } from '../../openings';
import { createGuard, Found, Placement } from '..';
import { Rule } from '../types';

/** The place that one manifest of a test's own goes to. */
export const placed = (manifest: Manifest, terms: Partial<Terms> = {}) => ({
  manifest,
  namespace: manifest.metadata.namespace ?? 'shop',
  terms: { ...TERMS, ...terms },
});

/** All that is found, by manifest, where there is something. */
export function guard(
  placements: readonly Placement[],
  rules?: readonly Rule[],
): Map<Manifest, readonly Found[]> {
  const find = createGuard(placements, rules);
  return new Map(
    placements
      .map(each => [each.manifest, find(each)] as const)
      .filter(([, found]) => found.length > 0),
  );
}

/** Where something is refused in the first manifest, that is created with the others. */
export function refusedIn(
  manifest: Manifest,
  terms: Partial<Terms> = {},
  others: readonly Manifest[] = [],
): string[] {
  const all = [manifest, ...others].map(each => placed(each, terms));
  return (guard(all).get(manifest) ?? []).map(({ path }) => path);
}
