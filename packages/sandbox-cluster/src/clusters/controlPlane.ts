import { stableUuid } from '../controllers/meta';
import { KubeObject } from '../objects';
import { daemonSet, EVERYWHERE } from './build';

const KUBERNETES = 'v1.36.2';

const PARTS: ReadonlyArray<[name: string, image: string, port: number]> = [
  ['etcd', 'registry.k8s.io/etcd:3.6.4-0', 2381],
  ['kube-apiserver', `registry.k8s.io/kube-apiserver:${KUBERNETES}`, 6443],
  [
    'kube-controller-manager',
    `registry.k8s.io/kube-controller-manager:${KUBERNETES}`,
    10257,
  ],
  ['kube-scheduler', `registry.k8s.io/kube-scheduler:${KUBERNETES}`, 10259],
];

/** A node's uid, which its static Pods name. */
export const nodeUid = (name: string): string => stableUuid('Node', name);

/** The control plane of kubeadm: static Pods, as the kubelet of their node mirrors them. */
export function staticPods(node: string): KubeObject[] {
  return PARTS.map(([name, image, port]) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `${name}-${node}`,
      namespace: 'kube-system',
      labels: { component: name, tier: 'control-plane' },
      annotations: {
        'kubernetes.io/config.source': 'file',
        'kubernetes.io/config.mirror': stableUuid(name, node),
      },
      ownerReferences: [
        {
          apiVersion: 'v1',
          kind: 'Node',
          name: node,
          uid: nodeUid(node),
          controller: true,
        },
      ],
    },
    spec: {
      nodeName: node,
      hostNetwork: true,
      priorityClassName: 'system-node-critical',
      tolerations: [{ operator: 'Exists', effect: 'NoExecute' }],
      containers: [
        {
          name,
          image,
          ports: [{ name: 'probe-port', containerPort: port }],
          resources: { requests: { cpu: '100m' } },
        },
      ],
    },
  }));
}

/** As kubeadm installs it. */
export const kubeProxy = (): KubeObject =>
  daemonSet({
    namespace: 'kube-system',
    name: 'kube-proxy',
    image: `registry.k8s.io/kube-proxy:${KUBERNETES}`,
    pod: { ...EVERYWHERE, hostNetwork: true },
  });

/** Where API servers listen, as they tell it themselves: the Service `kubernetes` selects nothing. */
export const apiServers = (address: string, port: number): KubeObject => ({
  apiVersion: 'discovery.k8s.io/v1',
  kind: 'EndpointSlice',
  metadata: {
    name: 'kubernetes',
    namespace: 'default',
    labels: { 'kubernetes.io/service-name': 'kubernetes' },
  },
  addressType: 'IPv4',
  endpoints: [{ addresses: [address], conditions: { ready: true } }],
  ports: [{ name: 'https', port, protocol: 'TCP' }],
});
