import { findNearest } from './nearest';
import { answerRule, referenceRule, whyRuleMaybe } from './rules';
import type { Ends, Traffic } from './rules';
import type { CompiledPolicy, Track } from './tracks';
import { NO, YES } from './truth';
import type { Decision, DirectionVerdict, RuleMatch, Verdict } from './types';

interface Walk {
  readonly candidates: Decision[];
  readonly passed: RuleMatch[];
  readonly overruled: RuleMatch[];
  readonly reasons: string[];
}

/** What remains possible after rules: to go on in the tier, to leave for the next. */
interface Progress {
  readonly goesOn: boolean;
  readonly leaves: boolean;
}

/** One policy's rules, first match wins. */
function walkPolicy(
  compiled: CompiledPolicy,
  track: Track,
  ends: Ends,
  traffic: Traffic,
  live: boolean,
  walk: Walk,
): Progress {
  let goesOn = live;
  let leaves = false;
  for (const rule of compiled.policy[track.direction] ?? []) {
    const answer = answerRule(rule, ends, traffic);
    if (answer.match === NO) {
      continue;
    }
    const reference = referenceRule(compiled, rule, answer);
    const certain = answer.match === YES;
    if (!goesOn) {
      if (rule.action !== 'Log') {
        walk.overruled.push({ ...reference, certain });
      }
      continue;
    }
    if (!certain) {
      walk.reasons.push(
        `${reference.policy.kind} ${reference.policy.name}: ${whyRuleMaybe(
          rule,
          ends,
        )}`,
      );
    }
    if (rule.action === 'Log' || rule.action === 'Pass') {
      walk.passed.push({ ...reference, certain });
    }
    if (rule.action === 'Log') {
      continue;
    }
    if (rule.action === 'Pass') {
      leaves = true;
    } else {
      walk.candidates.push({ by: 'rule', ...reference });
    }
    if (certain) {
      goesOn = false;
    }
  }
  return { goesOn, leaves };
}

/** Policies of one tie: each may be the one that is asked first. */
function walkGroup(
  group: readonly CompiledPolicy[],
  track: Track,
  ends: Ends,
  traffic: Traffic,
  live: boolean,
  walk: Walk,
): Progress {
  let goesOn = live;
  let leaves = false;
  const before = walk.candidates.length;
  for (const compiled of group) {
    const progress = walkPolicy(compiled, track, ends, traffic, live, walk);
    goesOn = goesOn && progress.goesOn;
    leaves = leaves || progress.leaves;
  }
  const actions = new Set(
    walk.candidates.slice(before).map(each => actionOf(each)),
  );
  if (group.length > 1 && actions.size + Number(leaves) > 1) {
    const names = group.map(each => each.policy.reference.name).join(', ');
    walk.reasons.push(
      `policies ${names} have the same priority, and their rules disagree: which comes first is not defined`,
    );
  }
  return { goesOn, leaves };
}

function actionOf(decision: Decision): 'Allow' | 'Deny' {
  return decision.action === 'Deny' ? 'Deny' : 'Allow';
}

function verdictOf(candidates: readonly Decision[]): Verdict {
  const actions = new Set(candidates.map(actionOf));
  if (actions.size > 1) {
    return 'uncertain';
  }
  return actions.has('Deny') ? 'denied' : 'allowed';
}

/**
 * Asks the policies of one end, tier by tier: the first rule that matches
 * decides. Rules that only may match leave both ways open; the verdict is
 * uncertain when the ways end differently.
 * @param defaultIsOpen - why nobody can tell whether a tier's default denies the traffic
 */
export function decide(
  track: Track,
  ends: Ends,
  traffic: Traffic,
  defaultIsOpen?: string,
): DirectionVerdict {
  const walk: Walk = {
    candidates: [],
    passed: [],
    overruled: [],
    reasons: [],
  };
  let live = true;
  for (const tier of track.tiers) {
    let goesOn: boolean = live;
    let leaves = false;
    for (const group of tier.groups) {
      const progress = walkGroup(group, track, ends, traffic, goesOn, walk);
      goesOn = progress.goesOn;
      leaves = leaves || progress.leaves;
    }
    if (goesOn && tier.tier.defaultAction === 'Deny') {
      walk.candidates.push({
        by: 'tier-default',
        tier: tier.title,
        action: 'Deny',
        policies: tier.groups.flat().map(each => each.policy.reference),
      });
      if (defaultIsOpen !== undefined) {
        walk.candidates.push({ by: 'no-policy', action: 'Allow' });
        walk.reasons.push(defaultIsOpen);
      }
      goesOn = false;
    }
    live = goesOn || leaves;
  }
  if (live) {
    walk.candidates.push({ by: 'no-policy', action: 'Allow' });
  }
  const verdict = verdictOf(walk.candidates);
  const nearest =
    verdict === 'denied' ? findNearest(track, ends, traffic) : undefined;
  return {
    direction: track.direction,
    verdict,
    posture: track.isolated ? 'isolated' : 'open',
    decision: walk.candidates[0],
    passed: walk.passed,
    overruled: walk.overruled,
    ...(nearest ? { nearest } : {}),
    reasons: verdict === 'uncertain' ? [...new Set(walk.reasons)] : [],
  };
}
