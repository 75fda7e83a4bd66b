import { KubeObject } from '../objects';

/** An add-on that runs as Pods of the platform's own. */
interface AddOn {
  namespace: string;
  name: string;
  kind: 'Deployment' | 'DaemonSet';
  image: string;
  labels: Record<string, string>;
  replicas?: number;
  port?: number;
  hostNetwork?: boolean;
}

const everyNode = [{ operator: 'Exists' }];

function workload(addOn: AddOn): KubeObject {
  const { namespace, name, kind, image, labels, port } = addOn;
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name, namespace, labels },
    spec: {
      ...(kind === 'Deployment' && { replicas: addOn.replicas ?? 1 }),
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          ...(addOn.hostNetwork && { hostNetwork: true }),
          ...(kind === 'DaemonSet' && { tolerations: everyNode }),
          containers: [
            {
              name,
              image,
              ...(port && { ports: [{ containerPort: port }] }),
            },
          ],
        },
      },
    },
  };
}

const service = (
  namespace: string,
  name: string,
  selector: Record<string, string>,
  ports: object[],
): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace, labels: selector },
  spec: { selector, ports },
});

const DNS = { 'k8s-app': 'kube-dns' };
const METRICS = { 'k8s-app': 'metrics-server' };
const DASHBOARD = { 'k8s-app': 'kubernetes-dashboard' };

/** DNS, metrics and dashboard: what nearly every cluster has. */
export const commonAddOns: KubeObject[] = [
  workload({
    namespace: 'kube-system',
    name: 'coredns',
    kind: 'Deployment',
    image: 'registry.k8s.io/coredns/coredns:v1.12.1',
    labels: DNS,
    replicas: 2,
    port: 53,
  }),
  service('kube-system', 'kube-dns', DNS, [
    { name: 'dns', port: 53, protocol: 'UDP' },
    { name: 'dns-tcp', port: 53, protocol: 'TCP' },
  ]),
  workload({
    namespace: 'kube-system',
    name: 'metrics-server',
    kind: 'Deployment',
    image: 'registry.k8s.io/metrics-server/metrics-server:v0.8.0',
    labels: METRICS,
    port: 10250,
  }),
  service('kube-system', 'metrics-server', METRICS, [
    { name: 'https', port: 443, targetPort: 10250 },
  ]),
  workload({
    namespace: 'kubernetes-dashboard',
    name: 'kubernetes-dashboard',
    kind: 'Deployment',
    image: 'docker.io/kubernetesui/dashboard:v2.7.0',
    labels: DASHBOARD,
    port: 8443,
  }),
  service('kubernetes-dashboard', 'kubernetes-dashboard', DASHBOARD, [
    { name: 'https', port: 443, targetPort: 8443 },
  ]),
];

/** Calico enforces the policies; `version` like `v3.30.2`. */
export const calico = (version: string): KubeObject[] => [
  workload({
    namespace: 'calico-system',
    name: 'calico-node',
    kind: 'DaemonSet',
    image: `quay.io/calico/node:${version}`,
    labels: { 'k8s-app': 'calico-node' },
    hostNetwork: true,
  }),
  workload({
    namespace: 'calico-system',
    name: 'calico-kube-controllers',
    kind: 'Deployment',
    image: `quay.io/calico/kube-controllers:${version}`,
    labels: { 'k8s-app': 'calico-kube-controllers' },
  }),
];

/** The controller behind `ingressClassName: nginx`. */
export const ingressNginx: KubeObject[] = [
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IngressClass',
    metadata: {
      name: 'nginx',
      annotations: { 'ingressclass.kubernetes.io/is-default-class': 'true' },
    },
    spec: { controller: 'k8s.io/ingress-nginx' },
  },
  workload({
    namespace: 'ingress-nginx',
    name: 'ingress-nginx-controller',
    kind: 'Deployment',
    image: 'registry.k8s.io/ingress-nginx/controller:v1.13.0',
    labels: { 'app.kubernetes.io/name': 'ingress-nginx' },
    port: 443,
  }),
];

/** KubeVirt and CDI, as their operators leave them. */
export const kubevirt: KubeObject[] = [
  {
    apiVersion: 'kubevirt.io/v1',
    kind: 'KubeVirt',
    metadata: { name: 'kubevirt', namespace: 'kubevirt' },
    spec: {},
    status: { phase: 'Deployed', observedKubeVirtVersion: 'v1.9.0' },
  },
  ...['virt-api', 'virt-controller'].map(name =>
    workload({
      namespace: 'kubevirt',
      name,
      kind: 'Deployment',
      image: `quay.io/kubevirt/${name}:v1.9.0`,
      labels: { 'kubevirt.io': name },
      replicas: 2,
    }),
  ),
  workload({
    namespace: 'kubevirt',
    name: 'virt-handler',
    kind: 'DaemonSet',
    image: 'quay.io/kubevirt/virt-handler:v1.9.0',
    labels: { 'kubevirt.io': 'virt-handler' },
  }),
  workload({
    namespace: 'cdi',
    name: 'cdi-deployment',
    kind: 'Deployment',
    image: 'quay.io/kubevirt/cdi-controller:v1.63.0',
    labels: { 'cdi.kubevirt.io': 'cdi-deployment' },
  }),
];
