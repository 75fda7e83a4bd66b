/** Objects in the states that decide on what is offered. */
import { PlainObject } from '../../../clusters';

export const place = (name: string) => ({ name, namespace: 'shop', uid: name });

export const vm = (spec: object = {}, metadata: object = {}): PlainObject => ({
  apiVersion: 'kubevirt.io/v1',
  kind: 'VirtualMachine',
  metadata: { ...place('db'), ...metadata },
  spec: { runStrategy: 'Always', ...spec },
});
export const instance = (
  phase: string,
  more: object = {},
  spec: object = {},
) => ({
  apiVersion: 'kubevirt.io/v1',
  kind: 'VirtualMachineInstance',
  metadata: { ...place('db'), uid: 'db-1' },
  spec,
  status: { phase, ...more },
});
export const conditions = (...told: Array<[string, string, string?]>) => ({
  conditions: told.map(([type, status, message]) => ({
    type,
    status,
    message,
  })),
});
export const NO_ACPI = { domain: { features: { acpi: { enabled: false } } } };
export const deployment = (
  spec: object = {},
  metadata: object = {},
): PlainObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { ...place('web'), ...metadata },
  spec,
});
export const cronJob = (spec: object): PlainObject => ({
  apiVersion: 'batch/v1',
  kind: 'CronJob',
  metadata: place('report'),
  spec,
});
export const going = { deletionTimestamp: '2026-01-01T11:59:00Z' };

export const migration = (phase: string): PlainObject => ({
  apiVersion: 'kubevirt.io/v1',
  kind: 'VirtualMachineInstanceMigration',
  metadata: place('move'),
  spec: { vmiName: 'db' },
  status: { phase },
});

export const replicaSet = (revision: number): PlainObject => ({
  apiVersion: 'apps/v1',
  kind: 'ReplicaSet',
  metadata: {
    ...place(`web-${revision}`),
    annotations: { 'deployment.kubernetes.io/revision': `${revision}` },
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
});
export const claim = (phase: string, more: object = {}): PlainObject => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: place('data'),
  spec: { storageClassName: 'slow' },
  status: { phase },
  ...more,
});
export const storageClass = (fields: object): PlainObject => ({
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name: 'slow', uid: 'slow' },
  ...fields,
});
export const snapshot = (
  readyToUse: boolean,
  kind = 'VirtualMachine',
): PlainObject => ({
  apiVersion: 'snapshot.kubevirt.io/v1beta1',
  kind: 'VirtualMachineSnapshot',
  metadata: place('before'),
  spec: {
    source: { apiGroup: 'kubevirt.io', kind, name: 'db' },
  },
  status: { readyToUse },
});
export const certificate = (...told: Array<[string, string]>): PlainObject => ({
  apiVersion: 'cert-manager.io/v1',
  kind: 'Certificate',
  metadata: place('shop'),
  spec: {},
  status: conditions(...told),
});

export const type = (name: string, namespace?: string): PlainObject => ({
  apiVersion: 'instancetype.kubevirt.io/v1beta1',
  kind: namespace
    ? 'VirtualMachineInstancetype'
    : 'VirtualMachineClusterInstancetype',
  metadata: { name, namespace, uid: `${namespace} ${name}` },
  spec: { cpu: { guest: 2 }, memory: { guest: '8Gi' } },
});

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
};

export const definition: PlainObject = {
  apiVersion: 'k8s.cni.cncf.io/v1',
  kind: 'NetworkAttachmentDefinition',
  metadata: place('blue'),
};
export const drive = (volumes: object[]) => ({
  template: {
    spec: {
      domain: { devices: { disks: [{ name: 'cd', cdrom: {} }] } },
      volumes,
    },
  },
});
export const NETWORKS = {
  template: {
    spec: {
      domain: {
        devices: {
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
};

export const revised = {
  annotations: { 'deployment.kubernetes.io/revision': '1' },
};
