import { KubeObject } from '../../clusters';
import { at, condition, flag, text } from '../../objects';
import { Health, HealthRule } from '../types';

/** What virt-controller says of a source, snapshot or target that is not there. */
const MISSING = /(does not|doesnt|doesn't) exist|not found/i;

const failedWith = (
  object: KubeObject,
  reason: string,
  message: string | undefined,
): Health => ({
  state: 'degraded',
  reason,
  message:
    message ??
    ['Failure', 'Ready']
      .map(type => condition(object, type))
      .map(told => told?.message ?? told?.reason)
      .find(Boolean),
  settled: true,
});

/**
 * What is neither done nor failed: on its way, or waiting for what is not
 * there, which the API server takes without a word. Virt-controller keeps its
 * sentences in the `reason` of conditions.
 */
function underWay(object: KubeObject, phase: string | undefined): Health {
  const told = ['Progressing', 'Ready'].flatMap(type => {
    const found = condition(object, type);
    return found ? [found.message ?? found.reason ?? ''] : [];
  });
  const missing = told.find(one => MISSING.test(one));
  return missing
    ? { state: 'degraded', reason: 'NotFound', message: missing }
    : {
        state: 'progressing',
        reason: phase ?? 'Pending',
        message: told.find(Boolean),
      };
}

/**
 * VirtualMachineSnapshot: ready to use, failed, or being taken.
 * Source: kubevirt.io/api/snapshot, `VirtualMachineSnapshotPhase`.
 */
export const snapshotHealth: HealthRule = snapshot => {
  const phase = text(at(snapshot, 'status', 'phase'));
  const error = text(at(snapshot, 'status', 'error', 'message'));
  if (phase === 'Failed' || condition(snapshot, 'Failure')?.status === 'True') {
    return failedWith(snapshot, phase ?? 'Failed', error);
  }
  if (phase === 'Unknown') {
    return { state: 'unknown', reason: phase, message: error };
  }
  if (phase === 'Succeeded' && flag(at(snapshot, 'status', 'readyToUse'))) {
    return { state: 'healthy', reason: phase };
  }
  return error
    ? { state: 'degraded', reason: phase ?? 'Pending', message: error }
    : underWay(snapshot, phase);
};

/**
 * VirtualMachineRestore: complete, failed, or under way.
 * Source: kubevirt.io/api/snapshot, `VirtualMachineRestoreStatus`.
 */
export const restoreHealth: HealthRule = restore => {
  if (condition(restore, 'Failure')?.status === 'True') {
    return failedWith(restore, 'Failed', undefined);
  }
  return flag(at(restore, 'status', 'complete'))
    ? { state: 'healthy', reason: 'Complete' }
    : underWay(restore, undefined);
};

/**
 * VirtualMachineClone: done, failed, or under way.
 * Source: kubevirt.io/api/clone, `VirtualMachineClonePhase`.
 */
export const cloneHealth: HealthRule = clone => {
  const phase = text(at(clone, 'status', 'phase'));
  switch (phase) {
    case 'Succeeded':
      return { state: 'healthy', reason: phase };
    case 'Failed':
      return failedWith(clone, phase, undefined);
    case 'Unknown':
      return { state: 'unknown', reason: phase };
    default:
      return underWay(clone, phase);
  }
};

/**
 * VirtualMachineExport: ready for download, over, or being prepared.
 * Source: kubevirt.io/api/export, `VirtualMachineExportPhase`.
 */
export const exportHealth: HealthRule = exported => {
  const phase = text(at(exported, 'status', 'phase'));
  switch (phase) {
    case 'Ready':
      return { state: 'healthy', reason: phase };
    case 'Terminated':
      return {
        state: 'stopped',
        reason: phase,
        message: 'Its time is over; make another one to download again',
      };
    case 'Skipped':
      return {
        state: 'stopped',
        reason: phase,
        message: 'There is no disk in it to be exported',
      };
    default:
      return underWay(exported, phase);
  }
};
