import { Kind } from '../types';
import { claimHealth, volumeHealth } from './claimHealth';
import {
  dataSourceHealth,
  dataVolumeHealth,
  importCronHealth,
} from './dataVolumeHealth';
import { storageFacts } from './facts';
import { storageInside } from './inside';
import { claimKeys } from './names';

export { claimHealth } from './claimHealth';
export { dataVolumeHealth } from './dataVolumeHealth';
export { diskOf } from './disks';
export { storageFacts } from './facts';
export { setClaimsKey } from './names';

const category = 'storage';

/** Disks: claims, and what CDI fills them by. */
export const storage: readonly Kind[] = [
  {
    groups: ['cdi.kubevirt.io'],
    kind: 'DataVolume',
    category,
    watch: {
      resource: 'datavolumes',
      keep: [
        'spec',
        'status.phase',
        'status.progress',
        'status.claimName',
        'status.conditions',
      ],
    },
    // Of a VM's own templates; one of its own is a disk that others may share.
    drawn: { within: ['kubevirt.io/VirtualMachine'] },
    health: {
      judge: dataVolumeHealth,
      source: 'containerized-data-importer, DataVolumePhase',
    },
    facts: storageFacts,
    inside: storageInside,
  },
  {
    groups: ['cdi.kubevirt.io'],
    kind: 'DataSource',
    category,
    watch: {
      resource: 'datasources',
      keep: ['spec', 'status.conditions', 'status.source'],
    },
    drawn: { within: ['cdi.kubevirt.io/DataImportCron'] },
    health: {
      judge: dataSourceHealth,
      source: 'containerized-data-importer, DataSourceConditionType',
    },
  },
  {
    groups: ['cdi.kubevirt.io'],
    kind: 'DataImportCron',
    category,
    watch: {
      resource: 'dataimportcrons',
      keep: ['spec.managedDataSource', 'spec.schedule', 'status.conditions'],
    },
    health: {
      judge: importCronHealth,
      source: 'containerized-data-importer, DataImportCronConditionType',
    },
  },
  {
    groups: [''],
    kind: 'PersistentVolumeClaim',
    category,
    watch: {
      resource: 'persistentvolumeclaims',
      keep: ['spec', 'status.phase', 'status.capacity', 'status.conditions'],
    },
    // A DataVolume and its claim are one disk, also once CDI collected the former,
    // and with the claim that CDI fills first, to hand its volume over.
    drawn: {
      within: [
        'cdi.kubevirt.io/DataVolume',
        'kubevirt.io/VirtualMachine',
        '/PersistentVolumeClaim',
      ],
    },
    keys: claimKeys,
    health: {
      judge: claimHealth,
      source: 'k8s.io/api/core/v1, PersistentVolumeClaimPhase',
    },
    facts: storageFacts,
    inside: storageInside,
  },
  {
    groups: [''],
    kind: 'PersistentVolume',
    category,
    watch: {
      resource: 'persistentvolumes',
      keep: ['spec', 'status.phase', 'status.reason', 'status.message'],
    },
    health: {
      judge: volumeHealth,
      source: 'k8s.io/api/core/v1, PersistentVolumePhase',
    },
  },
];
