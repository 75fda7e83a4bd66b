import { WorkloadPeer } from '@hybrid-apps/network-policy';
import { Member } from '../apps';
import { KubeObject } from '../clusters';
import { isMadeByWorkload, isWorkload } from '../objects';
import { ClusterPolicy } from './clusterPolicy';
import { peersIn, WorkloadName } from './enginePeers';

/**
 * Whether the viewer may be told of a workload that is not of the app, by its
 * topology id.
 */
export type MayName = (id: string) => boolean;

/** What policy reads of an object of an app. */
export type PolicyMember = Pick<Member, 'cluster' | 'id' | 'object'>;

/** A workload of an app, and what the engine calls it. */
export interface AppWorkload {
  member: PolicyMember;
  /** Undefined where the engine does not know it, as a Job that is done. */
  peer?: WorkloadPeer;
}

/** The app's workloads on one cluster: what has an address and nothing above it. */
export const workloadMembers = (
  members: readonly PolicyMember[],
  clusterName: string,
): PolicyMember[] =>
  members.filter(
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
  members: readonly PolicyMember[],
  { store, model }: ClusterPolicy,
): AppWorkload[] {
  const peerOf = peersIn(model);
  return workloadMembers(members, store.name).map(member => {
    const peer = peerOf(workloadNameOf(member.object));
    return { member, ...(peer && { peer }) };
  });
}
