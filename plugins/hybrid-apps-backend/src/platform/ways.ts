import { ClusterDetails } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { ClusterStore } from '../clusters';
import { IsOfCluster } from '../namespaces';
import { at, number } from '../objects';
import { AddOn } from './addOns';
import { apiServerPorts } from './network';
import { networkWays } from './networkWays';
import { nodesIn } from './nodes';

export type Way = ClusterDetails['ways'][number];

const PORTS =
  'https://kubernetes.io/docs/reference/networking/ports-and-protocols';
const COMMUNICATION =
  'https://kubernetes.io/docs/concepts/architecture/control-plane-node-communication';

/** A way by what is usual, and how it is where the cluster tells its ports. */
type Usual = Omit<Way, 'told'>;

const standard = (way: Usual): Way => ({ ...way, told: 'standard' });

/** The same way, with the ports that the cluster tells. */
const withPorts = (way: Usual, ports: readonly number[], source: string): Way =>
  ports.length > 0
    ? { ...way, port: ports.join(', '), told: 'live', source }
    : standard(way);

/**
 * The ports of the kubelets, as each tells its own.
 * Source: k8s.io/api/core/v1, `NodeDaemonEndpoints`.
 */
const kubeletPorts = (store: ClusterStore): number[] =>
  [
    ...new Set(
      nodesIn(store).flatMap(
        node =>
          number(
            at(node, 'status', 'daemonEndpoints', 'kubeletEndpoint', 'Port'),
          ) ?? [],
      ),
    ),
  ].sort((a, b) => a - b);

const TO_API: Usual = {
  id: 'clients-to-apiserver',
  from: 'clients',
  to: 'kube-apiserver',
  protocol: 'TCP',
  port: '6443, 443',
  encrypted: 'yes',
  verified: 'both',
  carries: ['api', 'logs', 'exec', 'port-forward', 'proxy'],
  source: PORTS,
  message:
    'People, the portal, kubelets, controllers and Pods. A server proves itself by its certificate, unless a client is told not to look (skipTLSVerify); a client by a certificate or token.',
};

const TO_KUBELET: Usual = {
  id: 'apiserver-to-kubelet',
  from: 'kube-apiserver',
  to: 'kubelet',
  protocol: 'TCP',
  port: '10250',
  encrypted: 'yes',
  verified: 'depends',
  carries: ['logs', 'exec', 'port-forward', 'metrics'],
  source: COMMUNICATION,
  message:
    'The API server proves itself by a certificate. It looks at that of the kubelet only with --kubelet-certificate-authority, which is not seen here; managed clusters may lead this through a tunnel (Konnectivity).',
};

const ETCD: readonly Usual[] = [
  {
    id: 'apiserver-to-etcd',
    from: 'kube-apiserver',
    to: 'etcd',
    protocol: 'TCP',
    port: '2379',
    encrypted: 'yes',
    verified: 'both',
    carries: ['state'],
    source: PORTS,
    message:
      'As kubeadm sets it up, each proves itself by a certificate. K3s may have another database instead.',
  },
  {
    id: 'etcd-to-etcd',
    from: 'etcd',
    to: 'etcd',
    protocol: 'TCP',
    port: '2380',
    encrypted: 'yes',
    verified: 'both',
    carries: ['state'],
    source: PORTS,
    message: 'As kubeadm sets it up; with several members alone.',
  },
];

const OF_CONTROL_PLANE: readonly Usual[] = [
  {
    id: 'apiserver-to-webhooks',
    from: 'kube-apiserver',
    to: 'webhook',
    protocol: 'TCP',
    port: '443',
    encrypted: 'yes',
    verified: 'server',
    carries: ['admission', 'api'],
    source:
      'https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers',
    message:
      'Webhooks and aggregated APIs, like metrics.k8s.io: by a Service of the cluster, whose Pods may listen on another port, and whose certificate is held against the caBundle of its configuration. Aggregated APIs may be told not to (insecureSkipTLSVerify).',
  },
  {
    id: 'apiserver-proxy',
    from: 'kube-apiserver',
    to: 'pod',
    protocol: 'TCP',
    port: 'any',
    encrypted: 'depends',
    verified: 'no',
    carries: ['proxy'],
    source: COMMUNICATION,
    message:
      'The proxy to nodes, Pods and Services: plain HTTP, or HTTPS where that is asked for, whose certificate is not looked at.',
  },
  {
    id: 'monitoring-to-scheduler',
    from: 'monitoring',
    to: 'kube-scheduler',
    protocol: 'TCP',
    port: '10259',
    encrypted: 'yes',
    verified: 'depends',
    carries: ['metrics', 'health'],
    source: PORTS,
    message:
      'By default on its own node alone (kubeadm), with a certificate that it signs itself; who asks proves itself to it.',
  },
  {
    id: 'monitoring-to-controller-manager',
    from: 'monitoring',
    to: 'kube-controller-manager',
    protocol: 'TCP',
    port: '10257',
    encrypted: 'yes',
    verified: 'depends',
    carries: ['metrics', 'health'],
    source: PORTS,
    message:
      'By default on its own node alone (kubeadm), with a certificate that it signs itself; who asks proves itself to it.',
  },
];

