import {
  Peer as EnginePeer,
  PeerNotFoundError,
  PodTemplates,
  PolicyModel,
  WorkloadPeer,
} from '@hybrid-apps/network-policy';
import { Peer } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
// Not by the folder's index: a preview's thread reads this file, and has no use for the clusters' client.
import { nodeId } from '../objects/identity';

/** What tells a workload from the others of its cluster. */
export type WorkloadName = Pick<WorkloadPeer, 'namespace' | 'kind' | 'name'>;

export const peerKey = ({ namespace, kind, name }: WorkloadName): string =>
  `${namespace}/${kind}/${name}`;

/** The workload that a peer is, or is a Pod of; none for an address. */
export const workloadOf = (peer: EnginePeer): WorkloadPeer | undefined => {
  switch (peer.type) {
    case 'workload':
      return peer;
    case 'pod':
      return peer.workload;
    default:
      return undefined;
  }
};

/** How the engine calls workloads, where it knows them. */
export function peersIn(
  model: PolicyModel,
): (name: WorkloadName) => WorkloadPeer | undefined {
  const known = new Map(model.workloads.map(peer => [peerKey(peer), peer]));
  return name =>
    known.get(peerKey(name)) ??
    // A Pod that something of another sort owns goes by its owner's name.
    (name.kind === 'Pod' ? podOwner(model, name) : undefined);
}

function podOwner(
  model: PolicyModel,
  { namespace, name }: WorkloadName,
): WorkloadPeer | undefined {
  try {
    return workloadOf(model.posture({ namespace, kind: 'Pod', name }).peer);
  } catch (error) {
    if (error instanceof PeerNotFoundError) {
      return undefined;
    }
    throw error;
  }
}

/** The API group of a kind of workload, as the engine names workloads by kind alone. */
const groupOfKind = (kind: string, templates: PodTemplates): string =>
  Object.keys(templates)
    .find(key => key.endsWith(`/${kind}`))
    ?.split('/')[0] ?? '';

/**
 * The topology id of a workload of the engine.
 *
 * @param kinds - those of its cluster; without them, the portal has no such
 * cluster, and the id is that of nothing
 */
export const peerId = (
  cluster: string,
  { namespace, kind, name }: WorkloadName,
  kinds: { templates: PodTemplates } | undefined,
): string =>
  nodeId(cluster, {
    group: groupOfKind(kind, kinds?.templates ?? {}),
    kind,
    namespace,
    name,
  });

/** In place of so many workloads of which the viewer may know no more. */
export const unnamedPeer = (
  cluster: string,
  count: number,
  index: number | 'unseen',
): Peer => ({
  id: nodeId(cluster, { group: '', kind: 'Others', name: `unnamed-${index}` }),
  cluster,
  kind: 'Others',
  name:
    count === 1
      ? 'A workload that you may not view'
      : `${count} workloads that you may not view`,
  inApp: false,
});
