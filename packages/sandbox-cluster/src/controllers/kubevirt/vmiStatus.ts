import { stableUuid } from '../meta';
import { crashes } from '../pods/markers';
import { Pod, VirtualMachineInstance } from '../shapes';
import { secondaryInterface } from './launcherPod';

/** A guest whose disk image is marked so crashes while it boots. */
export function guestCrashes({ spec }: VirtualMachineInstance): boolean {
  return (spec.volumes ?? []).some(
    ({ containerDisk }) => containerDisk && crashes(containerDisk.image),
  );
}

/** The guest's interfaces: the Pod's address on its network, none that we know on others. */
export function interfaces(
  { spec, metadata }: VirtualMachineInstance,
  pod: Pod,
) {
  return (spec.networks ?? []).map((network, i) => {
    const nic = spec.domain.devices.interfaces?.find(
      ({ name }) => name === network.name,
    );
    const ip = network.multus ? undefined : pod.status?.podIP;
    return {
      infoSource: 'domain',
      ...(ip && { ipAddress: ip, ipAddresses: [ip] }),
      mac: nic?.macAddress ?? macAddress(metadata.uid, network.name),
      name: network.name,
      podInterfaceName: network.multus
        ? secondaryInterface(network.name)
        : 'eth0',
      queueCount: 1,
      ...(i > 0 && { interfaceName: `eth${i}` }),
    };
  });
}

/** A locally administered address, as KubeVirt draws one. */
function macAddress(...seed: unknown[]): string {
  const hex = stableUuid(...seed).replaceAll('-', '');
  return [
    '02',
    hex.slice(0, 2),
    hex.slice(2, 4),
    hex.slice(4, 6),
    hex.slice(6, 8),
    hex.slice(8, 10),
  ].join(':');
}

export function volumeStatus({ spec }: VirtualMachineInstance) {
  return (spec.volumes ?? [])
    .map(({ name, dataVolume, persistentVolumeClaim }) => {
      const claimName = dataVolume?.name ?? persistentVolumeClaim?.claimName;
      return {
        name,
        target: '',
        ...(claimName && { persistentVolumeClaimInfo: { claimName } }),
        // Plugged in at once, as no guest runs here.
        ...((dataVolume?.hotpluggable ||
          persistentVolumeClaim?.hotpluggable) && {
          hotplugVolume: {},
          phase: 'Ready',
          reason: 'VolumeReady',
        }),
      };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
