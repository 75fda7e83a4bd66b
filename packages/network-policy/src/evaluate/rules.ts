import type { PeerTerm, PortTerm, Rule } from '../policies/types';
import { contains, formatConnections } from '../ports/connectionSet';
import type { Protocol } from '../ports/connectionSet';
import { mayDeclare } from '../endpoints/ports';
import { isPod, matches, whyMaybe } from './match';
import type { End } from './match';
import { MAYBE, NO, YES, both, either, negate, truth } from './truth';
import type { Truth } from './truth';
import type { CompiledPolicy } from './tracks';
import type { RuleReference } from './types';

/** What of a connection rules are held against: at the destination pod, after a Service. */
export interface Traffic {
  readonly protocol: Protocol;
  /** Port; `type * 256 + code` for ICMP; protocol number for `Other`. */
  readonly number: number;
}

/** The ends of a connection as a policy of one of them sees it. */
export interface Ends {
  /** The end that the policy selects. */
  readonly own: End;
  readonly peer: End;
  readonly destination: End;
}

/** How far a rule matches, and by which of its alternatives. */
interface RuleAnswer {
  readonly match: Truth;
  readonly peer?: PeerTerm;
  readonly port?: PortTerm;
}

const NO_MATCH: RuleAnswer = { match: NO };

function portMatches(
  term: PortTerm,
  traffic: Traffic,
  destination: End,
): Truth {
  if ('connections' in term) {
    return truth(contains(term.connections, traffic.protocol, traffic.number));
  }
  if (!isPod(destination) || !term.protocols.includes(traffic.protocol)) {
    return NO;
  }
  const isDeclared = destination.ports.some(
    port =>
      port.name === term.name &&
      port.port === traffic.number &&
      port.protocol === traffic.protocol,
  );
  if (isDeclared) {
    return YES;
  }
  return mayDeclare(destination, term.name) ? MAYBE : NO;
}

/** Whether the rule's ports hold the traffic, and by which alternative. */
export function answerPorts(
  rule: Rule,
  traffic: Traffic,
  destination: End,
): { readonly match: Truth; readonly port?: PortTerm } {
  const answer = (term: PortTerm) => portMatches(term, traffic, destination);
  const excepted = (rule.exceptPorts ?? [])
    .map(answer)
    .reduce<Truth>(either, NO);
  if (excepted === YES) {
    return { match: NO };
  }
  if (!rule.ports) {
    return { match: negate(excepted) };
  }
  const port =
    rule.ports.find(term => answer(term) === YES) ??
    rule.ports.find(term => answer(term) === MAYBE);
  return port
    ? { match: both(answer(port), negate(excepted)), port }
    : { match: NO };
}

/** Whether the rule's peers mean the other end, and by which alternative. */
export function answerPeers(
  rule: Rule,
  peer: End,
): { readonly match: Truth; readonly peer?: PeerTerm } {
  if (!rule.peers) {
    return { match: YES };
  }
  let maybe: PeerTerm | undefined;
  for (const term of rule.peers) {
    const answer = matches(term.match, peer);
    if (answer === YES) {
      return { match: YES, peer: term };
    }
    if (answer === MAYBE && !maybe) {
      maybe = term;
    }
  }
  return maybe ? { match: MAYBE, peer: maybe } : NO_MATCH;
}

export function referenceRule(
  compiled: CompiledPolicy,
  rule: Rule,
  answer: Pick<RuleAnswer, 'peer' | 'port'>,
): RuleReference {
  return {
    tier: compiled.tierTitle,
    policy: compiled.policy.reference,
    rule: rule.path,
    ...(rule.name ? { name: rule.name } : {}),
    action: rule.action,
    ...(answer.peer ? { peer: answer.peer.path } : {}),
    ...(answer.port ? { port: answer.port.path } : {}),
  };
}

export function answerRule(
  rule: Rule,
  ends: Ends,
  traffic: Traffic,
): RuleAnswer {
  const ports = answerPorts(rule, traffic, ends.destination);
  if (ports.match === NO) {
    return NO_MATCH;
  }
  const peers = answerPeers(rule, ends.peer);
  if (peers.match === NO) {
    return NO_MATCH;
  }
  const own = rule.own ? matches(rule.own.match, ends.own) : YES;
  const match = [
    ports.match,
    peers.match,
    own,
    rule.unknown ? MAYBE : YES,
  ].reduce(both);
  return match === NO
    ? NO_MATCH
    : { match, peer: peers.peer, port: ports.port };
}

/** Why a rule can only be said to match perhaps. */
export function whyRuleMaybe(rule: Rule, ends: Ends): string {
  if (rule.unknown) {
    return rule.unknown;
  }
  const peers = answerPeers(rule, ends.peer);
  if (peers.match === MAYBE && peers.peer) {
    return `${peers.peer.path}: ${whyMaybe(peers.peer.match, ends.peer)}`;
  }
  if (rule.own && matches(rule.own.match, ends.own) === MAYBE) {
    return `${rule.own.path}: ${whyMaybe(rule.own.match, ends.own)}`;
  }
  return 'a port of the destination, which may have the name that is asked for, cannot be read';
}

/** `TCP 80`, `TCP port "http"`: what a port term asks for. */
export function describePort(term: PortTerm): string {
  return 'connections' in term
    ? formatConnections(term.connections)
    : `${term.protocols.join('/')} port "${term.name}"`;
}

export function describeTraffic(traffic: Traffic): string {
  return formatConnections({
    [traffic.protocol]: [{ from: traffic.number, to: traffic.number }],
  });
}

/** Whether the destination declares the port that a term names, with another number. */
export function isNamedPortUnresolved(
  term: PortTerm,
  destination: End,
): boolean {
  return (
    'name' in term &&
    truth(
      isPod(destination) &&
        destination.ports.some(port => port.name === term.name),
    ) === NO
  );
}
