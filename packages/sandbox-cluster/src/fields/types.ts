/** The types whose fields are known. */
import { KindDef } from '../kinds';
import { coreTypes } from './core';
import { kubevirtTypes } from './kubevirt';

/**
 * Which fields each type has, written small: `ports:ContainerPort[]` is a list
 * of objects of a type, `spec:PodSpec` one object, `replicas:int`, `paused:bool`,
 * `name:string`, `args:string[]` and `labels:map` (of strings) are what they say,
 * and below a name alone (quantities, numbers that may be names, what is not
 * looked into) all is taken.
 */
const types: Record<string, string> = {
  ...coreTypes,
  ...kubevirtTypes,
  Namespace: 'spec:NamespaceSpec status',
  ConfigMap: 'data:map binaryData:map immutable:bool',
  Secret: 'data:map stringData:map type:string immutable:bool',
  Pod: 'spec:PodSpec status',
  Service: 'spec:ServiceSpec status',
  PersistentVolumeClaim: 'spec:ClaimSpec status',
  Deployment: 'spec:DeploymentSpec status',
  ReplicaSet: 'spec:ReplicaSetSpec status',
  StatefulSet: 'spec:StatefulSetSpec status',
  DaemonSet: 'spec:DaemonSetSpec status',
  Job: 'spec:JobSpec status',
  CronJob: 'spec:CronJobSpec status',
  NetworkPolicy: 'spec:NetworkPolicySpec status',
  Ingress: 'spec:IngressSpec status',
  HorizontalPodAutoscaler: 'spec:HpaSpec status',
  PodDisruptionBudget: 'spec:PdbSpec status',
  VirtualMachine: 'spec:VmSpec status',
  VirtualMachineInstance: 'spec:VmiSpec status',
  DataVolume: 'spec:DataVolumeSpec status',
};

/** Kinds of these groups are the ones that `types` means by their name. */
const GROUPS = [
  '',
  'apps',
  'autoscaling',
  'batch',
  'networking.k8s.io',
  'policy',
  'kubevirt.io',
  'cdi.kubevirt.io',
];

const parsed = new Map<string, Map<string, string>>();

/** The type's fields, each with its own type; none for a type that is not listed. */
export function fieldsOf(type: string): Map<string, string> | undefined {
  let fields = parsed.get(type);
  if (!fields && Object.hasOwn(types, type)) {
    fields = new Map(
      types[type].split(' ').map(field => {
        const [name, below = ''] = field.split(':');
        return [name, below];
      }),
    );
    parsed.set(type, fields);
  }
  return fields;
}

/** The fields of the kind, but for `metadata`; none where they are not listed. */
export function fieldsOfKind(def: KindDef): Map<string, string> | undefined {
  return GROUPS.includes(def.group) ? fieldsOf(def.kind) : undefined;
}
