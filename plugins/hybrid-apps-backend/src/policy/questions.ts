import { ReachabilityQuery } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { parseNodeId } from '../objects';
import { ClusterPolicy } from './clusterPolicy';
import { EntryWay, entriesOn } from './entries';
import { PeersPart, PeersQuestion } from './matrix';
import { ClusterOverlay, overlayOn, PolicyEdge, posturesOn } from './overlay';
import { PolicyMember } from './peers';
import { ClusterStatus, peersOn, statusOn } from './policyStatus';
import { ReachabilityAnswer, reachabilityOn } from './reachability';
import { Reader } from './reader';

/** What is asked of one cluster's policies: plain data. Members of an app go by their ids. */
export type Question =
  | { overlay: { members: readonly string[]; edges: readonly PolicyEdge[] } }
  | { postures: { members: readonly string[] } }
  | { status: { members: readonly string[] } }
  | { peers: { members: readonly string[]; question: PeersQuestion } }
  | { reachability: ReachabilityQuery }
  | { entries: { routes: readonly string[] } };

/** What is answered: plain data too. */
export type Answer =
  | { overlay: ClusterOverlay }
  | { postures: ClusterOverlay['postures'] }
  | { status: ClusterStatus }
  | { peers: PeersPart | undefined }
  | { reachability: ReachabilityAnswer }
  | { entries: readonly EntryWay[] };

/** What a question is about, for people. */
export function nameQuestion(question: Question): string {
  if ('overlay' in question) {
    return "what policies say of an app's picture";
  }
  if ('postures' in question) {
    return 'how workloads of an app stand';
  }
  if ('peers' in question) {
    return "what a peer of an app's policy status stands for";
  }
  if ('entries' in question) {
    return 'whether requests from outside come in';
  }
  return 'status' in question
    ? 'the policy status of an app'
    : 'whether one workload reaches another';
}

/** The objects of such ids, as far as policy knows them. */
const membersOf = (
  ids: readonly string[],
  { store }: ClusterPolicy,
): PolicyMember[] =>
  ids.flatMap(id => {
    const { cluster, namespace, ...key } = parseNodeId(id);
    const object = store.get({ ...key, ...(namespace && { namespace }) });
    return object ? [{ cluster, id, object }] : [];
  });

/**
 * Answers a question by what is known of its cluster.
 *
 * @throws InputError, NotFoundError as {@link reachabilityOn} does.
 */
export function answerTo(
  question: Question,
  policy: ClusterPolicy,
  reader: Reader,
): Answer {
  if ('overlay' in question) {
    const { members, edges } = question.overlay;
    return { overlay: overlayOn(membersOf(members, policy), edges, policy) };
  }
  if ('postures' in question) {
    const { members } = question.postures;
    return { postures: posturesOn(membersOf(members, policy), policy) };
  }
  if ('status' in question) {
    const { members } = question.status;
    return { status: statusOn(membersOf(members, policy), policy, reader) };
  }
  if ('peers' in question) {
    const { members, question: asked } = question.peers;
    const own = membersOf(members, policy);
    return { peers: peersOn(own, policy, asked, reader) };
  }
  if ('entries' in question) {
    return { entries: entriesOn(question.entries.routes, policy, reader) };
  }
  return {
    reachability: reachabilityOn(question.reachability, policy, reader),
  };
}
