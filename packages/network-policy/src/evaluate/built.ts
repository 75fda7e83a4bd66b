import { parseAddress } from '../addresses/ranges';
import type { Address } from '../addresses/ranges';
import type { PolicySet } from '../dialects';
import type { Inventory } from '../endpoints/collect';
import { nodesByAddress } from '../endpoints/nodes';
import type { Service } from '../endpoints/services';
import type { Endpoint, Peer, WorkloadPeer } from '../endpoints/types';
import { formatPeer } from '../endpoints/types';
import type { Direction, Tier } from '../policies/types';
import type { Problem } from '../objects/object';
import type { Classes } from './classes';
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
  readonly pods: ReadonlyMap<string, Endpoint>;
  readonly inNamespace: ReadonlyMap<string, readonly Endpoint[]>;
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

function compareWorkloads(a: Workload, b: Workload): number {
  const [x, y] = [formatPeer(a.peer), formatPeer(b.peer)];
  return x < y ? -1 : Number(x > y);
}

export function createDirectory(inventory: Inventory): Directory {
  const workloads = new Map<
    string,
    { peer: WorkloadPeer; endpoints: Endpoint[] }
  >();
  const pods = new Map<string, Endpoint>();
  const byAddress = new Map<Address, Endpoint>();
  const inNamespace = new Map<string, Endpoint[]>();
  for (const endpoint of inventory.endpoints) {
    const key = formatPeer(endpoint.peer);
    const workload = workloads.get(key);
    if (workload) {
      workload.endpoints.push(endpoint);
    } else {
      workloads.set(key, { peer: endpoint.peer, endpoints: [endpoint] });
    }
    const neighbours = inNamespace.get(endpoint.namespace.name) ?? [];
    neighbours.push(endpoint);
    inNamespace.set(endpoint.namespace.name, neighbours);
    if (endpoint.pod !== undefined) {
      pods.set(`${endpoint.namespace.name}/${endpoint.pod}`, endpoint);
    }
    if (!endpoint.hostNetwork) {
      endpoint.addresses.forEach(each => byAddress.set(each, endpoint));
    }
  }
  const sorted = [...workloads.values()].sort(compareWorkloads);
  const byName = new Map<string, Workload[]>();
  for (const workload of sorted) {
    const key = `${workload.peer.namespace}/${workload.peer.name}`;
    byName.set(key, [...(byName.get(key) ?? []), workload]);
  }
  const services = new Map<string, Service>();
  const serviceByAddress = new Map<Address, Service>();
  for (const service of inventory.services) {
    services.set(`${service.namespace}/${service.name}`, service);
    service.clusterIPs.forEach(ip => serviceByAddress.set(ip, service));
  }
  return {
    workloads: sorted,
    peers: sorted.map(each => each.peer),
    byName,
    pods,
    inNamespace,
    byAddress,
    services,
    serviceByAddress,
    nodeByAddress: nodesByAddress(inventory),
    isUnreadNode: name =>
      name !== undefined &&
      inventory.nodes.some(
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
    kind === undefined || kind === 'Pod' ? directory.pods.get(key) : undefined;
  if (!pod) {
    throw new PeerNotFoundError(
      `there is no ${
        kind ?? 'workload or Pod'
      } ${key} with a live pod or a template`,
    );
  }
  return { type: 'endpoints', peer: podPeer(pod), endpoints: [pod] };
}
