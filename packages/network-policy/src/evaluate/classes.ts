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
import { hasOtherProfiles } from '../endpoints/profiles';
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
  /** Those of the first member; the others' are on the same side of every address range. */
  readonly addresses: readonly Address[];
  /** The key of the one object whose pods these are, where that alone is spoken of. */
  readonly ownKey?: string;
  readonly members: readonly Endpoint[];
}

export interface Classes {
  readonly all: readonly EndpointClass[];
  readonly of: ReadonlyMap<Endpoint, EndpointClass>;
  readonly byNamespace: ReadonlyMap<string, readonly EndpointClass[]>;
  /** By `key=value` of a label. */
  readonly byLabel: ReadonlyMap<string, readonly EndpointClass[]>;
  readonly onHost: readonly EndpointClass[];
  /** Those that cannot be read. */
  readonly unread: readonly EndpointClass[];
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

/** Sorts endpoints by what policies look at, and by nothing else: replicas are one class. */
export function classify(
  inventory: Inventory,
  { podRanges, labels: read, calico }: Traits,
): Classes {
  interface Draft extends EndpointClass {
    readonly members: Endpoint[];
  }
  const drafts = new Map<string, Draft>();
  const of = new Map<Endpoint, EndpointClass>();
  for (const endpoint of inventory.endpoints) {
    const { hostNetwork, addresses } = endpoint;
    const labels = Object.entries(endpoint.labels)
      .filter(([name]) => read.has(name))
      .sort(([a], [b]) => (a < b ? -1 : 1));
    const ports = hostNetwork ? NO_PORTS : endpoint.ports;
    const unreadPorts = hostNetwork ? NONE_UNREAD : endpoint.unreadPorts;
    const ownKey =
      endpoint.fault !== undefined || hasOtherProfiles(endpoint)
        ? objectKey(endpoint.object)
        : undefined;
    const key = [
      endpoint.namespace.name,
      JSON.stringify(labels),
      keyOfPorts(ports),
      unreadPorts.map(each => JSON.stringify(each.name ?? null)).join(),
      ownKey ?? '',
      calico ? endpoint.serviceAccount : '',
      endpoint.profiles?.join() ?? '',
      hostNetwork ? `${endpoint.node ?? ''}/${addresses.join()}` : '',
      podRanges
        .map(ranges =>
          addresses.map(each => Number(includes(ranges, each))).join(''),
        )
        .join(),
    ].join('|');
    let found = drafts.get(key);
    if (!found) {
      const own = Object.fromEntries(labels);
      found = {
        id: drafts.size,
        namespace: endpoint.namespace,
        calicoLabels: calico
          ? calicoLabelsOf({ ...endpoint, labels: own }, inventory)
          : own,
        podLabels: calico ? podLabelsOf(endpoint, own, inventory) : own,
        ports,
        unreadPorts,
        hostNetwork,
        ...(ownKey === undefined ? {} : { ownKey }),
        ...(hostNetwork && endpoint.node ? { node: endpoint.node } : {}),
        addresses,
        members: [],
      };
      drafts.set(key, found);
    }
    found.members.push(endpoint);
    of.set(endpoint, found);
  }
  const all = [...drafts.values()];
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
    of,
    byNamespace,
    byLabel,
    onHost: all.filter(each => each.hostNetwork),
    unread: all.filter(each => each.members[0].fault !== undefined),
  };
}

/** The classes of endpoints, in their order. */
export function classesOf(
  endpoints: readonly Endpoint[],
  { of }: Classes,
): EndpointClass[] {
  return [...new Set(endpoints.flatMap(each => of.get(each) ?? []))];
}
