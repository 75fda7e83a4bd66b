import { Kind } from '../types';
import { migrationHealth } from './health';

/** Moves of running VMs from node to node. */
export const migrations: readonly Kind[] = [
  {
    groups: ['kubevirt.io'],
    kind: 'VirtualMachineInstanceMigration',
    category: 'config',
    watch: {
      resource: 'virtualmachineinstancemigrations',
      keep: [
        'spec.vmiName',
        'status.phase',
        'status.conditions',
        'status.migrationState.failureReason',
      ],
    },
    health: {
      judge: migrationHealth,
      source: 'kubevirt.io/api/core/v1, VirtualMachineInstanceMigrationPhase',
    },
  },
];
