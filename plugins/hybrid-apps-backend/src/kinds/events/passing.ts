import { Passing } from '@hybrid-apps/backstage-plugin-hybrid-apps-node';
import { KubeObject } from '../../clusters';
import { at, text } from '../../objects';
import { lastSeen } from './lastSeen';

/**
 * What each Pod that starts and stops is told of by, and nobody reads: always of
 * type Normal. A selector has no `or`, so all that is normal cannot be left out
 * but for the end of a Job.
 * Source: kubernetes, pkg/kubelet/events/event.go, pkg/controller/controller_utils.go
 * and pkg/scheduler/schedule_one.go.
 */
const COMMONPLACE = [
  'Scheduled',
  'Pulling',
  'Pulled',
  'Created',
  'Started',
  'Killing',
  'SuccessfulCreate',
  'SuccessfulDelete',
  'ScalingReplicaSet',
];

/** Lets the server leave out what comes most. */
export const withoutCommonplace = COMMONPLACE.map(
  reason => `reason!=${reason}`,
).join(',');

/** Of what is normal, one thing is read: that a Job ended well, which may be gone by then. */
const isRead = (event: KubeObject): boolean =>
  at(event, 'type') !== 'Normal' ||
  (at(event, 'reason') === 'Completed' &&
    at(event, 'involvedObject', 'kind') === 'Job');

/** Warnings, and what else is read: of the last hour, and few of each object. */
export const passingEvents: Passing = {
  most: 5,
  maxAgeMs: 3_600_000,
  of(event) {
    if (!isRead(event)) {
      return undefined;
    }
    const about = at(event, 'involvedObject');
    const named = ['namespace', 'apiVersion', 'kind', 'name'].map(
      field => text(at(about, field)) ?? '',
    );
    // Who writes events in a namespace takes the room of no other's.
    const from = event.metadata.namespace ?? '';
    return {
      about: `${from}/${text(at(about, 'uid')) ?? named.join('/')}`,
      at: lastSeen(event)?.getTime(),
    };
  },
};
