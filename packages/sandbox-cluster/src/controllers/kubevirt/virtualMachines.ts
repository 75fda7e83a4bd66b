import { KubeObject } from '../../objects';
import {
  event,
  getCondition,
  isDeleting,
  keyOf,
  ownerReference,
  timestamp,
} from '../meta';
import {
  Condition,
  DataVolume,
  Outcome,
  reconciler,
  View,
  VirtualMachine,
  VirtualMachineInstance,
  VmStatus,
  withStatus,
} from '../shapes';
import { Timings } from '../timings';
import { Reconciler, Write } from '../types';
import { expand } from './instancetype';
import { liveUpdated } from './liveUpdate';
import { printableStatus } from './printableStatus';
import { intention, openRequests, runStrategyOf } from './runStrategy';
import { vmConditions } from './vmConditions';
import {
  claimNames,
  CONTROLLER_FINALIZER,
  isGoing,
  isRunning,
  OBSERVED,
  vmiFor,
} from './vmi';

/** How soon a VM is tried again whose instance type is not there. */
const RETRY_MS = 10_000;

/** virt-controller's part for VirtualMachines: their disks, and their VMI by run strategy. */
export function virtualMachines(timings: Timings): Reconciler {
  return reconciler({
    name: 'virtualmachine-controller',
    kind: 'VirtualMachine',
    owns: ['VirtualMachineInstance', 'DataVolume'],
    watches: {
      // Also disks that the VM did not bring itself.
      DataVolume: (volume, view) => usersOf(volume, view),
      PersistentVolumeClaim: (claim, view) => usersOf(claim, view),
    },
    reconcile(vm, view, now) {
      const { name, namespace } = vm.metadata;
      const vmi = view.get('VirtualMachineInstance', name, namespace);
      if (!vm.status?.printableStatus) {
        const status = {
          ...vm.status,
          printableStatus: 'Stopped',
          volumeSnapshotStatuses: snapshotStatuses(vm),
        };
        return { writes: [withStatus(vm, status)] };
      }
      if (isDeleting(vm)) {
        return end(vm, vmi, view, now);
      }
      if (!vm.metadata.finalizers?.includes(CONTROLLER_FINALIZER)) {
        return {
          writes: [withFinalizers(vm, [CONTROLLER_FINALIZER], OBSERVED)],
        };
      }
      return sync(vm, vmi, view, now, timings);
    },
  });
}

function usersOf({ metadata }: KubeObject, view: View) {
  return view
    .list('VirtualMachine', { namespace: metadata.namespace })
    .filter(vm => claimNames(vm.spec.template.spec).includes(metadata.name))
    .map(vm => vm.metadata);
}

function withFinalizers(
  vm: VirtualMachine,
  finalizers: string[],
  annotations: Record<string, string> = {},
): Write {
  return {
    verb: 'update',
    object: {
      ...vm,
      metadata: {
        ...vm.metadata,
        annotations: { ...annotations, ...vm.metadata.annotations },
        finalizers,
      },
    },
  };
}

function snapshotStatuses({ spec }: VirtualMachine) {
  return (spec.template.spec.volumes ?? []).map(
    ({ name, dataVolume, persistentVolumeClaim }) =>
      dataVolume || persistentVolumeClaim
        ? { enabled: true, name }
        : {
            enabled: false,
            name,
            reason: `Snapshot is not supported for this volumeSource type [${name}]`,
          },
  );
}

function end(
  vm: VirtualMachine,
  vmi: VirtualMachineInstance | undefined,
  view: View,
  now: number,
): Outcome {
  if (!vmi) {
    const { finalizers = [] } = vm.metadata;
    const rest = finalizers.filter(name => name !== CONTROLLER_FINALIZER);
    return rest.length < finalizers.length
      ? { writes: [withFinalizers(vm, rest)] }
      : { writes: [] };
  }
  return {
    writes: [
      ...(isGoing(vmi) ? [] : stop(vm, vmi)),
      withStatus(vm, statusOf(vm, vmi, view, now, {})),
    ],
  };
}

function stop(vm: VirtualMachine, vmi: VirtualMachineInstance): Write[] {
  return [
    { verb: 'delete', key: keyOf(vmi) },
    event(
      vm,
      'Normal',
      'SuccessfulDelete',
      `Stopped the virtual machine by deleting the virtual machine instance ${vmi.metadata.uid}`,
    ),
  ];
}

function sync(
  vm: VirtualMachine,
  vmi: VirtualMachineInstance | undefined,
  view: View,
  now: number,
  timings: Timings,
): Outcome {
  const what = intention(vm, vmi);
  const startFailure = nextStartFailure(vm, vmi, now, timings);
  if (what === 'stop' && vmi) {
    const status = statusOf(vm, vmi, view, now, { startFailure });
    return { writes: [...stop(vm, vmi), withStatus(vm, status)] };
  }
  if (what !== 'start') {
    const updated = vmi && liveUpdated(vm, vmi, view);
    return {
      writes: [
        ...(updated ? [{ verb: 'update' as const, object: updated }] : []),
        withStatus(vm, statusOf(vm, vmi, view, now, { startFailure })),
      ],
    };
  }
  const waitMs = startFailure?.retryAfterTimestamp
    ? Date.parse(startFailure.retryAfterTimestamp) - now
    : 0;
  if (waitMs > 0) {
    return {
      writes: [withStatus(vm, statusOf(vm, vmi, view, now, { startFailure }))],
      requeueAfterMs: waitMs,
    };
  }
  return start(vm, view, now, startFailure);
}

