/**
 * Unknown fields, for the kinds whose fields are listed here; of other kinds
 * every field is taken as known.
 */
import { isJson, Json, KubeObject } from '../objects';
import { KindDef } from '../kinds';
import { coreTypes } from './core';
import { kubevirtTypes } from './kubevirt';
/**
 * Which fields each type has, written small: `ports:ContainerPort[]` is a list
 * of objects of a type, `spec:PodSpec` one object, and below a name alone
 * (scalars, maps with free keys, what is not looked into) all is taken.
 */
const types: Record<string, string> = {
  ...coreTypes,
  ...kubevirtTypes,
  Namespace: 'spec:NamespaceSpec status',
  ConfigMap: 'data binaryData immutable',
  Secret: 'data stringData type immutable',
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
  VirtualMachine: 'spec:VmSpec status',
  VirtualMachineInstance: 'spec:VmiSpec status',
  DataVolume: 'spec:DataVolumeSpec status',
};

/** Kinds of these groups are the ones that `types` means by their name. */
const GROUPS = [
  '',
  'apps',
  'batch',
  'networking.k8s.io',
  'kubevirt.io',
  'cdi.kubevirt.io',
];

const parsed = new Map<string, Map<string, string>>();

/** The type's fields, each with what is below it. */
function fieldsOf(type: string): Map<string, string> | undefined {
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

/**
 * The object without the fields that its kind does not have, and the paths of
 * those, such as `spec.template.spec.containers[0].imagePullPolcy`.
 */
export function pruneUnknown(
  def: KindDef,
  object: KubeObject,
): { object: KubeObject; unknown: string[] } {
  const fields = GROUPS.includes(def.group) ? fieldsOf(def.kind) : undefined;
  if (!fields) {
    return { object, unknown: [] };
  }
  const unknown: string[] = [];
  const { apiVersion, kind, metadata, ...content } = object;
  const known = pruneValue({ ...metadata }, 'ObjectMeta', 'metadata', unknown);
  const pruned = {
    ...prune(content, fields, '', unknown),
    apiVersion,
    kind,
    metadata: { ...(isJson(known) ? known : {}), name: metadata.name },
  };
  return { object: pruned, unknown };
}

function prune(
  object: Json,
  fields: Map<string, string>,
  path: string,
  unknown: string[],
): Json {
  const result: Json = {};
  for (const [name, value] of Object.entries(object)) {
    const below = fields.get(name);
    const here = path ? `${path}.${name}` : name;
    if (below === undefined) {
      unknown.push(here);
    } else {
      result[name] = pruneValue(value, below, here, unknown);
    }
  }
  return result;
}

function pruneValue(
  value: unknown,
  type: string,
  path: string,
  unknown: string[],
): unknown {
  const isList = type.endsWith('[]');
  const fields = fieldsOf(isList ? type.slice(0, -2) : type);
  if (!fields) {
    return value;
  }
  if (isList && Array.isArray(value)) {
    return value.map((item, i) =>
      isJson(item) ? prune(item, fields, `${path}[${i}]`, unknown) : item,
    );
  }
  return !isList && isJson(value) ? prune(value, fields, path, unknown) : value;
}
