/**
 * What the API server fills into an object that leaves it open, so that
 * clients see what they would see on a real cluster.
 */
import { isJson, Json, KubeObject, recordAt, recordsAt } from '../objects';
import { podSpec, podTemplate } from './pods';
import { virtualMachine } from './kubevirt';

/** Where a default has to be drawn from what is still free. */
export interface Allocator {
  clusterIp(): string;
  nodePort(): number;
  uid(): string;
}

type Default = (object: Json, allocate: Allocator) => Json;

/** `spec`'s fields, where they are not set. */
const spec =
  (defaults: Json): Default =>
  object => ({ ...object, spec: { ...defaults, ...recordAt(object, 'spec') } });

/** `status` of a new object. */
const status =
  (initial: Json): Default =>
  object => ({
    ...object,
    status: { ...initial, ...recordAt(object, 'status') },
  });

const template = (object: Json): Json => ({
  ...object,
  spec: {
    ...recordAt(object, 'spec'),
    template: podTemplate(recordAt(object, 'spec').template),
  },
});

const service: Default = (object, allocate) => {
  const given = recordAt(object, 'spec');
  const type = given.type ?? 'ClusterIP';
  const ports = recordsAt(given, 'ports').map(port => ({
    protocol: 'TCP',
    targetPort: port.port,
    ...(type === 'NodePort' || type === 'LoadBalancer'
      ? { nodePort: port.nodePort ?? allocate.nodePort() }
      : {}),
    ...port,
  }));
  const portsField = given.ports ? { ports } : {};
  if (type === 'ExternalName') {
    return {
      ...object,
      spec: { sessionAffinity: 'None', ...given, ...portsField },
    };
  }
  const clusterIP = given.clusterIP || allocate.clusterIp();
  return {
    ...object,
    spec: {
      clusterIP,
      clusterIPs: [clusterIP],
      type,
      sessionAffinity: 'None',
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'SingleStack',
      internalTrafficPolicy: 'Cluster',
      ...(type === 'ClusterIP' ? {} : { externalTrafficPolicy: 'Cluster' }),
      ...(type === 'LoadBalancer'
        ? { allocateLoadBalancerNodePorts: true }
        : {}),
      ...given,
      ...portsField,
    },
  };
};

const networkPolicy: Default = object => {
  const given = recordAt(object, 'spec');
  const withProtocol = (rule: Json): Json =>
    rule.ports
      ? {
          ...rule,
          ports: recordsAt(rule, 'ports').map(port => ({
            protocol: 'TCP',
            ...port,
          })),
        }
      : rule;
  const rules = (direction: 'ingress' | 'egress') =>
    Array.isArray(given[direction])
      ? { [direction]: recordsAt(given, direction).map(withProtocol) }
      : {};
  return {
    ...object,
    spec: {
      podSelector: {},
      ...given,
      ...rules('ingress'),
      ...rules('egress'),
      policyTypes:
        given.policyTypes ??
        (given.egress ? ['Ingress', 'Egress'] : ['Ingress']),
    },
  };
};

const namespace: Default = object => {
  const metadata = recordAt(object, 'metadata');
  return {
    ...object,
    metadata: {
      ...metadata,
      labels: {
        'kubernetes.io/metadata.name': metadata.name,
        ...recordAt(metadata, 'labels'),
      },
    },
  };
};

const job: Default = object => {
  const given = recordAt(object, 'spec');
  return template({
    ...object,
    spec: {
      parallelism: 1,
      ...(given.parallelism === undefined ? { completions: 1 } : {}),
      backoffLimit: 6,
      completionMode: 'NonIndexed',
      suspend: false,
      podReplacementPolicy: 'TerminatingOrFailed',
      ...given,
    },
  });
};

const cronJob: Default = object => {
  const given = recordAt(object, 'spec');
  const jobTemplate = recordAt(given, 'jobTemplate');
  const jobSpec = recordAt(jobTemplate, 'spec');
  return {
    ...object,
    spec: {
      concurrencyPolicy: 'Allow',
      suspend: false,
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 1,
      ...given,
      jobTemplate: {
        ...jobTemplate,
        spec: { ...jobSpec, template: podTemplate(jobSpec.template) },
      },
    },
  };
};

/** `stringData` is for writing alone: it is kept as `data`. */
const secret = ({ stringData, ...object }: Json): Json => {
  const encoded = Object.entries(isJson(stringData) ? stringData : {}).map(
    ([key, value]) => [key, Buffer.from(String(value)).toString('base64')],
  );
  const data = { ...recordAt(object, 'data'), ...Object.fromEntries(encoded) };
  return {
    type: 'Opaque',
    ...object,
    ...(Object.keys(data).length > 0 ? { data } : {}),
  };
};

