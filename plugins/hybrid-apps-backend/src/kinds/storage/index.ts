import { Kind } from '../types';
import { storageFacts } from './facts';
import { claimHealth, dataVolumeHealth } from './health';

export { dataVolumeHealth } from './health';

/** Disks: claims, and what CDI fills them by. */
export const storage: readonly Kind[] = [
  {
    groups: ['cdi.kubevirt.io'],
    kind: 'DataVolume',
    category: 'storage',
    drawn: 'beside-owner',
    health: {
      judge: dataVolumeHealth,
      source: 'containerized-data-importer, DataVolumePhase',
    },
    facts: storageFacts,
  },
  {
    groups: [''],
    kind: 'PersistentVolumeClaim',
    category: 'storage',
    drawn: 'beside-owner',
    health: {
      judge: claimHealth,
      source: 'k8s.io/api/core/v1, PersistentVolumeClaimPhase',
    },
    facts: storageFacts,
  },
];
