import { object } from './objects';
import type { Manifest } from './objects';

/**
 * One object of every kind that the engine reads, with every field that it reads of
 * it and no other, for tests of what happens to damaged ones.
 */

const inShop = (rest: object = {}) => ({ namespace: 'shop', ...rest });
const labels = { app: 'db' };
const selector = {
  matchLabels: labels,
  matchExpressions: [{ key: 'tier', operator: 'NotIn', values: ['x'] }],
};

const podSpec = {
  containers: [
    {
      ports: [{ name: 'sql', containerPort: 5432, protocol: 'TCP' }],
    },
  ],
  initContainers: [
    {
      restartPolicy: 'Always',
      ports: [{ name: 'metrics', containerPort: 9090 }],
    },
  ],
  serviceAccountName: 'robot',
  nodeName: 'n1',
  hostNetwork: false,
};
/** The Pod shows how all of it is read. */
const template = {
  metadata: { labels },
  spec: { containers: [{ ports: [{ containerPort: 80 }] }] },
};

const vmiSpec = {
  hostname: 'vm',
  domain: {
    devices: {
      interfaces: [
        {
          ports: [{ name: 'ssh', port: 22, protocol: 'TCP' }],
        },
      ],
    },
  },
  networks: [
    { pod: {} },
    { name: 'storage', multus: { networkName: 'storage-net' } },
  ],
  volumes: [{ serviceAccount: { serviceAccountName: 'robot' } }],
};

const networkPolicySpec = {
  podSelector: selector,
  policyTypes: ['Ingress', 'Egress'],
  ingress: [
    {
      from: [
        { podSelector: selector, namespaceSelector: selector },
        { ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } },
      ],
      ports: [{ protocol: 'TCP', port: 80, endPort: 90 }],
    },
  ],
  egress: [{ to: [{ podSelector: selector }], ports: [{ port: 53 }] }],
};

const inPods = { namespaceSelector: selector, podSelector: selector };

const entity = {
  selector: "app == 'db'",
  notSelector: "tier == 'x'",
  namespaceSelector: 'all()',
  nets: ['10.0.0.0/8'],
  notNets: ['10.1.0.0/16'],
  serviceAccounts: { names: ['robot'], selector: "role == 'ci'" },
};

const calicoRules = {
  ingress: [
    {
      action: 'Allow',
      protocol: 'TCP',
      ipVersion: 4,
      source: { ...entity, ports: [1024], notPorts: [1025] },
      destination: { ports: [80, '90:99'], notPorts: ['sql'] },
    },
    { action: 'Log', protocol: 'ICMP', icmp: { type: 8, code: 0 } },
    { action: 'Deny', protocol: 'ICMP', notICMP: { type: 3, code: 1 } },
  ],
  egress: [
    {
      action: 'Pass',
      destination: { services: { name: 'db', namespace: 'shop' } },
    },
    { action: 'Allow', notProtocol: 'UDP', destination: entity },
  ],
};
const calicoSpec = {
  tier: 'default',
  order: 10,
  selector: "app == 'db'",
  serviceAccountSelector: "role == 'ci'",
  types: ['Ingress', 'Egress'],
  ...calicoRules,
};
const globalSpec = {
  ...calicoSpec,
  namespaceSelector: 'all()',
  doNotTrack: false,
  preDNAT: false,
};

const clusterPeers = [{ namespaces: selector }, { pods: inPods }];
const clusterRules = (action: string, ports: object) => ({
  ingress: [{ name: 'in', action, from: clusterPeers, ...ports }],
  egress: [
    { name: 'out', action, to: clusterPeers, ...ports },
    {
      action,
      to: [{ networks: ['10.0.0.0/8'] }, { nodes: selector }],
    },
  ],
});
const v1alpha1Rules = clusterRules('Deny', {
  ports: [
    { portNumber: { protocol: 'TCP', port: 80 } },
    { portRange: { protocol: 'UDP', start: 80, end: 90 } },
    { namedPort: 'sql' },
  ],
});
const cluster = 'policy.networking.k8s.io';
const calico = 'projectcalico.org/v3';

const backend = (name: string, port: object) => ({ service: { name, port } });
const gatewayRoute = (kind: string) =>
  object(
    'gateway.networking.k8s.io/v1',
    kind,
    kind.toLowerCase(),
    {
      spec: {
        parentRefs: [{ name: 'gw', namespace: 'edge' }],
        hostnames: ['shop.example'],
        rules: [
          {
            backendRefs: [
              { kind: 'Service', name: 'db', namespace: 'shop', port: 80 },
            ],
          },
        ],
      },
    },
    inShop(),
  );