/** A Job selects its pods by its own uid, unless it brings a selector. */
const jobSelector = (object: Json): Json => {
  const given = recordAt(object, 'spec');
  if (given.manualSelector === true) {
    return object;
  }
  const { uid, name } = recordAt(object, 'metadata');
  const podTemplateOf = recordAt(given, 'template');
  const metadata = recordAt(podTemplateOf, 'metadata');
  const labels = {
    ...recordAt(metadata, 'labels'),
    'batch.kubernetes.io/controller-uid': uid,
    'batch.kubernetes.io/job-name': name,
    'controller-uid': uid,
    'job-name': name,
  };
  return {
    ...object,
    spec: {
      ...given,
      selector: { matchLabels: { 'batch.kubernetes.io/controller-uid': uid } },
      template: { ...podTemplateOf, metadata: { ...metadata, labels } },
    },
  };
};

/**
 * How a workload rolls out, each part where it is not set.
 * Source: kubernetes, `pkg/apis/apps/v1/defaults.go`.
 */
const rollingBy =
  (field: 'strategy' | 'updateStrategy', parameters: Json): Default =>
  object => {
    const given = recordAt(object, 'spec');
    const strategy = {
      type: 'RollingUpdate',
      ...recordAt(given, field),
    };
    const isRolling = strategy.type === 'RollingUpdate';
    return {
      ...object,
      spec: {
        ...given,
        [field]: isRolling
          ? {
              ...strategy,
              rollingUpdate: {
                ...parameters,
                ...recordAt(given, field, 'rollingUpdate'),
              },
            }
          : strategy,
      },
    };
  };

/** What is filled in on every write. */
const ON_WRITE: Record<string, Default[]> = {
  '/Pod': [
    object => ({ ...object, spec: podSpec(recordAt(object, 'spec')) }),
    spec({ serviceAccountName: 'default', enableServiceLinks: true }),
  ],
  '/Service': [service],
  '/Namespace': [namespace, spec({ finalizers: ['kubernetes'] })],
  '/Secret': [secret],
  '/PersistentVolumeClaim': [spec({ volumeMode: 'Filesystem' })],
  '/PersistentVolume': [
    spec({ volumeMode: 'Filesystem', persistentVolumeReclaimPolicy: 'Retain' }),
  ],
  'apps/Deployment': [
    spec({
      replicas: 1,
      revisionHistoryLimit: 10,
      progressDeadlineSeconds: 600,
    }),
    rollingBy('strategy', { maxUnavailable: '25%', maxSurge: '25%' }),
    template,
  ],
  'apps/ReplicaSet': [spec({ replicas: 1 }), template],
  'apps/StatefulSet': [
    spec({
      replicas: 1,
      podManagementPolicy: 'OrderedReady',
      revisionHistoryLimit: 10,
      persistentVolumeClaimRetentionPolicy: {
        whenDeleted: 'Retain',
        whenScaled: 'Retain',
      },
    }),
    rollingBy('updateStrategy', { partition: 0 }),
    template,
  ],
  'apps/DaemonSet': [
    spec({ revisionHistoryLimit: 10 }),
    rollingBy('updateStrategy', { maxUnavailable: 1, maxSurge: 0 }),
    template,
  ],
  'batch/Job': [job],
  'batch/CronJob': [cronJob],
  'networking.k8s.io/NetworkPolicy': [networkPolicy],
  'storage.k8s.io/StorageClass': [
    object => ({
      reclaimPolicy: 'Delete',
      volumeBindingMode: 'Immediate',
      ...object,
    }),
  ],
  'autoscaling/HorizontalPodAutoscaler': [spec({ minReplicas: 1 })],
};

/** What a new object starts with. */
const ON_CREATE: Record<string, Default[]> = {
  '/Pod': [status({ phase: 'Pending' })],
  '/Service': [status({ loadBalancer: {} })],
  '/Namespace': [status({ phase: 'Active' })],
  '/PersistentVolumeClaim': [status({ phase: 'Pending' })],
  '/PersistentVolume': [status({ phase: 'Pending' })],
  'networking.k8s.io/Ingress': [status({ loadBalancer: {} })],
  'apps/Deployment': [status({})],
  'apps/ReplicaSet': [status({ replicas: 0 })],
  'apps/StatefulSet': [status({ replicas: 0, availableReplicas: 0 })],
  'apps/DaemonSet': [
    status({
      currentNumberScheduled: 0,
      numberMisscheduled: 0,
      desiredNumberScheduled: 0,
      numberReady: 0,
    }),
  ],
  'batch/Job': [status({}), jobSelector],
  'batch/CronJob': [status({})],
  'kubevirt.io/VirtualMachine': [
    (object, allocate) => virtualMachine(object, allocate.uid),
  ],
};

/** @param isNew - whether the object is about to be created */
export function withDefaults(
  group: string,
  object: KubeObject,
  allocate: Allocator,
  isNew: boolean,
): KubeObject {
  const name = `${group}/${object.kind}`;
  const defaults = [
    ...(ON_WRITE[name] ?? []),
    ...((isNew && ON_CREATE[name]) || []),
  ];
  const result = defaults.reduce<Json>(
    (current, apply) => apply(current, allocate),
    object,
  );
  return isJson(result.metadata)
    ? {
        ...result,
        apiVersion: object.apiVersion,
        kind: object.kind,
        metadata: { ...object.metadata, ...result.metadata },
      }
    : object;
}
