import { templateNames } from '../pods';
import { Kind, kindsOf } from '../types';
import { vmFacts } from './facts';
import { vmHealth, vmiHealth } from './health';
import { instanceSetHealth, poolHealth } from './setHealth';
import { vmInside } from './inside';
import { vmNames } from './names';
import { setFacts } from './setFacts';
import { typeFacts } from './typeFacts';
import { vmWanted } from './wanted';

export { socketsByResources } from './hardware';
export { typeKey } from './hardware';
export { instanceOf } from './instance';
export { runStrategyOf } from './wanted';

export const virtualMachines: readonly Kind[] = [
  {
    groups: ['kubevirt.io'],
    kind: 'VirtualMachine',
    category: 'vm',
    watch: {
      resource: 'virtualmachines',
      keep: [
        'spec',
        'status.printableStatus',
        'status.ready',
        'status.created',
        'status.conditions',
        'status.runStrategy',
        'status.startFailure',
        'status.stateChangeRequests',
        'status.instancetypeRef',
        'status.preferenceRef',
        'status.desiredGeneration',
      ],
    },
    reachability: 'subject',
    // Those of a pool are workloads of their own.
    drawn: { within: [] },
    wanted: vmWanted,
    names: vmNames,
    health: {
      judge: vmHealth,
      source:
        'kubevirt.io/api/core/v1, VirtualMachinePrintableStatus, VirtualMachineConditionType',
    },
    facts: vmFacts,
    inside: vmInside,
  },
  {
    groups: ['kubevirt.io'],
    kind: 'VirtualMachineInstance',
    category: 'vm',
    watch: {
      resource: 'virtualmachineinstances',
      keep: [
        'spec',
        'status.phase',
        'status.reason',
        'status.conditions',
        'status.interfaces',
        'status.nodeName',
        'status.activePods',
        'status.guestOSInfo',
        'status.volumeStatus',
        'status.migrationState',
        'status.machine',
        'status.migrationMethod',
        'status.memory',
        'status.currentCPUTopology',
      ],
    },
    reachability: 'subject',
    drawn: { within: ['kubevirt.io/VirtualMachine'] },
    wanted: () => 'on',
    names: templateNames,
    health: {
      judge: vmiHealth,
      source:
        'kubevirt.io/api/core/v1, VirtualMachineInstancePhase, VirtualMachineInstanceConditionType',
    },
    facts: vmFacts,
    inside: vmInside,
  },
  {
    groups: ['kubevirt.io'],
    kind: 'VirtualMachineInstanceReplicaSet',
    category: 'config',
    watch: {
      resource: 'virtualmachineinstancereplicasets',
      // Its instances say what its template does.
      keep: [
        'spec.replicas',
        'spec.paused',
        'status.replicas',
        'status.readyReplicas',
        'status.conditions',
      ],
    },
    health: {
      judge: instanceSetHealth,
      source: 'kubevirt.io/api/core/v1, VirtualMachineInstanceReplicaSetStatus',
    },
    facts: setFacts,
  },
  {
    groups: ['pool.kubevirt.io'],
    kind: 'VirtualMachinePool',
    category: 'config',
    watch: {
      resource: 'virtualmachinepools',
      keep: [
        'spec.replicas',
        'spec.paused',
        'spec.virtualMachineTemplate.spec.running',
        'spec.virtualMachineTemplate.spec.runStrategy',
        'status.replicas',
        'status.readyReplicas',
        'status.conditions',
      ],
    },
    health: {
      judge: poolHealth,
      source: 'kubevirt.io/api/pool, VirtualMachinePoolStatus',
    },
    facts: setFacts,
  },
  ...kindsOf(
    ['instancetype.kubevirt.io'],
    [
      ['VirtualMachineInstancetype', 'virtualmachineinstancetypes'],
      [
        'VirtualMachineClusterInstancetype',
        'virtualmachineclusterinstancetypes',
      ],
      ['VirtualMachinePreference', 'virtualmachinepreferences'],
      ['VirtualMachineClusterPreference', 'virtualmachineclusterpreferences'],
    ],
    { category: 'config', watch: { keep: ['spec'] }, facts: typeFacts },
  ),
];
