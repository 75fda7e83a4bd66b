import { KubeObject } from '../objects';
import { deployment, EVERYWHERE, namespace, service } from './build';

/** DNS, metrics, the dashboard, an ingress controller and cert-manager. */
export function addOns(): KubeObject[] {
  return [
    ...dns(),
    ...metrics(),
    ...dashboard(),
    ...ingress(),
    ...certificates(),
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {
        name: 'kubernetes',
        namespace: 'default',
        labels: { component: 'apiserver', provider: 'kubernetes' },
      },
      spec: {
        clusterIP: '10.96.0.1',
        ports: [{ name: 'https', port: 443, targetPort: 6443 }],
      },
    },
  ];
}

function dns(): KubeObject[] {
  const coredns = deployment({
    namespace: 'kube-system',
    name: 'coredns',
    app: 'kube-dns',
    image: 'registry.k8s.io/coredns/coredns:v1.12.4',
    replicas: 2,
    ports: [
      { name: 'dns', containerPort: 53, protocol: 'UDP' },
      { name: 'dns-tcp', containerPort: 53 },
      { name: 'metrics', containerPort: 9153 },
    ],
    cpu: '100m',
    memory: '70Mi',
    pod: {
      tolerations: [
        {
          key: 'node-role.kubernetes.io/control-plane',
          effect: 'NoSchedule',
        },
      ],
    },
  });
  return [
    coredns,
    service(
      'kube-system',
      'kube-dns',
      'kube-dns',
      [
        { name: 'dns', port: 53, protocol: 'UDP', targetPort: 53 },
        { name: 'dns-tcp', port: 53, targetPort: 53 },
        { name: 'metrics', port: 9153, targetPort: 9153 },
      ],
      { clusterIP: '10.96.0.10' },
    ),
  ];
}

function metrics(): KubeObject[] {
  return [
    deployment({
      namespace: 'kube-system',
      name: 'metrics-server',
      image: 'registry.k8s.io/metrics-server/metrics-server:v0.8.0',
      ports: [{ name: 'https', containerPort: 10250 }],
      cpu: '100m',
      memory: '200Mi',
    }),
    service('kube-system', 'metrics-server', 'metrics-server', [
      { name: 'https', port: 443, targetPort: 'https' },
    ]),
  ];
}

function dashboard(): KubeObject[] {
  const home = 'kubernetes-dashboard';
  return [
    namespace(home),
    deployment({
      namespace: home,
      name: 'kubernetes-dashboard-web',
      image: 'docker.io/kubernetesui/dashboard-web:1.7.0',
      ports: [{ name: 'web', containerPort: 8000 }],
    }),
    service(home, 'kubernetes-dashboard-web', 'kubernetes-dashboard-web', [
      { name: 'web', port: 8000, targetPort: 'web' },
    ]),
  ];
}

function ingress(): KubeObject[] {
  const home = 'ingress-nginx';
  return [
    namespace(home),
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'IngressClass',
      metadata: {
        name: 'nginx',
        annotations: { 'ingressclass.kubernetes.io/is-default-class': 'true' },
      },
      spec: { controller: 'k8s.io/ingress-nginx' },
    },
    deployment({
      namespace: home,
      name: 'ingress-nginx-controller',
      image: 'registry.k8s.io/ingress-nginx/controller:v1.13.3',
      ports: [
        { name: 'http', containerPort: 80 },
        { name: 'https', containerPort: 443 },
      ],
      cpu: '100m',
      memory: '90Mi',
    }),
    service(
      home,
      'ingress-nginx-controller',
      'ingress-nginx-controller',
      [
        { name: 'http', port: 80, targetPort: 'http' },
        { name: 'https', port: 443, targetPort: 'https' },
      ],
      { type: 'LoadBalancer' },
    ),
  ];
}

function certificates(): KubeObject[] {
  const home = 'cert-manager';
  return [
    namespace(home),
    deployment({
      namespace: home,
      name: 'cert-manager',
      image: 'quay.io/jetstack/cert-manager-controller:v1.19.1',
      pod: EVERYWHERE,
    }),
    {
      apiVersion: 'cert-manager.io/v1',
      kind: 'ClusterIssuer',
      metadata: { name: 'internal-ca' },
      spec: { ca: { secretName: 'internal-ca' } },
      status: {
        conditions: [
          {
            type: 'Ready',
            status: 'True',
            reason: 'KeyPairVerified',
            message: 'Signing CA verified',
          },
        ],
      },
    },
  ];
}