const OF_NODES: readonly Usual[] = [
  {
    id: 'outside-to-nodeports',
    from: 'outside',
    to: 'service',
    protocol: 'TCP/UDP',
    port: '30000-32767',
    encrypted: 'depends',
    verified: 'depends',
    carries: ['services'],
    source: PORTS,
    message:
      'On every node, for Services of type NodePort and most of type LoadBalancer. The range is a setting of the API server; encryption is what is behind the Service.',
  },
  {
    id: 'monitoring-to-kube-proxy',
    from: 'monitoring',
    to: 'node',
    protocol: 'TCP',
    port: '10256',
    encrypted: 'no',
    verified: 'no',
    carries: ['health'],
    source: PORTS,
    message:
      'kube-proxy: load balancers ask it whether a node takes connections.',
  },
];

const DNS: Usual = {
  id: 'pods-to-dns',
  from: 'pod',
  to: 'dns',
  protocol: 'TCP/UDP',
  port: '53',
  encrypted: 'no',
  verified: 'no',
  carries: ['dns'],
  source:
    'https://kubernetes.io/docs/concepts/services-networking/dns-pod-service',
};

const METRICS: Usual = {
  id: 'metrics-server-to-kubelet',
  from: 'metrics-server',
  to: 'kubelet',
  protocol: 'TCP',
  port: '10250',
  encrypted: 'yes',
  verified: 'depends',
  carries: ['metrics'],
  source: 'https://github.com/kubernetes-sigs/metrics-server#requirements',
  message:
    'It looks at the certificates of kubelets unless it runs with --kubelet-insecure-tls.',
};

/** Source: kubevirt/kubevirt, cmd/virt-handler (`defaultConsoleServerPort`), docs/components.md. */
const CONSOLES: readonly Usual[] = [
  {
    id: 'apiserver-to-virt-api',
    from: 'kube-apiserver',
    to: 'virt-api',
    protocol: 'TCP',
    port: '443, 8443',
    encrypted: 'yes',
    verified: 'both',
    carries: ['api', 'console', 'port-forward'],
    source: 'https://kubevirt.io/user-guide/architecture',
    message: 'An aggregated API: consoles, VNC and acts of VMs come this way.',
  },
  {
    id: 'virt-api-to-virt-handler',
    from: 'virt-api',
    to: 'virt-handler',
    protocol: 'TCP',
    port: '8186',
    encrypted: 'yes',
    verified: 'both',
    carries: ['console', 'port-forward'],
    source: 'kubevirt/kubevirt, cmd/virt-handler/virt-handler.go',
  },
];

/**
 * Who talks to whom in a cluster: what every cluster has, and what comes of its
 * add-ons and network plugins. A port is told as live where an object of the
 * cluster says it.
 */
export function waysOf(
  store: ClusterStore,
  isOfCluster: IsOfCluster,
  {
    addOns,
    plugins,
    overlay,
  }: {
    addOns: readonly AddOn[];
    plugins: readonly string[];
    /** How Pods of different nodes reach each other, where that is told. */
    overlay?: string;
  },
): Way[] {
  const has = (name: AddOn['name']) => addOns.some(one => one.name === name);
  const ofKubelets = kubeletPorts(store);
  const kubelets = 'status.daemonEndpoints of its nodes';
  return [
    withPorts(
      TO_API,
      apiServerPorts(store, isOfCluster),
      'EndpointSlices of the Service kubernetes in default',
    ),
    ...ETCD.map(standard),
    withPorts(TO_KUBELET, ofKubelets, kubelets),
    ...OF_CONTROL_PLANE.map(standard),
    ...(has('metrics') ? [withPorts(METRICS, ofKubelets, kubelets)] : []),
    ...OF_NODES.map(standard),
    ...networkWays(plugins, overlay),
    ...(has('dns') ? [standard(DNS)] : []),
    ...(has('kubevirt') ? CONSOLES.map(standard) : []),
  ];
}
