import {
  DirectionVerdict as EngineVerdict,
  Evaluation,
  PeerInput,
  PeerNotFoundError,
} from '@hybrid-apps/network-policy';
import { InputError, NotFoundError } from '@backstage/errors';
import {
  DirectionVerdict,
  KindKnowledge,
  PeerQuery,
  Reachability,
  ReachabilityQuery,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { isIP } from 'node:net';
import { ClusterStore } from '../clusters';
import { ClusterPolicies, ClusterPolicy } from './clusterPolicy';
import { explainGaps, gapsIn } from './knowledge';
import { peerId, workloadOf } from './enginePeers';
import { decisiveGaps } from './modelObjects';
import { PolicyStore } from './policyStore';
import { Reader, READS_ALL, toldTo } from './reader';
import { decidingRules, nameDecision, policyRule } from './rules';

function checkAddress(peer: PeerQuery): void {
  if ('ip' in peer && isIP(peer.ip) === 0) {
    throw new InputError(`'${peer.ip}' is no IPv4 or IPv6 address.`);
  }
}

const clusterOf = (peer: PeerQuery): string | undefined =>
  'cluster' in peer ? peer.cluster : undefined;

const inputOf = (peer: PeerQuery): PeerInput =>
  'ip' in peer
    ? { ip: peer.ip }
    : { namespace: peer.namespace, kind: peer.kind, name: peer.name };

/** Nobody can say, in either direction. */
function uncertain(
  reason: string,
  knowledge: readonly KindKnowledge[],
): Reachability {
  const unsure: DirectionVerdict = {
    verdict: 'uncertain',
    reason,
    deciding: [],
    overruled: [],
  };
  return {
    verdict: 'uncertain',
    summary: `Uncertain: ${reason}`,
    egress: unsure,
    ingress: unsure,
    knowledge: [...knowledge],
  };
}

/** Begins with a capital letter, unless with a name: `erp/web[Deployment]`. */
const sentence = (text: string): string => {
  const isName = /^\S*[/[]/.test(text);
  const first = text.slice(0, 1);
  return text === ''
    ? ''
    : `${isName ? first : first.toLocaleUpperCase('en-US')}${text.slice(1)}.`;
};

function reasonOf({ verdict, decision, reasons }: EngineVerdict): string {
  return verdict === 'uncertain' && reasons.length > 0
    ? reasons.join('; ')
    : nameDecision(decision);
}

function direction(
  store: PolicyStore,
  verdict: EngineVerdict,
  { sight }: Reader,
): DirectionVerdict {
  const { nearest } = verdict;
  const say = toldTo(store, sight);
  // What a rule of the whole cluster lacked says what is in it.
  const isNearestTold =
    nearest && (nearest.policy.namespace !== undefined || sight.readsClusters);
  return {
    verdict: verdict.verdict,
    reason: sentence(say(reasonOf(verdict))),
    deciding: decidingRules(store, verdict.decision, sight),
    overruled: verdict.overruled.map(rule => policyRule(store, rule, sight)),
    ...(isNearestTold && {
      nearest: {
        rule: policyRule(store, nearest, sight),
        lacked: sentence(
          say(nearest.lacks.map(({ message }) => message).join('; ')),
        ),
      },
    }),
  };
}

/** What decided, as a sentence: the rules, or why none has a say. */
function summaryOf({ verdict, egress, ingress, reasons }: Evaluation): string {
  const sides = [
    { name: 'egress', ...egress },
    { name: 'ingress', ...ingress },
  ];
  switch (verdict) {
    case 'allowed': {
      const ruled = sides.filter(({ decision }) => decision.by === 'rule');
      return ruled.length > 0
        ? `Allowed by ${ruled
            .map(({ decision }) => nameDecision(decision))
            .join(' and ')}`
        : `Allowed: ${[
            ...new Set(sides.map(({ decision }) => nameDecision(decision))),
          ].join('; ')}`;
    }
    case 'denied':
      return sides
        .filter(side => side.verdict === 'denied')
        .map(({ name, decision }) =>
          decision.by === 'rule'
            ? `Denied by ${nameDecision(decision)} (${name})`
            : `Denied: ${nameDecision(decision)} (${name})`,
        )
        .join('; ');
    default:
      return `Uncertain: ${reasons.join('; ')}`;
  }
}

/** What a reader must know beside the rules: that nothing enforces them, and the engine's own notes. */
export function caveats(
  { enforcement, model }: Pick<ClusterPolicy, 'enforcement' | 'model'>,
  notes: readonly string[] = [],
): string[] {
  const hasPolicies = model
    .postures()
    .some(({ ingress, egress }) =>
      [ingress, egress].some(({ policies }) => policies.length > 0),
    );
  return [
    ...(enforcement.enforced === 'no' && hasPolicies
      ? [
          `This is what the policies say; ${enforcement.plugin} in cluster ${enforcement.cluster} does not enforce them`,
        ]
      : []),
    ...notes,
  ];
}

/** A verdict, and the topology ids of the workloads that it tells of. */
export interface ReachabilityAnswer {
  answer: Reachability;
  workloads: string[];
}

/** The workloads behind the ends of a question, whatever named them: an address or a Service too. */
function workloadsOf(
  { name, kinds }: PolicyStore,
  { source, destination, service }: Evaluation,
): string[] {
  const peers = [
    source,
    destination,
    ...(service?.backends ?? []).map(({ peer }) => peer),
  ];
  return peers.flatMap(peer => {
    const workload = workloadOf(peer);
    return workload ? [peerId(name, workload, kinds)] : [];
  });
}

/**
 * The cluster that a question is of, or what can be said without one's policies.
 *
 * @throws NotFoundError where no cluster has that name.
 * @throws InputError where no peer is a workload, or an address is none.
 */
export function askedOf<S extends PolicyStore>(
  { source, destination }: ReachabilityQuery,
  stores: readonly S[],
): { store: S } | { told: ReachabilityAnswer } {
  [source, destination].forEach(checkAddress);
  const clusters = [source, destination].flatMap(peer => clusterOf(peer) ?? []);
  if (clusters.length === 0) {
    throw new InputError(
      'Between two addresses there is nothing to say: one end must be a workload.',
    );
  }
  const [store, ...others] = [...new Set(clusters)].map(name => {
    const found = stores.find(one => one.name === name);
    if (!found) {
      throw new NotFoundError(`No cluster is named '${name}'.`);
    }
    return found;
  });
  if (others.length === 0) {
    return { store };
  }
  const gaps = [store, ...others].flatMap(decisiveGaps);
  const reason = `How traffic crosses from cluster ${clusters[0]} to cluster ${clusters[1]} is not known.`;
  return { told: { answer: uncertain(reason, gaps), workloads: [] } };
}

/**
 * Whether one peer reaches another on a port, within one cluster.
 *
 * @throws NotFoundError where a workload does not exist.
 */
export function reachabilityOn(
  { source, destination, protocol, port }: ReachabilityQuery,
  policy: ClusterPolicy,
  reader: Reader,
): ReachabilityAnswer {
  const { gaps } = policy;
  const missing = gapsIn(
    gaps,
    'ip' in source || 'ip' in destination
      ? []
      : [source.namespace, destination.namespace],
  );
  if (missing.length > 0) {
    return { answer: uncertain(explainGaps(missing), gaps), workloads: [] };
  }
  try {
    const evaluation = policy.model.evaluate({
      source: inputOf(source),
      destination: inputOf(destination),
      protocol,
      port,
    });
    const answer: Reachability = {
      verdict: evaluation.verdict,
      summary: [summaryOf(evaluation), ...caveats(policy, evaluation.notes)]
        .map(part => toldTo(policy.store, reader.sight)(part))
        .join('. '),
      egress: direction(policy.store, evaluation.egress, reader),
      ingress: direction(policy.store, evaluation.ingress, reader),
      knowledge: [],
    };
    return { answer, workloads: workloadsOf(policy.store, evaluation) };
  } catch (error) {
    if (error instanceof PeerNotFoundError) {
      throw new NotFoundError(
        `In cluster '${policy.store.name}', ${error.message}`,
      );
    }
    throw error;
  }
}

/**
 * Whether one peer reaches another on a port, and by which rules.
 *
 * @param reader - who is told; everything may be, unless told
 * @throws what {@link askedOf} and {@link reachabilityOn} do.
 */
export function checkReachability(
  query: ReachabilityQuery,
  stores: readonly ClusterStore[],
  policies: ClusterPolicies,
  reader: Reader = READS_ALL,
): ReachabilityAnswer {
  const asked = askedOf(query, stores);
  return 'told' in asked
    ? asked.told
    : reachabilityOn(query, policies(asked.store), reader);
}
