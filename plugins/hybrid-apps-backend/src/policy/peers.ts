import {
  Peer as EnginePeer,
  PeerNotFoundError,
  PodTemplates,
  WorkloadPeer,
} from '@hybrid-apps/network-policy';
import { Peer } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { AppMembers, Member } from '../apps';
import { Kinds } from '../clusters';
import { isMadeByWorkload, isWorkload, nodeId } from '../objects';
import { ClusterPolicy } from './clusterPolicy';

export const peerKey = ({ namespace, kind, name }: WorkloadPeer): string =>
  `${namespace}/${kind}/${name}`;

/**
 * Whether the viewer may be told of a workload that is not of the app, by its
 * topology id.
 */
export type MayName = (id: string) => boolean;

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
  { namespace, kind, name }: WorkloadPeer,
  kinds: Kinds | undefined,
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
  index: number,
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

/** What a topology id says. Names of Kubernetes hold no slash. */
export function parseNodeId(id: string) {
  const [cluster, namespace, group, kind, name] = id.split('/');
  return { cluster, namespace, group, kind, name };
}

/** A workload of an app, and what the engine calls it. */
export interface AppWorkload {
  member: Member;
  /** Undefined where the engine does not know it, as a Job that is done. */
  peer?: WorkloadPeer;
}

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

/** The app's workloads on one cluster: what has an address and nothing above it. */
export function appWorkloads(
  app: AppMembers,
  { store, model }: ClusterPolicy,
): AppWorkload[] {
  const known = new Map(model.workloads.map(peer => [peerKey(peer), peer]));
  return app.members
    .filter(
      ({ cluster, object }) =>
        cluster === store.name &&
        isWorkload(object) &&
        !isMadeByWorkload(object),
    )
    .map(member => {
      const { kind, metadata } = member.object;
      const { namespace = '', name } = metadata;
      const own = known.get(
        peerKey({ type: 'workload', namespace, kind, name }),
      );
      // A Pod that something of another sort owns goes by its owner's name.
      const peer =
        own ?? (kind === 'Pod' ? podOwner(model, namespace, name) : undefined);
      return { member, ...(peer && { peer }) };
    });
}

function podOwner(
  model: ClusterPolicy['model'],
  namespace: string,
  name: string,
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
