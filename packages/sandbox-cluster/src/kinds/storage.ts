import * as columns from './columns';
import { builtIn, custom } from './define';

const status = ['status'] as const;

/** Storage, its snapshots, and CDI. */
export const storageKinds = [
  builtIn('storage.k8s.io', 'v1', 'StorageClass', {
    cluster: true,
    shortNames: ['sc'],
    columns: columns.storageClassColumns,
  }),
  builtIn('storage.k8s.io', 'v1', 'VolumeAttachment', {
    cluster: true,
    subresources: status,
  }),
  builtIn('storage.k8s.io', 'v1', 'CSIDriver', { cluster: true }),
  builtIn('storage.k8s.io', 'v1', 'CSINode', { cluster: true }),

  custom('snapshot.storage.k8s.io', 'v1', 'VolumeSnapshot', {
    inert: true,
    shortNames: ['vs'],
    subresources: status,
  }),
  custom('snapshot.storage.k8s.io', 'v1', 'VolumeSnapshotContent', {
    cluster: true,
    shortNames: ['vsc'],
    subresources: status,
  }),
  custom('snapshot.storage.k8s.io', 'v1', 'VolumeSnapshotClass', {
    cluster: true,
    shortNames: ['vsclass'],
    plural: 'volumesnapshotclasses',
  }),

  custom('cdi.kubevirt.io', 'v1beta1', 'DataVolume', {
    shortNames: ['dv', 'dvs'],
    categories: ['all'],
    subresources: status,
    columns: [
      columns.column('Phase', 'status.phase'),
      columns.column('Progress', 'status.progress'),
      columns.column('Restarts', 'status.restartCount', {
        type: 'integer',
        none: '0',
      }),
    ],
  }),
  custom('cdi.kubevirt.io', 'v1beta1', 'DataSource', {
    shortNames: ['das'],
    categories: ['all'],
    subresources: status,
  }),
  custom('cdi.kubevirt.io', 'v1beta1', 'DataImportCron', {
    inert: true,
    shortNames: ['dic', 'dics'],
    categories: ['all'],
    subresources: status,
  }),
  custom('cdi.kubevirt.io', 'v1beta1', 'StorageProfile', {
    cluster: true,
    categories: ['all'],
    subresources: status,
  }),
  custom('cdi.kubevirt.io', 'v1beta1', 'CDI', {
    cluster: true,
    shortNames: ['cdis'],
    subresources: status,
  }),
];
