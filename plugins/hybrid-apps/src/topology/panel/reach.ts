import {
  Peer,
  PolicyStatus,
  Postures,
  Topology,
  TopologyEdge,
  TopologyNode,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { peerNamed } from '../../policies/question';
import { foldRest, ShownConnection } from '../../policies/rest';

export type Direction = keyof Postures;

/** Who may connect with a workload, and by what. */
export interface Reached {
  peer: Peer;
  connection: ShownConnection;
}

/** A connection that the app is configured with, and policy denies. */
export interface DeniedNeed {
  edge: TopologyEdge;
  other: TopologyNode;
}

/**
 * Whether a policy status tells of a workload by itself. Of an app of many
 * workloads it tells by namespace, and what is asked for beside it is of the app alone.
 */
export const tellsAll = (
  { cluster }: Pick<TopologyNode, 'cluster'>,
  { peers }: Pick<PolicyStatus, 'peers'>,
): boolean =>
  !peers.some(
    peer => peer.inApp && peer.expandable && peer.cluster === cluster,
  );

/** The peers of a workload in one direction, those of its app first. */
export function peersOf(
  { id }: Pick<TopologyNode, 'id'>,
  direction: Direction,
  policy: Pick<PolicyStatus, 'peers' | 'connections' | 'workloads'>,
): Reached[] {
  const { peers, connections } = foldRest(policy);
  const byId = new Map(peers.map(peer => [peer.id, peer]));
  const [own, far] =
    direction === 'ingress'
      ? (['destination', 'source'] as const)
      : (['source', 'destination'] as const);
  return connections
    .filter(connection => connection[own] === id && connection[far] !== id)
    .flatMap(connection => {
      const peer =
        byId.get(connection[far]) ?? peerNamed(connection[far], policy);
      return peer ? [{ peer, connection }] : [];
    })
    .sort(
      (a, b) =>
        Number(b.peer.inApp) - Number(a.peer.inApp) ||
        a.peer.name.localeCompare(b.peer.name),
    );
}

/** What a workload needs, or is needed for, though policy denies it. */
export function deniedNeeds(
  { id }: Pick<TopologyNode, 'id'>,
  direction: Direction,
  { nodes, edges }: Pick<Topology, 'nodes' | 'edges'>,
): DeniedNeed[] {
  // What is sent to a Service is meant for those that it selects.
  const doors = new Set([
    id,
    ...edges
      .filter(({ relation, target }) => relation === 'selects' && target === id)
      .map(({ source }) => source),
  ]);
  return edges
    .filter(
      ({ relation, verdict, source, target }) =>
        verdict === 'denied' &&
        relation !== 'selects' &&
        (direction === 'ingress' ? doors.has(target) : source === id),
    )
    .flatMap(edge => {
      const far = direction === 'ingress' ? edge.source : edge.target;
      const other = nodes.find(node => node.id === far);
      return other ? [{ edge, other }] : [];
    });
}
