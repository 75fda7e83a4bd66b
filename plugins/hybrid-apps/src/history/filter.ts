import {
  ActDone,
  HistoryEntry,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';

export const CHANGES = [
  'health',
  'setup',
  'posture',
  'component-appeared',
  'component-gone',
] as const satisfies ReadonlyArray<HistoryEntry['change']>;

/** What stands in the timeline: a change that was seen, or an act of somebody. */
export type Entry =
  | { id: string; at: string; change: HistoryEntry }
  | { id: string; at: string; act: ActDone };

/** How the filter of changes names acts. */
export const ACTED = 'acted' as const;

/**
 * Changes and acts together, the newest first.
 *
 * @param hasMore - Whether there are earlier changes that were not loaded. Acts
 *   before the last of those that were wait for them.
 */
export function entriesOf(
  changes: readonly HistoryEntry[],
  acts: readonly ActDone[],
  hasMore: boolean,
): Entry[] {
  const since = hasMore ? changes[changes.length - 1]?.at ?? '' : '';
  return [
    ...changes.map(change => ({ id: change.id, at: change.at, change })),
    ...acts
      .filter(({ askedAt }) => askedAt >= since)
      .map(act => ({ id: `act ${act.id}`, at: act.askedAt, act })),
  ].sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
}

/** The id of what an entry is about, if it is about something. */
export const aboutOf = (entry: Entry): string | undefined =>
  'act' in entry ? entry.act.object : entry.change.component;

const kindOf = (entry: Entry): string =>
  'act' in entry ? ACTED : entry.change.change;

/** Which of what may have happened is among entries. */
export const kindsIn = (
  entries: readonly Entry[],
): Array<(typeof CHANGES)[number] | typeof ACTED> => {
  const there = new Set(entries.map(kindOf));
  return [...CHANGES, ACTED].filter(kind => there.has(kind));
};

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
  entries: Entry[],
  { change, component }: ChangeFilter,
): Entry[] =>
  entries.filter(
    entry =>
      (!change || kindOf(entry) === change) &&
      (!component || aboutOf(entry) === component),
  );

/** The kind and name in a topology id, `cluster/namespace/group/Kind/name`. */
export function objectIn(component: string) {
  const [cluster, namespace, , kind = '', name = component] =
    component.split('/');
  return { cluster, namespace, kind, name };
}
