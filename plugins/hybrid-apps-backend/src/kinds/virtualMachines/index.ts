import { Kind } from '../types';
import { vmFacts } from './facts';
import { vmHealth, vmiHealth } from './health';
import { vmWanted } from './wanted';

export const virtualMachines: readonly Kind[] = [
  {
    groups: ['kubevirt.io'],
    kind: 'VirtualMachine',
    category: 'vm',
    wanted: vmWanted,
    health: {
      judge: vmHealth,
      source: 'kubevirt.io/api/core/v1, VirtualMachinePrintableStatus',
    },
    facts: vmFacts,
  },
  {
    groups: ['kubevirt.io'],
    kind: 'VirtualMachineInstance',
    category: 'vm',
    health: {
      judge: vmiHealth,
      source: 'kubevirt.io/api/core/v1, VirtualMachineInstancePhase',
    },
    facts: vmFacts,
  },
];
