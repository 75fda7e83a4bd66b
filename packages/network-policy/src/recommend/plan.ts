import {
  IPV6_START,
  formatAddress,
  isIPv6,
  parseAddress,
} from '../addresses/ranges';
import { formatPeer } from '../endpoints/types';
import { PeerNotFoundError, resolvePeer } from '../evaluate/built';
import type { BuiltModel, Workload } from '../evaluate/built';
import type { Direction } from '../policies/types';
import { NO_CONNECTIONS, keyOf, unite } from '../ports/connectionSet';
import type { ConnectionSet } from '../ports/connectionSet';
import { selectableIn, selectorFor, selectorForAll } from './selectors';
import type { PodSelector } from './selectors';

/**
 * A connection that is to be permitted. What `connections()` lists can be given as it is.
 * @public
 */
export interface WantedConnection {
  /** Who opens the connections. */
  readonly source: WantedPeer;
  /** Whom they are opened to. */
  readonly destination: WantedPeer;
  /** The ports that are to be permitted, and no others. */
  readonly allowed: ConnectionSet;
}

/**
 * A workload or Pod by its name, or a range of addresses outside.
 * @public
 */
export type WantedPeer =
  | {
      readonly namespace: string;
      readonly name: string;
      readonly kind?: string;
    }
  | { readonly from: string; readonly to: string };

/** Whom a rule is to mean. */
export type PlannedPeer =
  | { readonly namespace: string; readonly selector: PodSelector }
  | { readonly cidr: string };

/** A rule: these peers, these ports. */
export interface PlannedRule {
  readonly peers: readonly PlannedPeer[];
  readonly connections: ConnectionSet;
}

/** A policy, whatever dialect it will be written in. */
export interface PlannedPolicy {
  readonly namespace: string;
  readonly name: string;
  readonly selector: PodSelector;
  readonly ingress: readonly PlannedRule[];
  readonly egress: readonly PlannedRule[];
}

/** What policies cannot bring about, and why. */
export interface Plan {
  readonly policies: readonly PlannedPolicy[];
  readonly limits: readonly string[];
}

/** The fewest CIDR blocks that make up a range of addresses. */
export function cidrsOf(from: string, to: string): string[] {
  const [first, last] = [parseAddress(from), parseAddress(to)];
  if (first === undefined || last === undefined || first > last) {
    throw new PeerNotFoundError(`${from}-${to} is no range of addresses`);
  }
  const offset = isIPv6(first) ? IPV6_START : 0n;
  const bits = isIPv6(first) ? 128 : 32;
  const blocks: string[] = [];
  let at = first - offset;
  const end = last - offset;
  while (at <= end) {
    let size = 0;
    // The widest block that starts here and does not go beyond the end.
    while (
      size < bits &&
      at % (1n << BigInt(size + 1)) === 0n &&
      at + (1n << BigInt(size + 1)) - 1n <= end
    ) {
      size++;
    }
    blocks.push(`${formatAddress(at + offset)}/${bits - size}`);
    at += 1n << BigInt(size);
  }
  return blocks;
}

/** What one workload is to be allowed in one direction, by peer. */
type Wishes = Map<string, { peer: PlannedPeer; connections: ConnectionSet }>;

interface Wishlist {
  readonly workload: Workload;
  readonly ingress: Wishes;
  readonly egress: Wishes;
}

function wish(wishes: Wishes, peer: PlannedPeer, connections: ConnectionSet) {
  const key = JSON.stringify(peer);
  const before = wishes.get(key)?.connections ?? NO_CONNECTIONS;
  wishes.set(key, { peer, connections: unite(before, connections) });
}

/** Peers with equal ports share a rule. */
function rulesOf(wishes: Wishes): PlannedRule[] {
  const byPorts = new Map<string, PlannedRule & { peers: PlannedPeer[] }>();
  for (const { peer, connections } of wishes.values()) {
    const key = keyOf(connections);
    const rule = byPorts.get(key);
    if (rule) {
      rule.peers.push(peer);
    } else {
      byPorts.set(key, { peers: [peer], connections });
    }
  }
  return [...byPorts.values()];
}

