import { KubeObject } from '../objects';
import { nodeUid } from './controlPlane';

export interface NodeDescription {
  name: string;
  address: string;
  /** Its share of the pod network, a /24. */
  podCIDR: string;
  /** Who runs it, and under which name: `openstack:///…`, `aws:///…`. */
  providerID: string;
  region: string;
  zone: string;
  instanceType: string;
  cpu: number;
  memory: string;
  /** Whether VMs run on it. */
  virtualization?: boolean;
  controlPlane?: boolean;
  labels?: Record<string, string>;
  /** What the network plugin writes on it. */
  annotations?: Record<string, string>;
}

/** A node that is ready, as its kubelet and its cloud describe it. */
export function node(given: NodeDescription): KubeObject {
  const { name, address, cpu, memory, virtualization, controlPlane } = given;
  const resources = {
    cpu: String(cpu),
    memory,
    pods: '110',
    'ephemeral-storage': '100Gi',
    ...(virtualization && {
      'devices.kubevirt.io/kvm': '1k',
      'devices.kubevirt.io/tun': '1k',
      'devices.kubevirt.io/vhost-net': '1k',
    }),
  };
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      uid: nodeUid(name),
      ...(given.annotations && { annotations: given.annotations }),
      labels: {
        'kubernetes.io/hostname': name,
        'kubernetes.io/arch': 'amd64',
        'kubernetes.io/os': 'linux',
        'node.kubernetes.io/instance-type': given.instanceType,
        'topology.kubernetes.io/region': given.region,
        'topology.kubernetes.io/zone': given.zone,
        ...(controlPlane
          ? { 'node-role.kubernetes.io/control-plane': '' }
          : { 'node-role.kubernetes.io/worker': '' }),
        'kubevirt.io/schedulable': String(virtualization === true),
        ...(virtualization && {
          'machine-type.node.kubevirt.io/q35': 'true',
          'cpu-vendor.node.kubevirt.io/Intel': 'true',
        }),
        ...given.labels,
      },
    },
    spec: {
      podCIDR: given.podCIDR,
      podCIDRs: [given.podCIDR],
      providerID: given.providerID,
      ...(controlPlane && {
        taints: [
          {
            key: 'node-role.kubernetes.io/control-plane',
            effect: 'NoSchedule',
          },
        ],
      }),
    },
    status: {
      addresses: [
        { type: 'InternalIP', address },
        { type: 'Hostname', address: name },
      ],
      capacity: resources,
      allocatable: resources,
      conditions: conditions(),
      daemonEndpoints: { kubeletEndpoint: { Port: 10250 } },
      nodeInfo: {
        architecture: 'amd64',
        operatingSystem: 'linux',
        osImage: 'Ubuntu 24.04.3 LTS',
        kernelVersion: '6.8.0-85-generic',
        containerRuntimeVersion: 'containerd://2.1.4',
        kubeletVersion: 'v1.36.2',
        kubeProxyVersion: '',
      },
    },
  };
}

function conditions() {
  const pressure = ['Memory', 'Disk', 'PID'].map(what => ({
    type: `${what}Pressure`,
    status: 'False',
    reason: `KubeletHasSufficient${what}`,
    message: `kubelet has sufficient ${what} available`,
  }));
  return [
    ...pressure,
    {
      type: 'Ready',
      status: 'True',
      reason: 'KubeletReady',
      message: 'kubelet is posting ready status',
    },
  ];
}
