import {
  HistoryEntry,
  PolicyStatus,
  Topology,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import {
  before,
  edge,
  member,
  nodesOf,
  OUTSIDE,
  workloadPolicy,
} from './build';

const REF = 'system:default/inventory';
const node = nodesOf('onprem/inventory');
const place = { cluster: 'onprem', namespace: 'inventory' };

export const ingress = node('Ingress', 'inventory', {
  facts: { hosts: ['inventory.example.com'] },
});
export const webService = node('Service', 'web', {
  facts: {
    serviceType: 'ClusterIP',
    ports: [{ port: 80, targetPort: '8080', protocol: 'TCP' }],
  },
});
export const web = node('Deployment', 'web', {
  ingress: 'isolated',
  facts: {
    replicas: { ready: 2, desired: 2 },
    images: ['quay.io/hybrid-apps/inventory-web:1.4.0'],
    addresses: ['10.244.1.17', '10.244.2.9'],
    ports: [{ name: 'http', port: 8080, protocol: 'TCP' }],
    restarts: 0,
  },
  members: [
    member(place, 'Pod', 'web-7d9c5b7d9-4xk2p', {
      health: 'healthy',
      reason: 'Running',
      since: before(3000),
    }),
    member(place, 'Pod', 'web-7d9c5b7d9-tq8vn', {
      health: 'healthy',
      reason: 'Running',
      since: before(3000),
    }),
  ],
});
export const mongodbService = node('Service', 'mongodb', {
  facts: {
    serviceType: 'ClusterIP',
    ports: [{ port: 27017, targetPort: '27017', protocol: 'TCP' }],
  },
});
export const mongodb = node('VirtualMachine', 'mongodb-vm', {
  reason: 'Running',
  since: before(4000),
  ingress: 'isolated',
  facts: {
    cpu: '2 vCPU',
    memory: '4 GiB',
    guestOs: 'Debian GNU/Linux 12 (bookworm)',
    runStrategy: 'Always',
    node: 'metal-2',
    addresses: ['10.244.2.31'],
    interfaces: [
      {
        name: 'default',
        network: 'pod',
        binding: 'masquerade',
        addresses: ['10.244.2.31'],
        policyCoverage: 'covered',
      },
    ],
    disks: [
      { name: 'root', source: 'dataVolume mongodb-data', size: '20Gi' },
      { name: 'cloudinit', source: 'cloudInitNoCloud' },
    ],
  },
  members: [
    member(place, 'VirtualMachineInstance', 'mongodb-vm', {
      health: 'healthy',
      reason: 'Running',
    }),
    member(place, 'Pod', 'virt-launcher-mongodb-vm-x7d4t', {
      health: 'healthy',
      reason: 'Running',
    }),
  ],
});
export const disk = node('DataVolume', 'mongodb-data', {
  reason: 'Succeeded',
  facts: { size: '20Gi', storageClass: 'ceph-rbd' },
});
export const webConfig = node('ConfigMap', 'web-config');
export const policy = node('NetworkPolicy', 'mongodb', {
  facts: { policyTypes: ['Ingress'] },
});
export const webPolicy = node('NetworkPolicy', 'web', {
  facts: { policyTypes: ['Ingress'] },
});

export const inventoryTopology: Topology = {
  entityRef: REF,
  revision: '41',
  nodes: [
    OUTSIDE,
    ingress,
    webService,
    web,
    mongodbService,
    mongodb,
    disk,
    webConfig,
    policy,
    webPolicy,
  ],
  edges: [
    edge(
      OUTSIDE,
      ingress,
      'connects',
      'The Ingress inventory takes requests for inventory.example.com from outside.',
      {
        ports: '80',
        verdict: 'allowed',
      },
    ),
    edge(
      ingress,
      webService,
      'routes',
      'The Ingress inventory sends / to the Service web.',
      {
        ports: '80',
        verdict: 'allowed',
        fieldPath: 'spec.rules[0].http.paths[0].backend.service.name',
        value: 'web',
      },
    ),
    edge(
      webService,
      web,
      'selects',
      'The Service web selects Pods with app=web.',
      {
        ports: '80→8080',
        verdict: 'allowed',
        fieldPath: 'spec.selector',
        value: 'app=web',
      },
    ),
    edge(
      web,
      mongodbService,
      'connects',
      'The Deployment web is given the address of the Service mongodb.',
      {
        ports: '27017',
        verdict: 'allowed',
        fieldPath: 'spec.template.spec.containers[0].env[0].value',
        value: 'mongodb://mongodb:27017',
      },
    ),
    edge(
      mongodbService,
      mongodb,
      'selects',
      'The Service mongodb selects VMs with kubevirt.io/domain=mongodb-vm.',
      {
        ports: '27017',
        verdict: 'allowed',
        fieldPath: 'spec.selector',
        value: 'kubevirt.io/domain=mongodb-vm',
      },
    ),
    edge(
      mongodb,
      disk,
      'mounts',
      'The VM mongodb-vm boots from the disk mongodb-data.',
      {
        fieldPath: 'spec.template.spec.volumes[0].dataVolume.name',
        value: 'mongodb-data',
      },
    ),
    edge(
      web,
      webConfig,
      'uses',
      'The Deployment web reads the ConfigMap web-config.',
      {
        fieldPath:
          'spec.template.spec.containers[0].envFrom[0].configMapRef.name',
        value: 'web-config',
      },
    ),
    edge(
      policy,
      mongodb,
      'applies-to',
      'The NetworkPolicy mongodb selects Pods with kubevirt.io/domain=mongodb-vm.',
      {
        fieldPath: 'spec.podSelector',
      },
    ),
    edge(
      webPolicy,
      web,
      'applies-to',
      'The NetworkPolicy web selects Pods with app=web.',
      {
        fieldPath: 'spec.podSelector',
      },
    ),
  ],
  knowledge: [],
};

const INTERNET = {
  id: OUTSIDE.id,
  kind: 'External',
  name: '0.0.0.0-255.255.255.255',
  inApp: false,
};
const CONTROLLER = {
  id: 'onprem/ingress-nginx/apps/Deployment/ingress-nginx-controller',
  cluster: 'onprem',
  namespace: 'ingress-nginx',
  kind: 'Deployment',
  name: 'ingress-nginx-controller',
  inApp: false,
};

export const inventoryPolicy: PolicyStatus = {
  entityRef: REF,
  revision: '41',
  enforcement: [
    { cluster: 'onprem', plugin: 'Calico', version: '3.30.1', enforced: 'yes' },
  ],
  workloads: [
    workloadPolicy(web, [webPolicy], [CONTROLLER.id]),
    workloadPolicy(mongodb, [policy], [web.id]),
  ],
  policies: [
    {
      id: policy.id,
      cluster: 'onprem',
      namespace: 'inventory',
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      name: 'mongodb',
      selects: [mongodb.id],
      directions: ['ingress'],
    },
    {
      id: webPolicy.id,
      cluster: 'onprem',
      namespace: 'inventory',
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      name: 'web',
      selects: [web.id],
      directions: ['ingress'],
    },
  ],
  peers: [
    {
      id: mongodb.id,
      cluster: 'onprem',
      namespace: 'inventory',
      kind: 'VirtualMachine',
      name: 'mongodb-vm',
      inApp: true,
    },
    {
      id: web.id,
      cluster: 'onprem',
      namespace: 'inventory',
      kind: 'Deployment',
      name: 'web',
      inApp: true,
    },
    CONTROLLER,
    INTERNET,
  ],
  connections: [
    {
      source: web.id,
      destination: mongodb.id,
      verdict: 'allowed',
      ports: 'TCP 27017',
    },
    {
      source: CONTROLLER.id,
      destination: web.id,
      verdict: 'allowed',
      ports: 'TCP 8080',
    },
    {
      source: web.id,
      destination: INTERNET.id,
      verdict: 'allowed',
      ports: 'All Connections',
    },
    {
      source: mongodb.id,
      destination: INTERNET.id,
      verdict: 'allowed',
      ports: 'All Connections',
    },
  ],
  findings: [
    {
      code: 'egress-open',
      severity: 'info',
      title: 'Nothing limits where mongodb-vm may connect to',
      message:
        'No policy isolates mongodb-vm for egress, so it may open connections to anything.',
      fix: 'Add a NetworkPolicy with policyTypes [Egress] that permits DNS and what the VM needs.',
      objects: [
        {
          id: mongodb.id,
          apiVersion: mongodb.apiVersion,
          kind: mongodb.kind,
          namespace: 'inventory',
          name: 'mongodb-vm',
        },
      ],
    },
  ],
  knowledge: [],
};

export const inventoryHistory: HistoryEntry[] = [
  {
    id: '4',
    at: before(2),
    change: 'health',
    component: web.id,
    before: 'progressing',
    after: 'healthy',
    text: 'web became healthy',
  },
  {
    id: '3',
    at: before(4),
    change: 'health',
    component: web.id,
    before: 'healthy',
    after: 'progressing',
    text: 'web is rolling out: 1 of 2 ready',
  },
  {
    id: '2a',
    at: before(5),
    change: 'setup',
    component: web.id,
    before: 'quay.io/hybrid-apps/inventory-web:1.3.9',
    after: 'quay.io/hybrid-apps/inventory-web:1.4.0',
    text: 'Deployment web was given another image',
  },
  {
    id: '2',
    at: before(1500),
    change: 'posture',
    component: mongodb.id,
    before: 'open',
    after: 'isolated',
    text: 'mongodb-vm is isolated for ingress by NetworkPolicy mongodb',
  },
  {
    id: '1',
    at: before(1600),
    change: 'component-appeared',
    component: mongodb.id,
    by: 'helm',
    after: 'progressing',
    text: 'mongodb-vm appeared',
  },
];
