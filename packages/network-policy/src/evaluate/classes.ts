import { includes } from '../addresses/ranges';
import { inheritedByPods, inheritedLabels } from '../endpoints/inherited';
import type { Address, AddressRange } from '../addresses/ranges';
import type { Inventory } from '../endpoints/collect';
import type {
  ContainerPort,
  Endpoint,
  Namespace,
  UnreadPort,
} from '../endpoints/types';
import { isDoubtful } from '../endpoints/section';
import type { Section } from '../endpoints/section';
import { objectKey } from '../objects/parseAll';
import type { Labels } from '../selectors/labels';

const NO_PORTS: readonly ContainerPort[] = [];
const NONE_UNREAD: readonly UnreadPort[] = [];

/**
 * Endpoints that no policy can tell apart: same namespace and ports, and same
 * labels, service account and addresses as far as policies look at these.
 * Selectors are asked once per class.
 */
export interface EndpointClass {
  readonly id: number;
  readonly namespace: Namespace;
  /** The labels that Calico gives the endpoint. Of its own, those that policies look at. */
  readonly calicoLabels: Labels;
  /** Likewise those that selectors of Kubernetes' policies find: Calico lets pods inherit some. */
  readonly podLabels: Labels;
  /**
   * What named ports resolve to. None on the host's network: such a pod is an
   * address of its node to policies (Calico's named ports are those of workload
   * endpoints, which it is not).
   */
  readonly ports: readonly ContainerPort[];
  /** Likewise; of these nobody knows to which. */
  readonly unreadPorts: readonly UnreadPort[];
  readonly hostNetwork: boolean;
  /** Of pods on the host's network, where it is known. */
  readonly node?: string;
  /** Those of one of them; the others' are on the same side of every address range. */
  readonly addresses: readonly Address[];
  /** The key of the one object whose pods these are, where that alone is spoken of. */
  readonly ownKey?: string;
  /** The one of them that is asked about, or any: by it sentences name the class. */
  readonly example: Endpoint;
}

/** The classes of one namespace, by what tells them apart. */
type SectionClasses = ReadonlyMap<
  string,
  { readonly own: EndpointClass; readonly members: readonly Endpoint[] }
>;

export interface Classes {
  readonly all: readonly EndpointClass[];
  readonly of: {
    readonly get: (endpoint: Endpoint) => EndpointClass | undefined;
  };
  readonly membersOf: (own: EndpointClass) => readonly Endpoint[];
  readonly byNamespace: ReadonlyMap<string, readonly EndpointClass[]>;
  /** By `key=value` of a label. */
  readonly byLabel: ReadonlyMap<string, readonly EndpointClass[]>;
  readonly onHost: readonly EndpointClass[];
  /** By namespace. */
  readonly sections: ReadonlyMap<string, SectionClasses>;
}

/**
 * Calico's own view of a workload endpoint's labels.
 * Source: calico `libcalico-go/lib/backend/k8s/conversion/workload_endpoint_default.go`
 * and the labels that the namespace's and service account's profiles apply.
 */
export function calicoLabelsOf(
  endpoint: Pick<
    Endpoint,
    'labels' | 'namespace' | 'profiles' | 'serviceAccount'
  >,
  inventory: Inventory,
): Labels {
  return {
    ...inheritedLabels(endpoint, inventory),
    ...endpoint.labels,
    'projectcalico.org/namespace': endpoint.namespace.name,
    'projectcalico.org/orchestrator': 'k8s',
    'projectcalico.org/serviceaccount': endpoint.serviceAccount,
  };
}

/** The same object where nothing is inherited, as nearly always. */
function podLabelsOf(
  endpoint: Endpoint,
  labels: Labels,
  inventory: Inventory,
): Labels {
  const inherited = inheritedByPods(inheritedLabels(endpoint, inventory));
  return Object.keys(inherited).length > 0
    ? { ...inherited, ...labels }
    : labels;
}

function pushTo<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) {
    list.push(value);
  } else {
    map.set(key, [value]);
  }
}

const knownKeys = new WeakMap<object, string>();

/** A key of ports, which are the same objects from one model to the next. */
function keyOfPorts(ports: readonly ContainerPort[]): string {
  let key = knownKeys.get(ports);
  if (key === undefined) {
    key = JSON.stringify(ports);
    knownKeys.set(ports, key);
  }
  return key;
}

/** What policies look at of pods. */
export interface Traits {
  /** The address ranges that they hold against pods. */
  readonly podRanges: readonly (readonly AddressRange[])[];
  /** The names of labels. */
  readonly labels: ReadonlySet<string>;
  /** Whether they look at Calico's labels. */
  readonly calico: boolean;
}

/** The labels of an endpoint that policies look at. */
const readLabels = (
  { labels }: Endpoint,
  read: ReadonlySet<string>,
): [string, string][] =>
  Object.entries(labels)
    .filter(([name]) => read.has(name))
    .sort(([a], [b]) => (a < b ? -1 : 1));

const portsOf = ({ hostNetwork, ports, unreadPorts }: Endpoint) =>
  hostNetwork
    ? { ports: NO_PORTS, unreadPorts: NONE_UNREAD }
    : { ports, unreadPorts };

const ownKeyOf = (endpoint: Endpoint): string | undefined =>
  isDoubtful(endpoint) ? objectKey(endpoint.object) : undefined;

