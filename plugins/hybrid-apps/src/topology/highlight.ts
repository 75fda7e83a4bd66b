import {
  PolicyStatus,
  Topology,
  TopologyNode,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Chips } from './fold';
import { isWorkload, Picture } from './view';

/** What stands out; everything else is dimmed. */
export interface Highlight {
  nodes: Set<string>;
  edges: Set<string>;
}

/** The workloads that policy lets connect to this one, or it to them. */
function permittedPeers(policy: PolicyStatus, id: string): Set<string> {
  const peers = new Set<string>();
  for (const { source, destination } of policy.connections) {
    if (source === id) {
      peers.add(destination);
    } else if (destination === id) {
      peers.add(source);
    }
  }
  return peers;
}

/** A route leads to a Service, and that to a workload: two steps at most. */
const STEPS = 2;

/** Services and routes that lead to some of the nodes, or that come from them. */
function networkAround(
  { nodes, edges }: Topology,
  ids: Iterable<string>,
  way: 'leading to' | 'coming from',
): Set<string> {
  const network = new Set(
    nodes.filter(({ category }) => category === 'network').map(({ id }) => id),
  );
  const reached = new Set<string>();
  let last = new Set(ids);
  for (let step = 0; step < STEPS; step += 1) {
    const next = new Set<string>();
    for (const { source, target } of edges) {
      const [near, far] =
        way === 'leading to' ? [target, source] : [source, target];
      if (last.has(near) && network.has(far) && !reached.has(far)) {
        reached.add(far);
        next.add(far);
      }
    }
    last = next;
  }
  return reached;
}

/** Services and routes on the way between a node and its peers. */
function between(topology: Topology, id: string, peers: Set<string>): string[] {
  const both = (a: Set<string>, b: Set<string>) =>
    [...a].filter(member => b.has(member));
  return [
    ...both(
      networkAround(topology, [id], 'leading to'),
      networkAround(topology, peers, 'coming from'),
    ),
    ...both(
      networkAround(topology, [id], 'coming from'),
      networkAround(topology, peers, 'leading to'),
    ),
  ];
}

function aroundWorkload(
  topology: Topology,
  policy: PolicyStatus | undefined,
  selected: TopologyNode,
): Set<string> {
  const lit = new Set([selected.id]);
  if (policy) {
    const known = new Set(topology.nodes.map(({ id }) => id));
    const peers = new Set(
      [...permittedPeers(policy, selected.id)].filter(id => known.has(id)),
    );
    peers.forEach(id => lit.add(id));
    between(topology, selected.id, peers).forEach(id => lit.add(id));
    const workload = policy.workloads.find(({ id }) => id === selected.id);
    workload?.policies.forEach(id => lit.add(id));
  }
  return lit;
}

/**
 * What lights up when a node is selected: for a workload its policies and the
 * peers that policy permits, with the Services between them; for anything
 * what it is directly connected to, unless policy denies that. A card is
 * connected by the Services that stand on it as well.
 */
export function highlightOf(
  topology: Topology,
  policy: PolicyStatus | undefined,
  selectedId: string | undefined,
  chips?: Chips,
): Highlight | undefined {
  const selected = topology.nodes.find(({ id }) => id === selectedId);
  if (!selected) {
    const edge = topology.edges.find(({ id }) => id === selectedId);
    return (
      edge && {
        nodes: new Set([edge.source, edge.target]),
        edges: new Set([edge.id]),
      }
    );
  }
  const own = new Set(
    [selected, ...(chips?.get(selected.id) ?? [])].map(({ id }) => id),
  );
  const nodes = new Set([
    ...own,
    ...(isWorkload(selected) ? aroundWorkload(topology, policy, selected) : []),
  ]);
  for (const { source, target, verdict } of topology.edges) {
    if (verdict !== 'denied' && own.has(source)) {
      nodes.add(target);
    } else if (verdict !== 'denied' && own.has(target)) {
      nodes.add(source);
    }
  }
  const edges = topology.edges.filter(
    ({ source, target, verdict }) =>
      nodes.has(source) &&
      nodes.has(target) &&
      // What is denied is shown as such where it concerns the selected one.
      (verdict !== 'denied' || own.has(source) || own.has(target)),
  );
  return { nodes, edges: new Set(edges.map(({ id }) => id)) };
}

/** What a search found stands out, with the edges between that; nothing where it found nothing. */
export function foundHighlight(
  { edges }: Picture,
  found: Set<string>,
): Highlight | undefined {
  const among = edges.filter(
    ({ source, target }) => found.has(source) && found.has(target),
  );
  return found.size > 0
    ? { nodes: found, edges: new Set(among.map(({ id }) => id)) }
    : undefined;
}
