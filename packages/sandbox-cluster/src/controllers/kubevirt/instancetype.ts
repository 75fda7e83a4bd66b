import { Preference, View, VirtualMachine, VmiSpec } from '../shapes';

/** A VM's template with its instance type and preference worked in. */
export type Expanded = { spec: VmiSpec } | { missing: string };

/** Works a VM's instance type and preference into its template, as virt-controller does at each start. */
export function expand(vm: VirtualMachine, view: View): Expanded {
  const { instancetype, preference, template } = vm.spec;
  const { namespace } = vm.metadata;
  let spec = template.spec;
  if (preference) {
    const isNamespaced =
      preference.kind?.toLowerCase() === 'virtualmachinepreference';
    const found = isNamespaced
      ? view.get('VirtualMachinePreference', preference.name, namespace)
      : view.get('VirtualMachineClusterPreference', preference.name);
    if (!found) {
      return {
        missing: `virtualmachine${
          isNamespaced ? '' : 'cluster'
        }preferences.instancetype.kubevirt.io "${preference.name}" not found`,
      };
    }
    spec = prefer(spec, found);
  }
  if (instancetype) {
    const isNamespaced =
      instancetype.kind?.toLowerCase() === 'virtualmachineinstancetype';
    const found = isNamespaced
      ? view.get('VirtualMachineInstancetype', instancetype.name, namespace)
      : view.get('VirtualMachineClusterInstancetype', instancetype.name);
    if (!found) {
      return {
        missing: `virtualmachine${
          isNamespaced ? '' : 'cluster'
        }instancetypes.instancetype.kubevirt.io "${
          instancetype.name
        }" not found`,
      };
    }
    const { cpu, memory } = found.spec;
    spec = {
      ...spec,
      domain: {
        ...spec.domain,
        cpu: {
          ...spec.domain.cpu,
          sockets: cpu.guest,
          cores: 1,
          threads: 1,
          ...(cpu.model && { model: cpu.model }),
        },
        memory: { ...spec.domain.memory, guest: memory.guest },
      },
    };
  }
  return { spec };
}

/** A preference fills what the template leaves open. */
function prefer(spec: VmiSpec, { spec: preferred }: Preference): VmiSpec {
  const bus = preferred?.devices?.preferredDiskBus;
  const model = preferred?.devices?.preferredInterfaceModel;
  const type = preferred?.machine?.preferredMachineType;
  const { devices, machine } = spec.domain;
  return {
    ...spec,
    domain: {
      ...spec.domain,
      ...(type && { machine: { type, ...machine } }),
      devices: {
        ...devices,
        disks: devices.disks?.map(disk =>
          bus && !disk.cdrom && !disk.lun
            ? { ...disk, disk: { bus, ...disk.disk } }
            : disk,
        ),
        interfaces: devices.interfaces?.map(nic =>
          model ? { model, ...nic } : nic,
        ),
      },
    },
  };
}
