import {
  Evidence,
  NodeFacts,
  Topology,
  TopologyNode,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';

type Graph = Omit<Topology, 'revision'>;

/** Whether a node is an object of a cluster that is in no namespace. */
const isClusterScoped = ({ cluster, namespace }: TopologyNode) =>
  cluster !== '' && namespace === '';

/** What such an object says of itself is left out; that it stands to another so is not. */
function bareEvidence({ value, ...evidence }: Evidence): Evidence {
  return evidence.object && evidence.object.namespace === undefined
    ? evidence
    : { ...evidence, ...(value !== undefined && { value }) };
}

const bare = ({ posture: _, ...node }: TopologyNode): TopologyNode => ({
  ...node,
  status: {
    health: 'unjudged',
    message:
      'Known by its name: what is in no namespace is shown to who may read clusters',
  },
  facts: {},
  members: [],
});

/** What runs on a node names it, and tells nothing of what that node is. */
const withoutZone = ({ zone: _, ...facts }: NodeFacts): NodeFacts => facts;

const withoutZones = (node: TopologyNode): TopologyNode => ({
  ...node,
  facts: withoutZone(node.facts),
  members: node.members.map(one => ({
    ...one,
    ...(one.facts && { facts: withoutZone(one.facts) }),
  })),
});

/**
 * A graph for who may not read clusters: what is in no namespace is there by its
 * name alone, as what is shown names it or is meant by it.
 */
export const withoutClusterScoped = (graph: Graph): Graph => ({
  ...graph,
  nodes: graph.nodes.map(node => {
    const seen = isClusterScoped(node) ? bare(node) : withoutZones(node);
    return { ...seen, reason: bareEvidence(node.reason) };
  }),
  edges: graph.edges.map(edge => ({
    ...edge,
    evidence: bareEvidence(edge.evidence),
  })),
});
