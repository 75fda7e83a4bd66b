import { NodeStatus } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { KubeObject } from '../../clusters';
import {
  at,
  condition,
  flag,
  kindKey,
  list,
  number,
  text,
} from '../../objects';
import { podHealth } from './pods';
import { HealthRule } from './types';

/** The first Pod that is at fault: it says better than its owner what is wrong. */
function faultyPod(parts: readonly KubeObject[]): NodeStatus | undefined {
  return parts
    .filter(part => kindKey(part) === '/Pod')
    .map(pod => podHealth(pod, []))
    .find(({ health }) => health === 'degraded');
}

/** Whether a controller has seen the object as it is now written. */
const isObserved = (object: KubeObject) =>
  (number(at(object, 'status', 'observedGeneration')) ?? 0) >=
  (object.metadata.generation ?? 0);

function byReplicas(
  object: KubeObject,
  parts: readonly KubeObject[],
  ready: number,
  desired: number,
): NodeStatus {
  const reason = `${ready}/${desired}`;
  if (!isObserved(object)) {
    return {
      health: 'progressing',
      reason,
      message: 'Not yet taken up by its controller',
    };
  }
  if (ready >= desired) {
    return desired === 0
      ? { health: 'stopped', reason: 'Scaled to zero' }
      : { health: 'healthy', reason };
  }
  const faulty = faultyPod(parts);
  if (faulty) {
    return faulty;
  }
  const progressing = condition(object, 'Progressing');
  return progressing?.status === 'False'
    ? {
        health: 'degraded',
        reason: progressing.reason ?? reason,
        message: progressing.message,
        since: progressing.since,
      }
    : { health: 'progressing', reason: `${reason} ready` };
}

/** Deployment, ReplicaSet, StatefulSet, ReplicationController: as many ready as wanted. */
export const replicasHealth: HealthRule = (object, parts) =>
  byReplicas(
    object,
    parts,
    number(at(object, 'status', 'readyReplicas')) ?? 0,
    number(at(object, 'spec', 'replicas')) ?? 1,
  );

/** DaemonSet: one ready on each node that wants one. */
export const daemonSetHealth: HealthRule = (object, parts) =>
  byReplicas(
    object,
    parts,
    number(at(object, 'status', 'numberReady')) ?? 0,
    number(at(object, 'status', 'desiredNumberScheduled')) ?? 0,
  );

/** Job: complete, failed, or under way. */
export const jobHealth: HealthRule = (object, parts) => {
  const failed = condition(object, 'Failed');
  if (failed?.status === 'True') {
    return {
      health: 'degraded',
      reason: failed.reason ?? 'Failed',
      message: failed.message,
      since: failed.since,
    };
  }
  if (condition(object, 'Complete')?.status === 'True') {
    return { health: 'healthy', reason: 'Complete' };
  }
  if (flag(at(object, 'spec', 'suspend'))) {
    return { health: 'stopped', reason: 'Suspended' };
  }
  return faultyPod(parts) ?? { health: 'progressing', reason: 'Running' };
};

/** CronJob: as well as the last of its Jobs. */
export const cronJobHealth: HealthRule = (object, parts) => {
  if (flag(at(object, 'spec', 'suspend'))) {
    return { health: 'stopped', reason: 'Suspended' };
  }
  const last = parts
    .filter(part => kindKey(part) === 'batch/Job')
    .sort((a, b) =>
      (a.metadata.creationTimestamp ?? '') <
      (b.metadata.creationTimestamp ?? '')
        ? 1
        : -1,
    )[0];
  if (last) {
    const status = jobHealth(last, parts);
    return status.health === 'progressing'
      ? { health: 'healthy', reason: 'Running' }
      : status;
  }
  const schedule = text(at(object, 'spec', 'schedule'));
  return { health: 'healthy', reason: schedule && `Next at ${schedule}` };
};

/** Any kind that tells of itself in conditions named Ready or Available. */
export const conditionsHealth: HealthRule = object => {
  const told = ['Ready', 'Available', 'Accepted', 'Programmed']
    .map(type => ({ type, ...condition(object, type) }))
    .find(({ status }) => status !== undefined);
  if (!told) {
    return list(at(object, 'status', 'conditions')).length > 0
      ? { health: 'unknown' }
      : { health: 'healthy' };
  }
  return told.status === 'True'
    ? { health: 'healthy', reason: told.type, since: told.since }
    : {
        health: told.status === 'False' ? 'degraded' : 'unknown',
        reason: told.reason ?? `Not ${told.type}`,
        message: told.message,
        since: told.since,
      };
};