function start(
  vm: VirtualMachine,
  view: View,
  now: number,
  startFailure: VmStatus['startFailure'],
): Outcome {
  const { name } = vm.metadata;
  const expanded = expand(vm, view);
  if ('missing' in expanded) {
    const failure: Condition = {
      type: 'Failure',
      status: 'True',
      reason: 'FailedFindInstancetype',
      message: expanded.missing,
    };
    const said = getCondition(vm, 'Failure')?.message === failure.message;
    return {
      writes: [
        withStatus(
          vm,
          statusOf(vm, undefined, view, now, { startFailure, failure }),
        ),
        ...(said
          ? []
          : [event(vm, 'Warning', 'FailedFindInstancetype', expanded.missing)]),
      ],
      requeueAfterMs: RETRY_MS,
    };
  }
  const missing = missingDataVolumes(vm, view);
  const waiting = templatedDataVolumes(vm, view).some(
    volume =>
      !['Succeeded', 'WaitForFirstConsumer', 'PendingPopulation'].includes(
        volume.status?.phase ?? '',
      ),
  );
  if (missing.length > 0 || waiting) {
    return {
      writes: [
        ...missing.flatMap((volume): Write[] => [
          { verb: 'create', object: volume },
          event(
            vm,
            'Normal',
            'SuccessfulDataVolumeCreate',
            `Created DataVolume ${volume.metadata.name}`,
          ),
        ]),
        withStatus(vm, statusOf(vm, undefined, view, now, { startFailure })),
      ],
    };
  }
  return {
    writes: [
      { verb: 'create', object: vmiFor(vm, expanded.spec, now) },
      withStatus(vm, statusOf(vm, undefined, view, now, { startFailure })),
      event(
        vm,
        'Normal',
        'SuccessfulCreate',
        `Started the virtual machine by creating the new virtual machine instance ${name}`,
      ),
    ],
  };
}

function templatedDataVolumes(vm: VirtualMachine, view: View): DataVolume[] {
  return (vm.spec.dataVolumeTemplates ?? []).flatMap(
    ({ metadata }) =>
      view.get('DataVolume', metadata.name ?? '', vm.metadata.namespace) ?? [],
  );
}

function missingDataVolumes(vm: VirtualMachine, view: View): DataVolume[] {
  const { namespace, uid } = vm.metadata;
  return (vm.spec.dataVolumeTemplates ?? []).flatMap(
    ({ metadata: { name = '', labels, annotations }, spec }) =>
      view.get('DataVolume', name, namespace) ||
      view.get('PersistentVolumeClaim', name, namespace)
        ? []
        : [
            {
              apiVersion: 'cdi.kubevirt.io/v1beta1',
              kind: 'DataVolume',
              metadata: {
                name,
                namespace,
                labels: { ...labels, 'kubevirt.io/created-by': uid ?? '' },
                ...(annotations && { annotations }),
                ownerReferences: [ownerReference(vm)],
              },
              spec,
            },
          ],
  );
}

/** Counts starts that failed before the guest ran; the next waits longer each time. */
function nextStartFailure(
  vm: VirtualMachine,
  vmi: VirtualMachineInstance | undefined,
  now: number,
  timings: Timings,
): VmStatus['startFailure'] {
  const before = vm.status?.startFailure;
  if (!vmi) {
    return before;
  }
  const ran = vmi.status?.phaseTransitionTimestamps?.some(
    ({ phase }) => phase === 'Running',
  );
  if (ran || runStrategyOf(vm) === 'Halted') {
    return undefined;
  }
  const failed = vmi.status?.phase === 'Failed' && !isGoing(vmi);
  if (!failed || before?.lastFailedVMIUID === vmi.metadata.uid) {
    return before;
  }
  const count = (before?.consecutiveFailCount ?? 0) + 1;
  const delay = Math.min(
    timings.backOff * 2 ** (count - 1),
    timings.maxBackOff,
  );
  return {
    consecutiveFailCount: count,
    lastFailedVMIUID: vmi.metadata.uid,
    retryAfterTimestamp: timestamp(now + delay),
  };
}

function statusOf(
  vm: VirtualMachine,
  vmi: VirtualMachineInstance | undefined,
  view: View,
  now: number,
  {
    startFailure,
    failure,
  }: { startFailure?: VmStatus['startFailure']; failure?: Condition },
): VmStatus {
  const { namespace, generation } = vm.metadata;
  const runStrategy = runStrategyOf(vm);
  const names = claimNames(vm.spec.template.spec);
  const what = intention(vm, vmi);
  return {
    ...vm.status,
    created: vmi ? true : undefined,
    ready:
      isRunning(vmi) && getCondition(vmi, 'Ready')?.status === 'True'
        ? true
        : undefined,
    desiredGeneration: generation,
    observedGeneration: generation,
    runStrategy,
    startFailure,
    stateChangeRequests: openRequests(vm, vmi),
    volumeSnapshotStatuses: snapshotStatuses(vm),
    conditions: vmConditions(vm, vmi, view, now, failure),
    printableStatus: printableStatus({
      vm,
      vmi,
      runStrategy,
      wantsToRun: vmi !== undefined || what === 'start',
      wantsToStop: what === 'stop',
      startFailure,
      dataVolumes: names.flatMap(
        name => view.get('DataVolume', name, namespace) ?? [],
      ),
      claims: names.flatMap(
        name => view.get('PersistentVolumeClaim', name, namespace) ?? [],
      ),
    }),
  };
}
