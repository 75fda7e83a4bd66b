import { WorkloadPeer } from '@hybrid-apps/network-policy';
import { AppMembers, Member } from '../apps';
import { KubeObject } from '../clusters';
import { isMadeByWorkload, isWorkload } from '../objects';
import { ClusterPolicy } from './clusterPolicy';
import { peersIn, WorkloadName } from './enginePeers';

/**
 * Whether the viewer may be told of a workload that is not of the app, by its
 * topology id.
 */
export type MayName = (id: string) => boolean;

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

/** The app's workloads on one cluster: what has an address and nothing above it. */
export const workloadMembers = (
  app: AppMembers,
  clusterName: string,
): Member[] =>
  app.members.filter(
    ({ cluster, object }) =>
      cluster === clusterName &&
      isWorkload(object) &&
      !isMadeByWorkload(object),
  );

export const workloadNameOf = ({
  kind,
  metadata: { namespace = '', name },
}: KubeObject): WorkloadName => ({ namespace, kind, name });

/** The app's workloads on one cluster, and what the engine calls them. */
export function appWorkloads(
  app: AppMembers,
  { store, model }: ClusterPolicy,
): AppWorkload[] {
  const peerOf = peersIn(model);
  return workloadMembers(app, store.name).map(member => {
    const peer = peerOf(workloadNameOf(member.object));
    return { member, ...(peer && { peer }) };
  });
}
