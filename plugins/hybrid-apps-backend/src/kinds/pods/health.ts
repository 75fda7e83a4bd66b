import { KubeObject } from '../../clusters';
import { at, condition, list, text } from '../../objects';
import { Health, HealthRule } from '../types';

/** Reasons to wait that are on the way to run; every other one is a fault. */
const ON_THE_WAY = new Set(['ContainerCreating', 'PodInitializing']);

function waiting(pod: KubeObject): Health | undefined {
  const states = [
    ...list(at(pod, 'status', 'initContainerStatuses')),
    ...list(at(pod, 'status', 'containerStatuses')),
  ];
  for (const state of states) {
    const reason = text(at(state, 'state', 'waiting', 'reason'));
    if (reason && !ON_THE_WAY.has(reason)) {
      const message = text(at(state, 'state', 'waiting', 'message'));
      return {
        state: 'degraded',
        reason,
        message: message ?? `Container ${text(at(state, 'name'))}: ${reason}`,
      };
    }
  }
  return undefined;
}

/** A Pod: what its containers wait for, whether it is scheduled, whether it is ready. */
export const podHealth: HealthRule = pod => {
  const phase = text(at(pod, 'status', 'phase'));
  if (pod.metadata.deletionTimestamp) {
    return { state: 'progressing', reason: 'Terminating' };
  }
  if (phase === 'Succeeded') {
    return { state: 'healthy', reason: 'Completed' };
  }
  if (phase === 'Failed') {
    return {
      state: 'degraded',
      reason: text(at(pod, 'status', 'reason')) ?? 'Failed',
      message: text(at(pod, 'status', 'message')),
    };
  }
  const faulty = waiting(pod);
  if (faulty) {
    return faulty;
  }
  const scheduled = condition(pod, 'PodScheduled');
  if (scheduled?.status === 'False') {
    return {
      state: 'degraded',
      reason: scheduled.reason ?? 'Unschedulable',
      message: scheduled.message,
      since: scheduled.since,
    };
  }
  const ready = condition(pod, 'Ready');
  if (ready?.status === 'True') {
    return { state: 'healthy', reason: 'Running', since: ready.since };
  }
  return phase
    ? {
        state: 'progressing',
        reason: phase === 'Running' ? 'NotReady' : phase,
        message: ready?.message,
        since: ready?.since,
      }
    : { state: 'unknown' };
};
