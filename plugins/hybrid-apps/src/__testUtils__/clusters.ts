import {
  Cluster,
  ClusterDetails,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { before } from './build';

type Node = ClusterDetails['nodes']['items'][number];

const knowledge: Cluster['knowledge'] = [
  {
    cluster: 'onprem',
    kind: 'events',
    state: 'forbidden',
    since: before(30),
    message:
      'The account may not list events. Bind the role hybrid-apps-viewer to it.',
  },
];

const addOns: Cluster['addOns'] = [
  { name: 'kubevirt', title: 'KubeVirt', version: 'v1.9.0', health: 'healthy' },
  { name: 'dns', title: 'coredns', version: 'v1.12.4', health: 'degraded' },
  {
    name: 'csi',
    title: 'rbd.csi.ceph.com',
    health: 'unjudged',
    classes: ['ceph-rbd'],
  },
];

const networkPlugin = {
  cluster: 'onprem',
  plugin: 'Calico',
  version: '3.30.3',
  enforced: 'yes' as const,
};

export const clusters: Cluster[] = [
  {
    name: 'onprem',
    title: 'On premises',
    state: 'synced',
    since: before(60),
    kubernetesVersion: 'v1.36.2',
    kubevirtVersion: 'v1.9.0',
    provisionable: true,
    networkPlugin,
    nodes: [
      { name: 'bm-1', health: 'healthy', virtualMachines: true },
      { name: 'os-1', health: 'degraded', virtualMachines: false },
    ],
    addOns,
    knowledge,
  },
  {
    name: 'edge',
    state: 'unreachable',
    message: 'connect ECONNREFUSED',
    provisionable: false,
    nodes: [],
    addOns: [],
    knowledge: [{ cluster: 'edge', kind: '*', state: 'unreachable' }],
  },
];

const node = (name: string, more: Partial<Node>): Node => ({
  name,
  health: 'healthy',
  roles: ['worker'],
  devices: [],
  podCIDRs: [],
  taints: [],
  ...more,
});

const GIBI = 2 ** 30;

export const onprem: ClusterDetails = {
  name: 'onprem',
  title: 'On premises',
  state: 'synced',
  since: before(60),
  kubernetesVersion: 'v1.36.2',
  kubevirtVersion: 'v1.9.0',
  provisionable: true,
  kinds: { synced: 61, absent: ['routes.route.openshift.io'] },
  nodes: {
    state: 'known',
    total: 3,
    ready: 2,
    virtualMachines: 1,
    counts: [
      { by: 'role', value: 'worker', count: 2 },
      { by: 'role', value: 'control-plane', count: 1 },
      { by: 'provider', value: 'openstack', count: 2 },
      { by: 'provider', value: 'metal', count: 1 },
    ],
    items: [
      node('os-1', {
        health: 'degraded',
        reason: 'KubeletNotReady',
        provider: 'openstack',
        zone: 'nova',
        requested: { cpu: 6, memory: 4 * GIBI, pods: 12 },
        allocatable: { cpu: 8, memory: 32 * GIBI, pods: 110 },
        virtualMachines: false,
      }),
      node('bm-1', {
        provider: 'metal',
        zone: 'rack-1',
        instanceType: 'bare-metal',
        version: 'v1.36.2',
        runtime: 'containerd://2.1.4',
        architecture: 'amd64',
        virtualMachines: true,
        devices: ['devices.kubevirt.io/kvm'],
        podCIDRs: ['10.244.3.0/24'],
        requested: { cpu: 2.25, memory: 24 * GIBI, pods: 30 },
        allocatable: { cpu: 31.5, memory: 128 * GIBI, pods: 110 },
        capacity: { cpu: 32, memory: 128 * GIBI, pods: 110 },
        used: { cpu: 1.5, memory: 20 * GIBI },
      }),
      node('cp-1', {
        roles: ['control-plane'],
        provider: 'openstack',
        zone: 'nova',
        taints: ['node-role.kubernetes.io/control-plane:NoSchedule'],
      }),
    ],
    use: { state: 'measured', at: before(1), windowSeconds: 20 },
  },
  addOns,
  network: {
    plugin: networkPlugin,
    mode: { value: 'VXLAN', source: 'Annotations of its nodes' },
    dialects: [
      { name: 'NetworkPolicy.networking.k8s.io', enforced: 'yes' },
      {
        name: 'AdminNetworkPolicy.policy.networking.k8s.io',
        enforced: 'absent',
      },
    ],
    podCIDRs: ['10.244.3.0/24'],
    podCIDRsOmitted: 4,
    serviceAddresses: ['10.96.0.1'],
    kubeProxy: {
      state: 'runs',
      version: 'v1.36.2',
      health: 'healthy',
      message: 'Its mode is in its configuration.',
    },
  },
  controlPlane: [
    {
      name: 'kube-apiserver',
      state: 'seen',
      total: 2,
      healthy: 1,
      instances: [
        { node: 'cp-2', health: 'degraded', reason: 'CrashLoopBackOff' },
        { node: 'cp-1', health: 'healthy', version: 'v1.36.2' },
      ],
    },
    {
      name: 'etcd',
      state: 'unseen',
      instances: [],
      message: 'No static Pod of it is seen.',
    },
  ],
  ways: [
    {
      id: 'clients-to-apiserver',
      from: 'clients',
      to: 'kube-apiserver',
      protocol: 'TCP',
      port: '6443',
      encrypted: 'yes',
      verified: 'both',
      carries: ['api', 'logs'],
      told: 'live',
      source: 'EndpointSlices of the Service kubernetes in default',
    },
    {
      id: 'apiserver-to-kubelet',
      from: 'kube-apiserver',
      to: 'kubelet',
      protocol: 'TCP',
      port: '10250',
      encrypted: 'yes',
      verified: 'depends',
      carries: ['logs', 'exec', 'port-forward'],
      told: 'standard',
      source:
        'https://kubernetes.io/docs/concepts/architecture/control-plane-node-communication',
      message: 'It looks at certificates of kubelets only where told to.',
    },
  ],
  knowledge,
};
