import { KubeObject } from '../objects';

/** What tells the nodes of a cluster apart. */
export interface NodeSpec {
  name: string;
  /** As a cloud controller writes it, like `openstack:///…`; none on bare metal without one. */
  providerID: string;
  cpu: number;
  memoryGi: number;
  zone: string;
  /** Whether virt-handler runs there and /dev/kvm is to be had. */
  kvm?: boolean;
  controlPlane?: boolean;
  labels?: Record<string, string>;
}

const KUBELET = 'v1.36.2';

/** A ready node. Its address follows from its place in the list. */
export function node(spec: NodeSpec, index: number): KubeObject {
  const resources = {
    cpu: String(spec.cpu),
    memory: `${spec.memoryGi}Gi`,
    'ephemeral-storage': '200Gi',
    pods: '110',
    ...(spec.kvm && {
      'devices.kubevirt.io/kvm': '1k',
      'devices.kubevirt.io/tun': '1k',
      'devices.kubevirt.io/vhost-net': '1k',
    }),
  };
  const address = `192.168.10.${11 + index}`;
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name: spec.name,
      labels: {
        'kubernetes.io/arch': 'amd64',
        'kubernetes.io/os': 'linux',
        'kubernetes.io/hostname': spec.name,
        'topology.kubernetes.io/zone': spec.zone,
        ...(spec.controlPlane && {
          'node-role.kubernetes.io/control-plane': '',
        }),
        ...(spec.kvm && { 'kubevirt.io/schedulable': 'true' }),
        ...spec.labels,
      },
    },
    spec: {
      providerID: spec.providerID,
      podCIDR: `10.244.${index}.0/24`,
      ...(spec.controlPlane && {
        taints: [
          {
            key: 'node-role.kubernetes.io/control-plane',
            effect: 'NoSchedule',
          },
        ],
      }),
    },
    status: {
      capacity: resources,
      allocatable: resources,
      addresses: [
        { type: 'InternalIP', address },
        { type: 'Hostname', address: spec.name },
      ],
      conditions: [
        {
          type: 'Ready',
          status: 'True',
          reason: 'KubeletReady',
          message: 'kubelet is posting ready status',
        },
      ],
      nodeInfo: {
        kubeletVersion: KUBELET,
        operatingSystem: 'linux',
        architecture: 'amd64',
        osImage: 'Debian GNU/Linux 13 (trixie)',
        containerRuntimeVersion: 'containerd://2.1.4',
      },
    },
  };
}
