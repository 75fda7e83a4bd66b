import {
  InvalidFieldError,
  get,
  isRecord,
  requiredText,
  root,
  stringMap,
  text,
} from './fields';
import type { Field } from './fields';

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
  readonly source: object;
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

export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/** Names whatever can be named of a broken object, for the complaint about it. */
export function referenceOf(value: unknown): ObjectReference {
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
        : '(no name)',
  };
}

/**
 * Reads what every object has. A namespaced object without a namespace is in
 * `default`, as `kubectl apply` would put it.
 * @throws InvalidFieldError when the value is no Kubernetes object.
 */
export function parseObject(value: object): ParsedObject {
  const field = root(value);
  const apiVersion = requiredText(get(field, 'apiVersion'));
  const kind = requiredText(get(field, 'kind'));
  if (groupOf(apiVersion) === LESS_THAN_OBJECTS) {
    throw new InvalidFieldError(
      get(field, 'kind'),
      `is ${kind}, which has no specs: ask for the objects whole (kubectl get -o yaml)`,
    );
  }
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
