/** One workload of an estate, with all that is made of it and written beside it. */
import { createHash } from 'node:crypto';

/** How many Pods a Deployment has, and on how many Nodes they are. */
const PODS = 3;
export const NODES = 40;

const uidOf = (...parts) =>
  createHash('sha1')
    .update(parts.join('/'))
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');

const ownedBy = (apiVersion, kind, namespace, name) => [
  {
    apiVersion,
    kind,
    name,
    uid: uidOf(namespace, kind, name),
    controller: true,
    blockOwnerDeletion: true,
  },
];

export const metadataOf = (namespace, kind, name, labels, rest = {}) => ({
  name,
  namespace,
  uid: uidOf(namespace, kind, name),
  labels,
  ...rest,
});

const addressOf = number =>
  `10.${128 + (number >> 16)}.${(number >> 8) & 255}.${number & 255}`;

const READY = ['Initialized', 'Ready', 'ContainersReady', 'PodScheduled'].map(
  type => ({
    type,
    status: 'True',
    lastTransitionTime: '2026-01-01T00:00:30Z',
  }),
);

function podStatus(number, container, image) {
  return {
    phase: 'Running',
    podIP: addressOf(number),
    podIPs: [{ ip: addressOf(number) }],
    startTime: '2026-01-01T00:00:01Z',
    conditions: READY,
    containerStatuses: [
      {
        name: container,
        ready: true,
        started: true,
        restartCount: 0,
        image,
        imageID: `${image}@sha256:${'0123456789abcdef'.repeat(4)}`,
        containerID: `containerd://${'0123456789abcdef'.repeat(4)}`,
        state: { running: { startedAt: '2026-01-01T00:00:29Z' } },
      },
    ],
  };
}

/** The Service of a workload, its EndpointSlice, and the policy of its Pods. */
function around(namespace, name, labels, { from, pods, port }) {
  const selector = { 'app.kubernetes.io/name': name };
  return [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: metadataOf(namespace, 'Service', name, labels),
      spec: { selector, ports: [{ name: 'main', port, targetPort: port }] },
    },
    {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: metadataOf(
        namespace,
        'EndpointSlice',
        `${name}-x7k2p`,
        { ...labels, 'kubernetes.io/service-name': name },
        { ownerReferences: ownedBy('v1', 'Service', namespace, name) },
      ),
      addressType: 'IPv4',
      ports: [{ name: 'main', port, protocol: 'TCP' }],
      endpoints: pods.map(pod => ({
        addresses: [pod.status.podIP],
        conditions: { ready: true, serving: true, terminating: false },
        nodeName: pod.spec.nodeName,
        targetRef: {
          kind: 'Pod',
          namespace,
          name: pod.metadata.name,
          uid: pod.metadata.uid,
        },
      })),
    },
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: metadataOf(namespace, 'NetworkPolicy', name, labels),
      spec: {
        podSelector: { matchLabels: selector },
        policyTypes: ['Ingress'],
        ingress: [
          {
            from: [
              {
                podSelector: {
                  matchLabels: { 'app.kubernetes.io/name': from },
                },
              },
            ],
            ports: [{ protocol: 'TCP', port }],
          },
        ],
      },
    },
  ];
}

/** As charts write them. */
const labelsOf = (app, name) => ({
  'app.kubernetes.io/name': name,
  'app.kubernetes.io/part-of': app,
  'app.kubernetes.io/instance': app,
  'app.kubernetes.io/component': name.replace(/-\d+$/, ''),
  'app.kubernetes.io/version': '1.4.2',
  'app.kubernetes.io/managed-by': 'Helm',
  'helm.sh/chart': `${app}-0.12.${app.length}`,
  team: app,
});

