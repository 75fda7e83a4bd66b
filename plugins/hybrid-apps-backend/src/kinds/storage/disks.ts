import { KubeObject } from '../../clusters';
import { at, text } from '../../objects';
import { World } from '../types';

/** What stands behind a volume of a VM, as far as it is there. */
export interface Disk {
  dataVolume?: KubeObject;
  claim?: KubeObject;
}

/**
 * The disk of a volume by name. One name is for both the DataVolume and the
 * claim that it fills, and CDI may have collected a filled DataVolume.
 * Source: kubevirt.io/api/core/v1, `DataVolumeSource.Name`.
 */
export function diskOf(
  volume: unknown,
  namespace: string | undefined,
  world: World,
): Disk {
  const ofTemplate = text(at(volume, 'dataVolume', 'name'));
  const name =
    ofTemplate ??
    text(at(volume, 'persistentVolumeClaim', 'claimName')) ??
    text(at(volume, 'ephemeral', 'persistentVolumeClaim', 'claimName'));
  if (!name) {
    return {};
  }
  return {
    dataVolume: ofTemplate
      ? world.get({
          group: 'cdi.kubevirt.io',
          kind: 'DataVolume',
          namespace,
          name,
        })
      : undefined,
    claim: world.get({
      group: '',
      kind: 'PersistentVolumeClaim',
      namespace,
      name,
    }),
  };
}
