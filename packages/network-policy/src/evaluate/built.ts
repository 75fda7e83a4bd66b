import { parseAddress } from '../addresses/ranges';
import type { Address } from '../addresses/ranges';
import type { PolicySet } from '../dialects';
import { byKey } from '../endpoints/collect';
import type { Inventory } from '../endpoints/collect';
import { nodesByAddress } from '../endpoints/nodes';
import type { Section } from '../endpoints/section';
import type { Service } from '../endpoints/services';
import type { Endpoint, Peer, WorkloadPeer } from '../endpoints/types';
import { formatPeer } from '../endpoints/types';
import type { Direction, Tier } from '../policies/types';
import type { Problem } from '../objects/object';
import type { Classes, Traits } from './classes';
import type { OutcomeTable } from './outcomes';
import type { RowContext } from './rows';
import type { Selection } from './select';
import type { CompiledPolicy, PolicyIds, Track } from './tracks';
import type { PeerInput } from './types';

/** A workload with its pods, or with the one endpoint that stands for them. */
export interface Workload {
  readonly peer: WorkloadPeer;
  readonly endpoints: readonly Endpoint[];
}

/** Everything that questions are answered from. Never changes once built. */
export interface BuiltModel {
  readonly inventory: Inventory;
  readonly classes: Classes;
  readonly selection: Selection;
  readonly rowContext: RowContext;
  readonly policySet: PolicySet;
  readonly traits: Traits;
  /** What classes of pods were made by. */
  readonly traitsKey: string;
  readonly outcomes: OutcomeTable;
  readonly ids: PolicyIds;
  readonly classRows: Map<string, Uint32Array>;
  readonly tiers: ReadonlyMap<string, Tier>;
  readonly policies: readonly CompiledPolicy[];
  readonly tracks: Readonly<Record<Direction, readonly Track[]>>;
  readonly calico: boolean;
  readonly policedHosts: PolicySet['policedHosts'];
  readonly problems: readonly Problem[];
  readonly directory: Directory;
}

/** Finds peers by the names that questions use. */
export interface Directory {
  /** Sorted by namespace, name and kind. */
  readonly workloads: readonly Workload[];
  /** Their peers. */
  readonly peers: readonly WorkloadPeer[];
  readonly byName: ReadonlyMap<string, readonly Workload[]>;
  readonly pod: (namespace: string, name: string) => Endpoint | undefined;
  readonly inNamespace: (name: string) => readonly Endpoint[];
  readonly byAddress: ReadonlyMap<Address, Endpoint>;
  readonly services: ReadonlyMap<string, Service>;
  readonly serviceByAddress: ReadonlyMap<Address, Service>;
  readonly nodeByAddress: ReadonlyMap<Address, string>;
  /** Whether a node, or one that may be it, cannot be read, so that nobody knows all its addresses. */
  readonly isUnreadNode: (name: string | undefined) => boolean;
}

/**
 * A question names a peer that the input does not have, or names it ambiguously.
 * @public
 */
export class PeerNotFoundError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'PeerNotFoundError';
  }
}

/** The workloads of each namespace are sorted once, as long as it stays the same. */
const knownWorkloads = new WeakMap<Section, readonly Workload[]>();

function workloadsOf(section: Section): readonly Workload[] {
  let workloads = knownWorkloads.get(section);
  if (!workloads) {
    const byPeer = new Map<
      string,
      { peer: WorkloadPeer; endpoints: Endpoint[] }
    >();
    for (const endpoint of section.endpoints) {
      const key = formatPeer(endpoint.peer);
      const workload = byPeer.get(key);
      if (workload) {
        workload.endpoints.push(endpoint);
      } else {
        byPeer.set(key, { peer: endpoint.peer, endpoints: [endpoint] });
      }
    }
    workloads = [...byPeer].sort(byKey).map(([, each]) => each);
    knownWorkloads.set(section, workloads);
  }
  return workloads;
}

/** Works something out when it is first asked for: a model is asked about few things. */
function lazily<T>(compute: () => T): () => T {
  let known: { readonly value: T } | undefined;
  return () => {
    known ??= { value: compute() };
    return known.value;
  };
}

const sortedWorkloads = ({ sections }: Inventory): readonly Workload[] =>
  [...sections]
    .map(([name, each]) => [`${name}/`, each] as const)
    .sort(byKey)
    .flatMap(([, each]) => workloadsOf(each));

function byNameOf(workloads: readonly Workload[]) {
  const byName = new Map<string, Workload[]>();
  for (const workload of workloads) {
    const key = `${workload.peer.namespace}/${workload.peer.name}`;
    byName.set(key, [...(byName.get(key) ?? []), workload]);
  }
  return byName;
}

