import { ObjectEvent } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { KubeObject } from '../clusters';
import { objectField } from '../objects';
import { readEvent, SeenEvent } from './readEvent';

/** What a store has of events. */
export interface EventStore {
  readonly name: string;
  eventsOf(object: KubeObject): readonly KubeObject[];
}

/**
 * The events of an object: those that a store has, and those that its cluster was
 * asked for.
 */
export function eventsOf(
  store: EventStore,
  object: KubeObject,
  asked: readonly SeenEvent[] = [],
): ObjectEvent[] {
  const kept = store.eventsOf(object).flatMap(event => readEvent(event) ?? []);
  // What was asked for is newer.
  const seen = new Map([...kept, ...asked].map(event => [event.key, event]));
  return [...seen.values()].map(
    ({ key: _key, about: _about, since, ...event }) => ({
      ...event,
      // Of what happened once it would say the same twice.
      ...(since && (event.count ?? 1) > 1 && { since }),
      object: objectField(store.name, object),
    }),
  );
}

const sameOf = ({ object, type, reason, message }: ObjectEvent) =>
  JSON.stringify([object?.id, type, reason, message]);

const byTime = (times: ReadonlyArray<string | undefined>) =>
  times.flatMap(time => time ?? []).sort();

/** Several events that say the same of one object, as one. */
function asOne(events: readonly ObjectEvent[]): ObjectEvent {
  const [first, ...others] = events;
  if (others.length === 0) {
    return first;
  }
  const { since: _, ...event } = first;
  const count = events.reduce((sum, one) => sum + (one.count ?? 1), 0);
  const [since] = byTime(events.map(one => one.since ?? one.lastSeen));
  const lastSeen = byTime(events.map(one => one.lastSeen)).at(-1);
  return {
    ...event,
    count,
    ...(since && { since }),
    ...(lastSeen && { lastSeen }),
  };
}

const inOrder = (a: ObjectEvent, b: ObjectEvent): number => {
  const [newer, older] = [b.lastSeen ?? '', a.lastSeen ?? ''];
  if (newer !== older) {
    return newer < older ? -1 : 1;
  }
  // In whatever order they came.
  return sameOf(a) < sameOf(b) ? -1 : 1;
};

/** What says the same of one object is one; the newest first. */
export function merged(events: readonly ObjectEvent[]): ObjectEvent[] {
  const groups = new Map<string, ObjectEvent[]>();
  for (const event of events) {
    const same = sameOf(event);
    groups.set(same, [...(groups.get(same) ?? []), event]);
  }
  return [...groups.values()].map(asOne).sort(inOrder);
}
