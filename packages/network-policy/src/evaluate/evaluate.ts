import type { Endpoint, Peer } from '../endpoints/types';
import { formatPeer } from '../endpoints/types';
import type { Direction } from '../policies/types';
import type { Protocol } from '../ports/connectionSet';
import { podPeer, resolvePeer, PeerNotFoundError } from './built';
import type { BuiltModel, Resolved } from './built';
import { decide } from './decide';
import { isPod } from './match';
import type { End } from './match';
import { describeTraffic } from './rules';
import type { Traffic } from './rules';
import { backendsOf } from './services';
import { summarize } from './summary';
import { MAYBE, NO, YES } from './truth';
import type { Truth } from './truth';
import type {
  ConnectionQuery,
  DirectionVerdict,
  Evaluation,
  ServiceResolution,
  Verdict,
} from './types';

/** One concrete connection: from one pod or address to another. */
interface Case {
  readonly source: Endpoint | bigint;
  readonly destination: Endpoint | bigint;
  readonly traffic: Traffic;
}

interface CaseVerdict {
  readonly verdict: Verdict;
  readonly egress: DirectionVerdict;
  readonly ingress: DirectionVerdict;
}

function exempt(direction: Direction, reason: string): DirectionVerdict {
  return {
    direction,
    verdict: 'allowed',
    posture: 'open',
    decision: { by: 'exempt', action: 'Allow', reason },
    passed: [],
    overruled: [],
    reasons: [],
  };
}

/**
 * Whether the source is the node that the destination pod runs on.
 * Source: the Kubernetes network policy page: traffic to and from a pod's own
 * node is always allowed (probes need it).
 */
export function isOwnNode(
  source: Endpoint | bigint,
  destination: Endpoint,
  nodeOf: ReadonlyMap<bigint, string>,
): Truth {
  if (typeof source === 'bigint') {
    const node = nodeOf.get(source);
    return source === destination.nodeAddress ||
      (node !== undefined && node === destination.node)
      ? YES
      : NO;
  }
  if (!source.hostNetwork || destination.hostNetwork) {
    return NO;
  }
  if (source.node === undefined || destination.node === undefined) {
    return MAYBE;
  }
  return source.node === destination.node ? YES : NO;
}

function askDirection(
  model: BuiltModel,
  direction: Direction,
  own: End,
  peer: End,
  destination: End,
  traffic: Traffic,
): DirectionVerdict {
  if (!isPod(own)) {
    return exempt(direction, 'policies select pods, and this end is none');
  }
  const track = model.tracks[direction][own.id];
  if (own.hostNetwork && track.tiers.length === 0) {
    return exempt(
      direction,
      "policies do not select pods on the host's network",
    );
  }
  const verdict = decide(track, { own, peer, destination }, traffic);
  const isPortless = !['TCP', 'UDP', 'SCTP'].includes(traffic.protocol);
  if (isPortless && !model.calico && track.isolated) {
    return {
      ...verdict,
      verdict: 'uncertain',
      reasons: [
        `NetworkPolicy speaks of TCP, UDP and SCTP alone: whether it holds for ${traffic.protocol} depends on the network plugin`,
      ],
    };
  }
  return verdict;
}

function combine(a: Verdict, b: Verdict): Verdict {
  if (a === 'denied' || b === 'denied') {
    return 'denied';
  }
  return a === 'allowed' && b === 'allowed' ? 'allowed' : 'uncertain';
}

function evaluateCase(
  model: BuiltModel,
  { source, destination, traffic }: Case,
): CaseVerdict {
  if (source === destination) {
    const reason = 'a pod always reaches itself';
    return {
      verdict: 'allowed',
      egress: exempt('egress', reason),
      ingress: exempt('ingress', reason),
    };
  }
  const endOf = (end: Endpoint | bigint): End =>
    typeof end === 'bigint' ? end : classOf(model, end);
  const [from, to] = [endOf(source), endOf(destination)];
  const egress = askDirection(model, 'egress', from, to, to, traffic);
  let ingress = askDirection(model, 'ingress', to, from, to, traffic);
  if (typeof destination !== 'bigint' && !destination.hostNetwork) {
    const ownNode = isOwnNode(
      source,
      destination,
      model.directory.nodeByAddress,
    );
    if (ownNode === YES) {
      ingress = {
        ...exempt('ingress', 'a node always reaches the pods that it runs'),
        posture: ingress.posture,
      };
    } else if (ownNode === MAYBE && ingress.verdict === 'denied') {
      ingress = {
        ...ingress,
        verdict: 'uncertain',
        reasons: [
          'a node always reaches the pods that it runs, and whether both are on one node is not known',
        ],
      };
    }
  }
  return { verdict: combine(egress.verdict, ingress.verdict), egress, ingress };
}

