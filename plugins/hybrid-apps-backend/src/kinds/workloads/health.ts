import { KubeObject } from '../../clusters';
import { at, condition, number } from '../../objects';
import { faultyPod } from '../pods';
import { Health, HealthRule, World } from '../types';

/** Whether a controller has seen the object as it is now written. */
const isObserved = (object: KubeObject) =>
  (number(at(object, 'status', 'observedGeneration')) ?? 0) >=
  (object.metadata.generation ?? 0);

function byReplicas(
  object: KubeObject,
  world: World,
  ready: number,
  desired: number,
): Health {
  const reason = `${ready}/${desired}`;
  if (!isObserved(object)) {
    return {
      state: 'progressing',
      reason,
      message: 'Not yet taken up by its controller',
    };
  }
  if (ready >= desired) {
    return desired === 0
      ? { state: 'stopped', reason: 'Scaled to zero' }
      : { state: 'healthy', reason };
  }
  const faulty = faultyPod(object, world);
  if (faulty) {
    return faulty;
  }
  const progressing = condition(object, 'Progressing');
  return progressing?.status === 'False'
    ? {
        state: 'degraded',
        reason: progressing.reason ?? reason,
        message: progressing.message,
        since: progressing.since,
      }
    : { state: 'progressing', reason: `${reason} ready` };
}

/** Deployment, ReplicaSet, StatefulSet, ReplicationController: as many ready as wanted. */
export const replicasHealth: HealthRule = (object, world) =>
  byReplicas(
    object,
    world,
    number(at(object, 'status', 'readyReplicas')) ?? 0,
    number(at(object, 'spec', 'replicas')) ?? 1,
  );

/** DaemonSet: one ready on each node that wants one. */
export const daemonSetHealth: HealthRule = (object, world) =>
  byReplicas(
    object,
    world,
    number(at(object, 'status', 'numberReady')) ?? 0,
    number(at(object, 'status', 'desiredNumberScheduled')) ?? 0,
  );
