import { KubeObject } from '../../clusters';
import { at, condition, kindKey, text } from '../../objects';
import { ownedBy } from '../parts';
import { dataVolumeHealth } from '../storage';
import { Health, HealthRule, World } from '../types';

/**
 * KubeVirt's words for a VM's state, and what they mean for its health.
 * Source: kubevirt, `staging/src/kubevirt.io/api/core/v1/types.go`,
 * `VirtualMachinePrintableStatus`.
 */
const PRINTABLE: Record<string, Health['state']> = {
  Stopped: 'stopped',
  Provisioning: 'progressing',
  Starting: 'progressing',
  Running: 'healthy',
  Paused: 'stopped',
  Stopping: 'progressing',
  Terminating: 'progressing',
  Migrating: 'healthy',
  WaitingForReceiver: 'progressing',
  WaitingForVolumeBinding: 'progressing',
  CrashLoopBackOff: 'degraded',
  Unknown: 'unknown',
  ErrorUnschedulable: 'degraded',
  ErrImagePull: 'degraded',
  ImagePullBackOff: 'degraded',
  ErrorPvcNotFound: 'degraded',
  DataVolumeError: 'degraded',
};

/** The disk that a VM waits for, in words. */
function importing(
  parts: readonly KubeObject[],
  world: World,
): string | undefined {
  return parts
    .filter(part => part.kind === 'DataVolume')
    .map(volume => dataVolumeHealth(volume, world))
    .find(({ state }) => state !== 'healthy')?.message;
}

/** VirtualMachine: KubeVirt's own word, and why where a condition says so. */
export const vmHealth: HealthRule = (vm, world) => {
  const parts = ownedBy(vm, world);
  const reason = text(at(vm, 'status', 'printableStatus'));
  if (!reason) {
    return {
      state: 'unknown',
      message: 'KubeVirt has not reported a status yet',
    };
  }
  const instance = parts.find(
    part => kindKey(part) === 'kubevirt.io/VirtualMachineInstance',
  );
  const ready = condition(vm, 'Ready');
  const why = [
    condition(vm, 'Failure'),
    instance && condition(instance, 'PodScheduled'),
    instance && condition(instance, 'Synchronized'),
  ].find(told => told?.message && told.status !== 'True')?.message;
  const state = PRINTABLE[reason] ?? 'unknown';
  const failure = condition(vm, 'Failure');
  const message =
    (failure?.status === 'True' ? failure.message : undefined) ??
    why ??
    (state === 'progressing' ? importing(parts, world) : undefined) ??
    (state === 'degraded' ? ready?.message : undefined);
  return {
    state,
    reason,
    ...(message && state !== 'healthy' && { message }),
    ...(ready?.since && { since: ready.since }),
  };
};

/** A VirtualMachineInstance that no VirtualMachine owns. */
export const vmiHealth: HealthRule = instance => {
  const phase = text(at(instance, 'status', 'phase'));
  switch (phase) {
    case 'Running':
      return { state: 'healthy', reason: phase };
    case 'Failed':
      return { state: 'degraded', reason: phase };
    case 'Succeeded':
      return { state: 'stopped', reason: phase };
    default:
      return phase
        ? { state: 'progressing', reason: phase }
        : { state: 'unknown' };
  }
};
