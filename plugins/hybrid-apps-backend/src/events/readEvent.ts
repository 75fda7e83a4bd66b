import { ObjectEvent } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { isRecord } from '@hybrid-apps/network-policy';
import { lastSeen } from '../kinds';
import { at, groupOf, number, ObjectName, text } from '../objects';

/** An event of Kubernetes, as far as somebody is told of it. */
export interface SeenEvent
  extends Pick<
    ObjectEvent,
    'type' | 'reason' | 'message' | 'count' | 'since' | 'lastSeen'
  > {
  /** Of events of one cluster. */
  key: string;
  about: ObjectName & { uid?: string };
}

/** Source: events.k8s.io/v1, Event.Note. Of v1 there is no limit. */
const MOST_LETTERS = 1_024;

const short = (value: unknown): string => {
  const all = text(value) ?? '';
  return all.length > MOST_LETTERS ? `${all.slice(0, MOST_LETTERS)}…` : all;
};

/** When it happened first; who writes series has no `firstTimestamp`. */
const firstSeen = (event: unknown): Date | undefined =>
  [
    at(event, 'firstTimestamp'),
    at(event, 'eventTime'),
    at(event, 'metadata', 'creationTimestamp'),
  ]
    .map(value => new Date(text(value) ?? NaN))
    .find(time => !Number.isNaN(time.getTime()));

/**
 * What an event says, of the store or as a cluster sent it; undefined where it is
 * about nothing that has a name.
 * Source: k8s.io/api/core/v1, Event.
 */
export function readEvent(event: unknown): SeenEvent | undefined {
  const about = at(event, 'involvedObject');
  const kind = text(at(about, 'kind'));
  const name = text(at(about, 'name'));
  const namespace = text(at(about, 'namespace'));
  const uid = text(at(about, 'uid'));
  if (!isRecord(event) || !kind || !name) {
    return undefined;
  }
  const count =
    number(at(event, 'series', 'count')) ?? number(at(event, 'count'));
  const first = firstSeen(event);
  const last = lastSeen(event);
  const metadata = at(event, 'metadata');
  return {
    key: `${at(metadata, 'namespace')}/${at(metadata, 'name')}`,
    type: short(at(event, 'type')) || 'Normal',
    reason: short(at(event, 'reason')),
    message: short(at(event, 'message')),
    ...(count !== undefined && { count: Math.trunc(count) }),
    ...(first && { since: first.toISOString() }),
    ...(last && { lastSeen: last.toISOString() }),
    about: {
      group: groupOf(text(at(about, 'apiVersion')) ?? 'v1'),
      kind,
      name,
      ...(namespace && { namespace }),
      ...(uid && { uid }),
    },
  };
}
