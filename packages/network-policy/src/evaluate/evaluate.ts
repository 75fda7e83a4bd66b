import { formatAddress } from '../addresses/ranges';
import type { Address } from '../addresses/ranges';
import type { Endpoint, Peer } from '../endpoints/types';
import { formatPeer } from '../endpoints/types';
import type { Protocol } from '../ports/connectionSet';
import { PeerNotFoundError, podPeer, resolvePeer } from './built';
import type { BuiltModel, Resolved } from './built';
import { distinct, evaluateCase, exempt, representatives } from './cases';
import type { Case, CaseVerdict } from './cases';
import { describeTraffic } from './rules';
import type { Traffic } from './rules';
import { notesOn } from './notes';
import { backendsOf } from './services';
import { summarize } from './summary';
import type { ConnectionQuery, Evaluation, ServiceResolution } from './types';

const isPortProtocol = (protocol: Protocol) =>
  protocol !== 'ICMP' && protocol !== 'ICMPv6';

function trafficOf(query: ConnectionQuery): Traffic {
  const protocol: Protocol = query.protocol ?? 'TCP';
  if (!isPortProtocol(protocol)) {
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

/** Whom a question reaches, and on which port (of ICMP, which message). */
interface Target {
  readonly end: Endpoint | bigint;
  readonly number: number;
}

/** The connections that a question stands for. */
function casesOf(
  model: BuiltModel,
  sources: readonly (Endpoint | bigint)[],
  targets: readonly Target[],
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
  readonly shown: Case;
} {
  const answers = cases.map(each => evaluateCase(model, each));
  const index = Math.max(
    answers.findIndex(each => each.verdict !== 'allowed'),
    0,
  );
  const answer = answers[index];
  const shown = cases[index];
  if (answers.every(each => each.verdict === answer.verdict)) {
    const reasons =
      answer.verdict === 'uncertain'
        ? [...answer.egress.reasons, ...answer.ingress.reasons]
        : [];
    return { ...answer, reasons, shown };
  }
  const examples = (['allowed', 'denied', 'uncertain'] as const).flatMap(
    verdict => {
      const one = answers.findIndex(each => each.verdict === verdict);
      return one < 0 ? [] : [`${describeCase(cases[one])} is ${verdict}`];
    },
  );
  return {
    ...answer,
    verdict: 'uncertain',
    reasons: [`it depends on the pods: ${examples.join(', ')}`],
    shown,
  };
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
  let service: ServiceResolution | undefined;
  let missing: string | undefined;
  let unknown: string | undefined;
  let destinationPeer: Peer;
  let backends: readonly Target[] = [];
  if (destination.type === 'service') {
    const found = backendsOf(
      destination.service,
      asked.protocol,
      asked.number,
      model,
    );
    backends = found.backends.map(({ end, port }) => ({ end, number: port }));
    ({ missing, unknown } = found);
    service = {
      service: destination.service.reference,
      port: asked.number,
      backends: found.backends.map(({ end, port }) => ({
        peer: typeof end === 'bigint' ? addressPeer(end) : podPeer(end),
        port,
      })),
    };
    const [first] = found.backends.map(({ end }) =>
      typeof end === 'bigint' ? addressPeer(end) : end.peer,
    );
    destinationPeer = first ?? {
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
  if (unknown !== undefined && backends.length === 0) {
    return unanswered(source.peer, destinationPeer, asked, service, unknown);
  }
  const targets =
    destination.type === 'service'
      ? backends
      : thin(model, endsOf(destination), onHost).map(end => ({
          end,
          number: asked.number,
        }));
  const cases = casesOf(
    model,
    thin(model, sources, onHost),
    targets,
    asked.protocol,
  );
  const answer = settle(model, cases);
  return summarize({
    verdict: unknown === undefined ? answer.verdict : 'uncertain',
    source: source.peer,
    destination: destinationPeer,
    protocol: asked.protocol,
    ...(isPortProtocol(asked.protocol)
      ? { port: answer.shown.traffic.number }
      : {}),
    egress: answer.egress,
    ingress: answer.ingress,
    ...(service ? { service } : {}),
    reasons: [...(unknown === undefined ? [] : [unknown]), ...answer.reasons],
    notes: notesOn(model, cases, answer.shown, answer),
  });
}

function addressPeer(address: Address): Peer {
  const text = formatAddress(address);
  return { type: 'external', from: text, to: text };
}

/** A Service that leads nowhere: no policy is asked, and nothing answers. */
function unanswerable(
  source: Peer,
  destination: Peer,
  asked: Traffic,
  service: ServiceResolution | undefined,
  missing: string,
): Evaluation {
  return {
    ...withoutCases(source, destination, asked, service, missing),
    verdict: 'denied',
    summary: `denied: ${missing}`,
    reasons: [],
    notes: [missing],
  };
}

/** A Service of which nobody knows where it leads. */
function unanswered(
  source: Peer,
  destination: Peer,
  asked: Traffic,
  service: ServiceResolution | undefined,
  unknown: string,
): Evaluation {
  return {
    ...withoutCases(source, destination, asked, service, unknown),
    verdict: 'uncertain',
    summary: `uncertain: ${unknown}`,
    reasons: [unknown],
    notes: [],
  };
}

function withoutCases(
  source: Peer,
  destination: Peer,
  { protocol, number }: Traffic,
  service: ServiceResolution | undefined,
  why: string,
) {
  return {
    source,
    destination,
    protocol,
    port: number,
    egress: exempt('egress', why),
    ingress: exempt('ingress', why),
    ...(service ? { service } : {}),
  };
}
