import {
  ActDone,
  HistoryEntry,
  ObjectEvent,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';

export const CHANGES = [
  'health',
  'setup',
  'posture',
  'component-appeared',
  'component-gone',
] as const satisfies ReadonlyArray<HistoryEntry['change']>;

/** What stands in the timeline: a change that was seen, an act of somebody, or what a cluster tells of. */
export type Entry =
  | { id: string; at: string; change: HistoryEntry }
  | { id: string; at: string; act: ActDone }
  | { id: string; at: string; event: ObjectEvent };

/** How the filter of changes names acts. */
export const ACTED = 'acted' as const;

/** How it names events. */
export const EVENTS = 'events' as const;

/** What is loaded of a timeline. */
export interface Loaded {
  changes: readonly HistoryEntry[];
  acts?: readonly ActDone[];
  events?: readonly ObjectEvent[];
  /**
   * Whether there are earlier changes that were not loaded. Acts and events
   * before the last of those that were wait for them.
   */
  hasMore?: boolean;
}

/** Of one object it says the same at one time only once. */
const eventId = ({ type, reason, message, object }: ObjectEvent) =>
  `event ${JSON.stringify([object?.id, type, reason, message])}`;

/** Changes, acts and events together, the newest first. */
export function entriesOf({
  changes,
  acts = [],
  events = [],
  hasMore = false,
}: Loaded): Entry[] {
  const last = hasMore ? changes[changes.length - 1]?.at : undefined;
  const since = last === undefined ? -Infinity : Date.parse(last);
  const waits = (at: string) => Date.parse(at) < since;
  return [
    ...changes.map(change => ({ id: change.id, at: change.at, change })),
    ...acts
      .filter(({ askedAt }) => !waits(askedAt))
      .map(act => ({ id: `act ${act.id}`, at: act.askedAt, act })),
    // What has no time has no place here.
    ...events.flatMap(event =>
      event.lastSeen === undefined || waits(event.lastSeen)
        ? []
        : [{ id: eventId(event), at: event.lastSeen, event }],
    ),
  ].sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
}

/** The id of what an entry is about, if it is about something. */
export function aboutOf(entry: Entry): string | undefined {
  if ('act' in entry) {
    return entry.act.object;
  }
  return 'event' in entry
    ? entry.event.component ?? entry.event.object?.id
    : entry.change.component;
}

function kindOf(entry: Entry): string {
  if ('act' in entry) {
    return ACTED;
  }
  return 'event' in entry ? EVENTS : entry.change.change;
}

/** Which of what may have happened is among entries. */
export const kindsIn = (
  entries: readonly Entry[],
): Array<(typeof CHANGES)[number] | typeof ACTED | typeof EVENTS> => {
  const there = new Set(entries.map(kindOf));
  return [...CHANGES, ACTED, EVENTS].filter(kind => there.has(kind));
};

/** Which changes to show, as the URL has it; what is absent does not limit. */
export interface ChangeFilter {
  change?: string;
  component?: string;
  /** Whether events are asked for that are normal. */
  normal?: string;
}

export const readChangeFilter = (params: URLSearchParams): ChangeFilter => ({
  change: params.get('change') ?? undefined,
  component: params.get('component') ?? undefined,
  normal: params.get('normal') ?? undefined,
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
