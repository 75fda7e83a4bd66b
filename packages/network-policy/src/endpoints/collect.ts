import { parseAddress } from '../addresses/ranges';
import { get, items, text } from '../objects/fields';
import { objectKey, reading, tryReading } from '../objects/parseAll';
import { isNameless } from '../objects/object';
import type { ParsedObject, Problem } from '../objects/object';
import type { Labels } from '../selectors/labels';
import { isProfile, ofNamespace, readProfile, unprefixed } from './profiles';
import type { Profile } from './profiles';
import { readBackends, readGrant } from './routes';
import type { ReferenceGrant, RouteBackend } from './routes';
import { collectSection } from './section';
import type { Section } from './section';
import { SERVICE_NAME, readService, readSlice } from './services';
import type { Service, ServiceSlice } from './services';
import type { Endpoint, Namespace, NodeInfo } from './types';
import { isWorkloadEndpoint } from './workloadEndpoint';
import { podTemplatePath } from './workloads';
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

/** By the key of `objectKey`. */
export type Objects = ReadonlyMap<string, ParsedObject>;

/** What of a model's input is read as what: of each object, one. */
export type Sort =
  | 'Namespace'
  | 'Node'
  | 'Service'
  | 'EndpointSlice'
  | 'ServiceAccount'
  | 'workload'
  | 'other';

/** Where Services lead, and what could not be read of it. */
export interface ServiceParts {
  readonly services: readonly Service[];
  readonly slices: readonly ServiceSlice[];
  /** Of Services, and of EndpointSlices, that cannot be read. */
  readonly unreadServices: readonly UnreadService[];
  readonly serviceProblems: readonly Problem[];
}

export interface RouteParts {
  /** Where Ingresses, routes of the Gateway API and Routes of OpenShift lead. */
  readonly routes: readonly RouteBackend[];
  readonly grants: readonly ReferenceGrant[];
  readonly routeProblems: readonly Problem[];
}

/** What sections make up together. */
export interface SectionParts {
  /** Workloads, by namespace, in the order of namespaces. */
  readonly sections: ReadonlyMap<string, Section>;
  readonly endpoints: readonly Endpoint[];
  /** Those about which nobody can tell what policies mean. */
  readonly doubtful: readonly Endpoint[];
  /** True where Calico recorded endpoints, which tells that it is there. */
  readonly hasCalicoEndpoints: boolean;
}

/** Everything of the input but the policies, read. */
export interface Inventory extends ServiceParts, RouteParts, SectionParts {
  /** Namespaces, Nodes, Services, their EndpointSlices, and ServiceAccounts. */
  readonly objects: Objects;
  /** What of the input is no Kubernetes object. */
  readonly unreadable: readonly Problem[];
  readonly namespaces: ReadonlyMap<string, Namespace>;
  readonly nodes: readonly NodeInfo[];
  /** ServiceAccounts, by `namespace/name`. */
  readonly serviceAccounts: ReadonlyMap<string, ServiceAccount>;
  /** Calico's, by name. */
  readonly profiles: ReadonlyMap<string, Profile>;
  /** Of Nodes and profiles. */
  readonly baseProblems: readonly Problem[];
  /** Objects of all other kinds, policies among them, in the order of their keys. */
  readonly others: readonly ParsedObject[];
}

/** What of the input cannot be taken as it stands, but for policies. */
export const problemsOf = (inventory: Inventory): Problem[] => [
  ...inventory.unreadable,
  ...inventory.baseProblems,
  ...inventory.serviceProblems,
  ...inventory.routeProblems,
  ...[...inventory.sections.values()].flatMap(each => each.problems),
];

