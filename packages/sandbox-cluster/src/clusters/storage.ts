import { randomUUID } from 'crypto';
import { KubeObject } from '../objects';
import { daemonSet, EVERYWHERE, namespace } from './build';

export interface StorageClassDescription {
  name: string;
  provisioner: string;
  isDefault?: boolean;
  waitsForConsumer?: boolean;
  reclaimPolicy?: 'Delete' | 'Retain';
  parameters?: Record<string, string>;
}

export function storageClass(given: StorageClassDescription): KubeObject {
  return {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: {
      name: given.name,
      ...(given.isDefault && {
        annotations: {
          'storageclass.kubernetes.io/is-default-class': 'true',
          'storageclass.kubevirt.io/is-default-virt-class': 'true',
        },
      }),
    },
    provisioner: given.provisioner,
    ...(given.parameters && { parameters: given.parameters }),
    reclaimPolicy: given.reclaimPolicy ?? 'Delete',
    allowVolumeExpansion: true,
    volumeBindingMode: given.waitsForConsumer
      ? 'WaitForFirstConsumer'
      : 'Immediate',
  };
}

/** A CSI driver, and the DaemonSet that has it on the nodes. */
export function csiDriver(name: string, image: string): KubeObject[] {
  const [provider] = name.split('.');
  const workload = `csi-${provider}plugin`;
  return [
    {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'CSIDriver',
      metadata: { name },
      spec: { attachRequired: true, podInfoOnMount: false },
    },
    namespace('csi-drivers'),
    daemonSet({
      namespace: 'csi-drivers',
      name: workload,
      image,
      pod: {
        ...EVERYWHERE,
        volumes: [
          {
            name: 'plugin-dir',
            hostPath: { path: `/var/lib/kubelet/plugins/${name}` },
          },
        ],
      },
    }),
  ];
}

/** What CDI asks of a class for a VM's disk: shared ones let the VM migrate. */
export function storageProfile(name: string, isShared: boolean): KubeObject {
  const claimPropertySets = [
    {
      accessModes: [isShared ? 'ReadWriteMany' : 'ReadWriteOnce'],
      volumeMode: 'Block',
    },
  ];
  return {
    apiVersion: 'cdi.kubevirt.io/v1beta1',
    kind: 'StorageProfile',
    metadata: { name },
    spec: {},
    status: { storageClass: name, claimPropertySets },
  };
}

/** A claim that has its volume since long. */
export function boundClaim(
  home: string,
  name: string,
  storage: string,
  storageClassName: string,
): KubeObject[] {
  const volume = `pv-${home}-${name}`;
  const uid = randomUUID();
  const accessModes = ['ReadWriteMany'];
  return [
    {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name, namespace: home, uid },
      spec: {
        accessModes,
        storageClassName,
        volumeMode: 'Block',
        volumeName: volume,
        resources: { requests: { storage } },
      },
      status: { phase: 'Bound', accessModes, capacity: { storage } },
    },
    {
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: { name: volume },
      spec: {
        accessModes,
        capacity: { storage },
        storageClassName,
        volumeMode: 'Block',
        persistentVolumeReclaimPolicy: 'Delete',
        claimRef: { namespace: home, name, uid },
      },
      status: { phase: 'Bound' },
    },
  ];
}