/** Whom the others are about; a damaged object comes beside these. */
export const SURROUNDINGS: readonly Manifest[] = [
  object('v1', 'Pod', 'web', { spec: {} }, inShop({ labels: { app: 'web' } })),
  object('v1', 'Pod', 'db', { spec: podSpec }, inShop({ labels })),
];

export const EVERY_KIND: readonly Manifest[] = [
  object('v1', 'Namespace', 'shop', {}, { labels: { team: 'a' } }),
  object(
    'v1',
    'Node',
    'n1',
    { status: { addresses: [{ address: '192.168.0.1' }] } },
    { labels: { zone: 'a' } },
  ),
  object(
    'v1',
    'ServiceAccount',
    'robot',
    {},
    inShop({ labels: { role: 'ci' } }),
  ),
  object(
    'v1',
    'Pod',
    'pod',
    {
      spec: podSpec,
      status: {
        phase: 'Running',
        hostIP: '192.168.0.1',
        podIPs: [{ ip: '10.0.0.1' }],
      },
    },
    inShop({
      labels,
      annotations: {
        'k8s.v1.cni.cncf.io/networks': '[{"name":"storage-net"}]',
        'k8s.v1.cni.cncf.io/network-status':
          '[{"name":"shop/storage-net","ips":["172.16.0.1"]}]',
      },
      ownerReferences: [
        { kind: 'ReplicaSet', name: 'replicaset', controller: true },
      ],
    }),
  ),
  ...['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet'].map(kind =>
    object(
      'apps/v1',
      kind,
      kind.toLowerCase(),
      { spec: { template } },
      inShop(),
    ),
  ),
  object('v1', 'ReplicationController', 'rc', { spec: { template } }, inShop()),
  object('batch/v1', 'Job', 'job', { spec: { template } }, inShop()),
  object(
    'batch/v1',
    'CronJob',
    'cronjob',
    { spec: { jobTemplate: { spec: { template } } } },
    inShop(),
  ),
  object(
    'kubevirt.io/v1',
    'VirtualMachine',
    'vm',
    {
      spec: {
        template: {
          metadata: {
            labels,
            annotations: { 'sidecar.istio.io/inject': 'false' },
          },
          spec: vmiSpec,
        },
      },
    },
    inShop(),
  ),
  object(
    'kubevirt.io/v1',
    'VirtualMachineInstance',
    'vmi',
    { spec: vmiSpec, status: { phase: 'Running' } },
    inShop({ labels, uid: 'a-b' }),
  ),
  object(
    'v1',
    'Service',
    'db',
    {
      spec: {
        type: 'NodePort',
        clusterIP: '10.96.0.1',
        clusterIPs: ['10.96.0.1'],
        selector: labels,
        ports: [
          {
            name: 'sql',
            port: 80,
            targetPort: 'sql',
            protocol: 'TCP',
            nodePort: 30080,
          },
        ],
      },
    },
    inShop(),
  ),
  object(
    'v1',
    'Service',
    'legacy',
    { spec: { ports: [{ port: 80 }], externalName: 'db.example' } },
    inShop(),
  ),
  object(
    'discovery.k8s.io/v1',
    'EndpointSlice',
    'legacy-1',
    {
      endpoints: [{ addresses: ['10.0.0.1'] }],
      ports: [{ name: 'sql', port: 80, protocol: 'TCP' }],
    },
    inShop({ labels: { 'kubernetes.io/service-name': 'legacy' } }),
  ),
  object(
    'networking.k8s.io/v1',
    'Ingress',
    'front',
    {
      spec: {
        defaultBackend: backend('db', { number: 80 }),
        rules: [
          {
            host: 'shop.example',
            http: { paths: [{ backend: backend('db', { name: 'sql' }) }] },
          },
        ],
      },
    },
    inShop(),
  ),
  ...['HTTPRoute', 'GRPCRoute', 'TCPRoute', 'TLSRoute', 'UDPRoute'].map(
    gatewayRoute,
  ),
  object(
    'route.openshift.io/v1',
    'Route',
    'www',
    {
      spec: {
        host: 'shop.example',
        to: { kind: 'Service', name: 'db' },
        alternateBackends: [{ kind: 'Service', name: 'web' }],
        port: { targetPort: 'http' },
      },
      status: {
        ingress: [
          {
            routerName: 'default',
            conditions: [{ type: 'Admitted', status: 'True' }],
          },
        ],
      },
    },
    inShop(),
  ),
  object(
    'gateway.networking.k8s.io/v1beta1',
    'ReferenceGrant',
    'grant',
    {
      spec: {
        from: [{ kind: 'HTTPRoute', namespace: 'edge' }],
        to: [{ kind: 'Service', name: 'db' }],
      },
    },
    inShop(),
  ),
  object(
    'networking.k8s.io/v1',
    'NetworkPolicy',
    'np',
    { spec: networkPolicySpec },
    inShop(),
  ),
  object(
    'k8s.cni.cncf.io/v1beta1',
    'MultiNetworkPolicy',
    'mnp',
    { spec: networkPolicySpec },
    inShop({
      annotations: { 'k8s.v1.cni.cncf.io/policy-for': 'storage-net' },
    }),
  ),
  object(`${cluster}/v1alpha1`, 'AdminNetworkPolicy', 'anp', {
    spec: { priority: 1, subject: { namespaces: selector }, ...v1alpha1Rules },
  }),
  object(`${cluster}/v1alpha1`, 'BaselineAdminNetworkPolicy', 'default', {
    spec: { subject: { pods: inPods }, ...v1alpha1Rules },
  }),
  object(`${cluster}/v1alpha2`, 'ClusterNetworkPolicy', 'cnp', {
    spec: {
      tier: 'Admin',
      priority: 1,
      subject: { pods: inPods },
      ...clusterRules('Pass', {
        protocols: [
          { tcp: { destinationPort: { number: 80 } } },
          { udp: { destinationPort: { range: { start: 80, end: 90 } } } },
        ],
      }),
    },
  }),
  object(`${cluster}/v1alpha2`, 'ClusterNetworkPolicy', 'cnp-names', {
    spec: {
      tier: 'Baseline',
      priority: 1,
      subject: { namespaces: selector },
      egress: [
        { action: 'Accept', to: [{ domainNames: ['example.org'] }] },
        {
          action: 'Deny',
          to: clusterPeers,
          protocols: [{ destinationNamedPort: 'sql' }],
        },
      ],
    },
  }),
  object(calico, 'NetworkPolicy', 'calico', { spec: calicoSpec }, inShop()),
  object(
    'crd.projectcalico.org/v1',
    'NetworkPolicy',
    'default.stored',
    { spec: calicoSpec },
    inShop(),
  ),
  object(calico, 'GlobalNetworkPolicy', 'gnp', {
    spec: { ...globalSpec, applyOnForward: false },
  }),
  object(
    calico,
    'StagedNetworkPolicy',
    'staged',
    { spec: { ...calicoSpec, stagedAction: 'Set' } },
    inShop(),
  ),
  object(calico, 'StagedGlobalNetworkPolicy', 'staged', {
    spec: { ...globalSpec, stagedAction: 'Set' },
  }),
  object(
    calico,
    'StagedKubernetesNetworkPolicy',
    'staged',
    { spec: { ...networkPolicySpec, stagedAction: 'Set' } },
    inShop(),
  ),
  object(calico, 'Profile', 'kns.shop', {
    spec: {
      ingress: [{ action: 'Allow' }],
      egress: [{ action: 'Allow' }],
      labelsToApply: { 'pcns.team': 'a' },
    },
  }),
  object(
    calico,
    'WorkloadEndpoint',
    'n1-k8s-wep-eth0',
    {
      spec: {
        pod: 'wep',
        node: 'n1',
        serviceAccountName: 'robot',
        ipNetworks: ['10.0.0.9/32'],
        profiles: ['kns.shop', 'ksa.shop.robot'],
        ports: [{ name: 'sql', port: 5432, protocol: 'TCP' }],
      },
    },
    inShop({ labels }),
  ),
  object(calico, 'Tier', 'tier', {
    spec: { order: 100, defaultAction: 'Pass' },
  }),
  object(
    calico,
    'NetworkSet',
    'set',
    { spec: { nets: ['10.0.0.0/8'], allowedEgressDomains: ['example.org'] } },
    inShop({ labels }),
  ),
  object(
    calico,
    'GlobalNetworkSet',
    'set',
    { spec: { nets: ['10.0.0.0/8'], allowedEgressDomains: ['example.org'] } },
    { labels },
  ),
  object(
    calico,
    'HostEndpoint',
    'hep',
    { spec: { node: 'n1', expectedIPs: ['192.168.0.1'] } },
    { labels },
  ),
];
