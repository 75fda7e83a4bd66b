import type { Rule } from '../policies/types';
import { formatPeer } from '../endpoints/types';
import { formatAddress } from '../addresses/ranges';
import { isOutside, isPod, matches } from './match';
import type { End } from './match';
import {
  answerPeers,
  answerPorts,
  describePort,
  describeTraffic,
  isNamedPortUnresolved,
  referenceRule,
} from './rules';
import type { Ends, Traffic } from './rules';
import type { CompiledPolicy, Track } from './tracks';
import { NO, YES } from './truth';
import type { NearestRule } from './types';

type Lack = NearestRule['lacks'][number];

function describeEnd(end: End): string {
  if (isOutside(end)) {
    return formatAddress(end);
  }
  if (!isPod(end)) {
    return 'a pod that is not known';
  }
  const { example, hostNetwork } = end;
  const labels = Object.entries(example.labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
  const name = formatPeer(example.peer);
  return hostNetwork
    ? `${name} (on the host's network)`
    : `${name} (labels ${labels || 'none'})`;
}

function lacksOf(
  rule: Rule,
  track: Track,
  ends: Ends,
  traffic: Traffic,
): Lack[] {
  const lacks: Lack[] = [];
  if (answerPeers(rule, ends.peer).match !== YES && rule.peers) {
    const [first] = rule.peers;
    lacks.push({
      what: 'peer',
      path: rule.peers.length === 1 ? first.path : rule.path,
      message: `${describeEnd(ends.peer)} is not among ${rule.peers
        .map(term => term.text)
        .join('; ')}`,
    });
  }
  if (rule.own && matches(rule.own.match, ends.own) !== YES) {
    lacks.push({
      what: 'peer',
      path: rule.own.path,
      message: `${describeEnd(ends.own)} is not among ${rule.own.text}`,
    });
  }
  const ports = answerPorts(rule, traffic, ends.destination);
  if (ports.match !== YES) {
    const asked = rule.ports ?? [];
    const unresolved = asked.filter(term =>
      isNamedPortUnresolved(term, ends.destination),
    );
    lacks.push({
      what: 'port',
      path: asked.length === 1 ? asked[0].path : rule.path,
      message: `${describeTraffic(traffic)} is not in ${
        asked.map(describePort).join('; ') || 'the ports that are left over'
      }${
        unresolved.length > 0
          ? ` (${describeEnd(ends.destination)} declares no such port)`
          : ''
      }`,
    });
  }
  if (lacks.length === 0) {
    lacks.push({
      what: 'precedence',
      path: rule.path,
      message: `it matches, but a rule that comes before it decides the ${track.direction}`,
    });
  }
  return lacks;
}

/** The Allow rule, among those that apply, which lacks the least to allow the connection. */
export function findNearest(
  track: Track,
  ends: Ends,
  traffic: Traffic,
): NearestRule | undefined {
  let best: { compiled: CompiledPolicy; rule: Rule; cost: number } | undefined;
  for (const tier of track.tiers) {
    for (const compiled of tier.groups.flat()) {
      for (const rule of compiled.policy[track.direction] ?? []) {
        if (rule.action === 'Allow') {
          const cost = distance(rule, ends, traffic);
          if (!best || cost < best.cost) {
            best = { compiled, rule, cost };
          }
        }
      }
    }
  }
  if (!best) {
    return undefined;
  }
  const { compiled, rule } = best;
  return {
    ...referenceRule(compiled, rule, {
      peer: answerPeers(rule, ends.peer).peer,
      port: answerPorts(rule, traffic, ends.destination).port,
    }),
    lacks: lacksOf(rule, track, ends, traffic),
  };
}

/** A rule that has the right peers is nearer than one that has the right port. */
function distance(rule: Rule, ends: Ends, traffic: Traffic): number {
  const peer = answerPeers(rule, ends.peer).match === YES ? 0 : 3;
  const own = rule.own && matches(rule.own.match, ends.own) === NO ? 3 : 0;
  const port =
    answerPorts(rule, traffic, ends.destination).match === YES ? 0 : 2;
  return peer + own + port || 1;
}
