import { HistoryEntry } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';

export const CHANGES = [
  'health',
  'setup',
  'posture',
  'component-appeared',
  'component-gone',
] as const satisfies ReadonlyArray<HistoryEntry['change']>;

/** Which changes to show, as the URL has it; what is absent does not limit. */
export interface ChangeFilter {
  change?: string;
  component?: string;
}

export const readChangeFilter = (params: URLSearchParams): ChangeFilter => ({
  change: params.get('change') ?? undefined,
  component: params.get('component') ?? undefined,
});

/** The changes that a filter lets through. */
export const filterChanges = (
  entries: HistoryEntry[],
  { change, component }: ChangeFilter,
): HistoryEntry[] =>
  entries.filter(
    entry =>
      (!change || entry.change === change) &&
      (!component || entry.component === component),
  );

/** The kind and name in a topology id, `cluster/namespace/group/Kind/name`. */
export function objectIn(component: string) {
  const [cluster, namespace, , kind = '', name = component] =
    component.split('/');
  return { cluster, namespace, kind, name };
}
