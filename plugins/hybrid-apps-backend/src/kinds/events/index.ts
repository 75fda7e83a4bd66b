import { KubeObject } from '../../clusters';
import { at, called, groupOf, text } from '../../objects';
import { Kind, Name } from '../types';
import { passingEvents, withoutCommonplace } from './passing';

export { lastSeen } from './lastSeen';

/**
 * What an event is about.
 * Source: k8s.io/api/core/v1, Event.InvolvedObject.
 */
function eventNames(event: KubeObject): Name[] {
  const about = at(event, 'involvedObject');
  const kind = text(at(about, 'kind'));
  const name = text(at(about, 'name'));
  const uid = text(at(about, 'uid'));
  const namespace = text(at(about, 'namespace'));
  const group = groupOf(text(at(about, 'apiVersion')) ?? 'v1');
  return kind && name
    ? [
        {
          relation: 'tells',
          to: { group, kind, namespace, name },
          // Of the same name there may have been another one before.
          accepts: found => uid === undefined || found.metadata.uid === uid,
          text: `${called(event)} tells of ${kind} ${name}`,
          fieldPath: 'involvedObject',
        },
      ]
    : [];
}

/** What the cluster says has happened to an object. */
export const events: readonly Kind[] = [
  {
    groups: [''],
    kind: 'Event',
    category: 'config',
    drawn: 'never',
    names: eventNames,
    watch: {
      resource: 'events',
      fieldSelector: withoutCommonplace,
      passing: passingEvents,
      keep: [
        ...['apiVersion', 'kind', 'namespace', 'name', 'uid', 'fieldPath'].map(
          field => `involvedObject.${field}`,
        ),
        'type',
        'reason',
        'message',
        'count',
        'firstTimestamp',
        'lastTimestamp',
        'eventTime',
        'series',
      ],
    },
  },
];
