import {
  Topology,
  TopologyEdge,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { ClusterStore } from '../clusters';
import { atOnce } from '../unhurried';
import { groundOf, nodeSteps } from './nodes';
import { PolicyOverlay, Structure } from './types';

const byId = <T extends { id: string }>(items: readonly T[]): T[] =>
  [...items].sort((a, b) => (a.id < b.id ? -1 : 1));

/** The graph of an app: its structure, and what policy says of it. */
export function withPolicy(
  { entityRef, nodes, edges, holders, knowledge }: Structure,
  { policies, applies, postures, verdicts }: PolicyOverlay,
  stores: readonly ClusterStore[],
): Omit<Topology, 'revision'> {
  const drawn = new Set(nodes.map(({ id }) => id));
  const more = policies.filter(({ id }) => !drawn.has(id));
  // All of a cluster's policies are looked at for its ground, so once.
  const added = stores.flatMap(store => {
    const ofStore = more.filter(({ cluster }) => cluster === store.name);
    const ground = ofStore.length > 0 ? groundOf(store) : { store };
    return ofStore.map(member =>
      atOnce(nodeSteps({ member, parts: [] }, ground)),
    );
  });
  const applied = new Map(
    applies.map(({ source, target, evidence }): [string, TopologyEdge] => {
      const holder = holders.get(target) ?? target;
      const id = `${source} applies-to ${holder}`;
      return [
        id,
        { id, source, target: holder, relation: 'applies-to', evidence },
      ];
    }),
  );
  return {
    entityRef,
    nodes: byId([
      ...nodes.map(node => {
        const posture = postures.get(node.id);
        return posture ? { ...node, posture } : node;
      }),
      ...added,
    ]),
    edges: byId([
      ...edges.map(({ wiredPorts: _, ...edge }): TopologyEdge => {
        const verdict = verdicts.get(edge.id);
        return verdict ? { ...edge, verdict } : edge;
      }),
      ...applied.values(),
    ]),
    knowledge,
  };
}
