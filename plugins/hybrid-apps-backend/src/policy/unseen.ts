import { WorkloadPeer } from '@hybrid-apps/network-policy';
import {
  Connection,
  Peer,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { KubeObject } from '../clusters';
import { at, groupOf, list, nodeId } from '../objects';
import { ClusterPolicy } from './clusterPolicy';
import { unnamedPeer } from './enginePeers';
import { Cell } from './foreigners';
import { ifKnown, policiesOf } from './postures';

/** Between a workload and those in namespaces that are not seen. */
const NOT_TOLD: Cell = {
  verdict: 'uncertain',
  ports: 'All Connections',
  reason:
    'These are in namespaces that you may not see. Who may see them is told whether they reach it, or it them',
};

/**
 * Source: k8s.io/api/networking/v1, NetworkPolicy: what is on a node's own
 * network, the node itself first of all, is not held by policies of Pods.
 */
const OF_ITS_NODE: Cell = {
  verdict: 'allowed',
  ports: 'All Connections',
  reason: 'A node reaches its own Pods, whatever policies say',
};

type Direction = 'ingress' | 'egress';
const PEERS = { ingress: 'from', egress: 'to' } as const;

/**
 * Whether a rule means Pods of the policy's own namespace alone.
 * Source: k8s.io/api/networking/v1, NetworkPolicyPeer: without a
 * namespaceSelector, a podSelector does; no peers at all mean everything.
 */
function meansOwnNamespace(rule: unknown, direction: Direction): boolean {
  const peers = list(at(rule, PEERS[direction]));
  return (
    peers.length > 0 &&
    peers.every(
      peer =>
        at(peer, 'podSelector') !== undefined &&
        at(peer, 'namespaceSelector') === undefined &&
        at(peer, 'ipBlock') === undefined,
    )
  );
}

const keepsToItself = (policy: KubeObject | undefined, direction: Direction) =>
  list(at(policy, 'spec', direction)).every(rule =>
    meansOwnNamespace(rule, direction),
  );

/**
 * Whether nothing of other namespaces comes to a workload, or it to them, by the
 * words of its policies alone: so it can be told without a look at what is there.
 */
function isClosed(
  { store, model }: ClusterPolicy,
  peer: WorkloadPeer,
  direction: Direction,
): boolean {
  const posture = ifKnown(() => model.posture(peer));
  if (
    !posture ||
    posture.hostNetwork ||
    posture[direction].posture !== 'isolated'
  ) {
    return false;
  }
  return policiesOf(posture[direction], store.kinds).every(
    ({ apiVersion, kind, namespace, name }) => {
      const group = groupOf(apiVersion);
      return (
        group === 'networking.k8s.io' &&
        kind === 'NetworkPolicy' &&
        keepsToItself(store.get({ group, kind, namespace, name }), direction)
      );
    },
  );
}

/**
 * What is told of an app's workloads and all that is in namespaces which the
 * reader does not see: the same whatever is there, but for how many there are.
 *
 * @param own - the app's workloads, by their topology ids
 */
export function unseenRows(
  policy: ClusterPolicy,
  own: ReadonlyArray<{ id: string; peer: WorkloadPeer }>,
  count: number,
): { peers: Peer[]; connections: Connection[] } {
  const cluster = policy.store.name;
  const row = unnamedPeer(cluster, count, 'unseen');
  const nodes: Peer = {
    id: nodeId(cluster, { group: '', kind: 'Others', name: 'unnamed-nodes' }),
    cluster,
    kind: 'Others',
    name: `Nodes of ${cluster}`,
    inApp: false,
    hostNetwork: true,
  };
  return {
    peers: [row, nodes],
    connections: own.flatMap(({ id, peer }): Connection[] => [
      { source: nodes.id, destination: id, ...OF_ITS_NODE },
      ...(isClosed(policy, peer, 'ingress')
        ? []
        : [{ source: row.id, destination: id, ...NOT_TOLD }]),
      ...(isClosed(policy, peer, 'egress')
        ? []
        : [{ source: id, destination: row.id, ...NOT_TOLD }]),
    ]),
  };
}
