import {
  ConnectionChange as EngineChange,
  ConnectionDiff,
  diffConnections,
  formatConnections,
  Peer as EnginePeer,
  Permission,
} from '@hybrid-apps/network-policy';
import { InputError } from '@backstage/errors';
import {
  ConnectionChange,
  Manifest,
  ObjectRef,
  Peer,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { AppMembers } from '../apps';
import { ClusterPolicy } from './clusterPolicy';
import { explainGaps } from './knowledge';
import { isPolicyKind } from './modelObjects';
import { outsidePeer, rangeOf } from './outside';
import {
  appWorkloads,
  MayName,
  peerId,
  peerKey,
  unnamedPeer,
  workloadOf,
} from './peers';
import { requireBounded } from './previewBound';

/** Policies as they would be, and policies that would be gone. */
export interface PolicyChange {
  apply?: readonly Manifest[];
  remove?: readonly ObjectRef[];
}

function wirePeer(
  cluster: string,
  peer: EnginePeer,
  own: ReadonlySet<string>,
  mayName: MayName,
): Peer {
  const workload = workloadOf(peer);
  if (!workload) {
    return outsidePeer(peer.type === 'external' ? rangeOf(peer) : '');
  }
  const { namespace, kind, name } = workload;
  const id = peerId(cluster, workload);
  const inApp = own.has(peerKey(workload));
  return inApp || mayName(id)
    ? { id, cluster, namespace, kind, name, inApp }
    : unnamedPeer(cluster, 1, 0);
}

/** What is sure, and, where that is nothing, what is not. */
const describe = ({ allowed, uncertain }: Permission): string => {
  const sure = formatConnections(allowed);
  const maybe = formatConnections(uncertain);
  return sure === 'No Connections' && maybe !== sure
    ? `Uncertain: ${maybe}`
    : sure;
};

/**
 * What applying or removing policies on one cluster would change in who
 * reaches the app's workloads, and whom they reach. Nothing is written.
 *
 * @param mayName - which other workloads may be named; all unless told
 * @throws InputError where something is no policy, cannot be read or is too
 * much, or the cluster's present policies are not known.
 */
export function previewPolicies(
  app: AppMembers,
  policy: ClusterPolicy,
  change: PolicyChange,
  mayName: MayName = () => true,
): ConnectionChange[] {
  const { store, model, gaps } = policy;
  if (gaps.length > 0) {
    throw new InputError(
      `What would change cannot be told, as not all is known of now. ${explainGaps(
        gaps,
      )}`,
    );
  }
  const other = [...(change.apply ?? []), ...(change.remove ?? [])].find(
    object => !isPolicyKind(object),
  );
  if (other) {
    throw new InputError(
      `${other.kind} of ${other.apiVersion} is no network policy; only the effect of policies can be told beforehand.`,
    );
  }
  requireBounded(change.apply ?? []);
  const after = model.update(change);
  const known = new Set(model.problems.map(({ message }) => message));
  const problem = after.problems.find(({ message }) => !known.has(message));
  if (problem?.kind === 'invalid') {
    const { object, path, message } = problem;
    throw new InputError(
      `${object.kind} ${object.name}${path && `, ${path}`}: ${message}`,
    );
  }

  const own = new Set(
    appWorkloads(app, policy).flatMap(({ peer }) =>
      peer ? [peerKey(peer)] : [],
    ),
  );
  const isOwn = (peer: EnginePeer): boolean => {
    const workload = workloadOf(peer);
    return workload !== undefined && own.has(peerKey(workload));
  };
  const diff: ConnectionDiff = diffConnections(model, after);
  const wire = (
    kind: ConnectionChange['change'],
    changes: readonly EngineChange[],
  ): ConnectionChange[] =>
    changes
      .filter(one => isOwn(one.source) || isOwn(one.destination))
      .map(one => ({
        source: wirePeer(store.name, one.source, own, mayName),
        destination: wirePeer(store.name, one.destination, own, mayName),
        change: kind,
        before: describe(one.before),
        after: describe(one.after),
      }));
  const changes = [
    ...wire('added', diff.added),
    ...wire('removed', diff.removed),
    ...wire('changed', diff.changed),
    ...wire('uncertain', diff.uncertain),
  ];
  // Of many that may not be named, equal changes say the same.
  return [...new Map(changes.map(one => [JSON.stringify(one), one])).values()];
}
