/** The VirtualMachineInstance that a VirtualMachine starts. */
import { isDeleting, ownerReference, timestamp } from '../meta';
import {
  Cpu,
  VirtualMachine,
  VirtualMachineInstance,
  VmiSpec,
} from '../shapes';

export const CONTROLLER_FINALIZER =
  'kubevirt.io/virtualMachineControllerFinalize';
export const FOREGROUND_FINALIZER =
  'kubevirt.io/foregroundDeleteVirtualMachine';
export const VM_GENERATION = 'kubevirt.io/vm-generation';
export const NODE_NAME = 'kubevirt.io/nodeName';
/** What virt-controller notes on what it has seen first. */
export const OBSERVED = {
  'kubevirt.io/latest-observed-api-version': 'v1',
  'kubevirt.io/storage-observed-api-version': 'v1',
};

export function isFinal(vmi: VirtualMachineInstance): boolean {
  return vmi.status?.phase === 'Succeeded' || vmi.status?.phase === 'Failed';
}

export function isRunning(vmi: VirtualMachineInstance | undefined): boolean {
  return vmi?.status?.phase === 'Running';
}

/** A migration that has started and is not over. */
export function isMigrating(vmi: VirtualMachineInstance | undefined): boolean {
  const state = vmi?.status?.migrationState;
  return state?.startTimestamp !== undefined && !state.completed;
}

export function vcpus({
  cores = 1,
  sockets = 1,
  threads = 1,
}: Cpu = {}): number {
  return cores * sockets * threads;
}

export function guestMemory({ domain }: VmiSpec): string {
  return domain.memory?.guest ?? domain.resources?.requests?.memory ?? '512Mi';
}

/** `spec` is the VM's template with its instance type worked in. */
export function vmiFor(
  vm: VirtualMachine,
  spec: VmiSpec,
  now: number,
): VirtualMachineInstance {
  const { name, namespace, generation, uid } = vm.metadata;
  const { labels, annotations } = vm.spec.template.metadata ?? {};
  const guest = guestMemory(spec);
  return {
    apiVersion: 'kubevirt.io/v1',
    kind: 'VirtualMachineInstance',
    metadata: {
      name,
      namespace,
      labels: { ...labels },
      annotations: { ...annotations, [VM_GENERATION]: String(generation ?? 1) },
      finalizers: [CONTROLLER_FINALIZER, FOREGROUND_FINALIZER],
      ownerReferences: [ownerReference(vm)],
    },
    spec: completeSpec(spec),
    status: {
      currentCPUTopology: { cores: 1, ...spec.domain.cpu, model: undefined },
      guestOSInfo: {},
      memory: {
        guestAtBoot: guest,
        guestCurrent: guest,
        guestRequested: guest,
      },
      phase: 'Pending',
      phaseTransitionTimestamps: [
        { phase: 'Pending', phaseTransitionTimestamp: timestamp(now) },
      ],
      runtimeUser: 107,
      virtualMachineRevisionName: `revision-start-vm-${uid}-${generation ?? 1}`,
    },
  };
}

/** What virt-api's admission adds to a VMI. */
export function completeSpec(spec: VmiSpec): VmiSpec {
  const networks = spec.networks ?? [{ name: 'default', pod: {} }];
  return {
    evictionStrategy: 'None',
    ...spec,
    domain: {
      features: { acpi: { enabled: true } },
      ...spec.domain,
      cpu: { model: 'host-model', ...spec.domain.cpu },
      devices: {
        ...spec.domain.devices,
        interfaces:
          spec.domain.devices.interfaces ??
          networks.map(({ name }) => ({ name, masquerade: {} })),
      },
    },
    networks,
    volumes: spec.volumes?.map(volume =>
      volume.containerDisk
        ? {
            ...volume,
            containerDisk: {
              imagePullPolicy: 'IfNotPresent',
              ...volume.containerDisk,
            },
          }
        : volume,
    ),
  };
}

export function phaseTransition(
  vmi: VirtualMachineInstance,
  phase: string,
  now: number,
) {
  return {
    phase,
    phaseTransitionTimestamps: [
      ...(vmi.status?.phaseTransitionTimestamps ?? []),
      { phase, phaseTransitionTimestamp: timestamp(now) },
    ],
  };
}

/** Names of the claims that the volumes stand on; a DataVolume's claim has its name. */
export function claimNames(spec: VmiSpec): string[] {
  return (spec.volumes ?? []).flatMap(
    ({ dataVolume, persistentVolumeClaim }) =>
      dataVolume?.name ?? persistentVolumeClaim?.claimName ?? [],
  );
}

export function isGoing(vmi: VirtualMachineInstance | undefined): boolean {
  return vmi !== undefined && isDeleting(vmi);
}
