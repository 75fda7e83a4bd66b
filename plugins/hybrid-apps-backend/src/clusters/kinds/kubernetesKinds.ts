import { kindsOf, WatchedKind } from './watchedKind';

const CONTAINER_FIELDS = ['containers', 'initContainers'].map(
  field => `spec.${field}`,
);

const CONTAINER_STATUS_FIELDS = [
  'status.containerStatuses',
  'status.initContainerStatuses',
].flatMap(field =>
  ['name', 'ready', 'started', 'restartCount', 'state', 'lastState'].map(
    part => `${field}.${part}`,
  ),
);

const WORKLOAD_COUNTS = [
  'status.observedGeneration',
  'status.replicas',
  'status.readyReplicas',
  'status.availableReplicas',
  'status.updatedReplicas',
  'status.unavailableReplicas',
  'status.currentRevision',
  'status.updateRevision',
  'status.conditions',
];

/** What Kubernetes itself serves, and add-ons that most clusters have. */
export const KUBERNETES_KINDS: readonly WatchedKind[] = [
  // Their changes tell that discovery has something new to say.
  {
    groups: ['apiextensions.k8s.io'],
    kind: 'CustomResourceDefinition',
    resource: 'customresourcedefinitions',
    metadataOnly: true,
  },
  {
    groups: ['apiregistration.k8s.io'],
    kind: 'APIService',
    resource: 'apiservices',
    metadataOnly: true,
  },

  {
    groups: [''],
    kind: 'Namespace',
    resource: 'namespaces',
    keep: ['status.phase', 'status.conditions'],
  },
  {
    groups: [''],
    kind: 'Node',
    resource: 'nodes',
    keep: [
      'spec',
      'status.addresses',
      'status.allocatable',
      'status.capacity',
      'status.conditions',
      'status.nodeInfo',
    ],
  },
  {
    groups: [''],
    kind: 'Pod',
    resource: 'pods',
    keep: [
      'spec',
      'status.phase',
      'status.reason',
      'status.message',
      'status.conditions',
      'status.podIP',
      'status.podIPs',
      'status.hostIP',
      'status.startTime',
      ...CONTAINER_STATUS_FIELDS,
    ],
    drop: [
      'spec.affinity',
      'spec.tolerations',
      ...CONTAINER_FIELDS.flatMap(field =>
        [
          'securityContext',
          'terminationMessagePath',
          'terminationMessagePolicy',
        ].map(part => `${field}.${part}`),
      ),
    ],
  },
  {
    groups: [''],
    kind: 'Service',
    resource: 'services',
    keep: ['spec', 'status.loadBalancer'],
  },
  {
    groups: [''],
    kind: 'ConfigMap',
    resource: 'configmaps',
    metadataOnly: true,
  },
  {
    groups: [''],
    kind: 'PersistentVolumeClaim',
    resource: 'persistentvolumeclaims',
    keep: ['spec', 'status.phase', 'status.capacity', 'status.conditions'],
  },
  {
    groups: [''],
    kind: 'PersistentVolume',
    resource: 'persistentvolumes',
    keep: ['spec', 'status.phase', 'status.reason', 'status.message'],
  },
  {
    // The API server forgets them after an hour, and so does the store.
    groups: [''],
    kind: 'Event',
    resource: 'events',
    keep: [
      'involvedObject',
      'type',
      'reason',
      'message',
      'count',
      'firstTimestamp',
      'lastTimestamp',
      'eventTime',
      'series',
      'source',
      'reportingComponent',
    ],
  },
  {
    groups: [''],
    kind: 'ServiceAccount',
    resource: 'serviceaccounts',
    metadataOnly: true,
  },

  ...kindsOf(
    ['apps'],
    ['spec', ...WORKLOAD_COUNTS],
    [
      ['Deployment', 'deployments'],
      ['ReplicaSet', 'replicasets'],
      ['StatefulSet', 'statefulsets'],
    ],
  ),
  {
    groups: ['apps'],
    kind: 'DaemonSet',
    resource: 'daemonsets',
    keep: [
      'spec',
      'status.observedGeneration',
      'status.conditions',
      'status.desiredNumberScheduled',
      'status.currentNumberScheduled',
      'status.updatedNumberScheduled',
      'status.numberReady',
      'status.numberAvailable',
      'status.numberUnavailable',
    ],
  },
  ...kindsOf(
    ['batch'],
    ['spec', 'status'],
    [
      ['Job', 'jobs'],
      ['CronJob', 'cronjobs'],
    ],
  ),

  {
    groups: ['networking.k8s.io'],
    kind: 'Ingress',
    resource: 'ingresses',
    keep: ['spec', 'status.loadBalancer'],
  },
  {
    groups: ['discovery.k8s.io'],
    kind: 'EndpointSlice',
    resource: 'endpointslices',
    keep: ['addressType', 'endpoints', 'ports'],
  },
  {
    groups: ['policy'],
    kind: 'PodDisruptionBudget',
    resource: 'poddisruptionbudgets',
    keep: ['spec', 'status'],
  },
  {
    groups: ['autoscaling'],
    kind: 'HorizontalPodAutoscaler',
    resource: 'horizontalpodautoscalers',
    keep: [
      'spec',
      'status.currentReplicas',
      'status.desiredReplicas',
      'status.conditions',
    ],
  },
  {
    groups: ['storage.k8s.io'],
    kind: 'StorageClass',
    resource: 'storageclasses',
    keep: [
      'provisioner',
      'reclaimPolicy',
      'volumeBindingMode',
      'allowVolumeExpansion',
    ],
  },

  ...kindsOf(
    ['gateway.networking.k8s.io'],
    ['spec', 'status'],
    [
      ['GatewayClass', 'gatewayclasses'],
      ['Gateway', 'gateways'],
      ['HTTPRoute', 'httproutes'],
      ['GRPCRoute', 'grpcroutes'],
      ['TLSRoute', 'tlsroutes'],
      ['TCPRoute', 'tcproutes'],
      ['UDPRoute', 'udproutes'],
      ['ReferenceGrant', 'referencegrants'],
    ],
  ),

  {
    // Its spec is the configuration of a plugin, which nothing reads.
    groups: ['k8s.cni.cncf.io'],
    kind: 'NetworkAttachmentDefinition',
    resource: 'network-attachment-definitions',
    metadataOnly: true,
  },
  {
    groups: ['k8s.cni.cncf.io'],
    kind: 'MultiNetworkPolicy',
    resource: 'multi-networkpolicies',
    keep: ['spec'],
  },
  {
    groups: ['cert-manager.io'],
    kind: 'Certificate',
    resource: 'certificates',
    // Not `keystores`, which may hold a password.
    keep: [
      'spec.commonName',
      'spec.dnsNames',
      'spec.duration',
      'spec.ipAddresses',
      'spec.isCA',
      'spec.issuerRef',
      'spec.renewBefore',
      'spec.secretName',
      'spec.uris',
      'spec.usages',
      'status.conditions',
      'status.failedIssuanceAttempts',
      'status.notAfter',
      'status.notBefore',
      'status.renewalTime',
    ],
  },
];
