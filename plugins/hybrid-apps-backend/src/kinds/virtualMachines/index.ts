import { Kind } from '../types';
import { vmFacts } from './facts';
import { vmHealth, vmiHealth } from './health';
import { instanceSetHealth, poolHealth } from './setHealth';
import { vmWanted } from './wanted';

export const virtualMachines: readonly Kind[] = [
  {
    groups: ['kubevirt.io'],
    kind: 'VirtualMachine',
    category: 'vm',
    // Those of a pool are workloads of their own.
    drawn: { within: [] },
    wanted: vmWanted,
    health: {
      judge: vmHealth,
      source:
        'kubevirt.io/api/core/v1, VirtualMachinePrintableStatus, VirtualMachineConditionType',
    },
    facts: vmFacts,
  },
  {
    groups: ['kubevirt.io'],
    kind: 'VirtualMachineInstance',
    category: 'vm',
    drawn: { within: ['kubevirt.io/VirtualMachine'] },
    health: {
      judge: vmiHealth,
      source:
        'kubevirt.io/api/core/v1, VirtualMachineInstancePhase, VirtualMachineInstanceConditionType',
    },
    facts: vmFacts,
  },
  {
    groups: ['kubevirt.io'],
    kind: 'VirtualMachineInstanceReplicaSet',
    category: 'config',
    health: {
      judge: instanceSetHealth,
      source: 'kubevirt.io/api/core/v1, VirtualMachineInstanceReplicaSetStatus',
    },
  },
  {
    groups: ['pool.kubevirt.io'],
    kind: 'VirtualMachinePool',
    category: 'config',
    health: {
      judge: poolHealth,
      source: 'kubevirt.io/api/pool, VirtualMachinePoolStatus',
    },
  },
];
