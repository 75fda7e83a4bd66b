import { Entity } from '@backstage/catalog-model';
import { PlainObject } from '../clusters';

const labels = (name: string) => ({
  'app.kubernetes.io/part-of': 'inventory',
  'app.kubernetes.io/name': name,
});
const inNamespace = (name: string, extra: object = {}) => ({
  name,
  namespace: 'inventory',
  ...extra,
});

/** The VM of the app, stopped: no instance, no launcher Pod. */
export const mongodbVm: PlainObject = {
  apiVersion: 'kubevirt.io/v1',
  kind: 'VirtualMachine',
  metadata: inNamespace('mongodb-vm', { labels: labels('mongodb') }),
  spec: {
    runStrategy: 'Halted',
    dataVolumeTemplates: [
      {
        metadata: { name: 'mongodb-data' },
        spec: { storage: { resources: { requests: { storage: '20Gi' } } } },
      },
    ],
    template: {
      metadata: {
        labels: {
          'kubevirt.io/domain': 'mongodb-vm',
          'app.kubernetes.io/name': 'mongodb',
        },
      },
      spec: {
        domain: {
          cpu: { cores: 2 },
          memory: { guest: '4Gi' },
          devices: {
            disks: [{ name: 'data' }],
            interfaces: [
              {
                name: 'default',
                masquerade: {},
                ports: [{ name: 'mongodb', port: 27017 }],
              },
              { name: 'backup', bridge: {} },
            ],
          },
        },
        networks: [
          { name: 'default', pod: {} },
          { name: 'backup', multus: { networkName: 'backup-net' } },
        ],
        volumes: [{ name: 'data', dataVolume: { name: 'mongodb-data' } }],
      },
    },
  },
  status: { printableStatus: 'Stopped' },
};

export const web: PlainObject = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: inNamespace('web', {
    labels: labels('web'),
    generation: 1,
    uid: 'web',
  }),
  spec: {
    replicas: 2,
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: {
        containers: [
          {
            name: 'web',
            image: 'quay.io/hybrid-apps/inventory-web:1.0',
            ports: [{ name: 'http', containerPort: 8080 }],
            env: [
              { name: 'MONGODB_HOST', value: 'mongodb' },
              { name: 'MODE', value: 'web' },
              {
                name: 'MONGODB_PASSWORD',
                valueFrom: {
                  secretKeyRef: { name: 'mongodb', key: 'password' },
                },
              },
            ],
          },
        ],
      },
    },
  },
  status: {
    observedGeneration: 1,
    replicas: 2,
    updatedReplicas: 2,
    readyReplicas: 2,
    availableReplicas: 2,
  },
};

const replicaSet: PlainObject = {
  apiVersion: 'apps/v1',
  kind: 'ReplicaSet',
  metadata: inNamespace('web-1', {
    uid: 'web-1',
    ownerReferences: [
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        name: 'web',
        uid: 'web',
        controller: true,
      },
    ],
  }),
  spec: { replicas: 2 },
  status: { replicas: 2, readyReplicas: 2, availableReplicas: 2 },
};

/** One Pod of `web`, ready unless told otherwise. */
export const webPod = (name: string, status?: object): PlainObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: inNamespace(name, {
    labels: { app: 'web' },
    ownerReferences: [
      {
        apiVersion: 'apps/v1',
        kind: 'ReplicaSet',
        name: 'web-1',
        uid: 'web-1',
        controller: true,
      },
    ],
  }),
  spec: { nodeName: 'node-1', containers: [{ name: 'web', image: 'web' }] },
  status: status ?? {
    phase: 'Running',
    podIP: '10.0.0.7',
    conditions: [{ type: 'Ready', status: 'True' }],
  },
});

const service = (
  name: string,
  selector: object,
  port: object,
): PlainObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: inNamespace(name),
  spec: { selector, ports: [port] },
});

/** An app of a stopped MongoDB VM and a web Deployment, as a cluster would hold it. */
export const inventory: PlainObject[] = [
  mongodbVm,
  web,
  replicaSet,
  webPod('web-1-a'),
  webPod('web-1-b'),
  service('web', { app: 'web' }, { port: 80, targetPort: 'http' }),
  // Selects by a label that virt-controller puts on the launcher alone, as
  // `virtctl expose` makes it.
  service('mongodb', { 'vm.kubevirt.io/name': 'mongodb-vm' }, { port: 27017 }),
  {
    apiVersion: 'cdi.kubevirt.io/v1beta1',
    kind: 'DataVolume',
    metadata: inNamespace('mongodb-data', { uid: 'dv' }),
    spec: { storage: { resources: { requests: { storage: '20Gi' } } } },
    status: { phase: 'ImportInProgress', progress: '42.00%' },
  },
  {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: inNamespace('mongodb-data', {
      ownerReferences: [
        {
          apiVersion: 'cdi.kubevirt.io/v1beta1',
          kind: 'DataVolume',
          name: 'mongodb-data',
          uid: 'dv',
          controller: true,
        },
      ],
    }),
    spec: { storageClassName: 'fast' },
    status: { phase: 'Bound', capacity: { storage: '20Gi' } },
  },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: inNamespace('web'),
    spec: {
      rules: [
        {
          host: 'inventory.example.com',
          http: {
            paths: [
              {
                path: '/',
                pathType: 'Prefix',
                backend: { service: { name: 'web', port: { number: 80 } } },
              },
            ],
          },
        },
      ],
    },
  },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: inNamespace('mongodb'),
    spec: {
      podSelector: { matchLabels: { 'kubevirt.io/domain': 'mongodb-vm' } },
      policyTypes: ['Ingress'],
      ingress: [
        {
          from: [{ podSelector: { matchLabels: { app: 'web' } } }],
          ports: [{ port: 27017 }],
        },
      ],
    },
  },
  // Of somebody else, in the same namespace.
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: inNamespace('other'),
    spec: {
      selector: { matchLabels: { app: 'other' } },
      template: { metadata: { labels: { app: 'other' } }, spec: {} },
    },
  },
  service('other', { app: 'other' }, { port: 80 }),
];

/** The System that a person or the catalog module registered. */
export const inventorySystem: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'System',
  metadata: { name: 'inventory', namespace: 'default' },
  spec: { owner: 'group:default/team-a' },
};