function workloadOf(peer: WantedPeer, model: BuiltModel): Workload | undefined {
  if ('from' in peer) {
    return undefined;
  }
  const resolved = resolvePeer(
    {
      namespace: peer.namespace,
      name: peer.name,
      ...(peer.kind ? { kind: peer.kind } : {}),
    },
    model.directory,
  );
  const [endpoint] = resolved.type === 'endpoints' ? resolved.endpoints : [];
  const name = endpoint && formatPeer(endpoint.peer);
  const workload = model.directory.workloads.find(
    each => formatPeer(each.peer) === name,
  );
  if (!workload) {
    throw new PeerNotFoundError(
      `${peer.namespace}/${peer.name} is no workload or Pod`,
    );
  }
  return workload;
}

/** How a rule can mean an end of a wanted connection; nothing when it cannot. */
function plannedPeers(
  peer: WantedPeer,
  workload: Workload | undefined,
  model: BuiltModel,
  limits: Set<string>,
): PlannedPeer[] {
  if ('from' in peer) {
    return cidrsOf(peer.from, peer.to).map(cidr => ({ cidr }));
  }
  if (!workload) {
    return [];
  }
  const { namespace } = workload.peer;
  if (workload.endpoints.every(each => each.hostNetwork)) {
    const addresses = workload.endpoints.flatMap(each => each.addresses);
    if (addresses.length === 0) {
      limits.add(
        `${formatPeer(
          workload.peer,
        )} is on the host's network, and its nodes' addresses are not known: no rule can mean it`,
      );
    }
    return addresses.map(each => ({
      cidr: `${formatAddress(each)}/${isIPv6(each) ? 128 : 32}`,
    }));
  }
  const selector = selectorFor(workload, selectableIn(namespace, model));
  if (!selector) {
    limits.add(
      `${formatPeer(
        workload.peer,
      )} has no labels that tell its pods from others in namespace ${namespace}: give it one of its own`,
    );
    return [];
  }
  return [{ namespace, selector }];
}

/** Turns wishes into one policy for each group of workloads that wish the same. */
function groupPolicies(
  namespace: string,
  wishlists: readonly Wishlist[],
  neighbours: readonly Workload[],
): PlannedPolicy[] {
  const groups = new Map<string, Wishlist[]>();
  for (const each of wishlists) {
    const key = JSON.stringify([
      [...each.ingress].sort(),
      [...each.egress].sort(),
    ]);
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()].flatMap(group => {
    const members = group.map(each => each.workload);
    const shared = selectorForAll(members, neighbours);
    const parts = shared
      ? [{ selector: shared, name: members[0].peer.name }]
      : members.flatMap(member => {
          const selector = selectorFor(member, neighbours);
          return selector ? [{ selector, name: member.peer.name }] : [];
        });
    return parts.map(({ selector, name }) => ({
      namespace,
      name,
      selector,
      ingress: rulesOf(group[0].ingress),
      egress: rulesOf(group[0].egress),
    }));
  });
}

/**
 * Plans policies that isolate every workload and permit the wanted connections
 * alone: one policy for the workloads of a namespace that are to be allowed the same.
 * @throws PeerNotFoundError when a wanted connection names what the model does not have.
 */
export function planPolicies(
  model: BuiltModel,
  wanted: readonly WantedConnection[],
): Plan {
  const limits = new Set<string>();
  const lists = new Map<Workload, Wishlist>();
  for (const workload of model.directory.workloads) {
    lists.set(workload, { workload, ingress: new Map(), egress: new Map() });
  }
  for (const { source, destination, allowed } of wanted) {
    const [from, to] = [source, destination].map(each =>
      workloadOf(each, model),
    );
    const add = (
      direction: Direction,
      own: Workload | undefined,
      peer: WantedPeer,
      other: Workload | undefined,
    ) => {
      const list = own && lists.get(own);
      if (list && !own.endpoints.every(each => each.hostNetwork)) {
        for (const planned of plannedPeers(peer, other, model, limits)) {
          wish(list[direction], planned, allowed);
        }
      }
    };
    add('egress', from, destination, to);
    add('ingress', to, source, from);
  }
  const namespaces = new Set(
    model.directory.workloads.map(each => each.peer.namespace),
  );
  const policies = [...namespaces].sort().flatMap(namespace => {
    const neighbours = selectableIn(namespace, model);
    const wishlists = neighbours.flatMap(each => lists.get(each) ?? []);
    for (const each of neighbours) {
      plannedPeers(each.peer, each, model, limits);
    }
    return groupPolicies(namespace, wishlists, neighbours);
  });
  return { policies, limits: [...limits] };
}
