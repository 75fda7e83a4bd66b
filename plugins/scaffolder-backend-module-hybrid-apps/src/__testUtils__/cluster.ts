import { Entity } from '@backstage/catalog-model';
import {
  KubeObject,
  reconcilers,
  SandboxCluster,
  startSandboxCluster,
} from '@hybrid-apps/sandbox-cluster';

/** Where the tests create their apps. */
export const NAMESPACE = 'retail';

/** By which virt-handler tells that a node takes VMs. */
const VM_LABELS = {
  'kubevirt.io/schedulable': 'true',
  'machine-type.node.kubevirt.io/q35': 'true',
};

const node = (labels: Record<string, string>): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: {
    name: 'node1',
    labels: {
      'kubernetes.io/hostname': 'node1',
      'kubernetes.io/arch': 'amd64',
      ...labels,
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
});

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

/**
 * A cluster whose controllers are so many times quicker than lifelike.
 *
 * @param options - `nodeLabels`: of its one node, which takes VMs unless told;
 * `idle`: the kinds that no controller works on
 */
export const startCluster = ({
  speed = 5,
  nodeLabels = VM_LABELS,
  idle = [],
}: {
  speed?: number;
  nodeLabels?: Record<string, string>;
  idle?: string[];
} = {}): Promise<SandboxCluster> =>
  startSandboxCluster({
    name: 'onprem',
    tls: false,
    controllers: reconcilers({ speed }).filter(
      ({ kind }) => !idle.includes(kind),
    ),
    objects: [
      node(nodeLabels),
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

/** The app as the catalog's provider finds it, once it is in the cluster. */
export const entityOf = (
  sandbox: SandboxCluster,
  ref: string,
): Entity | undefined =>
  ref === 'system:default/shop' &&
  contentsOf(sandbox).includes('Deployment shop-web')
    ? {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'System',
        metadata: { name: 'shop' },
      }
    : undefined;
