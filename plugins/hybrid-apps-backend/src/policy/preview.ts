import {
  ConnectionChange as EngineChange,
  diffConnectionsInSteps,
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
import { explainGaps, gapsIn } from './knowledge';
import { isPolicyKind } from './modelObjects';
import { ClusterStore } from '../clusters';
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
import { Reader, READS_ALL } from './reader';

/** Policies as they would be, and policies that would be gone. */
export interface PolicyChange {
  apply?: readonly Manifest[];
  remove?: readonly ObjectRef[];
}

function wirePeer(
  { name: cluster, kinds }: ClusterStore,
  peer: EnginePeer,
  own: ReadonlySet<string>,
  mayName: MayName,
): Peer {
  const workload = workloadOf(peer);
  if (!workload) {
    return outsidePeer(peer.type === 'external' ? rangeOf(peer) : '');
  }
  const { namespace, kind, name } = workload;
  const id = peerId(cluster, workload, kinds);
  const inApp = own.has(peerKey(workload));
  return inApp || mayName(id)
    ? { id, cluster, namespace, kind, name, inApp }
    : unnamedPeer(cluster, 1, 0);
}

/** Ports of one change: so many characters, which are a hundred ports or so. */
const MAX_PORTS_TEXT = 1_000;

/** What one answer tells: so many changes, and so many characters of ports in them. */
const MAX_CHANGES = 2_000;
const MAX_TEXT = 500_000;

/** What is sure, and, where that is nothing, what is not. */
const describe = ({ allowed, uncertain }: Permission): string => {
  const sure = formatConnections(allowed);
  const maybe = formatConnections(uncertain);
  const text =
    sure === 'No Connections' && maybe !== sure ? `Uncertain: ${maybe}` : sure;
  return text.length <= MAX_PORTS_TEXT
    ? text
    : `${text.slice(0, text.lastIndexOf(',', MAX_PORTS_TEXT - 2))},…`;
};

/** What changes, as far as it is told. */
export type Preview = {
  changes: ConnectionChange[];
  /** How many more changes there are. */
  omitted: number;
};

const NOTHING: Preview = { changes: [], omitted: 0 };

/** What the steps of a preview tell together. */
export const joinPreviews = (steps: readonly Preview[]): Preview => ({
  changes: steps.flatMap(({ changes }) => changes),
  omitted: steps.reduce((sum, { omitted }) => sum + omitted, 0),
});

/** Tells changes, each once, until the answer is long enough; then it counts. */
function createTeller(
  wire: (peer: EnginePeer) => Peer,
): (
  kind: ConnectionChange['change'],
  changes: readonly EngineChange[],
) => Preview {
  const told = new Set<string>();
  let length = 0;
  return (kind, found) => {
    const changes: ConnectionChange[] = [];
    let omitted = 0;
    for (const one of found) {
      const isFull = told.size >= MAX_CHANGES || length >= MAX_TEXT;
      const change = isFull
        ? undefined
        : {
            source: wire(one.source),
            destination: wire(one.destination),
            change: kind,
            before: describe(one.before),
            after: describe(one.after),
          };
      const key = change && JSON.stringify(change);
      if (!change || !key) {
        omitted++;
      } else if (!told.has(key)) {
        // Of many that may not be named, equal changes say the same.
        told.add(key);
        length += change.before.length + change.after.length;
        changes.push(change);
      }
    }
    return { changes, omitted };
  };
}

/**
 * What applying or removing policies on one cluster would change in who
 * reaches the app's workloads, and whom they reach, step by step, so that other
 * requests can have their turn in between. Nothing is written.
 *
 * @param reader - who is told; everything may be, unless told
 * @throws InputError where something is no policy, cannot be read or is too
 * much, or the cluster's present policies are not known.
 */
export function* previewSteps(
  app: AppMembers,
  policy: ClusterPolicy,
  change: PolicyChange,
  { mayName }: Reader = READS_ALL,
): Generator<Preview, void> {
  const { store, model } = policy;
  const changed = [...(change.apply ?? []), ...(change.remove ?? [])];
  const workloads = appWorkloads(app, policy);
  const gaps = gapsIn(policy.gaps, [
    ...workloads.map(({ member }) => member.object.metadata.namespace ?? ''),
    ...changed.flatMap(
      one => ('metadata' in one ? one.metadata.namespace : one.namespace) ?? [],
    ),
  ]);
  if (gaps.length > 0) {
    throw new InputError(
      `What would change cannot be told, as not all is known of now. ${explainGaps(
        gaps,
      )}`,
    );
  }
  const other = changed.find(object => !isPolicyKind(object, store.kinds));
  if (other) {
    throw new InputError(
      `${other.kind} of ${other.apiVersion} is no network policy; only the effect of policies can be told beforehand.`,
    );
  }
  requireBounded(change.apply ?? []);
  const after = model.update(change);
  const before = new Set(model.problems.map(({ message }) => message));
  const problem = after.problems.find(({ message }) => !before.has(message));
  if (problem?.kind === 'invalid') {
    const { object, path, message } = problem;
    throw new InputError(
      `${object.kind} ${object.name}${path && `, ${path}`}: ${message}`,
    );
  }

  const own = new Set(
    workloads.flatMap(({ peer }) => (peer ? [peerKey(peer)] : [])),
  );
  /** Of what is where policies are not known, no change is told. */
  const isKnown = (peer: EnginePeer) => {
    const workload = workloadOf(peer);
    return !workload || gapsIn(policy.gaps, [workload.namespace]).length === 0;
  };
  const known = (changes: readonly EngineChange[]) =>
    changes.filter(
      ({ source, destination }) => isKnown(source) && isKnown(destination),
    );
  const tell = createTeller(peer => wirePeer(store, peer, own, mayName));
  yield NOTHING;
  for (const diff of diffConnectionsInSteps(model, after, {
    involving: peer => {
      const workload = workloadOf(peer);
      return workload !== undefined && own.has(peerKey(workload));
    },
  })) {
    yield joinPreviews([
      tell('added', known(diff.added)),
      tell('removed', known(diff.removed)),
      tell('changed', known(diff.changed)),
      tell('uncertain', known(diff.uncertain)),
    ]);
  }
}
