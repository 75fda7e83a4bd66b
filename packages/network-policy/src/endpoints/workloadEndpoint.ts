import { parseCidr } from '../addresses/ranges';
import type { Address } from '../addresses/ranges';
import {
  InvalidFieldError,
  attempt,
  get,
  items,
  requiredText,
  text,
  texts,
} from '../objects/fields';
import type { Field } from '../objects/fields';
import type { ParsedObject, Problem } from '../objects/object';
import { tryReading } from '../objects/parseAll';
import type { Labels } from '../selectors/labels';
import { problemsOfPorts } from './endpoints';
import { readPort, readPorts } from './ports';
import type { Endpoint, Namespace } from './types';

/** Calico's own record of an endpoint, which `calicoctl` exports. It is never stored in Kubernetes. */
export function isWorkloadEndpoint({
  group,
  reference,
}: Pick<ParsedObject, 'group' | 'reference'>): boolean {
  return group === 'projectcalico.org' && reference.kind === 'WorkloadEndpoint';
}

/** The labels that Calico adds to those of a pod. */
const ADDED = ['namespace', 'orchestrator', 'serviceaccount'].map(
  each => `projectcalico.org/${each}`,
);

const withoutAdded = (labels: Labels): Labels =>
  Object.fromEntries(
    Object.entries(labels).filter(([key]) => !ADDED.includes(key)),
  );

/** Source: calico `libcalico-go/lib/validator/v3`, validateWorkloadEndpointSpec. */
function readAddress(at: Field): Address {
  const range = parseCidr(requiredText(at));
  if (!range || range.from !== range.to) {
    throw new InvalidFieldError(at, 'must be one address such as 10.0.0.1/32');
  }
  return range.from;
}

/** What it is the endpoint of: a Pod, or what another orchestrator runs. */
function identityOf({ field, reference }: ParsedObject) {
  const { namespace = '', name } = reference;
  const pod = text(get(get(field, 'spec'), 'pod'));
  return {
    peer: {
      type: 'workload' as const,
      namespace,
      name: pod || name,
      kind: pod ? 'Pod' : 'WorkloadEndpoint',
    },
    ...(pod ? { pod } : {}),
  };
}

/**
 * Source: calico `libcalico-go/lib/apis/v3/workloadendpoint.go`.
 * @param hasProfile - whether a profile is in the input
 */
function readEndpoint(
  object: ParsedObject,
  namespace: Namespace,
  hasProfile: (name: string) => boolean,
): Endpoint {
  const spec = get(object.field, 'spec');
  const node = text(get(spec, 'node'));
  const account = object.labels['projectcalico.org/serviceaccount'];
  const serviceAccount =
    text(get(spec, 'serviceAccountName')) || account || 'default';
  const profiles = texts(get(spec, 'profiles'));
  const foreign = profiles.find(
    each => !/^k(ns|sa)\./.test(each) && !hasProfile(each),
  );
  return {
    ...identityOf(object),
    object: object.reference,
    namespace,
    labels: withoutAdded(object.labels),
    ...readPorts(items(get(spec, 'ports')), at => readPort(at, 'port')),
    serviceAccount,
    hostNetwork: false,
    addresses: items(get(spec, 'ipNetworks')).map(readAddress),
    ...(node ? { node } : {}),
    interfaces: [],
    profiles,
    ...(foreign === undefined
      ? {}
      : { fault: `its profile ${foreign} is not in the input` }),
  };
}

function endpointOf(
  object: ParsedObject,
  namespaceOf: (name: string) => Namespace,
  hasProfile: (name: string) => boolean,
  problems: Problem[],
): Endpoint {
  const { namespace = '', name, kind } = object.reference;
  const read = tryReading(object, problems, () =>
    readEndpoint(object, namespaceOf(namespace), hasProfile),
  );
  return 'value' in read
    ? read.value
    : {
        ...(attempt(() => identityOf(object)) ?? {
          peer: { type: 'workload', namespace, name, kind },
        }),
        object: object.reference,
        namespace: namespaceOf(namespace),
        labels: withoutAdded(object.labels),
        ports: [],
        unreadPorts: [],
        serviceAccount: 'default',
        hostNetwork: false,
        addresses: [],
        interfaces: [],
        fault: read.why,
      };
}

/**
 * Adds the endpoints that Calico recorded. One of a Pod that is in the input is that
 * Pod, whose addresses it may tell.
 * @param isPod - whether a Pod is in the input, also one that is finished
 */
export function withWorkloadEndpoints(
  endpoints: readonly Endpoint[],
  objects: readonly ParsedObject[],
  isPod: (namespace: string, name: string) => boolean,
  namespaceOf: (name: string) => Namespace,
  hasProfile: (name: string) => boolean,
  problems: Problem[],
): Endpoint[] {
  const recorded = objects
    .filter(isWorkloadEndpoint)
    .map(object => endpointOf(object, namespaceOf, hasProfile, problems));
  problems.push(...recorded.flatMap(problemsOfPorts));
  const keyOf = ({ namespace, pod }: Endpoint) => `${namespace.name}/${pod}`;
  const addressesOf = new Map(
    recorded.map(each => [keyOf(each), each.addresses]),
  );
  return [
    ...endpoints.map(each => {
      const addresses = each.pod ? addressesOf.get(keyOf(each)) : undefined;
      return addresses && each.addresses.length === 0 && !each.hostNetwork
        ? { ...each, addresses }
        : each;
    }),
    ...recorded.filter(
      ({ namespace, pod }) => pod === undefined || !isPod(namespace.name, pod),
    ),
  ];
}
