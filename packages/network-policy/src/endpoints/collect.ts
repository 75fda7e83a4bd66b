import { parseAddress } from '../addresses/ranges';
import { get, items, text } from '../objects/fields';
import { objectKey, reading, tryReading } from '../objects/parseAll';
import { isNameless } from '../objects/object';
import type { ParsedObject, Problem } from '../objects/object';
import type { Labels } from '../selectors/labels';
import { collectEndpoints } from './endpoints';
import type { Workloads } from './owners';
import { isProfile, ofNamespace, readProfile, unprefixed } from './profiles';
import type { Profile } from './profiles';
import { readBackends, readGrant } from './routes';
import type { ReferenceGrant, RouteBackend } from './routes';
import { SERVICE_NAME, readService, readSlice } from './services';
import type { Service, ServiceSlice } from './services';
import type { Endpoint, Namespace, NodeInfo } from './types';
import { isWorkloadEndpoint, withWorkloadEndpoints } from './workloadEndpoint';
import { kindKey, podTemplatePath } from './workloads';
import type { PodTemplates } from './workloads';

/** A Service of which nobody knows all; a name that is absent may be any. */
interface UnreadService {
  readonly namespace?: string;
  readonly name?: string;
  readonly why: string;
}

interface ServiceAccount {
  readonly object: ParsedObject;
  readonly labels: Labels;
}

/** Everything of the input but the policies, read. */
export interface Inventory {
  /** Everything but `others`, by the key of `objectKey`. */
  readonly objects: ReadonlyMap<string, ParsedObject>;
  /** What of the input is no Kubernetes object. */
  readonly unreadable: readonly Problem[];
  readonly endpoints: readonly Endpoint[];
  readonly namespaces: ReadonlyMap<string, Namespace>;
  readonly nodes: readonly NodeInfo[];
  readonly services: readonly Service[];
  readonly slices: readonly ServiceSlice[];
  /** Where Ingresses and routes of the Gateway API lead. */
  readonly routes: readonly RouteBackend[];
  readonly grants: readonly ReferenceGrant[];
  /** Of Services, and of EndpointSlices, that cannot be read. */
  readonly unreadServices: readonly UnreadService[];
  /** ServiceAccounts, by `namespace/name`. */
  readonly serviceAccounts: ReadonlyMap<string, ServiceAccount>;
  /** Calico's, by name. */
  readonly profiles: ReadonlyMap<string, Profile>;
  /** True where Calico recorded endpoints, which tells that it is there. */
  readonly hasCalicoEndpoints: boolean;
  /** Objects of all other kinds, policies among them, in the order of their keys. */
  readonly others: readonly ParsedObject[];
  readonly problems: readonly Problem[];
}

/** A pod on the host's network has its node's addresses, also when it does not say them. */
function withNodeAddresses(
  endpoint: Endpoint,
  nodes: readonly NodeInfo[],
): Endpoint {
  if (!endpoint.hostNetwork || endpoint.addresses.length > 0) {
    return endpoint;
  }
  const node = nodes.find(each => each.name === endpoint.node);
  return node ? { ...endpoint, addresses: node.addresses } : endpoint;
}

function readNode(object: ParsedObject, problems: Problem[]): NodeInfo {
  const { reference, labels } = object;
  const addresses = tryReading(object, problems, () =>
    items(get(get(object.field, 'status'), 'addresses')).flatMap(
      at => parseAddress(text(get(at, 'address')) ?? '') ?? [],
    ),
  );
  return {
    name: reference.name,
    labels,
    ...('value' in addresses
      ? { addresses: addresses.value }
      : {
          addresses: [],
          fault: addresses.why,
          isNameless: isNameless(reference),
        }),
  };
}

/**
 * Reads a mix of objects. Each that cannot be read is a problem, and the others
 * are read all the same.
 * @param templates - the kinds of the workloads
 */
