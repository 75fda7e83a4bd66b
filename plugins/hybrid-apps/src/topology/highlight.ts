import {
  PolicyStatus,
  Topology,
  TopologyNode,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { isWorkload } from './view';

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

/** Services and routes on the way from one lit node to another. */
function between(topology: Topology, lit: Set<string>): string[] {
  const { nodes, edges } = topology;
  const network = nodes.filter(({ category }) => category === 'network');
  const touches = (id: string, end: 'source' | 'target', reach: Set<string>) =>
    edges.some(edge => {
      const other = end === 'source' ? edge.target : edge.source;
      return edge[end] === id && reach.has(other);
    });
  // A route leads to a Service, and that to a workload: two steps at most.
  const leading = new Set(lit);
  const coming = new Set(lit);
  for (let step = 0; step < 2; step += 1) {
    for (const { id } of network) {
      if (touches(id, 'source', leading)) {
        leading.add(id);
      }
      if (touches(id, 'target', coming)) {
        coming.add(id);
      }
    }
  }
  return network
    .map(({ id }) => id)
    .filter(id => leading.has(id) && coming.has(id));
}

function aroundWorkload(
  topology: Topology,
  policy: PolicyStatus | undefined,
  selected: TopologyNode,
): Set<string> {
  const lit = new Set([selected.id]);
  if (policy) {
    const known = new Set(topology.nodes.map(({ id }) => id));
    for (const peer of permittedPeers(policy, selected.id)) {
      if (known.has(peer)) {
        lit.add(peer);
      }
    }
    const workload = policy.workloads.find(({ id }) => id === selected.id);
    workload?.policies.forEach(id => lit.add(id));
    between(topology, lit).forEach(id => lit.add(id));
  }
  return lit;
}

/**
 * What lights up when a node is selected: for a workload its policies and the
 * peers that policy permits, with the Services between them; for anything
 * what it is directly connected to, unless policy denies that.
 */
export function highlightOf(
  topology: Topology,
  policy: PolicyStatus | undefined,
  selectedId: string | undefined,
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
  const nodes = isWorkload(selected)
    ? aroundWorkload(topology, policy, selected)
    : new Set([selected.id]);
  for (const { source, target, verdict } of topology.edges) {
    if (verdict !== 'denied' && source === selected.id) {
      nodes.add(target);
    } else if (verdict !== 'denied' && target === selected.id) {
      nodes.add(source);
    }
  }
  const edges = topology.edges.filter(
    ({ source, target, verdict }) =>
      nodes.has(source) &&
      nodes.has(target) &&
      // What is denied is shown as such where it concerns the selected one.
      (verdict !== 'denied' ||
        source === selected.id ||
        target === selected.id),
  );
  return { nodes, edges: new Set(edges.map(({ id }) => id)) };
}
