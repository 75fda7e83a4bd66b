import { NodeFacts } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { at, list, number, text } from '../../objects';
import { diskOf, storageFacts } from '../storage';
import { World } from '../types';
import { Guest, listOf } from './hardware';

/** What is behind a volume that has no claim, by the field that it is written in. */
const PLAIN: ReadonlyArray<
  readonly [field: string, name: readonly string[], words: string]
> = [
  ['containerDisk', ['image'], 'container disk'],
  ['configMap', ['name'], 'ConfigMap'],
  ['secret', ['secretName'], 'Secret'],
  ['serviceAccount', ['serviceAccountName'], 'ServiceAccount'],
  ['cloudInitNoCloud', [], 'cloud-init'],
  ['cloudInitConfigDrive', [], 'cloud-init'],
  ['sysprep', [], 'sysprep'],
  ['emptyDisk', [], 'empty disk'],
  ['hostDisk', ['path'], 'host disk'],
  ['memoryDump', ['claimName'], 'memory dump'],
];

function sourceOf(volume: unknown, isCollected: boolean): string | undefined {
  const dataVolume = text(at(volume, 'dataVolume', 'name'));
  if (dataVolume) {
    return `${
      isCollected ? 'PersistentVolumeClaim' : 'DataVolume'
    } ${dataVolume}`;
  }
  const claim = text(at(volume, 'persistentVolumeClaim', 'claimName'));
  if (claim) {
    return `PersistentVolumeClaim ${claim}`;
  }
  const shared = text(
    at(volume, 'ephemeral', 'persistentVolumeClaim', 'claimName'),
  );
  if (shared) {
    return `copy of PersistentVolumeClaim ${shared}`;
  }
  const plain = PLAIN.find(([field]) => at(volume, field) !== undefined);
  if (!plain) {
    return undefined;
  }
  const [field, path, words] = plain;
  const name = path.length > 0 ? text(at(volume, field, ...path)) : undefined;
  return name ? `${words} ${name}` : words;
}

/** As large as the DataVolume will be that is yet to be made. */
function sizeOfTemplate(vm: unknown, name: string | undefined) {
  const template = list(at(vm, 'spec', 'dataVolumeTemplates')).find(
    one => name !== undefined && at(one, 'metadata', 'name') === name,
  );
  const wanted = at(template, 'spec', 'storage') ?? at(template, 'spec', 'pvc');
  return text(at(wanted, 'resources', 'requests', 'storage'));
}

/** What the instance knows of a claim that the portal may not read. */
const sizeOfStatus = (instance: unknown, name: string) =>
  text(
    at(
      list(at(instance, 'status', 'volumeStatus')).find(
        one => at(one, 'name') === name,
      ),
      'persistentVolumeClaimInfo',
      'capacity',
      'storage',
    ),
  );

/** Devices that a volume may be to a guest. Source: kubevirt.io/api/core/v1, `DiskDevice`. */
const DEVICES = ['disk', 'cdrom', 'lun'];

/**
 * As what a guest has a disk, as far as it is written: a disk on no bus that is
 * told is on the one that the platform chooses as it starts.
 */
function deviceOf(written: unknown) {
  const device = DEVICES.find(type => at(written, type) !== undefined);
  const bus = device && text(at(written, device, 'bus'));
  const bootOrder = number(at(written, 'bootOrder'));
  return {
    ...(device && { device }),
    ...(bus && { bus }),
    ...(bootOrder !== undefined && { bootOrder }),
  };
}

/**
 * The disks of a guest: also those that are plugged into it while it runs, and
 * of volumes for which no disk is written.
 * Source: kubevirt, `pkg/util/util.go`, `SetDefaultVolumeDisk`.
 */
export function disksOf(
  guest: Guest,
  world: World,
): NonNullable<NodeFacts['disks']> {
  const { vm, instance } = guest;
  const volumes = listOf(guest, 'volumes');
  const names = (named: readonly unknown[]) =>
    named.flatMap(device => text(at(device, 'name')) ?? []);
  const devices = listOf(guest, 'domain', 'devices', 'disks');
  const written = names(devices);
  const others = new Set([
    ...written,
    ...names(listOf(guest, 'domain', 'devices', 'filesystems')),
  ]);
  const byDefault = names(volumes).filter(name => !others.has(name));
  return [...written, ...byDefault].map(name => {
    const volume = volumes.find(one => at(one, 'name') === name);
    const { dataVolume, claim } = diskOf(volume, vm.metadata.namespace, world);
    const disk = claim ?? dataVolume;
    const source = sourceOf(volume, !dataVolume && claim !== undefined);
    const facts = disk && storageFacts(disk, world, {});
    const size =
      facts?.size ??
      sizeOfTemplate(vm, text(at(volume, 'dataVolume', 'name'))) ??
      sizeOfStatus(instance, name) ??
      text(at(volume, 'emptyDisk', 'capacity'));
    const storageClass = facts?.storageClass;
    return {
      name,
      ...(source && { source }),
      ...(size && { size }),
      ...(storageClass && { storageClass }),
      ...deviceOf(devices.find(one => at(one, 'name') === name)),
    };
  });
}