export function collectInventory(
  objects: ReadonlyMap<string, ParsedObject>,
  unreadable: readonly Problem[],
  templates: PodTemplates,
): Inventory {
  const problems: Problem[] = [...unreadable];
  // By key, so that the order of the input never matters.
  const parsed = [...objects]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, object]) => object);
  const workloads = parsed.filter(
    ({ reference }) => podTemplatePath(reference, templates) !== undefined,
  );
  const isWorkload = new Set(workloads);
  const byKey = new Map(
    workloads.map(object => {
      const { namespace = '', name } = object.reference;
      return [`${kindKey(object.reference)}|${namespace}|${name}`, object];
    }),
  );
  const namespaces = new Map<string, Namespace>();
  const profiles = new Map(
    parsed
      .filter(isProfile)
      .map(each => [each.reference.name, readProfile(each, problems)]),
  );
  /** Where a profile says it, that is what Calico goes by. */
  const labelsOf = (name: string, labels: Labels): Labels => {
    const applied = profiles.get(ofNamespace(name))?.labels ?? {};
    const own =
      Object.keys(applied).length > 0 ? unprefixed(applied, 'pcns.') : labels;
    return { ...own, 'kubernetes.io/metadata.name': name };
  };
  for (const object of parsed) {
    const { kind, name } = object.reference;
    if (kind === 'Namespace' && object.group === '') {
      namespaces.set(name, {
        name,
        labels: labelsOf(name, object.labels),
        known: true,
        ...(object.fault === undefined ? {} : { fault: object.fault }),
      });
    }
  }
  const namespaceOf = (name: string): Namespace => {
    let namespace = namespaces.get(name);
    if (!namespace) {
      namespace = {
        name,
        labels: labelsOf(name, {}),
        known: profiles.has(ofNamespace(name)),
      };
      namespaces.set(name, namespace);
    }
    return namespace;
  };

  const nodes: NodeInfo[] = [];
  const services: Service[] = [];
  const slices: ServiceSlice[] = [];
  const routes: RouteBackend[] = [];
  const grants: ReferenceGrant[] = [];
  const unreadServices: UnreadService[] = [];
  const serviceAccounts = new Map<string, ServiceAccount>();
  const others: ParsedObject[] = [];
  const read = new Map(objects);
  for (const object of parsed) {
    const { kind, namespace, name } = object.reference;
    if (namespace !== undefined) {
      namespaceOf(namespace);
    }
    if (object.group === '' && kind === 'Node') {
      nodes.push(readNode(object, problems));
    } else if (object.group === '' && kind === 'Service') {
      const service = tryReading(object, problems, () => readService(object));
      if ('value' in service) {
        services.push(service.value);
      } else {
        unreadServices.push({
          ...(namespace === undefined ? {} : { namespace }),
          ...(isNameless(object.reference) ? {} : { name }),
          why: service.why,
        });
      }
    } else if (
      object.group === 'discovery.k8s.io' &&
      kind === 'EndpointSlice'
    ) {
      const slice = tryReading(object, problems, () => readSlice(object));
      if ('why' in slice) {
        const { [SERVICE_NAME]: of } = object.labels;
        unreadServices.push({
          ...(namespace === undefined ? {} : { namespace }),
          ...(of === undefined ? {} : { name: of }),
          why: slice.why,
        });
      } else if (slice.value) {
        slices.push(slice.value);
      }
    } else if (object.group === '' && kind === 'ServiceAccount') {
      const { labels } = object;
      serviceAccounts.set(`${namespace}/${name}`, { object, labels });
    } else if (
      !isWorkload.has(object) &&
      kind !== 'Namespace' &&
      !isWorkloadEndpoint(object)
    ) {
      others.push(object);
      read.delete(objectKey(object.reference));
      reading(object, problems, () => {
        routes.push(...readBackends(object));
        const grant = readGrant(object);
        grants.push(...(grant ? [grant] : []));
      });
    }
  }
  const find: Workloads['find'] = (key, namespace, name) =>
    byKey.get(`${key}|${namespace}|${name}`);
  return {
    objects: read,
    unreadable,
    endpoints: withWorkloadEndpoints(
      collectEndpoints(workloads, { templates, find }, namespaceOf, problems),
      parsed,
      (namespace, name) => find('/Pod', namespace, name) !== undefined,
      namespaceOf,
      name => profiles.get(name)?.fault === undefined && profiles.has(name),
      problems,
    ).map(endpoint => withNodeAddresses(endpoint, nodes)),
    namespaces,
    nodes,
    services,
    slices,
    routes,
    grants,
    unreadServices,
    serviceAccounts,
    profiles,
    hasCalicoEndpoints: parsed.some(isWorkloadEndpoint),
    others,
    problems,
  };
}

/** Why nobody knows all that is behind a Service, of it and of its EndpointSlices. */
export function unreadPartsOf(
  { namespace, name }: { readonly namespace: string; readonly name: string },
  { unreadServices }: Inventory,
): string[] {
  return unreadServices
    .filter(
      each =>
        (each.namespace ?? namespace) === namespace &&
        (each.name ?? name) === name,
    )
    .map(({ why }) => `what is behind it cannot be read: ${why}`);
}

/** The same inventory with other policies: nothing else may differ. */
export function withOtherObjects(
  inventory: Inventory,
  others: ReadonlyMap<string, ParsedObject>,
  unreadable: readonly Problem[],
): Inventory {
  return {
    ...inventory,
    unreadable,
    others: [...others]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, object]) => object),
    problems: [
      ...unreadable,
      ...inventory.problems.slice(inventory.unreadable.length),
    ],
  };
}

export function otherObjects({ others }: Inventory): Map<string, ParsedObject> {
  return new Map(others.map(each => [objectKey(each.reference), each]));
}
