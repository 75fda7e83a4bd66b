import { KubeObject } from '../objects';

/** A StorageClass; the first of a cluster is its default. */
export const storageClass = (
  name: string,
  provisioner: string,
  isDefault: boolean,
): KubeObject => ({
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: {
    name,
    ...(isDefault && {
      annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' },
    }),
  },
  provisioner,
  reclaimPolicy: 'Delete',
  volumeBindingMode: 'Immediate',
  allowVolumeExpansion: true,
});

/** Sizes of VMs that a cluster offers by name. Source: kubevirt/common-instancetypes, series U. */
export const instancetypes: KubeObject[] = (
  [
    ['u1.small', 1, '2Gi'],
    ['u1.medium', 1, '4Gi'],
    ['u1.large', 2, '8Gi'],
    ['u1.xlarge', 4, '16Gi'],
  ] as const
).map(([name, cpus, memory]) => ({
  apiVersion: 'instancetype.kubevirt.io/v1beta1',
  kind: 'VirtualMachineClusterInstancetype',
  metadata: { name },
  spec: { cpu: { guest: cpus }, memory: { guest: memory } },
}));

/** What a guest system likes best. */
export const preferences: KubeObject[] = ['fedora', 'ubuntu', 'debian'].map(
  name => ({
    apiVersion: 'instancetype.kubevirt.io/v1beta1',
    kind: 'VirtualMachineClusterPreference',
    metadata: { name },
    spec: { devices: { preferredDiskBus: 'virtio' } },
  }),
);

const IMAGES_NAMESPACE = 'kubevirt-os-images';

/** Golden images: bound claims, and the DataSources that lead to them. */
export const goldenImages: KubeObject[] = [
  'fedora',
  'ubuntu',
  'debian',
  'centos-stream10',
].flatMap(name => [
  {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name, namespace: IMAGES_NAMESPACE },
    spec: {
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: '10Gi' } },
    },
  },
  {
    apiVersion: 'cdi.kubevirt.io/v1beta1',
    kind: 'DataSource',
    metadata: { name, namespace: IMAGES_NAMESPACE },
    spec: { source: { pvc: { name, namespace: IMAGES_NAMESPACE } } },
    status: { conditions: [{ type: 'Ready', status: 'True' }] },
  },
]);