export function createDirectory(inventory: Inventory): Directory {
  const { sections, services, nodes } = inventory;
  const workloads = lazily(() => sortedWorkloads(inventory));
  const peers = lazily(() => workloads().map(each => each.peer));
  const byName = lazily(() => byNameOf(workloads()));
  const byAddress = lazily(() => {
    const onPodNetwork = inventory.endpoints.filter(each => !each.hostNetwork);
    return new Map(
      onPodNetwork.flatMap(each =>
        each.addresses.map(address => [address, each] as const),
      ),
    );
  });
  const servicesByName = lazily(
    () =>
      new Map(services.map(each => [`${each.namespace}/${each.name}`, each])),
  );
  const serviceByAddress = lazily(
    () =>
      new Map(
        services.flatMap(each =>
          each.clusterIPs.map(ip => [ip, each] as const),
        ),
      ),
  );
  const nodeByAddress = lazily(() => nodesByAddress(inventory));
  return {
    get workloads() {
      return workloads();
    },
    get peers() {
      return peers();
    },
    get byName() {
      return byName();
    },
    pod: (namespace, name) =>
      sections.get(namespace)?.endpoints.find(each => each.pod === name),
    inNamespace: name => sections.get(name)?.endpoints ?? [],
    get byAddress() {
      return byAddress();
    },
    get services() {
      return servicesByName();
    },
    get serviceByAddress() {
      return serviceByAddress();
    },
    get nodeByAddress() {
      return nodeByAddress();
    },
    isUnreadNode: name =>
      name !== undefined &&
      nodes.some(
        node =>
          node.fault !== undefined &&
          (node.name === name || node.isNameless === true),
      ),
  };
}

/** What a name in a question stands for. */
export type Resolved =
  | {
      readonly type: 'endpoints';
      readonly peer: Peer;
      readonly endpoints: readonly Endpoint[];
    }
  | { readonly type: 'address'; readonly peer: Peer; readonly address: Address }
  | { readonly type: 'service'; readonly service: Service };

export function podPeer(endpoint: Endpoint): Peer {
  return endpoint.pod === undefined
    ? endpoint.peer
    : {
        type: 'pod',
        namespace: endpoint.namespace.name,
        name: endpoint.pod,
        kind: 'Pod',
        workload: endpoint.peer,
      };
}

/** A VMI answers to its VM's name. */
function sameKind(asked: string | undefined, kind: string): boolean {
  return (
    asked === undefined ||
    asked === kind ||
    (asked === 'VirtualMachineInstance' && kind === 'VirtualMachine')
  );
}

/**
 * Finds what a question names.
 * @throws PeerNotFoundError when it is not in the input, or could be several things.
 */
export function resolvePeer(input: PeerInput, directory: Directory): Resolved {
  if ('ip' in input) {
    const address = parseAddress(input.ip);
    if (address === undefined) {
      throw new PeerNotFoundError(`"${input.ip}" is not an IP address`);
    }
    const endpoint = directory.byAddress.get(address);
    if (endpoint) {
      return {
        type: 'endpoints',
        peer: podPeer(endpoint),
        endpoints: [endpoint],
      };
    }
    const service = directory.serviceByAddress.get(address);
    return service
      ? { type: 'service', service }
      : {
          type: 'address',
          peer: { type: 'external', from: input.ip, to: input.ip },
          address,
        };
  }
  const { namespace, name, kind } = input;
  const key = `${namespace}/${name}`;
  if (kind === 'Service') {
    const service = directory.services.get(key);
    if (!service) {
      throw new PeerNotFoundError(`there is no Service ${key}`);
    }
    return { type: 'service', service };
  }
  const workloads = (directory.byName.get(key) ?? []).filter(each =>
    sameKind(kind, each.peer.kind),
  );
  if (workloads.length > 1) {
    throw new PeerNotFoundError(
      `${key} could be ${workloads
        .map(each => each.peer.kind)
        .join(' or ')}: give its kind`,
    );
  }
  if (workloads.length === 1) {
    const [{ peer, endpoints }] = workloads;
    return { type: 'endpoints', peer, endpoints };
  }
  const pod =
    kind === undefined || kind === 'Pod'
      ? directory.pod(namespace, name)
      : undefined;
  if (!pod) {
    throw new PeerNotFoundError(
      `there is no ${
        kind ?? 'workload or Pod'
      } ${key} with a live pod or a template`,
    );
  }
  return { type: 'endpoints', peer: podPeer(pod), endpoints: [pod] };
}
