import { WorkloadPeer } from '@hybrid-apps/network-policy';
import { KubeObject } from '../../clusters';
import { at, groupOf, list, nodeId } from '../../objects';
import { ALL_PORTS, NO_PORTS, Said } from './cells';
import { ClusterPolicy } from '../clusterPolicy';
import { unnamedPeer } from '../enginePeers';
import { ifKnown, policiesOf } from '../postures';
import { Row } from './rows';

/** Between a workload and those in namespaces that are not seen. */
const NOT_TOLD: Said = {
  allowed: NO_PORTS,
  uncertain: ALL_PORTS,
  why: 'These are in namespaces that you may not see. Who may see them is told whether they reach it, or it them',
};

/**
 * Source: k8s.io/api/networking/v1, NetworkPolicy: what is on a node's own
 * network, the node itself first of all, is not held by policies of Pods.
 */
const OF_ITS_NODE: Said = {
  allowed: ALL_PORTS,
  uncertain: NO_PORTS,
  why: 'A node reaches its own Pods, whatever policies say',
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

/** The rows for what is in namespaces that the reader does not see. */
export interface UnseenRows {
  workloads: Row;
  nodes: Row;
  /** What is said of a workload of the app: from the nodes, and from and to what is not seen. */
  of(peer: WorkloadPeer): { fromNodes: Said; into?: Said; out?: Said };
}

/**
 * What is told of an app's workloads and all that is in namespaces which the
 * reader does not see: the same whatever is there, but for how many there are.
 */
export function unseenRows(policy: ClusterPolicy, count: number): UnseenRows {
  const cluster = policy.store.name;
  const ifOpen = (peer: WorkloadPeer, direction: Direction) =>
    isClosed(policy, peer, direction) ? undefined : NOT_TOLD;
  return {
    workloads: {
      peer: {
        ...unnamedPeer(cluster, count, 'unseen'),
        ...(count > 1 && { workloads: count }),
      },
      units: [],
      size: count,
    },
    nodes: {
      peer: {
        id: nodeId(cluster, {
          group: '',
          kind: 'Others',
          name: 'unnamed-nodes',
        }),
        cluster,
        kind: 'Others',
        name: `Nodes of ${cluster}`,
        inApp: false,
        hostNetwork: true,
      },
      units: [],
      size: 1,
    },
    of: peer => ({
      fromNodes: OF_ITS_NODE,
      into: ifOpen(peer, 'ingress'),
      out: ifOpen(peer, 'egress'),
    }),
  };
}
