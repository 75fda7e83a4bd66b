/** Objects that acts are asked for on, as a cluster takes them. */
import { PlainObject } from '../../../clusters';

/** When they are asked for. */
export const NOW = new Date('2026-01-01T12:00:00.000Z');

export const place = (name: string) => ({ name, namespace: 'shop' });
export const memory = { domain: { devices: {}, memory: { guest: '1Gi' } } };
export const template = {
  metadata: { labels: { app: 'web' } },
  spec: { containers: [{ name: 'web', image: 'web:2' }] },
};

export const namespace: PlainObject = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'shop' },
};
export const vm = (runStrategy: string): PlainObject => ({
  apiVersion: 'kubevirt.io/v1',
  kind: 'VirtualMachine',
  metadata: place('db'),
  spec: { runStrategy, template: { spec: memory } },
});
export const typed: PlainObject = {
  apiVersion: 'kubevirt.io/v1',
  kind: 'VirtualMachine',
  metadata: place('db'),
  spec: {
    runStrategy: 'Halted',
    instancetype: { name: 'small', revisionName: 'db-small-1' },
    template: { spec: { domain: { devices: {} } } },
  },
};
export const wired: PlainObject = {
  ...typed,
  spec: {
    runStrategy: 'Always',
    template: {
      spec: {
        domain: {
          memory: { guest: '1Gi' },
          devices: {
            disks: [{ name: 'more', disk: { bus: 'scsi' } }],
            interfaces: [
              { name: 'default', masquerade: {} },
              { name: 'red', bridge: {} },
            ],
          },
        },
        networks: [
          { name: 'default', pod: {} },
          { name: 'red', multus: { networkName: 'red' } },
        ],
        volumes: [
          {
            name: 'more',
            persistentVolumeClaim: { claimName: 'more', hotpluggable: true },
          },
        ],
      },
    },
  },
};
export const withDrive = (claimName?: string): PlainObject => ({
  ...typed,
  spec: {
    runStrategy: 'Halted',
    template: {
      spec: {
        domain: {
          memory: { guest: '1Gi' },
          devices: { disks: [{ name: 'cd', cdrom: { bus: 'sata' } }] },
        },
        volumes: claimName
          ? [
              {
                name: 'cd',
                persistentVolumeClaim: { claimName, hotpluggable: true },
              },
            ]
          : [],
      },
    },
  },
});
export const definition: PlainObject = {
  apiVersion: 'k8s.cni.cncf.io/v1',
  kind: 'NetworkAttachmentDefinition',
  metadata: place('blue'),
  spec: { config: '{}' },
};
export const instanceType = (name: string): PlainObject => ({
  apiVersion: 'instancetype.kubevirt.io/v1beta1',
  kind: 'VirtualMachineClusterInstancetype',
  metadata: { name },
  spec: { cpu: { guest: 2 }, memory: { guest: '8Gi' } },
});
export const running: PlainObject = {
  apiVersion: 'kubevirt.io/v1',
  kind: 'VirtualMachineInstance',
  metadata: place('db'),
  spec: memory,
  status: { phase: 'Running' },
};
export const paused = {
  ...running,
  status: {
    phase: 'Running',
    conditions: [{ type: 'Paused', status: 'True' }],
  },
};
export const deployment: PlainObject = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: {
    ...place('web'),
    uid: 'web',
    annotations: { 'deployment.kubernetes.io/revision': '2' },
  },
  spec: { selector: { matchLabels: { app: 'web' } }, template },
};
export const replicaSet: PlainObject = {
  apiVersion: 'apps/v1',
  kind: 'ReplicaSet',
  metadata: {
    ...place('web-1'),
    annotations: { 'deployment.kubernetes.io/revision': '1' },
    ownerReferences: [
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        name: 'web',
        uid: 'web',
        controller: true,
      },
    ],
  },
  spec: {
    selector: { matchLabels: { app: 'web', 'pod-template-hash': '1' } },
    template: {
      metadata: { labels: { app: 'web', 'pod-template-hash': '1' } },
      spec: { containers: [{ name: 'web', image: 'web:1' }] },
    },
  },
};
export const stateful: PlainObject = {
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: place('queue'),
  spec: {
    serviceName: 'queue',
    selector: { matchLabels: { app: 'web' } },
    template,
  },
};
export const pod: PlainObject = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: place('once'),
  spec: template.spec,
};
export const cronJob = (suspend: boolean): PlainObject => ({
  apiVersion: 'batch/v1',
  kind: 'CronJob',
  metadata: place('report'),
  spec: {
    schedule: '0 3 * * *',
    suspend,
    jobTemplate: {
      spec: {
        template: {
          spec: { ...template.spec, restartPolicy: 'Never' },
        },
      },
    },
  },
});
export const claim: PlainObject = {
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: place('data'),
  spec: {
    accessModes: ['ReadWriteOnce'],
    storageClassName: 'slow',
    resources: { requests: { storage: '1Gi' } },
  },
  status: { phase: 'Bound', capacity: { storage: '1Gi' } },
};
export const slow: PlainObject = {
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name: 'slow' },
  provisioner: 'slow.example.com',
  allowVolumeExpansion: true,
};
export const migration: PlainObject = {
  apiVersion: 'kubevirt.io/v1',
  kind: 'VirtualMachineInstanceMigration',
  metadata: place('move'),
  spec: { vmiName: 'db' },
};
export const snapshot: PlainObject = {
  apiVersion: 'snapshot.kubevirt.io/v1beta1',
  kind: 'VirtualMachineSnapshot',
  metadata: place('before'),
  spec: {
    source: { apiGroup: 'kubevirt.io', kind: 'VirtualMachine', name: 'db' },
  },
  status: { readyToUse: true, phase: 'Succeeded' },
};
export const disk: PlainObject = {
  apiVersion: 'cdi.kubevirt.io/v1beta1',
  kind: 'DataVolume',
  metadata: {
    ...place('root'),
    ownerReferences: [
      {
        apiVersion: 'kubevirt.io/v1',
        kind: 'VirtualMachine',
        name: 'db',
        uid: 'db',
        controller: true,
      },
    ],
  },
  spec: {
    source: { blank: {} },
    storage: { resources: { requests: { storage: '1Gi' } } },
  },
};
export const certificate: PlainObject = {
  apiVersion: 'cert-manager.io/v1',
  kind: 'Certificate',
  metadata: place('shop'),
  spec: {
    secretName: 'shop',
    dnsNames: ['shop.example.com'],
    issuerRef: { name: 'ca' },
  },
  status: { conditions: [{ type: 'Ready', status: 'True' }] },
};
