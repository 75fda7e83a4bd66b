import { InputError, NotFoundError } from '@backstage/errors';
import {
  DirectionVerdict,
  PeerQuery,
  PolicyRule,
  Reachability,
  ReachabilityQuery,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import {
  DirectionVerdict as EngineDirection,
  formatDecision,
  ObjectReference,
  PeerInput,
  PeerNotFoundError,
  RuleReference,
} from '@hybrid-apps/network-policy';
import { ClusterStore } from '../clusters';
import { at, groupOf, nodeId } from '../objects';
import { unknownOf } from '../topology';
import { clusterPolicy, describeUnknown } from './clusterPolicy';

const peerInput = (peer: PeerQuery): PeerInput =>
  'ip' in peer
    ? { ip: peer.ip }
    : { namespace: peer.namespace, name: peer.name, kind: peer.kind };

const objectOf = (store: ClusterStore, reference: ObjectReference) => ({
  ...reference,
  id: nodeId(store.name, {
    ...reference,
    group: groupOf(reference.apiVersion),
  }),
});

/** `spec.ingress[0]` as the steps of a path. */
const steps = (path: string): Array<string | number> =>
  path
    .split(/[.[\]]/)
    .filter(Boolean)
    .map(step => (/^\d+$/.test(step) ? Number(step) : step));

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function ruleOf(store: ClusterStore, reference: RuleReference): PolicyRule {
  const { policy } = reference;
  const object = store.get({ ...policy, group: groupOf(policy.apiVersion) });
  const rule = at(object, ...steps(reference.rule));
  return {
    tier: reference.tier,
    policy: objectOf(store, policy),
    action: reference.action,
    path: reference.rule,
    ...(isRecord(rule) && { rule }),
  };
}

function deciding(
  store: ClusterStore,
  { decision }: EngineDirection,
): PolicyRule[] {
  switch (decision.by) {
    case 'rule':
      return [ruleOf(store, decision)];
    case 'tier-default':
      return decision.policies.map(policy => ({
        tier: decision.tier,
        policy: objectOf(store, policy),
        action: decision.action,
      }));
    default:
      return [];
  }
}

function directionOf(
  store: ClusterStore,
  answer: EngineDirection,
): DirectionVerdict {
  const { nearest } = answer;
  return {
    verdict: answer.verdict,
    reason: [formatDecision(answer.decision), ...answer.reasons].join('; '),
    deciding: deciding(store, answer),
    overruled: [...answer.passed, ...answer.overruled].map(match =>
      ruleOf(store, match),
    ),
    ...(nearest && {
      nearest: {
        rule: ruleOf(store, nearest),
        lacked: nearest.lacks.map(({ message }) => message).join('; '),
      },
    }),
  };
}

/** The cluster that a question is about: that of its workloads. */
function clusterOf({ source, destination }: ReachabilityQuery): string {
  const clusters = [source, destination].flatMap(peer =>
    'ip' in peer ? [] : [peer.cluster],
  );
  const [cluster, other] = clusters;
  if (cluster === undefined) {
    throw new InputError(
      'Both ends are addresses: at least one must be a workload of a cluster.',
    );
  }
  if (other !== undefined && other !== cluster) {
    throw new InputError(
      `The workloads are on two clusters, ${cluster} and ${other}. Ask with the address that one has for the other: what lies between clusters is in no manifest.`,
    );
  }
  return cluster;
}

/**
 * Whether one peer can reach another, and which rules decide.
 *
 * @throws InputError where the question makes no sense; NotFoundError where a
 * cluster or peer is not known
 */
export function reachability(
  query: ReachabilityQuery,
  stores: readonly ClusterStore[],
): Reachability {
  const name = clusterOf(query);
  const store = stores.find(one => one.name === name);
  if (!store) {
    throw new NotFoundError(`There is no cluster '${name}'.`);
  }
  const policy = clusterPolicy(store);
  const knowledge = unknownOf([store]);
  if (policy.unknown.length > 0) {
    const reason = `Nobody can tell: ${describeUnknown(policy)}.`;
    const unsure: DirectionVerdict = {
      verdict: 'uncertain',
      reason,
      deciding: [],
      overruled: [],
    };
    return {
      verdict: 'uncertain',
      summary: reason,
      egress: unsure,
      ingress: unsure,
      knowledge,
    };
  }
  try {
    const answer = policy.model.evaluate({
      source: peerInput(query.source),
      destination: peerInput(query.destination),
      protocol: query.protocol ?? 'TCP',
      port: query.port,
    });
    return {
      verdict: answer.verdict,
      summary: [answer.summary, ...answer.notes].join(' '),
      egress: directionOf(store, answer.egress),
      ingress: directionOf(store, answer.ingress),
      knowledge,
    };
  } catch (error) {
    if (error instanceof PeerNotFoundError) {
      throw new NotFoundError(error.message);
    }
    throw error;
  }
}
