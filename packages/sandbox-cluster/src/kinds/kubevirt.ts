import * as columns from './columns';
import { custom } from './define';

const status = ['status'] as const;
const all = ['all'];
const { ageColumn, column, conditionColumn } = columns;

/** KubeVirt's CRDs show the age before all else. */
const age = ageColumn('Age', 'metadata.creationTimestamp');

/** KubeVirt: its own group, and those of its snapshots, clones, exports and instance types. */
export const kubevirtKinds = [
  custom('kubevirt.io', 'v1 v1alpha3', 'VirtualMachine', {
    shortNames: ['vm', 'vms'],
    categories: all,
    subresources: status,
    untyped: ['spec.template.metadata', 'spec.dataVolumeTemplates.metadata'],
    columns: [
      age,
      column('Status', 'status.printableStatus'),
      conditionColumn('Ready', 'Ready'),
    ],
  }),
  custom('kubevirt.io', 'v1 v1alpha3', 'VirtualMachineInstance', {
    shortNames: ['vmi', 'vmis'],
    categories: all,
    columns: [
      age,
      column('Phase', 'status.phase'),
      column('IP', vmi =>
        columns.firstOf(vmi, 'ipAddress', 'status', 'interfaces'),
      ),
      column('NodeName', 'status.nodeName'),
      conditionColumn('Ready', 'Ready'),
      conditionColumn('Live-Migratable', 'LiveMigratable', { wide: true }),
      conditionColumn('Paused', 'Paused', { wide: true }),
    ],
  }),
  custom('kubevirt.io', 'v1 v1alpha3', 'VirtualMachineInstanceMigration', {
    shortNames: ['vmim', 'vmims'],
    categories: all,
    subresources: status,
    columns: [
      age,
      column('Phase', 'status.phase'),
      column('VMI', 'spec.vmiName'),
    ],
  }),
  custom('kubevirt.io', 'v1 v1alpha3', 'VirtualMachineInstanceReplicaSet', {
    inert: true,
    shortNames: ['vmirs', 'vmirss'],
    categories: all,
    subresources: ['status', 'scale'],
  }),
  custom('kubevirt.io', 'v1 v1alpha3', 'KubeVirt', {
    shortNames: ['kv', 'kvs'],
    categories: all,
    subresources: status,
    columns: [column('Phase', 'status.phase')],
  }),

  custom('instancetype.kubevirt.io', 'v1beta1', 'VirtualMachineInstancetype', {
    shortNames: ['vminstancetype', 'vminstancetypes', 'vmf', 'vmfs'],
    categories: all,
  }),
  custom(
    'instancetype.kubevirt.io',
    'v1beta1',
    'VirtualMachineClusterInstancetype',
    {
      cluster: true,
      shortNames: [
        'vmclusterinstancetype',
        'vmclusterinstancetypes',
        'vmcf',
        'vmcfs',
      ],
    },
  ),
  custom('instancetype.kubevirt.io', 'v1beta1', 'VirtualMachinePreference', {
    shortNames: ['vmpref', 'vmprefs', 'vmp', 'vmps'],
    categories: all,
  }),
  custom(
    'instancetype.kubevirt.io',
    'v1beta1',
    'VirtualMachineClusterPreference',
    { cluster: true, shortNames: ['vmcp', 'vmcps'] },
  ),

  custom('snapshot.kubevirt.io', 'v1beta1', 'VirtualMachineSnapshot', {
    shortNames: ['vmsnapshot', 'vmsnapshots'],
    categories: all,
    subresources: status,
    columns: [
      column('SourceKind', 'spec.source.kind'),
      column('SourceName', 'spec.source.name'),
      column('Phase', 'status.phase'),
      column('ReadyToUse', 'status.readyToUse'),
    ],
  }),
  custom('snapshot.kubevirt.io', 'v1beta1', 'VirtualMachineSnapshotContent', {
    shortNames: ['vmsnapshotcontent', 'vmsnapshotcontents'],
    categories: all,
    subresources: status,
  }),
  custom('snapshot.kubevirt.io', 'v1beta1', 'VirtualMachineRestore', {
    shortNames: ['vmrestore', 'vmrestores'],
    categories: all,
    subresources: status,
    columns: [
      column('TargetKind', 'spec.target.kind'),
      column('TargetName', 'spec.target.name'),
      column('Complete', 'status.complete'),
    ],
  }),
  custom('clone.kubevirt.io', 'v1beta1', 'VirtualMachineClone', {
    shortNames: ['vmclone', 'vmclones'],
    categories: all,
    subresources: status,
    columns: [column('Phase', 'status.phase')],
  }),
  custom('export.kubevirt.io', 'v1beta1', 'VirtualMachineExport', {
    inert: true,
    shortNames: ['vmexport', 'vmexports'],
    categories: all,
    subresources: status,
    columns: [column('Phase', 'status.phase')],
  }),
];
