import { KubeObject } from '../../clusters';
import { at, condition, list, text } from '../../objects';
import { noNodeTakes, pullFailure } from '../pods';
import { claimHealth, dataVolumeHealth, diskOf } from '../storage';
import { Health, HealthRule, World } from '../types';
import { instanceOf } from './instance';
import {
  pausedHealth,
  runningHealth,
  startTrouble,
  vmCalled,
} from './runningHealth';
import { runStrategyOf, vmWanted } from './wanted';

const volumesOf = (vm: KubeObject) =>
  list(at(vm, 'spec', 'template', 'spec', 'volumes'));

/** The disk that a VM waits for or that ails, the worst of them. */
function diskTrouble(vm: KubeObject, world: World): Health | undefined {
  const states = volumesOf(vm).flatMap(volume => {
    const { dataVolume, claim } = diskOf(volume, vm.metadata.namespace, world);
    if (dataVolume) {
      return dataVolumeHealth(dataVolume, world);
    }
    return claim ? claimHealth(claim, world) : [];
  });
  const isIn = (state: Health['state'], settled?: true) =>
    states.find(one => one.state === state && (!settled || one.settled));
  return isIn('degraded', true) ?? isIn('degraded') ?? isIn('progressing');
}

/** The words for states on the way, as KubeVirt's users know them. */
const ON_THE_WAY: Readonly<Record<string, string>> = {
  Stopped: 'is about to start',
  Provisioning: 'is provisioning',
  Starting: 'is starting',
  Stopping: 'is stopping',
  Terminating: 'is being deleted',
  WaitingForReceiver: 'waits for a migration to begin',
  WaitingForVolumeBinding: 'waits for its volumes to be bound',
};

/**
 * A VM that KubeVirt calls stopped: whether it is meant to be. What its run
 * strategy starts once is done when it was recorded as seen, or its instance
 * ended.
 * Source: kubevirt, `pkg/virt-controller/watch/vm/vm.go`, `syncRunStrategy`.
 */
function stoppedHealth(
  vm: KubeObject,
  instance: KubeObject | undefined,
): Health | undefined {
  const strategy = runStrategyOf(vm);
  const reason = 'Stopped';
  if (strategy === 'Manual') {
    return { state: 'stopped', reason };
  }
  if (strategy !== 'Once' && strategy !== 'RerunOnFailure') {
    return undefined;
  }
  const phase = text(at(instance, 'status', 'phase'));
  if (phase === 'Failed') {
    return strategy === 'Once'
      ? {
          state: 'degraded',
          reason: phase,
          message: `${vmCalled(
            vm,
          )} ended with an error, and its run strategy Once does not start it again. Its log tells why; start it to try again.`,
          settled: true,
        }
      : undefined;
  }
  return phase === 'Succeeded' ||
    (!instance && at(vm, 'status', 'runStrategy') === strategy)
    ? {
        state: 'stopped',
        reason,
        message: `It ended, and its run strategy ${strategy} does not start it again`,
      }
    : undefined;
}

/** A VM that should run and does not yet, or cannot. */
function startingHealth(
  vm: KubeObject,
  instance: KubeObject | undefined,
  status: string,
  world: World,
): Health {
  const failure = condition(vm, 'Failure');
  const failed = failure?.status === 'True' ? failure : undefined;
  const trouble = instance && startTrouble(instance, world);
  const why =
    failed?.message ??
    (instance &&
      ['PodScheduled', 'Synchronized']
        .map(type => condition(instance, type))
        .find(told => told?.status === 'False')?.message) ??
    condition(vm, 'Ready')?.message;
  const because = why ? `: ${why}` : '';
  const disk = diskTrouble(vm, world);
  const images = volumesOf(vm)
    .flatMap(volume => text(at(volume, 'containerDisk', 'image')) ?? [])
    .join("' or '");
  const fault = (message: string): Health => ({
    state: 'degraded',
    reason: status,
    message,
  });
  switch (status) {
    case 'ImagePullBackOff':
      return { ...fault(pullFailure(images, why)), settled: true };
    case 'ErrImagePull':
      return fault(`Image '${images}' was not pulled yet${because}`);
    case 'DataVolumeError':
      return disk
        ? { ...disk, reason: status }
        : {
            ...fault(`A disk of ${vmCalled(vm)} could not be filled${because}`),
            settled: true,
          };
    case 'ErrorUnschedulable':
      return fault(noNodeTakes(vmCalled(vm), why, world.name));
    case 'ErrorPvcNotFound':
      return fault(`A disk of ${vmCalled(vm)} is missing${because}`);
    case 'CrashLoopBackOff':
      return fault(`${vmCalled(vm)} keeps failing to start${because}`);
    default:
      break;
  }
  // Its printableStatus says no more than Starting then.
  if (trouble) {
    return trouble;
  }
  if (disk) {
    return { ...disk, reason: status };
  }
  if (failed) {
    return {
      ...fault(`${vmCalled(vm)} cannot start${because}`),
      reason: failed.reason ?? status,
      since: failed.since,
    };
  }
  if (Object.hasOwn(ON_THE_WAY, status)) {
    return {
      state: 'progressing',
      reason: status,
      message: `${vmCalled(vm)} ${ON_THE_WAY[status]}`,
    };
  }
  return {
    state: 'unknown',
    reason: status,
    message:
      status === 'Unknown'
        ? 'KubeVirt does not reach the node that it runs on'
        : `KubeVirt calls its state '${status}', which the portal does not know`,
  };
}

