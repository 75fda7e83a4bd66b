import { NodeStatus } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { KubeObject } from '../../clusters';
import { at, condition, list, text } from '../../objects';
import { HealthRule } from './types';

/** Reasons to wait that are on the way to run; every other one is a fault. */
const ON_THE_WAY = new Set(['ContainerCreating', 'PodInitializing']);

function waiting(pod: KubeObject): NodeStatus | undefined {
  const states = [
    ...list(at(pod, 'status', 'initContainerStatuses')),
    ...list(at(pod, 'status', 'containerStatuses')),
  ];
  for (const state of states) {
    const reason = text(at(state, 'state', 'waiting', 'reason'));
    if (reason && !ON_THE_WAY.has(reason)) {
      const message = text(at(state, 'state', 'waiting', 'message'));
      return {
        health: 'degraded',
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
    return { health: 'progressing', reason: 'Terminating' };
  }
  if (phase === 'Succeeded') {
    return { health: 'healthy', reason: 'Completed' };
  }
  if (phase === 'Failed') {
    return {
      health: 'degraded',
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
      health: 'degraded',
      reason: scheduled.reason ?? 'Unschedulable',
      message: scheduled.message,
      since: scheduled.since,
    };
  }
  const ready = condition(pod, 'Ready');
  if (ready?.status === 'True') {
    return { health: 'healthy', reason: 'Running', since: ready.since };
  }
  return phase
    ? {
        health: 'progressing',
        reason: phase === 'Running' ? 'NotReady' : phase,
        message: ready?.message,
        since: ready?.since,
      }
    : { health: 'unknown' };
};
