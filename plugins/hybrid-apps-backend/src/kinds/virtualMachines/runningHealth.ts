import { asSentence } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { KubeObject } from '../../clusters';
import { condition } from '../../objects';
import { noNodeTakes, refusedPods } from '../pods';
import { Health, World } from '../types';

/** What both a VM and its instance are called in sentences. */
export const vmCalled = ({ metadata }: KubeObject) => `VM '${metadata.name}'`;

/**
 * A guest that does not run on, and by whom: a person's pause is meant, one by
 * its storage is a fault.
 * Source: kubevirt, `pkg/virt-handler/vm.go`, `calculatePausedCondition`.
 */
export function pausedHealth(object: KubeObject): Health | undefined {
  const paused = condition(object, 'Paused');
  if (paused?.status !== 'True') {
    return undefined;
  }
  const { message, since } = paused;
  switch (paused.reason) {
    case undefined:
    case 'PausedByUser':
      return { state: 'stopped', reason: 'Paused', message, since };
    case 'PausedByMigrationMonitor':
      return { state: 'progressing', reason: paused.reason, message, since };
    case 'PausedIOError':
      return {
        state: 'degraded',
        reason: paused.reason,
        message: `${asSentence(
          message ?? 'It was paused by an I/O error',
        )} See that the storage of its disks is there and has room, then unpause it.`,
        since,
      };
    default:
      return { state: 'degraded', reason: paused.reason, message, since };
  }
}

/**
 * Whether what runs is also ready for requests, and as it should be.
 * Source: kubevirt.io/api/core/v1, `VirtualMachineInstanceReady`,
 * `VirtualMachineInstanceSynchronized`.
 *
 * @param instance - of the VM, or the object itself
 */
export function runningHealth(
  object: KubeObject,
  instance: KubeObject | undefined,
  reason: string,
): Health {
  const ready = condition(object, 'Ready');
  if (ready?.status === 'False') {
    return {
      state: 'progressing',
      reason: ready.reason ?? 'NotReady',
      message: `${vmCalled(object)} runs, but is not ready${
        ready.message ? `: ${ready.message}` : ''
      }`,
      since: ready.since,
    };
  }
  const synchronized = instance && condition(instance, 'Synchronized');
  if (synchronized?.status === 'False') {
    return {
      state: 'degraded',
      reason: synchronized.reason ?? 'NotSynchronized',
      message: synchronized.message,
      since: synchronized.since,
    };
  }
  return {
    state: ready?.status === 'Unknown' ? 'unknown' : 'healthy',
    reason,
    message: ready?.status === 'Unknown' ? ready.message : undefined,
    since: ready?.since,
  };
}

/** What keeps an instance from running, where its conditions say so. */
export function startTrouble(
  instance: KubeObject,
  world: World,
): Health | undefined {
  const synchronized = condition(instance, 'Synchronized');
  if (
    synchronized?.status === 'False' &&
    synchronized.reason === 'FailedCreate' &&
    synchronized.message
  ) {
    return refusedPods(vmCalled(instance), synchronized.message, world.name);
  }
  const scheduled = condition(instance, 'PodScheduled');
  return scheduled?.status === 'False'
    ? {
        state: 'degraded',
        reason: scheduled.reason ?? 'Unschedulable',
        message: noNodeTakes(vmCalled(instance), scheduled.message, world.name),
        since: scheduled.since,
      }
    : undefined;
}
