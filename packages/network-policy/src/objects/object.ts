import {
  InvalidFieldError,
  attempt,
  get,
  requiredText,
  root,
  stringMap,
  text,
} from './fields';
import type { Field } from './fields';
import { isRecord, textMap, valueAt } from './values';

/**
 * Names one Kubernetes object.
 * @public
 */
export interface ObjectReference {
  /** Group and version, as in the input. */
  readonly apiVersion: string;
  /** The kind, as in the input. */
  readonly kind: string;
  /** Absent for cluster-scoped objects. */
  readonly namespace?: string;
  /** The object's name. */
  readonly name: string;
}

/**
 * Something in the input that cannot be taken as it stands.
 * @public
 */
export interface Problem {
  /** `invalid`: an API server would refuse it; `unsupported`: valid, but outside what this engine reads. */
  readonly kind: 'invalid' | 'unsupported';
  /** The object that has it. */
  readonly object: ObjectReference;
  /** The place in the object, like `spec.ingress[0].from[1]`. Empty for the object as a whole. */
  readonly path: string;
  /** What is the matter, without the object and the place. */
  readonly message: string;
}

/** An object of the input with the parts that every kind has. */
export interface ParsedObject {
  readonly reference: ObjectReference;
  /** API group, empty for the core group. */
  readonly group: string;
  readonly version: string;
  readonly field: Field;
  readonly labels: Readonly<Record<string, string>>;
  readonly source: Readonly<Record<string, unknown>>;
  /**
   * Why its metadata cannot be read, which an API server would not take: its name,
   * namespace and labels are then what can be read of them.
   */
  readonly fault?: string;
}

/** The group of Table and PartialObjectMetadata, by which an API server tells less than the objects. */
export const LESS_THAN_OBJECTS = 'meta.k8s.io';

/** Kinds without a namespace among those that the engine reads. */
const CLUSTER_SCOPED = new Set([
  'Namespace',
  'Node',
  'AdminNetworkPolicy',
  'BaselineAdminNetworkPolicy',
  'ClusterNetworkPolicy',
  'GlobalNetworkPolicy',
  'StagedGlobalNetworkPolicy',
  'GlobalNetworkSet',
  'HostEndpoint',
  'Profile',
  'Tier',
  'GatewayClass',
  'IngressClass',
  'CiliumClusterwideNetworkPolicy',
  'ClusterUserDefinedNetwork',
]);

/**
 * How people write an object's name: `NetworkPolicy shop/db`.
 * @public
 */
export function formatReference(reference: ObjectReference): string {
  return reference.namespace
    ? `${reference.kind} ${reference.namespace}/${reference.name}`
    : `${reference.kind} ${reference.name}`;
}

/**
 * The API group of an `apiVersion`; empty for the core group.
 * @public
 */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

const NO_NAME = '(no name)';

/** Whether it stands for an object of which nobody knows the name. */
export function isNameless({ name }: ObjectReference): boolean {
  return name.startsWith('(no name');
}

/** Names whatever can be named of a broken object, for the complaint about it. */
function referenceOf(value: unknown): ObjectReference {
  const record = isRecord(value) ? value : {};
  const metadata = isRecord(record.metadata) ? record.metadata : {};
  const kind = typeof record.kind === 'string' ? record.kind : '(no kind)';
  const namespace =
    typeof metadata.namespace === 'string' ? metadata.namespace : undefined;
  return {
    apiVersion:
      typeof record.apiVersion === 'string' ? record.apiVersion : '(none)',
    kind,
    ...(namespace && !CLUSTER_SCOPED.has(kind) ? { namespace } : {}),
    name:
      typeof metadata.name === 'string' && metadata.name !== ''
        ? metadata.name
        : NO_NAME,
  };
}

/**
 * What an object is.
 * @throws InvalidFieldError when the value is no Kubernetes object at all.
 */
export function identify(value: object): {
  readonly apiVersion: string;
  readonly kind: string;
} {
  const field = root(value);
  const apiVersion = requiredText(get(field, 'apiVersion'));
  const kindAt = get(field, 'kind');
  const kind = requiredText(kindAt);
  if (groupOf(apiVersion) === LESS_THAN_OBJECTS) {
    throw new InvalidFieldError(
      kindAt,
      `is ${kind}, which has no specs: ask for the objects whole (kubectl get -o yaml)`,
    );
  }
  return { apiVersion, kind };
}

/**
 * Reads what every object has. A namespaced object without a namespace is in
 * `default`, as `kubectl apply` would put it.
 * @throws InvalidFieldError when the value is no Kubernetes object.
 */
export function parseObject(
  value: Readonly<Record<string, unknown>>,
): ParsedObject {
  const field = root(value);
  const { apiVersion, kind } = identify(value);
  const metadata = get(field, 'metadata');
  const name = requiredText(get(metadata, 'name'));
  const namespace = text(get(metadata, 'namespace')) || 'default';
  const slash = apiVersion.indexOf('/');
  return {
    reference: {
      apiVersion,
      kind,
      ...(CLUSTER_SCOPED.has(kind) ? {} : { namespace }),
      name,
    },
    group: slash < 0 ? '' : apiVersion.slice(0, slash),
    version: apiVersion.slice(slash + 1),
    field,
    labels: stringMap(get(metadata, 'labels')),
    source: value,
  };
}

/**
 * What of an object can be read whose metadata cannot; undefined when it does not
 * even say what it is. Its namespace is absent when nobody knows which it is.
 * @param reference - what it is called
 */
export function parseRemains(
  value: Readonly<Record<string, unknown>>,
  reference: ObjectReference,
  fault: string,
): ParsedObject | undefined {
  const identity = attempt(() => identify(value));
  if (!identity) {
    return undefined;
  }
  const { apiVersion, kind } = identity;
  const group = groupOf(apiVersion);
  const read = value.metadata ?? {};
  const namespace = isRecord(read) ? read.namespace ?? '' : undefined;
  const isInDefault = namespace === '' && !CLUSTER_SCOPED.has(kind);
  return {
    reference: isInDefault ? { ...reference, namespace: 'default' } : reference,
    group,
    version: apiVersion.slice(apiVersion.indexOf('/') + 1),
    field: root(value),
    labels: textMap(valueAt(read, 'labels')),
    source: value,
    fault,
  };
}

/** Names objects one after the other, so that of those without a name each has its own. */
export function createNaming(): (value: unknown) => ObjectReference {
  let nameless = 0;
  return value => {
    const reference = referenceOf(value);
    if (reference.name !== NO_NAME) {
      return reference;
    }
    nameless += 1;
    return nameless === 1
      ? reference
      : { ...reference, name: `(no name ${nameless})` };
  };
}
