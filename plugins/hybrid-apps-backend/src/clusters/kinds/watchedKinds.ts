/** A kind that the portal wants to know of, in whatever version is served. */
export interface WatchedKind {
  /** The API groups that may serve it, the best first; only one is watched. */
  groups: readonly [string, ...string[]];
  kind: string;
  /** The plural name, as in paths and in RBAC rules. */
  resource: string;
  /** Nothing but `metadata` is asked for, or reaches this process. */
  metadataOnly?: true;
  /**
   * What is kept beside `metadata`: paths, which run through lists by
   * themselves.
   */
  keep?: readonly string[];
  /** What is dropped of that again. */
  drop?: readonly string[];
}

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

/** User data of cloud-init often holds passwords, and no stage needs it. */
const cloudInitData = (podSpec: string) =>
  ['cloudInitNoCloud', 'cloudInitConfigDrive'].flatMap(source =>
    ['userData', 'userDataBase64', 'networkData', 'networkDataBase64'].map(
      field => `${podSpec}.volumes.${source}.${field}`,
    ),
  );

/** Kinds of one group of which the same is kept. */
const kindsOf = (
  groups: WatchedKind['groups'],
  keep: readonly string[],
  rows: ReadonlyArray<readonly [kind: string, resource: string]>,
): WatchedKind[] =>
  rows.map(([kind, resource]) => ({ groups, kind, resource, keep }));

const CALICO = ['projectcalico.org', 'crd.projectcalico.org'] as const;
const WORKLOAD_COUNTS = [
  'status.observedGeneration',
  'status.replicas',
  'status.readyReplicas',
  'status.availableReplicas',
  'status.updatedReplicas',
  'status.unavailableReplicas',
  'status.conditions',
];

/**
 * Everything that is watched. Secrets are not here and never will be: they are
 * known from the references to them.
 */
export const WATCHED_KINDS: readonly WatchedKind[] = [
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
    keep: ['status.phase'],
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
          'args',
          'command',
          'env.value',
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
    kind: 'NetworkPolicy',
    resource: 'networkpolicies',
    keep: ['spec'],
  },
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
    groups: ['kubevirt.io'],
    kind: 'VirtualMachine',
    resource: 'virtualmachines',
    keep: [
      'spec',
      'status.printableStatus',
      'status.ready',
      'status.created',
      'status.conditions',
      'status.runStrategy',
      'status.startFailure',
      'status.stateChangeRequests',
      'status.instancetypeRef',
      'status.preferenceRef',
    ],
    drop: cloudInitData('spec.template.spec'),
  },
  {
    groups: ['kubevirt.io'],
    kind: 'VirtualMachineInstance',
    resource: 'virtualmachineinstances',
    keep: [
      'spec',
      'status.phase',
      'status.reason',
      'status.conditions',
      'status.interfaces',
      'status.nodeName',
      'status.activePods',
      'status.guestOSInfo',
      'status.volumeStatus',
      'status.migrationState',
      'status.migrationMethod',
      'status.memory',
      'status.currentCPUTopology',
    ],
    drop: cloudInitData('spec'),
  },
  {
    groups: ['kubevirt.io'],
    kind: 'VirtualMachineInstanceMigration',
    resource: 'virtualmachineinstancemigrations',
    keep: ['spec', 'status.phase', 'status.conditions'],
  },
  {
    groups: ['kubevirt.io'],
    kind: 'KubeVirt',
    resource: 'kubevirts',
    keep: [
      'status.phase',
      'status.conditions',
      'status.observedKubeVirtVersion',
      'status.targetKubeVirtVersion',
    ],
  },
  ...kindsOf(
    ['instancetype.kubevirt.io'],
    ['spec'],
    [
      ['VirtualMachineInstancetype', 'virtualmachineinstancetypes'],
      [
        'VirtualMachineClusterInstancetype',
        'virtualmachineclusterinstancetypes',
      ],
      ['VirtualMachinePreference', 'virtualmachinepreferences'],
      ['VirtualMachineClusterPreference', 'virtualmachineclusterpreferences'],
    ],
  ),
  {
    groups: ['cdi.kubevirt.io'],
    kind: 'DataVolume',
    resource: 'datavolumes',
    keep: [
      'spec',
      'status.phase',
      'status.progress',
      'status.claimName',
      'status.conditions',
    ],
  },
  {
    groups: ['cdi.kubevirt.io'],
    kind: 'DataSource',
    resource: 'datasources',
    keep: ['spec', 'status.conditions', 'status.source'],
  },
  ...kindsOf(
    ['k8s.cni.cncf.io'],
    ['spec'],
    [
      ['NetworkAttachmentDefinition', 'network-attachment-definitions'],
      ['MultiNetworkPolicy', 'multi-networkpolicies'],
    ],
  ),
  ...kindsOf(
    CALICO,
    ['spec'],
    [
      ['NetworkPolicy', 'networkpolicies'],
      ['GlobalNetworkPolicy', 'globalnetworkpolicies'],
      ['StagedNetworkPolicy', 'stagednetworkpolicies'],
      ['StagedGlobalNetworkPolicy', 'stagedglobalnetworkpolicies'],
      ['StagedKubernetesNetworkPolicy', 'stagedkubernetesnetworkpolicies'],
      ['Tier', 'tiers'],
      ['NetworkSet', 'networksets'],
      ['GlobalNetworkSet', 'globalnetworksets'],
      ['HostEndpoint', 'hostendpoints'],
    ],
  ),
  ...kindsOf(
    ['policy.networking.k8s.io'],
    ['spec'],
    [
      ['AdminNetworkPolicy', 'adminnetworkpolicies'],
      ['BaselineAdminNetworkPolicy', 'baselineadminnetworkpolicies'],
      ['ClusterNetworkPolicy', 'clusternetworkpolicies'],
    ],
  ),

  {
    groups: ['cert-manager.io'],
    kind: 'Certificate',
    resource: 'certificates',
    keep: [
      'spec',
      'status.conditions',
      'status.notAfter',
      'status.notBefore',
      'status.renewalTime',
    ],
  },
];