function classOf(model: BuiltModel, endpoint: Endpoint) {
  const found = model.classes.of.get(endpoint);
  if (!found) {
    throw new PeerNotFoundError(
      `${formatPeer(podPeer(endpoint))} is not part of this model`,
    );
  }
  return found;
}

/** Leaves out connections that no policy can tell from one that is there already. */
function distinct(model: BuiltModel, cases: readonly Case[]): readonly Case[] {
  if (cases.length === 1) {
    return cases;
  }
  const seen = new Map<string, Case>();
  for (const each of cases) {
    const { source, destination, traffic } = each;
    const key = [
      typeof source === 'bigint' ? source : classOf(model, source).id,
      typeof destination === 'bigint'
        ? destination
        : classOf(model, destination).id,
      traffic.number,
      source === destination,
      typeof destination !== 'bigint' &&
        isOwnNode(source, destination, model.directory.nodeByAddress),
    ].join();
    if (!seen.has(key)) {
      seen.set(key, each);
    }
  }
  // A pod that reaches itself says nothing of its siblings.
  const all = [...seen.values()];
  const others = all.filter(each => each.source !== each.destination);
  return others.length > 0 ? others : all;
}

/** One endpoint per class, and of hostNetwork pods and their targets all: their nodes matter. */
function representatives(
  model: BuiltModel,
  endpoints: readonly Endpoint[],
  all: boolean,
): readonly Endpoint[] {
  if (endpoints.length === 1 || all) {
    return endpoints;
  }
  // Two of each class, so that a workload can be asked about its own pods.
  const kept: Endpoint[] = [];
  const count = new Map<number, number>();
  for (const endpoint of endpoints) {
    const { id } = classOf(model, endpoint);
    const before = count.get(id) ?? 0;
    if (before < 2) {
      kept.push(endpoint);
      count.set(id, before + 1);
    }
  }
  return kept;
}

function trafficOf(query: ConnectionQuery): Traffic {
  const protocol: Protocol = query.protocol ?? 'TCP';
  if (protocol === 'ICMP' || protocol === 'ICMPv6') {
    const echo = protocol === 'ICMP' ? 8 : 128;
    const { type, code = 0 } = query.icmp ?? { type: echo };
    return { protocol, number: type * 256 + code };
  }
  const lowest = protocol === 'Other' ? 0 : 1;
  const highest = protocol === 'Other' ? 255 : 65535;
  const { port } = query;
  if (
    port === undefined ||
    !Number.isInteger(port) ||
    port < lowest ||
    port > highest
  ) {
    throw new RangeError(
      `${protocol} needs a port from ${lowest} to ${highest}, not ${port}`,
    );
  }
  return { protocol, number: port };
}

const endsOf = (resolved: Resolved): readonly (Endpoint | bigint)[] => {
  switch (resolved.type) {
    case 'address':
      return [resolved.address];
    case 'endpoints':
      return resolved.endpoints;
    default:
      return [];
  }
};

/** The connections that a question stands for. */
function casesOf(
  model: BuiltModel,
  sources: readonly (Endpoint | bigint)[],
  targets: readonly { end: Endpoint | bigint; number: number }[],
  protocol: Protocol,
): readonly Case[] {
  const cases: Case[] = [];
  for (const source of sources) {
    for (const { end, number } of targets) {
      cases.push({
        source,
        destination: end,
        traffic: { protocol, number },
      });
    }
  }
  return distinct(model, cases);
}

function thin(
  model: BuiltModel,
  ends: readonly (Endpoint | bigint)[],
  all: boolean,
): readonly (Endpoint | bigint)[] {
  const endpoints = ends.filter(
    (each): each is Endpoint => typeof each !== 'bigint',
  );
  return endpoints.length === ends.length
    ? representatives(model, endpoints, all)
    : ends;
}

function describeCase({ source, destination, traffic }: Case): string {
  const name = (end: Endpoint | bigint) =>
    typeof end === 'bigint' ? 'outside' : formatPeer(podPeer(end));
  return `${name(source)} to ${name(destination)} ${describeTraffic(traffic)}`;
}