/** A Deployment with its ReplicaSet, Pods, Service, EndpointSlice, ConfigMap and NetworkPolicy. */
export function deployment(namespace, app, name, { calls, from, number }) {
  const labels = labelsOf(app, name);
  const selector = { 'app.kubernetes.io/name': name };
  const hash = uidOf(namespace, name).slice(0, 8);
  const podLabels = { ...labels, 'pod-template-hash': hash };
  const image = `registry.example/${name}:1.4.2`;
  const spec = {
    serviceAccountName: 'default',
    containers: [
      {
        name: 'main',
        image,
        ports: [{ name: 'main', containerPort: 8080, protocol: 'TCP' }],
        env: [{ name: 'NEXT_URL', value: `http://${calls}:8080` }],
        envFrom: [{ configMapRef: { name } }],
        resources: {
          limits: { cpu: '500m', memory: '256Mi' },
          requests: { cpu: '100m', memory: '128Mi' },
        },
        readinessProbe: { httpGet: { path: '/healthz', port: 'main' } },
      },
    ],
  };
  const set = `${name}-${hash}`;
  const pods = Array.from({ length: PODS }, (_, index) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: metadataOf(namespace, 'Pod', `${set}-${index}`, podLabels, {
      ownerReferences: ownedBy('apps/v1', 'ReplicaSet', namespace, set),
    }),
    spec: { ...spec, nodeName: `node-${(number + index) % NODES}` },
    status: podStatus(number * PODS + index + 1, 'main', image),
  }));
  const counts = {
    replicas: PODS,
    readyReplicas: PODS,
    availableReplicas: PODS,
  };
  return [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: metadataOf(namespace, 'Deployment', name, labels),
      spec: {
        replicas: PODS,
        selector: { matchLabels: selector },
        template: { metadata: { labels }, spec },
      },
      status: {
        ...counts,
        updatedReplicas: PODS,
        observedGeneration: 1,
        conditions: [
          {
            type: 'Available',
            status: 'True',
            reason: 'MinimumReplicasAvailable',
          },
        ],
      },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: metadataOf(namespace, 'ReplicaSet', set, podLabels, {
        ownerReferences: ownedBy('apps/v1', 'Deployment', namespace, name),
      }),
      spec: {
        replicas: PODS,
        selector: { matchLabels: { ...selector, 'pod-template-hash': hash } },
        template: { metadata: { labels: podLabels }, spec },
      },
      status: { ...counts, observedGeneration: 1 },
    },
    ...pods,
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: metadataOf(namespace, 'ConfigMap', name, labels),
      data: { LOG_LEVEL: 'info', REGION: 'north' },
    },
    ...around(namespace, name, labels, { from, pods, port: 8080 }),
  ];
}

/** A VirtualMachine that runs: its instance, launcher Pod, Service, EndpointSlice and NetworkPolicy. */
export function virtualMachine(namespace, app, name, { from, number }) {
  const labels = labelsOf(app, name);
  const spec = {
    domain: {
      cpu: { cores: 2 },
      memory: { guest: '4Gi' },
      devices: {
        disks: [{ name: 'root', disk: { bus: 'virtio' } }],
        interfaces: [{ name: 'default', masquerade: {} }],
      },
    },
    networks: [{ name: 'default', pod: {} }],
    volumes: [
      { name: 'root', containerDisk: { image: 'registry.example/fedora:42' } },
    ],
  };
  const nodeName = `node-${number % NODES}`;
  const image = 'quay.io/kubevirt/virt-launcher:v1.9.0';
  const launcher = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: metadataOf(
      namespace,
      'Pod',
      `virt-launcher-${name}-q8d4z`,
      {
        ...labels,
        'kubevirt.io': 'virt-launcher',
        'vm.kubevirt.io/name': name,
      },
      {
        ownerReferences: ownedBy(
          'kubevirt.io/v1',
          'VirtualMachineInstance',
          namespace,
          name,
        ),
      },
    ),
    spec: { nodeName, containers: [{ name: 'compute', image }] },
    status: podStatus(number * PODS + 1, 'compute', image),
  };
  return [
    {
      apiVersion: 'kubevirt.io/v1',
      kind: 'VirtualMachine',
      metadata: metadataOf(namespace, 'VirtualMachine', name, labels),
      spec: { runStrategy: 'Always', template: { metadata: { labels }, spec } },
      status: {
        created: true,
        ready: true,
        printableStatus: 'Running',
        conditions: [{ type: 'Ready', status: 'True' }],
      },
    },
    {
      apiVersion: 'kubevirt.io/v1',
      kind: 'VirtualMachineInstance',
      metadata: metadataOf(namespace, 'VirtualMachineInstance', name, labels, {
        ownerReferences: ownedBy(
          'kubevirt.io/v1',
          'VirtualMachine',
          namespace,
          name,
        ),
      }),
      spec,
      status: {
        phase: 'Running',
        nodeName,
        interfaces: [{ name: 'default', ipAddress: launcher.status.podIP }],
        conditions: [{ type: 'Ready', status: 'True' }],
      },
    },
    launcher,
    ...around(namespace, name, labels, { from, pods: [launcher], port: 5432 }),
  ];
}
