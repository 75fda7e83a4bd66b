import { Kind } from '../types';
import {
  cloneHealth,
  exportHealth,
  restoreHealth,
  snapshotHealth,
} from './health';

const category = 'config';

/** Copies of VMs, and what is made of them. */
export const snapshots: readonly Kind[] = [
  {
    groups: ['snapshot.kubevirt.io'],
    kind: 'VirtualMachineSnapshot',
    category,
    watch: {
      resource: 'virtualmachinesnapshots',
      keep: [
        'spec.source',
        'status.phase',
        'status.readyToUse',
        'status.creationTime',
        'status.snapshotVolumes',
        'status.error',
        'status.conditions',
      ],
    },
    health: {
      judge: snapshotHealth,
      source: 'kubevirt.io/api/snapshot, VirtualMachineSnapshotPhase',
    },
  },
  {
    groups: ['snapshot.kubevirt.io'],
    kind: 'VirtualMachineRestore',
    category,
    watch: {
      resource: 'virtualmachinerestores',
      // Not `patches`, which may hold anything.
      keep: [
        'spec.target',
        'spec.virtualMachineSnapshotName',
        'status.complete',
        'status.restoreTime',
        'status.conditions',
      ],
    },
    health: {
      judge: restoreHealth,
      source: 'kubevirt.io/api/snapshot, VirtualMachineRestoreStatus',
    },
  },
  {
    groups: ['clone.kubevirt.io'],
    kind: 'VirtualMachineClone',
    category,
    watch: {
      resource: 'virtualmachineclones',
      keep: [
        'spec.source',
        'spec.target',
        'status.phase',
        'status.targetName',
        'status.conditions',
      ],
    },
    health: {
      judge: cloneHealth,
      source: 'kubevirt.io/api/clone, VirtualMachineClonePhase',
    },
  },
  {
    groups: ['export.kubevirt.io'],
    kind: 'VirtualMachineExport',
    category,
    watch: {
      resource: 'virtualmachineexports',
      // Not the links, nor the Secret with their token.
      keep: [
        'spec.source',
        'status.phase',
        'status.ttlExpirationTime',
        'status.conditions',
      ],
    },
    health: {
      judge: exportHealth,
      source: 'kubevirt.io/api/export, VirtualMachineExportPhase',
    },
  },
];