/** As what an object is read, by its type. */
export function sortOf(
  { group, reference }: Pick<ParsedObject, 'group' | 'reference'>,
  templates: PodTemplates,
): Sort {
  const { kind } = reference;
  if (kind === 'Namespace') {
    return kind;
  }
  if (
    group === '' &&
    (kind === 'Node' || kind === 'Service' || kind === 'ServiceAccount')
  ) {
    return kind;
  }
  if (group === 'discovery.k8s.io' && kind === 'EndpointSlice') {
    return kind;
  }
  return podTemplatePath(reference, templates) !== undefined ||
    isWorkloadEndpoint({ group, reference })
    ? 'workload'
    : 'other';
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

/** What one Service or EndpointSlice says. */
function readServicePart(object: ParsedObject): ServiceParts {
  const { namespace, kind, name } = object.reference;
  const serviceProblems: Problem[] = [];
  const part = (
    services: readonly Service[],
    slices: readonly ServiceSlice[],
    unreadServices: readonly UnreadService[] = [],
  ) => ({ services, slices, unreadServices, serviceProblems });
  const unread = (of: string | undefined, why: string) =>
    part(
      [],
      [],
      [
        {
          ...(namespace === undefined ? {} : { namespace }),
          ...(of === undefined ? {} : { name: of }),
          why,
        },
      ],
    );
  if (kind === 'Service') {
    const read = tryReading(object, serviceProblems, () => readService(object));
    return 'value' in read
      ? part([read.value], [])
      : unread(isNameless(object.reference) ? undefined : name, read.why);
  }
  const read = tryReading(object, serviceProblems, () => readSlice(object));
  const { [SERVICE_NAME]: of } = object.labels;
  return 'why' in read
    ? unread(of, read.why)
    : part([], read.value ? [read.value] : []);
}

/** Read once of each object: most are the same from one model to the next. */
const knownServiceParts = new WeakMap<ParsedObject, ServiceParts>();

function servicePartOf(object: ParsedObject): ServiceParts {
  const part = knownServiceParts.get(object) ?? readServicePart(object);
  knownServiceParts.set(object, part);
  return part;
}

export const byKey = (
  [a]: readonly [string, unknown],
  [b]: readonly [string, unknown],
) => (a < b ? -1 : Number(a > b));

/** Reads Services and their EndpointSlices. */
export function collectServices(objects: Objects): ServiceParts {
  const parts = [...objects]
    .filter(
      ([
        ,
        {
          group,
          reference: { kind },
        },
      ]) => (group === '' ? kind === 'Service' : kind === 'EndpointSlice'),
    )
    .sort(byKey)
    .map(([, object]) => servicePartOf(object));
  return {
    services: parts.flatMap(each => each.services),
    slices: parts.flatMap(each => each.slices),
    unreadServices: parts.flatMap(each => each.unreadServices),
    serviceProblems: parts.flatMap(each => each.serviceProblems),
  };
}

/** Reads Ingresses, Routes of OpenShift and the objects of the Gateway API. */
export function collectRoutes(others: readonly ParsedObject[]): RouteParts {
  const routes: RouteBackend[] = [];
  const grants: ReferenceGrant[] = [];
  const routeProblems: Problem[] = [];
  for (const object of others) {
    reading(object, routeProblems, () => {
      routes.push(...readBackends(object));
      const grant = readGrant(object);
      grants.push(...(grant ? [grant] : []));
    });
  }
  return { routes, grants, routeProblems };
}

export function joinSections(
  sections: ReadonlyMap<string, Section>,
): SectionParts {
  const all = [...sections.values()];
  return {
    sections,
    endpoints: all.flatMap(each => each.endpoints),
    doubtful: all.flatMap(each => each.doubtful),
    hasCalicoEndpoints: all.some(each =>
      [...each.objects.values()].some(isWorkloadEndpoint),
    ),
  };
}

/** Finds namespaces; one that is only referred to is made when it is first asked for. */
function createNamespaces(
  parsed: readonly ParsedObject[],
  profiles: ReadonlyMap<string, Profile>,
) {
  const namespaces = new Map<string, Namespace>();
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
  return { namespaces, namespaceOf };
}

/**
 * Reads a mix of objects. Each that cannot be read is a problem, and the others
 * are read all the same.
 * @param templates - the kinds of the workloads
 */
export function collectInventory(
  input: Objects,
  unreadable: readonly Problem[],
  templates: PodTemplates,
): Inventory {
  // By key, so that the order of the input never matters.
  const sorted = [...input].sort(byKey);
  const parsed = sorted.map(([, object]) => object);
  const baseProblems: Problem[] = [];
  const profiles = new Map(
    parsed
      .filter(isProfile)
      .map(each => [each.reference.name, readProfile(each, baseProblems)]),
  );
  const { namespaces, namespaceOf } = createNamespaces(parsed, profiles);
  const objects = new Map<string, ParsedObject>();
  const nodes: NodeInfo[] = [];
  const serviceAccounts = new Map<string, ServiceAccount>();
  const others: ParsedObject[] = [];
  const workloads = new Map<string, Map<string, ParsedObject>>();
  for (const [key, object] of sorted) {
    const { namespace, name } = object.reference;
    if (namespace !== undefined) {
      namespaceOf(namespace);
    }
    const sort = sortOf(object, templates);
    if (sort === 'other') {
      others.push(object);
    } else if (sort === 'workload') {
      const within = workloads.get(namespace ?? '') ?? new Map();
      workloads.set(namespace ?? '', within.set(key, object));
    } else {
      objects.set(key, object);
    }
    if (sort === 'Node') {
      nodes.push(readNode(object, baseProblems));
    } else if (sort === 'ServiceAccount') {
      const { labels } = object;
      serviceAccounts.set(`${namespace}/${name}`, { object, labels });
    }
  }
  const surroundings = { templates, namespaceOf, nodes, profiles };
  const sections = [...workloads]
    .sort(byKey)
    .map(
      ([namespace, each]) =>
        [namespace, collectSection(each, surroundings)] as const,
    );
  return {
    objects,
    unreadable,
    namespaces,
    nodes,
    serviceAccounts,
    profiles,
    baseProblems,
    others,
    ...collectServices(objects),
    ...collectRoutes(others),
    ...joinSections(new Map(sections)),
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

export const keyed = (objects: readonly ParsedObject[]): Objects =>
  new Map(objects.map(each => [objectKey(each.reference), each]));
