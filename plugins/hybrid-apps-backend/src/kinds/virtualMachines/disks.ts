import { NodeFacts } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { at, list, text } from '../../objects';
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
  const names = (devices: readonly unknown[]) =>
    devices.flatMap(device => text(at(device, 'name')) ?? []);
  const written = names(listOf(guest, 'domain', 'devices', 'disks'));
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
    const size =
      (disk && storageFacts(disk, world, {}).size) ??
      sizeOfTemplate(vm, text(at(volume, 'dataVolume', 'name'))) ??
      sizeOfStatus(instance, name) ??
      text(at(volume, 'emptyDisk', 'capacity'));
    return { name, ...(source && { source }), ...(size && { size }) };
  });
}
