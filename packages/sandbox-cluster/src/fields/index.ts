/**
 * Unknown fields, and values of the wrong type, for the kinds whose fields are
 * listed here; of other kinds all is taken as it comes.
 */
import { isJson, Json, KubeObject } from '../objects';
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

type Scalar = 'string' | 'int' | 'bool';

const SCALARS: Record<Scalar, (value: unknown) => boolean> = {
  string: value => typeof value === 'string',
  int: Number.isInteger,
  bool: value => typeof value === 'boolean',
};

function isScalar(type: string): type is Scalar {
  return Object.hasOwn(SCALARS, type);
}

/** A value of another type than its field's. */
export interface Mistyped {
  path: string;
  expected: Scalar | 'list' | 'map';
  value: unknown;
}

export interface CheckedFields {
  /** The object without its unknown fields. */
  object: KubeObject;
  /** Such as `spec.template.spec.containers[0].imagePullPolcy`. */
  unknown: string[];
  mistyped: Mistyped[];
}

/** Looks through the object's fields, as far as those of its kind are listed. */
export function checkTypes(def: KindDef, object: KubeObject): CheckedFields {
  const found = { unknown: [], mistyped: [] };
  const fields = GROUPS.includes(def.group) ? fieldsOf(def.kind) : undefined;
  if (!fields) {
    return { object, ...found };
  }
  const { apiVersion, kind, metadata, ...content } = object;
  const known = visit({ ...metadata }, 'ObjectMeta', 'metadata', found);
  const pruned = {
    ...visitFields(content, fields, '', found),
    apiVersion,
    kind,
    metadata: { ...(isJson(known) ? known : {}), name: metadata.name },
  };
  return { object: pruned, ...found };
}

const isAbsent = (value: unknown) => value === null || value === undefined;

type Found = Pick<CheckedFields, 'unknown' | 'mistyped'>;

function visitFields(
  object: Json,
  fields: Map<string, string>,
  path: string,
  found: Found,
): Json {
  const result: Json = {};
  for (const [name, value] of Object.entries(object)) {
    const type = fields.get(name);
    const here = path ? `${path}.${name}` : name;
    if (type === undefined) {
      found.unknown.push(here);
    } else {
      // Null is as good as left out, for a field; an item of a list it is not.
      result[name] = isAbsent(value) ? value : visit(value, type, here, found);
    }
  }
  return result;
}

/** @returns the value without unknown fields */
function visit(
  value: unknown,
  type: string,
  path: string,
  found: Found,
): unknown {
  const expect = (expected: Mistyped['expected'], holds: boolean) => {
    if (!holds) {
      found.mistyped.push({ path, expected, value });
    }
  };
  if (type === '') {
    return value;
  }
  if (type.endsWith('[]')) {
    expect('list', Array.isArray(value));
    return Array.isArray(value)
      ? value.map((item, i) =>
          visit(item, type.slice(0, -2), `${path}[${i}]`, found),
        )
      : value;
  }
  if (isScalar(type)) {
    expect(type, SCALARS[type](value));
    return value;
  }
  expect('map', isJson(value));
  if (!isJson(value)) {
    return value;
  }
  const fields = fieldsOf(type);
  if (fields) {
    return visitFields(value, fields, path, found);
  }
  // What is left is `map`: its keys are free, its values are texts.
  for (const [key, text] of Object.entries(value)) {
    if (!isAbsent(text)) {
      visit(text, 'string', `${path}.${key}`, found);
    }
  }
  return value;
}
