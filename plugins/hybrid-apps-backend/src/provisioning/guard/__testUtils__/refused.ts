import { Manifest } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Terms } from '../../openings';
import {
  of,
  service,
  pod,
  vm,
  devices,
  ingress,
  httpRoute,
  tcpRoute,
  policy,
  calico,
  budget,
  autoscaler,
  claim,
  dataVolume,
  instancetype,
  network,
  INSTANCE,
  PART_OF,
  theirs,
  hosts,
  classes,
  free,
  metadata,
  annotated,
  D,
  V,
} from './manifests';

/** What is refused: of which manifest, on which terms, and where. */
export const REFUSED: Array<[string, Manifest, string[], Partial<Terms>?]> = [
  // Anywhere
  ['owner', metadata({ ownerReferences: [{}] }), ['metadata.ownerReferences']],
  ['finalizers', metadata({ finalizers: ['a/b'] }), ['metadata.finalizers']],
  [
    'an annotation that others act on',
    annotated('service.beta.kubernetes.io/aws-load-balancer-internal'),
    [
      "metadata.annotations['service.beta.kubernetes.io/aws-load-balancer-internal']",
    ],
  ],
  [
    'an annotation of kubectl, whatever is allowed',
    annotated('kubectl.kubernetes.io/last-applied-configuration'),
    [
      "metadata.annotations['kubectl.kubernetes.io/last-applied-configuration']",
    ],
    { annotations: ['*'] },
  ],
  [
    'configuration of an ingress controller, whatever is allowed',
    annotated('nginx.ingress.kubernetes.io/server-snippet'),
    ["metadata.annotations['nginx.ingress.kubernetes.io/server-snippet']"],
    { annotations: ['nginx.ingress.kubernetes.io/*'] },
  ],
  [
    "a sidecar of virt-launcher's",
    of(
      'kubevirt.io/v1',
      'VirtualMachine',
    )({
      template: {
        metadata: { annotations: { 'hooks.kubevirt.io/hookSidecars': '[]' } },
        spec: {},
      },
    }),
    ["spec.template.metadata.annotations['hooks.kubevirt.io/hookSidecars']"],
  ],
  [
    'a sidecar by way of an instance type',
    instancetype({ annotations: { 'hooks.kubevirt.io/hookSidecars': '[]' } }),
    ["spec.annotations['hooks.kubevirt.io/hookSidecars']"],
  ],
  [
    'annotations that are none',
    metadata({ annotations: ['a'] }),
    ['metadata.annotations'],
  ],
  [
    'an annotation that is no text',
    metadata({ annotations: { team: 7 } }),
    ['metadata.annotations.team'],
  ],
  [
    'contents of another namespace',
    claim({ dataSourceRef: { namespace: 'bank', name: 'a' } }),
    ['spec.dataSourceRef.namespace'],
  ],
  [
    'contents of another namespace, in a StatefulSet',
    of(
      'apps/v1',
      'StatefulSet',
    )({
      template: { spec: {} },
      volumeClaimTemplates: [{ spec: { dataSourceRef: { namespace: 'b' } } }],
    }),
    ['spec.volumeClaimTemplates[0].spec.dataSourceRef.namespace'],
  ],
  // As what it runs
  [
    'an account',
    pod({ serviceAccountName: 'admin' }),
    ['spec.serviceAccountName'],
  ],
  [
    'an account by its older name',
    pod({ serviceAccount: 'admin' }),
    ['spec.serviceAccount'],
  ],
  [
    'the token of an account in a VM',
    vm({ volumes: [{ serviceAccount: { serviceAccountName: 'admin' } }] }),
    [`${V}.serviceAccount.serviceAccountName`],
  ],
  [
    'a priority of the cluster',
    pod({ priorityClassName: 'system-node-critical' }),
    ['spec.priorityClassName'],
  ],
  [
    'a priority of the cluster for a VM',
    vm({ priorityClassName: 'system-cluster-critical' }),
    ['spec.template.spec.priorityClassName'],
  ],
  // Virtual machines
  ['GPUs', devices({ gpus: [{}] }), [`${D}.gpus`]],
  ['GPUs of an instance type', instancetype({ gpus: [{}] }), ['spec.gpus']],
  ['devices', devices({ hostDevices: [{}] }), [`${D}.hostDevices`], free],
  [
    'devices of an instance type',
    instancetype({ hostDevices: [{}] }),
    ['spec.hostDevices'],
  ],
  [
    'a disk of the node',
    vm({ volumes: [{ name: 'a', hostDisk: { path: '/' } }] }),
    [`${V}.hostDisk`],
  ],
  [
    'a volume of an unknown type, whatever is allowed',
    vm({ volumes: [{ name: 'a', containerPath: { path: '/' } }] }),
    [`${V}.containerPath`],
    free,
  ],
  [
    'a shared file system without a volume',
    vm({ domain: { devices: { filesystems: [{ name: 'a', virtiofs: {} }] } } }),
    [`${D}.filesystems[0]`],
  ],
  [
    'a reservation',
    devices({ disks: [{ name: 'a', lun: { reservation: true } }] }),
    [`${D}.disks[0].lun.reservation`],
  ],
  [
    'a probe of another host',
    vm({ readinessProbe: { tcpSocket: { host: '10.0.0.1' } } }),
    ['spec.template.spec.readinessProbe.tcpSocket.host'],
  ],
  [
    'devices that are none',
    vm({ domain: { devices: { disks: 'all' } } }),
    [`${D}.disks`],
  ],
  ['a VM that is none', vm([]), ['spec.template.spec']],
  // Storage
  [
    "a copy of another namespace's disk",
    dataVolume({ source: { pvc: { namespace: 'bank', name: 'a' } } }),
    ['spec.source.pvc.namespace'],
  ],
  [
    "a copy of another namespace's snapshot, in a VM",
    vm(
      {},
      {
        dataVolumeTemplates: [
          { spec: { source: { snapshot: { namespace: 'b', name: 'a' } } } },
        ],
      },
    ),
    ['spec.dataVolumeTemplates[0].spec.source.snapshot.namespace'],
  ],
  // Selections
  ['a policy for all', policy({ podSelector: {} }), ['spec.podSelector']],
  ['a policy without a selector', policy({}), ['spec.podSelector']],
  [
    'a policy for others',
    policy({ podSelector: theirs }),
    ['spec.podSelector'],
  ],
  [
    'a policy for ours and others',
    policy({
      podSelector: {
        matchExpressions: [
          { key: PART_OF, operator: 'In', values: ['shop', 'bank'] },
        ],
      },
    }),
    ['spec.podSelector'],
  ],
  [
    'a policy by another label',
    policy({ podSelector: { matchLabels: { role: 'front' } } }),
    ['spec.podSelector'],
  ],
  [
    'a policy for all others',
    policy({
      podSelector: {
        matchExpressions: [
          { key: PART_OF, operator: 'NotIn', values: ['shop'] },
        ],
      },
    }),
    ['spec.podSelector'],
  ],
  [
    "a policy for others' instance",
    policy({ podSelector: { matchLabels: { [INSTANCE]: 'shop' } } }),
    ['spec.podSelector'],
  ],
  [
    'a policy whose selector is none',
    policy({ podSelector: { matchLabels: 'all' } }),
    ['spec.podSelector'],
  ],
  [
    'a policy of Multus for all',
    of('k8s.cni.cncf.io/v1beta1', 'MultiNetworkPolicy')({ podSelector: {} }),
    ['spec.podSelector'],
  ],
  [
    'a staged policy for all',
    of('projectcalico.org/v3', 'StagedKubernetesNetworkPolicy')({}),
    ['spec.podSelector'],
  ],
  ...[
    undefined,
    '',
    ' all( ) ',
    `${PART_OF} == 'bank'`,
    `${PART_OF} == 'shop' && ${PART_OF} == 'bank'`,
    "role == 'front'",
    `${PART_OF} == 'shop' || all()`,
    `!(${PART_OF} == 'shop')`,
    `${PART_OF} != 'shop'`,
    `${PART_OF} in { 'shop' }`,
    `has(${PART_OF})`,
    7,
  ].map((selector): (typeof REFUSED)[number] => [
    `a policy of Calico for ${selector}`,
    calico({ selector }),
    ['spec.selector'],
  ]),
  [
    'a staged policy of Calico for all',
    of('projectcalico.org/v3', 'StagedNetworkPolicy')({ selector: 'all()' }),
    ['spec.selector'],
  ],
  ['a budget for all', budget({ selector: {} }), ['spec.selector']],
  ['a budget for others', budget({ selector: theirs }), ['spec.selector']],
  [
    'an autoscaler of others',
    autoscaler({
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'x' },
    }),
    ['spec.scaleTargetRef'],
  ],
  ['an autoscaler of nothing', autoscaler({}), ['spec.scaleTargetRef']],
  // Ways in
  [
    "others' addresses",
    service({ externalIPs: ['1.2.3.4'] }),
    ['spec.externalIPs'],
  ],
  [
    'an address of a load balancer',
    service({ loadBalancerIP: '1.2.3.4' }),
    ['spec.loadBalancerIP'],
  ],
  ['a port of nodes', service({ type: 'NodePort' }), ['spec.type']],
  ['a load balancer', service({ type: 'LoadBalancer' }), ['spec.type']],
  ...[
    'db.bank.svc.cluster.local',
    'db.bank.svc',
    'DB.Bank.SVC.corp.example.',
    'kubernetes.default.local',
    'localhost',
    'metadata.google.internal',
    '10.0.0.1',
    '0x0a000001',
    '::1',
    'db',
    undefined,
  ].map((externalName): (typeof REFUSED)[number] => [
    `the name ${externalName}`,
    service({ type: 'ExternalName', externalName }),
    ['spec.externalName'],
  ]),
  ['a Service that is none', service('a'), ['spec']],
  [
    'an ingress of another class',
    ingress({ ingressClassName: 'internal' }),
    ['spec.ingressClassName'],
    classes,
  ],
  [
    'an ingress of another class by its annotation',
    metadata(
      { annotations: { 'kubernetes.io/ingress.class': 'internal' } },
      ingress({}),
    ),
    ["metadata.annotations['kubernetes.io/ingress.class']"],
    classes,
  ],
  [
    'an ingress of other hosts',
    ingress({
      rules: [
        { host: 'a.shop.example.com' },
        { host: 'bank.example.com' },
        { host: '*.com' },
        {},
      ],
      tls: [{ hosts: ['bank.example.com'] }],
      defaultBackend: {},
    }),
    [
      'spec.defaultBackend',
      'spec.rules[1].host',
      'spec.rules[2].host',
      'spec.rules[3].host',
      'spec.tls[0].hosts',
    ],
    hosts,
  ],
  [
    'a route of other hosts',
    httpRoute({ hostnames: ['bank.example.com'] }),
    ['spec.hostnames'],
    hosts,
  ],
  ['a route of all hosts', httpRoute({}), ['spec.hostnames'], hosts],
  ['a route that has no hosts', tcpRoute({}), ['spec.hostnames'], hosts],
  ['a definition of a network', network({ config: '{}' }), ['spec.config']],
];
