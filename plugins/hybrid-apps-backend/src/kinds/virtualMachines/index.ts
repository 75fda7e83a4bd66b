import { Kind } from '../types';
import { vmFacts } from './facts';
import { vmHealth, vmiHealth } from './health';

export const virtualMachines: readonly Kind[] = [
  {
    groups: ['kubevirt.io'],
    kind: 'VirtualMachine',
    category: 'vm',
    health: vmHealth,
    facts: vmFacts,
  },
  {
    groups: ['kubevirt.io'],
    kind: 'VirtualMachineInstance',
    category: 'vm',
    health: vmiHealth,
    facts: vmFacts,
  },
];
