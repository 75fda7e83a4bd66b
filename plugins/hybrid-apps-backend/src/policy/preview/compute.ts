import {
  ConnectionChange as EngineChange,
  diffConnectionsInSteps,
  formatConnections,
  Peer as EnginePeer,
  Permission,
  PolicyModel,
} from '@hybrid-apps/network-policy';
import { InputError } from '@backstage/errors';
import {
  ConnectionChange,
  Peer,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import {
  peerId,
  peerKey,
  peersIn,
  unnamedPeer,
  workloadOf,
} from '../enginePeers';
import { outsidePeer, rangeOf } from '../outside';
import { MayName } from '../peers';
import { gapsIn } from '../knowledge';
import { readerFrom } from '../reader';
import { Preview, PreviewQuestion } from './types';

function wirePeer(
  { cluster, templates }: PreviewQuestion,
  peer: EnginePeer,
  own: ReadonlySet<string>,
  mayName: MayName,
): Peer {
  const workload = workloadOf(peer);
  if (!workload) {
    return outsidePeer(peer.type === 'external' ? rangeOf(peer) : '');
  }
  const { namespace, kind, name } = workload;
  const id = peerId(cluster, workload, { templates });
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
 * reaches the app's workloads, and whom they reach. Nothing is written.
 *
 * @param model - of the cluster as it is, as far as its writer may look
 * @throws InputError where a policy cannot be read.
 */
export function computePreview(
  question: PreviewQuestion,
  model: PolicyModel,
): Preview {
  const { change, gaps } = question;
  const after = model.update(change);
  const before = new Set(model.problems.map(({ message }) => message));
  const problem = after.problems.find(({ message }) => !before.has(message));
  if (problem?.kind === 'invalid') {
    const { object, path, message } = problem;
    throw new InputError(
      `${object.kind} ${object.name}${path && `, ${path}`}: ${message}`,
    );
  }

  const peerOf = peersIn(model);
  const own = new Set(
    question.workloads.flatMap(name => {
      const peer = peerOf(name);
      return peer ? [peerKey(peer)] : [];
    }),
  );
  const { mayName } = readerFrom(question.reader);
  const isKnown = (peer: EnginePeer) => {
    const workload = workloadOf(peer);
    return !workload || gapsIn(gaps, [workload.namespace]).length === 0;
  };
  const known = (changes: readonly EngineChange[]) =>
    changes.filter(
      ({ source, destination }) => isKnown(source) && isKnown(destination),
    );
  const tell = createTeller(peer => wirePeer(question, peer, own, mayName));
  const preview: Preview = { changes: [], omitted: 0 };
  const add = (told: Preview) => {
    preview.changes.push(...told.changes);
    preview.omitted += told.omitted;
  };
  // Step by step, as all changes at once may be more than memory holds.
  for (const diff of diffConnectionsInSteps(model, after, {
    involving: peer => {
      const workload = workloadOf(peer);
      return workload !== undefined && own.has(peerKey(workload));
    },
  })) {
    add(tell('added', known(diff.added)));
    add(tell('removed', known(diff.removed)));
    add(tell('changed', known(diff.changed)));
    add(tell('uncertain', known(diff.uncertain)));
  }
  return preview;
}
