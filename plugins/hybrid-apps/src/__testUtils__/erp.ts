import {
  KindKnowledge,
  Topology,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { before, edge, member, nodesOf, OUTSIDE } from './build';

const REF = 'system:default/erp';
const onprem = nodesOf('onprem/erp');
const cloud = nodesOf('cloud/erp');
const place = { cluster: 'onprem', namespace: 'erp' };

const route = cloud('HTTPRoute', 'portal', {
  facts: { hosts: ['erp.example.com'] },
});
const portalService = cloud('Service', 'portal', {
  facts: {
    serviceType: 'ClusterIP',
    ports: [{ port: 443, targetPort: '8443', protocol: 'TCP' }],
  },
});
export const portal = cloud('Deployment', 'portal', {
  ingress: 'isolated',
  egress: 'isolated',
  facts: { replicas: { ready: 4, desired: 4 } },
});
export const apiService = onprem('Service', 'order-api', {
  facts: { serviceType: 'NodePort', ports: [{ port: 8080, protocol: 'TCP' }] },
});
export const orderApi = onprem('Deployment', 'order-api', {
  health: 'degraded',
  reason: 'CrashLoopBackOff',
  message: 'Readiness probe failed: HTTP probe failed with statuscode: 503',
  since: before(70),
  ingress: 'isolated',
  facts: {
    replicas: { ready: 1, desired: 3 },
    restarts: 14,
    images: ['registry.example.com/erp/order-api:5.0.2'],
  },
  members: [
    member(place, 'Pod', 'order-api-6f7c9d5b4-2qz8k', {
      health: 'degraded',
      reason: 'CrashLoopBackOff',
      message: 'back-off 5m0s restarting failed container',
    }),
    member(place, 'Pod', 'order-api-6f7c9d5b4-k7v6m', {
      health: 'healthy',
      reason: 'Running',
    }),
  ],
});
export const worker = onprem(
  'StatefulSet',
  'batch-settlement-and-reconciliation-worker',
  {
    ingress: 'open',
    facts: { replicas: { ready: 1, desired: 1 } },
  },
);
export const oracleService = onprem('Service', 'oracle', {
  facts: { serviceType: 'ClusterIP', ports: [{ port: 1521, protocol: 'TCP' }] },
});
export const oracle = onprem('VirtualMachine', 'oracle-db', {
  reason: 'Running',
  ingress: 'isolated',
  facts: {
    cpu: '8 vCPU',
    memory: '64 GiB',
    guestOs: 'Red Hat Enterprise Linux 9.4',
    node: 'metal-1',
    interfaces: [
      {
        name: 'default',
        network: 'pod',
        addresses: ['10.244.1.40'],
        policyCoverage: 'covered',
      },
      {
        name: 'backup',
        network: 'erp/backup-vlan',
        addresses: ['172.20.0.14'],
        policyCoverage: 'uncovered',
      },
    ],
    disks: [
      { name: 'root', source: 'dataVolume oracle-root', size: '100Gi' },
      {
        name: 'data',
        source: 'persistentVolumeClaim oracle-data',
        size: '2Ti',
      },
    ],
  },
});
export const reporting = onprem('VirtualMachine', 'reporting', {
  health: 'stopped',
  reason: 'Stopped',
  since: before(9000),
  ingress: 'open',
  facts: { cpu: '4 vCPU', memory: '16 GiB', runStrategy: 'Halted' },
});
export const scheduler = onprem('VirtualMachine', 'gpu-forecast', {
  health: 'degraded',
  reason: 'ErrorUnschedulable',
  message: '0/6 nodes are available: 6 Insufficient nvidia.com/GA102GL_A10.',
  since: before(300),
  ingress: 'open',
  facts: { cpu: '16 vCPU', memory: '128 GiB' },
});
const backupVlan = onprem('NetworkAttachmentDefinition', 'backup-vlan');
const rootDisk = onprem('DataVolume', 'oracle-root', {
  reason: 'Succeeded',
  facts: { size: '100Gi', storageClass: 'ceph-rbd' },
});
const importing = onprem('DataVolume', 'forecast-root', {
  health: 'progressing',
  reason: 'ImportInProgress',
  facts: { size: '60Gi', progress: '42 %' },
});
const oracleData = onprem('PersistentVolumeClaim', 'oracle-data', {
  reason: 'Bound',
  facts: { size: '2Ti', storageClass: 'ceph-rbd' },
});
const credentials = onprem('Secret', 'oracle-credentials');
export const oraclePolicy = onprem('NetworkPolicy', 'oracle', {
  facts: { policyTypes: ['Ingress'] },
});
export const portalPolicy = cloud('NetworkPolicy', 'portal', {
  facts: { policyTypes: ['Ingress', 'Egress'] },
});

export const erpKnowledge: KindKnowledge[] = [
  {
    cluster: 'onprem',
    kind: 'networkpolicies.projectcalico.org',
    state: 'forbidden',
    since: before(600),
    message:
      'The portal may not list networkpolicies.projectcalico.org. Give its service account that right in cluster onprem.',
  },
  {
    cluster: 'cloud',
    kind: '*',
    state: 'stale',
    since: before(12),
    message: 'The API server of cloud does not answer: connect ETIMEDOUT.',
  },
];

export const erpTopology: Topology = {
  entityRef: REF,
  revision: '1093',
  nodes: [
    OUTSIDE,
    route,
    portalService,
    portal,
    apiService,
    orderApi,
    worker,
    oracleService,
    oracle,
    reporting,
    scheduler,
    backupVlan,
    rootDisk,
    importing,
    oracleData,
    credentials,
    oraclePolicy,
    portalPolicy,
  ],
  edges: [
    edge(
      OUTSIDE,
      route,
      'connects',
      'The HTTPRoute portal takes requests for erp.example.com from outside.',
      { ports: '443', verdict: 'allowed' },
    ),
    edge(
      route,
      portalService,
      'routes',
      'The HTTPRoute portal sends / to the Service portal.',
      {
        ports: '443',
        verdict: 'allowed',
        fieldPath: 'spec.rules[0].backendRefs[0].name',
        value: 'portal',
      },
    ),
    edge(
      portalService,
      portal,
      'selects',
      'The Service portal selects Pods with app=portal.',
      {
        ports: '443→8443',
        verdict: 'allowed',
        fieldPath: 'spec.selector',
        value: 'app=portal',
      },
    ),
    edge(
      portal,
      apiService,
      'connects',
      'The Deployment portal is given the address of order-api in cluster onprem.',
      {
        ports: '8080',
        verdict: 'uncertain',
        fieldPath: 'spec.template.spec.containers[0].env[2].value',
        value: 'https://order-api.onprem.example.com:8080',
      },
    ),
    edge(
      apiService,
      orderApi,
      'selects',
      'The Service order-api selects Pods with app=order-api.',
      {
        ports: '8080',
        verdict: 'allowed',
        fieldPath: 'spec.selector',
        value: 'app=order-api',
      },
    ),
    edge(
      orderApi,
      oracleService,
      'connects',
      'The Deployment order-api is given the address of the Service oracle.',
      {
        ports: '1521',
        verdict: 'allowed',
        fieldPath: 'spec.template.spec.containers[0].env[0].value',
        value: 'oracle:1521',
      },
    ),
    edge(
      worker,
      oracleService,
      'connects',
      'The StatefulSet batch-settlement-and-reconciliation-worker is given the address of the Service oracle.',
      {
        ports: '1521',
        verdict: 'denied',
        fieldPath: 'spec.template.spec.containers[0].env[0].value',
        value: 'oracle:1521',
      },
    ),
    edge(
      oracleService,
      oracle,
      'selects',
      'The Service oracle selects VMs with app=oracle.',
      {
        ports: '1521',
        verdict: 'allowed',
        fieldPath: 'spec.selector',
        value: 'app=oracle',
      },
    ),
    edge(
      reporting,
      oracle,
      'depends-on',
      'The catalog says that reporting depends on oracle-db.',
      { fieldPath: 'spec.dependsOn[0]' },
    ),
    edge(
      oracle,
      rootDisk,
      'mounts',
      'The VM oracle-db boots from the disk oracle-root.',
      { fieldPath: 'spec.template.spec.volumes[0].dataVolume.name' },
    ),
    edge(
      oracle,
      oracleData,
      'mounts',
      'The VM oracle-db has the disk oracle-data.',
      {
        fieldPath:
          'spec.template.spec.volumes[1].persistentVolumeClaim.claimName',
      },
    ),
    edge(
      oracle,
      backupVlan,
      'attaches',
      'The interface backup of the VM oracle-db is on the network backup-vlan.',
      { fieldPath: 'spec.template.spec.networks[1].multus.networkName' },
    ),
    edge(
      scheduler,
      importing,
      'mounts',
      'The VM gpu-forecast boots from the disk forecast-root.',
      { fieldPath: 'spec.template.spec.volumes[0].dataVolume.name' },
    ),
    edge(
      orderApi,
      credentials,
      'uses',
      'The Deployment order-api reads the Secret oracle-credentials.',
      {
        fieldPath: 'spec.template.spec.containers[0].envFrom[0].secretRef.name',
      },
    ),
    edge(
      oraclePolicy,
      oracle,
      'applies-to',
      'The NetworkPolicy oracle selects Pods with app=oracle.',
      { fieldPath: 'spec.podSelector' },
    ),
    edge(
      portalPolicy,
      portal,
      'applies-to',
      'The NetworkPolicy portal selects Pods with app=portal.',
      { fieldPath: 'spec.podSelector' },
    ),
  ],
  knowledge: erpKnowledge,
};

/** The edge that policy does not let through. */
export const deniedEdge = erpTopology.edges.find(
  ({ verdict }) => verdict === 'denied',
)?.id;
