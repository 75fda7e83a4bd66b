import { Kind } from '../types';

/** What the cluster says has happened to an object. */
export const events: readonly Kind[] = [
  {
    groups: [''],
    kind: 'Event',
    category: 'config',
    drawn: 'never',
    watch: {
      // The API server forgets them after an hour, and so does the store.
      resource: 'events',
      keep: [
        'involvedObject',
        'type',
        'reason',
        'message',
        'count',
        'firstTimestamp',
        'lastTimestamp',
        'eventTime',
        'series',
        'source',
        'reportingComponent',
      ],
    },
  },
];
