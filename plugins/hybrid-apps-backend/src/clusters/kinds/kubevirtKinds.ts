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
    keep: [
      'spec.vmiName',
      'status.phase',
      'status.conditions',
      'status.migrationState.failureReason',
    ],
  },
  {
    groups: ['kubevirt.io'],
    kind: 'VirtualMachineInstanceReplicaSet',
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
  {
    groups: ['pool.kubevirt.io'],
    kind: 'VirtualMachinePool',
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
  {
    groups: ['snapshot.kubevirt.io'],
    kind: 'VirtualMachineSnapshot',
    resource: 'virtualmachinesnapshots',
    keep: [
      'spec.source',
      'status.phase',
      'status.readyToUse',
      'status.creationTime',
      'status.error',
      'status.conditions',
    ],
  },
  {
    // Not `patches`, which may hold anything.
    groups: ['snapshot.kubevirt.io'],
    kind: 'VirtualMachineRestore',
    resource: 'virtualmachinerestores',
    keep: [
      'spec.target',
      'spec.virtualMachineSnapshotName',
      'status.complete',
      'status.restoreTime',
      'status.conditions',
    ],
  },
  {
    groups: ['clone.kubevirt.io'],
    kind: 'VirtualMachineClone',
    resource: 'virtualmachineclones',
    keep: [
      'spec.source',
      'spec.target',
      'status.phase',
      'status.targetName',
      'status.conditions',
    ],
  },
  {
    // Not the links, nor the Secret with their token.
    groups: ['export.kubevirt.io'],
    kind: 'VirtualMachineExport',
    resource: 'virtualmachineexports',
    keep: [
      'spec.source',
      'status.phase',
      'status.ttlExpirationTime',
      'status.conditions',
    ],
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
  {
    groups: ['cdi.kubevirt.io'],
    kind: 'DataImportCron',
    resource: 'dataimportcrons',
    keep: ['spec.managedDataSource', 'spec.schedule', 'status.conditions'],
  },
];