function judge(vm: KubeObject, world: World): Health {
  const status = text(at(vm, 'status', 'printableStatus'));
  const instance = instanceOf(vm, world);
  switch (status) {
    case undefined:
      return {
        state: 'unknown',
        message: 'KubeVirt has not reported a status yet',
      };
    case 'Paused':
    case 'Running':
    case 'Migrating': {
      const recovery = condition(vm, 'ManualRecoveryRequired');
      const failure = condition(vm, 'Failure');
      const restart = condition(vm, 'RestartRequired');
      const fault = [recovery, failure].find(told => told?.status === 'True');
      if (fault) {
        return {
          state: 'degraded',
          reason:
            fault.reason ??
            (fault === recovery ? 'ManualRecoveryRequired' : 'Failure'),
          message: fault.message,
          since: fault.since,
          ...(fault === recovery && { settled: true }),
        };
      }
      const paused =
        pausedHealth(vm) ?? (instance ? pausedHealth(instance) : undefined);
      if (paused) {
        return paused;
      }
      if (status === 'Paused') {
        return { state: 'stopped', reason: status };
      }
      const running = runningHealth(vm, instance, status);
      return running.state === 'healthy' && restart?.status === 'True'
        ? {
            ...running,
            message: `Some changes wait until it is restarted${
              restart.message ? `: ${restart.message}` : ''
            }`,
          }
        : running;
    }
    case 'Stopping':
    case 'Terminating':
      return {
        state: 'progressing',
        reason: status,
        message: `${vmCalled(vm)} ${ON_THE_WAY[status]}`,
      };
    default:
      break;
  }
  if (vmWanted(vm) === 'off') {
    const disk = diskTrouble(vm, world);
    // Its disks are filled whether it runs or not.
    return disk?.state === 'degraded' || (disk && status === 'Provisioning')
      ? { ...disk, reason: status === 'Stopped' ? disk.reason : status }
      : { state: 'stopped', reason: 'Stopped' };
  }
  const stopped =
    status === 'Stopped' ? stoppedHealth(vm, instance) : undefined;
  return stopped ?? startingHealth(vm, instance, status, world);
}

/**
 * VirtualMachine: KubeVirt's own word for it and what its conditions say
 * beside that. One that is meant to be off is stopped, never at fault.
 * Source: kubevirt.io/api/core/v1, `VirtualMachinePrintableStatus`,
 * `VirtualMachineConditionType`, `VirtualMachineRunStrategy`.
 */
export const vmHealth: HealthRule = (vm, world) => {
  const judged = judge(vm, world);
  return { ...judged, since: judged.since ?? condition(vm, 'Ready')?.since };
};

/**
 * VirtualMachineInstance: how a guest is.
 * Source: kubevirt.io/api/core/v1, `VirtualMachineInstancePhase`,
 * `VirtualMachineInstanceConditionType`.
 */
export const vmiHealth: HealthRule = (instance, world) => {
  const phase = text(at(instance, 'status', 'phase'));
  switch (phase) {
    case 'Running':
      return pausedHealth(instance) ?? runningHealth(instance, instance, phase);
    case 'Failed':
      return {
        state: 'degraded',
        reason: text(at(instance, 'status', 'reason')) ?? phase,
        message: condition(instance, 'Ready')?.message,
        settled: true,
      };
    case 'Succeeded':
      return { state: 'stopped', reason: phase };
    case 'Unknown':
      return {
        state: 'unknown',
        reason: phase,
        message: 'KubeVirt does not reach the node that it runs on',
      };
    default:
      return (
        startTrouble(instance, world) ?? {
          state: 'progressing',
          reason: phase ?? 'Pending',
          message: `${vmCalled(instance)} ${
            phase === 'WaitingForSync'
              ? ON_THE_WAY.WaitingForReceiver
              : ON_THE_WAY.Starting
          }`,
        }
      );
  }
};
