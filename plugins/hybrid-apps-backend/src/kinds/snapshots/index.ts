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
    health: {
      judge: snapshotHealth,
      source: 'kubevirt.io/api/snapshot, VirtualMachineSnapshotPhase',
    },
  },
  {
    groups: ['snapshot.kubevirt.io'],
    kind: 'VirtualMachineRestore',
    category,
    health: {
      judge: restoreHealth,
      source: 'kubevirt.io/api/snapshot, VirtualMachineRestoreStatus',
    },
  },
  {
    groups: ['clone.kubevirt.io'],
    kind: 'VirtualMachineClone',
    category,
    health: {
      judge: cloneHealth,
      source: 'kubevirt.io/api/clone, VirtualMachineClonePhase',
    },
  },
  {
    groups: ['export.kubevirt.io'],
    kind: 'VirtualMachineExport',
    category,
    health: {
      judge: exportHealth,
      source: 'kubevirt.io/api/export, VirtualMachineExportPhase',
    },
  },
];
