import { kindsOf, WatchedKind } from './watchedKind';

/** VMs, what they are made of, and their disks. */
export const KUBEVIRT_KINDS: readonly WatchedKind[] = [
  {
    groups: ['kubevirt.io'],
    kind: 'VirtualMachine',
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
    ],
  },
  {
    groups: ['kubevirt.io'],
    kind: 'VirtualMachineInstance',
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
      'status.migrationMethod',
      'status.memory',
      'status.currentCPUTopology',
    ],
  },
  {
    groups: ['kubevirt.io'],
    kind: 'VirtualMachineInstanceMigration',
    resource: 'virtualmachineinstancemigrations',
    keep: ['spec', 'status.phase', 'status.conditions'],
  },
  {
    groups: ['kubevirt.io'],
    kind: 'KubeVirt',
    resource: 'kubevirts',
    keep: [
      'status.phase',
      'status.conditions',
      'status.observedKubeVirtVersion',
      'status.targetKubeVirtVersion',
    ],
  },
  ...kindsOf(
    ['instancetype.kubevirt.io'],
    ['spec'],
    [
      ['VirtualMachineInstancetype', 'virtualmachineinstancetypes'],
      [
        'VirtualMachineClusterInstancetype',
        'virtualmachineclusterinstancetypes',
      ],
      ['VirtualMachinePreference', 'virtualmachinepreferences'],
      ['VirtualMachineClusterPreference', 'virtualmachineclusterpreferences'],
    ],
  ),
  {
    groups: ['cdi.kubevirt.io'],
    kind: 'DataVolume',
    resource: 'datavolumes',
    keep: [
      'spec',
      'status.phase',
      'status.progress',
      'status.claimName',
      'status.conditions',
    ],
  },
  {
    groups: ['cdi.kubevirt.io'],
    kind: 'DataSource',
    resource: 'datasources',
    keep: ['spec', 'status.conditions', 'status.source'],
  },
];
