import { includes } from '../addresses/ranges';
import type { Endpoint } from '../endpoints/types';
import { formatPeer } from '../endpoints/types';
import type { Direction } from '../policies/types';
import { PeerNotFoundError, podPeer } from './built';
import type { BuiltModel, Directory } from './built';
import { decide } from './decide';
import { isOutside, isPod } from './match';
import type { End } from './match';
import type { Traffic } from './rules';
import { MAYBE, NO, YES } from './truth';
import type { Truth } from './truth';
import type { DirectionVerdict, Verdict } from './types';

/** One concrete connection: from one pod or address to another. */
export interface Case {
  readonly source: Endpoint | bigint;
  readonly destination: Endpoint | bigint;
  readonly traffic: Traffic;
}

export interface CaseVerdict {
  readonly verdict: Verdict;
  readonly egress: DirectionVerdict;
  readonly ingress: DirectionVerdict;
}

export function exempt(direction: Direction, reason: string): DirectionVerdict {
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
  { nodeByAddress, isUnreadNode }: Directory,
): Truth {
  if (typeof source === 'bigint') {
    const node = nodeByAddress.get(source);
    if (
      source === destination.nodeAddress ||
      (node !== undefined && node === destination.node)
    ) {
      return YES;
    }
    const { node: own, nodeAddress } = destination;
    const mayBeOwn =
      node !== undefined && own === undefined && nodeAddress === undefined;
    return mayBeOwn || isUnreadNode(own) ? MAYBE : NO;
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
    const answer = exempt(
      direction,
      'policies select pods, and this end is none',
    );
    const host = model.policedHosts.find(
      ({ ranges }) => isOutside(own) && includes(ranges, own),
    );
    return host
      ? { ...answer, verdict: 'uncertain', reasons: [host.reason] }
      : answer;
  }
  const track = model.tracks[direction][own.id];
  if (own.hostNetwork && track.tiers.length === 0) {
    return exempt(
      direction,
      "policies do not select pods on the host's network",
    );
  }
  const isPortless = !['TCP', 'UDP', 'SCTP'].includes(traffic.protocol);
  return decide(
    track,
    { own, peer, destination },
    traffic,
    isPortless && !model.calico
      ? `NetworkPolicy speaks of TCP, UDP and SCTP alone: whether it holds for ${traffic.protocol} depends on the network plugin`
      : undefined,
  );
}

function combine(a: Verdict, b: Verdict): Verdict {
  if (a === 'denied' || b === 'denied') {
    return 'denied';
  }
  return a === 'allowed' && b === 'allowed' ? 'allowed' : 'uncertain';
}

export function evaluateCase(
  model: BuiltModel,
  { source, destination, traffic }: Case,
): CaseVerdict {
  if (source === destination) {
    const reason =
      typeof source === 'bigint'
        ? 'what comes from an address to itself stays where it is'
        : 'a pod always reaches itself';
    return {
      verdict: 'allowed',
      egress: exempt('egress', reason),
      ingress: exempt('ingress', reason),
    };
  }
  const endOf = (end: Endpoint | bigint): End =>
    typeof end === 'bigint' ? end : { ...classOf(model, end), example: end };
  const [from, to] = [endOf(source), endOf(destination)];
  let egress = askDirection(model, 'egress', from, to, to, traffic);
  let ingress = askDirection(model, 'ingress', to, from, to, traffic);
  if (typeof destination !== 'bigint' && !destination.hostNetwork) {
    const ownNode = isOwnNode(source, destination, model.directory);
    if (ownNode === YES) {
      const reason = 'a node always reaches the pods that it runs';
      egress = { ...exempt('egress', reason), posture: egress.posture };
      ingress = { ...exempt('ingress', reason), posture: ingress.posture };
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
export function distinct(
  model: BuiltModel,
  cases: readonly Case[],
): readonly Case[] {
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
        isOwnNode(source, destination, model.directory),
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
export function representatives(
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
