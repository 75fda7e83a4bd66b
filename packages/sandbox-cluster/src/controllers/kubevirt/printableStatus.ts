import { getCondition, isDeleting, isTrue } from '../meta';
import {
  DataVolume,
  PersistentVolumeClaim,
  VirtualMachine,
  VirtualMachineInstance,
  VmStatus,
} from '../shapes';
import { isFinal, isGoing, isMigrating, isRunning } from './vmi';

/** All that a VM's one-word status depends on. */
export interface Situation {
  vm: VirtualMachine;
  vmi: VirtualMachineInstance | undefined;
  runStrategy: string;
  wantsToRun: boolean;
  wantsToStop: boolean;
  startFailure: VmStatus['startFailure'];
  /** Those that the VM's volumes stand on, as far as they are there. */
  dataVolumes: DataVolume[];
  claims: PersistentVolumeClaim[];
}

type Rule = [status: string, holds: (situation: Situation) => boolean];

/** virt-controller's rules, in its order: the first that holds gives the status. */
const RULES: Rule[] = [
  ['Terminating', ({ vm }) => isDeleting(vm)],
  [
    'Stopping',
    ({ vmi, wantsToStop }) =>
      vmi !== undefined && !isFinal(vmi) && (isGoing(vmi) || wantsToStop),
  ],
  ['Migrating', ({ vmi }) => isMigrating(vmi)],
  ['Paused', ({ vmi }) => isRunning(vmi) && isTrue(vmi, 'Paused')],
  ['Running', ({ vmi }) => isRunning(vmi)],
  ['ErrorPvcNotFound', ({ vmi }) => syncFailure(vmi) === 'FailedPvcNotFound'],
  [
    'DataVolumeError',
    ({ dataVolumes }) =>
      dataVolumes.some(
        volume =>
          volume.status?.phase === 'Failed' ||
          ['Error', 'ImagePullFailed'].includes(
            getCondition(volume, 'Running')?.reason ?? '',
          ),
      ),
  ],
  [
    'ErrorUnschedulable',
    ({ vmi }) => getCondition(vmi, 'PodScheduled')?.status === 'False',
  ],
  [
    'Provisioning',
    // Nothing is filled that waits for its first consumer.
    ({ dataVolumes }) =>
      dataVolumes.some(
        volume =>
          !['Succeeded', 'PendingPopulation'].includes(
            volume.status?.phase ?? '',
          ) &&
          (isTrue(volume, 'Bound') ||
            volume.status?.phase !== 'WaitForFirstConsumer'),
      ),
  ],
  [
    'WaitingForVolumeBinding',
    ({ wantsToRun, claims }) =>
      wantsToRun && claims.some(({ status }) => status?.phase !== 'Bound'),
  ],
  ['ErrImagePull', ({ vmi }) => syncFailure(vmi) === 'ErrImagePull'],
  ['ImagePullBackOff', ({ vmi }) => syncFailure(vmi) === 'ImagePullBackOff'],
  [
    'Starting',
    ({ vmi }) =>
      ['', 'Pending', 'Scheduling', 'Scheduled'].includes(
        vmi ? vmi.status?.phase ?? '' : 'none',
      ),
  ],
  [
    'CrashLoopBackOff',
    ({ vmi, startFailure, runStrategy }) =>
      (!vmi || isFinal(vmi)) &&
      (startFailure?.consecutiveFailCount ?? 0) > 0 &&
      ['Always', 'RerunOnFailure', 'Once'].includes(runStrategy),
  ],
];

export function printableStatus(situation: Situation): string {
  return RULES.find(([, holds]) => holds(situation))?.[0] ?? 'Stopped';
}

function syncFailure(vmi: VirtualMachineInstance | undefined) {
  const condition = getCondition(vmi, 'Synchronized');
  return condition?.status === 'False' ? condition.reason : undefined;
}