/** Answers for a set of connections that one question stands for. */
function settle(
  model: BuiltModel,
  cases: readonly Case[],
): CaseVerdict & {
  readonly reasons: readonly string[];
  readonly traffic: Traffic;
} {
  const answers = cases.map(each => evaluateCase(model, each));
  const shown = Math.max(
    answers.findIndex(each => each.verdict !== 'allowed'),
    0,
  );
  const answer = answers[shown];
  const { traffic } = cases[shown];
  if (answers.every(each => each.verdict === answer.verdict)) {
    const reasons =
      answer.verdict === 'uncertain'
        ? [...answer.egress.reasons, ...answer.ingress.reasons]
        : [];
    return { ...answer, reasons, traffic };
  }
  const examples = (['allowed', 'denied', 'uncertain'] as const).flatMap(
    verdict => {
      const index = answers.findIndex(each => each.verdict === verdict);
      return index < 0 ? [] : [`${describeCase(cases[index])} is ${verdict}`];
    },
  );
  return {
    ...answer,
    verdict: 'uncertain',
    reasons: [`it depends on the pods: ${examples.join(', ')}`],
    traffic,
  };
}

function noteIpBlocks(model: BuiltModel, ...ends: Resolved[]): string[] {
  const bothPods = ends.every(each => each.type !== 'address');
  return bothPods &&
    !model.calico &&
    !model.ipBlockMatchesPods &&
    model.hasIpBlocks
    ? [
        'ipBlock is taken to mean addresses outside the cluster; whether it matches pods too depends on the network plugin (option ipBlockMatchesPods)',
      ]
    : [];
}

/**
 * Answers whether a connection is allowed, and by what.
 * @throws PeerNotFoundError when the question names what the input does not have.
 * @throws RangeError when it has no valid port.
 */
export function evaluate(
  model: BuiltModel,
  query: ConnectionQuery,
): Evaluation {
  const source = resolvePeer(query.source, model.directory);
  const destination = resolvePeer(query.destination, model.directory);
  if (source.type === 'service') {
    throw new PeerNotFoundError(
      'a Service opens no connections: ask from the pods behind it',
    );
  }
  const asked = trafficOf(query);
  let targets = endsOf(destination).map(end => ({ end, number: asked.number }));
  let service: ServiceResolution | undefined;
  let missing: string | undefined;
  let destinationPeer: Peer;
  if (destination.type === 'service') {
    const found = backendsOf(
      destination.service,
      asked.protocol,
      asked.number,
      model,
    );
    targets = found.backends.map(({ endpoint, port }) => ({
      end: endpoint,
      number: port,
    }));
    missing = found.missing;
    service = {
      service: destination.service.reference,
      port: asked.number,
      backends: found.backends.map(({ endpoint, port }) => ({
        peer: podPeer(endpoint),
        port,
      })),
    };
    destinationPeer = found.backends[0]?.endpoint.peer ?? {
      type: 'workload',
      namespace: destination.service.namespace,
      name: destination.service.name,
      kind: 'Service',
    };
  } else {
    destinationPeer = destination.peer;
  }
  const sources = endsOf(source);
  const onHost = sources.some(
    each => typeof each === 'bigint' || each.hostNetwork,
  );
  if (missing !== undefined) {
    return unanswerable(source.peer, destinationPeer, asked, service, missing);
  }
  const kept =
    destination.type === 'service'
      ? targets
      : thin(
          model,
          targets.map(each => each.end),
          onHost,
        ).map(end => ({
          end,
          number: asked.number,
        }));
  const cases = casesOf(
    model,
    thin(model, sources, onHost),
    kept,
    asked.protocol,
  );
  const answer = settle(model, cases);
  return summarize({
    verdict: answer.verdict,
    source: source.peer,
    destination: destinationPeer,
    protocol: asked.protocol,
    ...(isPortProtocol(asked.protocol) ? { port: answer.traffic.number } : {}),
    egress: answer.egress,
    ingress: answer.ingress,
    ...(service ? { service } : {}),
    reasons: answer.reasons,
    notes: noteIpBlocks(model, source, destination),
  });
}

const isPortProtocol = (protocol: Protocol) =>
  protocol !== 'ICMP' && protocol !== 'ICMPv6';

/** A Service that leads nowhere: no policy is asked, and nothing answers. */
function unanswerable(
  source: Peer,
  destination: Peer,
  asked: Traffic,
  service: ServiceResolution | undefined,
  missing: string,
): Evaluation {
  return {
    verdict: 'denied',
    summary: `denied: ${missing}`,
    source,
    destination,
    protocol: asked.protocol,
    port: asked.number,
    egress: exempt('egress', missing),
    ingress: exempt('ingress', missing),
    ...(service ? { service } : {}),
    reasons: [],
    notes: [missing],
  };
}