/** What tells an endpoint from others to policies. */
function keyOf(
  endpoint: Endpoint,
  { podRanges, labels: read, calico }: Traits,
): string {
  const { hostNetwork, addresses } = endpoint;
  return [
    JSON.stringify(readLabels(endpoint, read)),
    keyOfPorts(portsOf(endpoint).ports),
    portsOf(endpoint)
      .unreadPorts.map(each => JSON.stringify(each.name ?? null))
      .join(),
    ownKeyOf(endpoint) ?? '',
    calico ? endpoint.serviceAccount : '',
    endpoint.profiles?.join() ?? '',
    hostNetwork ? `${endpoint.node ?? ''}/${addresses.join()}` : '',
    podRanges
      .map(ranges =>
        addresses.map(each => Number(includes(ranges, each))).join(''),
      )
      .join(),
  ].join('|');
}

function classOf(
  id: number,
  endpoint: Endpoint,
  inventory: Inventory,
  { labels: read, calico }: Traits,
): EndpointClass {
  const { hostNetwork, node, addresses } = endpoint;
  const labels = Object.fromEntries(readLabels(endpoint, read));
  const ownKey = ownKeyOf(endpoint);
  return {
    id,
    namespace: endpoint.namespace,
    calicoLabels: calico
      ? calicoLabelsOf({ ...endpoint, labels }, inventory)
      : labels,
    podLabels: calico ? podLabelsOf(endpoint, labels, inventory) : labels,
    ...portsOf(endpoint),
    hostNetwork,
    ...(ownKey === undefined ? {} : { ownKey }),
    ...(hostNetwork && node ? { node } : {}),
    addresses,
    example: endpoint,
  };
}

/** The endpoints of a namespace by what tells them apart. */
function sorted(
  { endpoints }: Section,
  traits: Traits,
): ReadonlyMap<string, readonly Endpoint[]> {
  const members = new Map<string, Endpoint[]>();
  for (const endpoint of endpoints) {
    pushTo(members, keyOf(endpoint, traits), endpoint);
  }
  return members;
}

/** Finds the class of an endpoint, and the endpoints of a class, by their namespace. */
function lookups(sections: Classes['sections']) {
  const known = new Map<string, ReadonlyMap<Endpoint, EndpointClass>>();
  const within = (namespace: string) => {
    const found =
      known.get(namespace) ??
      new Map(
        [...(sections.get(namespace)?.values() ?? [])].flatMap(
          ({ own, members }) => members.map(each => [each, own] as const),
        ),
      );
    known.set(namespace, found);
    return found;
  };
  const members = new Map<EndpointClass, readonly Endpoint[]>();
  for (const section of sections.values()) {
    section.forEach(each => members.set(each.own, each.members));
  }
  return {
    of: {
      get: (endpoint: Endpoint) =>
        within(endpoint.namespace.name).get(endpoint),
    },
    membersOf: (own: EndpointClass) => members.get(own) ?? [own.example],
  };
}

/** Sorts endpoints by what policies look at, and by nothing else: replicas are one class. */
export function classify(inventory: Inventory, traits: Traits): Classes {
  const all: EndpointClass[] = [];
  const sections = new Map<string, SectionClasses>();
  for (const [namespace, section] of inventory.sections) {
    const classes = new Map();
    for (const [key, members] of sorted(section, traits)) {
      const own = classOf(all.length, members[0], inventory, traits);
      all.push(own);
      classes.set(key, { own, members });
    }
    sections.set(namespace, classes);
  }
  const byNamespace = new Map<string, EndpointClass[]>();
  const byLabel = new Map<string, EndpointClass[]>();
  for (const each of all) {
    pushTo(byNamespace, each.namespace.name, each);
    for (const [key, value] of Object.entries(each.podLabels)) {
      pushTo(byLabel, `${key}=${value}`, each);
    }
  }
  return {
    all,
    byNamespace,
    byLabel,
    onHost: all.filter(each => each.hostNetwork),
    sections,
    ...lookups(sections),
  };
}

/**
 * The classes where some endpoints came, changed or went: the very same, with other
 * members. Undefined where one came or went too, since then all are numbered anew.
 * @param before - the inventory of `classes`
 */
export function reclassify(
  classes: Classes,
  before: Inventory,
  inventory: Inventory,
  traits: Traits,
): Classes | undefined {
  const sections = new Map(classes.sections);
  const names = new Set([...sections.keys(), ...inventory.sections.keys()]);
  for (const name of names) {
    const section = inventory.sections.get(name);
    if (section !== before.sections.get(name)) {
      const was = sections.get(name) ?? new Map();
      const is = section ? sorted(section, traits) : new Map();
      if (was.size !== is.size) {
        return undefined;
      }
      const changed = new Map();
      for (const [key, members] of is) {
        const known = was.get(key);
        if (!known) {
          return undefined;
        }
        changed.set(key, { own: known.own, members });
      }
      sections.set(name, changed);
    }
  }
  return { ...classes, sections, ...lookups(sections) };
}

/** The classes of endpoints, in their order. */
export function classesOf(
  endpoints: readonly Endpoint[],
  { of }: Classes,
): EndpointClass[] {
  return [...new Set(endpoints.flatMap(each => of.get(each) ?? []))];
}
