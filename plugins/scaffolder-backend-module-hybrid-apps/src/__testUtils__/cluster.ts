import {
  KubeObject,
  reconcilers,
  SandboxCluster,
  startSandboxCluster,
} from '@hybrid-apps/sandbox-cluster';

/** Where the tests create their apps. */
export const NAMESPACE = 'retail';

const node: KubeObject = {
  apiVersion: 'v1',
  kind: 'Node',
  metadata: {
    name: 'node1',
    labels: {
      'kubernetes.io/hostname': 'node1',
      'kubernetes.io/arch': 'amd64',
      'kubevirt.io/schedulable': 'true',
      'machine-type.node.kubevirt.io/q35': 'true',
    },
  },
  spec: { podCIDR: '10.244.1.0/24' },
  status: {
    addresses: [{ type: 'InternalIP', address: '10.0.0.11' }],
    allocatable: {
      cpu: '8',
      memory: '16Gi',
      pods: '110',
      'ephemeral-storage': '100Gi',
      'devices.kubevirt.io/kvm': '1k',
      'devices.kubevirt.io/tun': '1k',
    },
    conditions: [{ type: 'Ready', status: 'True' }],
  },
};

const storageClass: KubeObject = {
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: {
    name: 'standard',
    annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' },
  },
  provisioner: 'sandbox.example.com/disk',
  reclaimPolicy: 'Delete',
  volumeBindingMode: 'Immediate',
};

/** A cluster whose controllers are so many times quicker than lifelike. */
export const startCluster = ({ speed = 5 } = {}): Promise<SandboxCluster> =>
  startSandboxCluster({
    name: 'onprem',
    tls: false,
    controllers: reconcilers({ speed }),
    objects: [
      node,
      storageClass,
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } },
    ],
  });

const KINDS = [
  ['networking.k8s.io', 'NetworkPolicy'],
  ['', 'Service'],
  ['discovery.k8s.io', 'EndpointSlice'],
  ['kubevirt.io', 'VirtualMachine'],
  ['kubevirt.io', 'VirtualMachineInstance'],
  ['cdi.kubevirt.io', 'DataVolume'],
  ['', 'PersistentVolumeClaim'],
  ['apps', 'Deployment'],
  ['apps', 'ReplicaSet'],
  ['', 'Pod'],
  ['networking.k8s.io', 'Ingress'],
] as const;

/** What there is in the tests' namespace, like `Service shop-web`. */
export const contentsOf = ({ store }: SandboxCluster): string[] =>
  KINDS.flatMap(([group, kind]) =>
    store
      .list(group, kind, { namespace: NAMESPACE })
      .map(({ metadata }) => `${kind} ${metadata.name}`),
  );
