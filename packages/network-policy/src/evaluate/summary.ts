import { formatPeer } from '../endpoints/types';
import { formatReference } from '../objects/object';
import type { Decision, DirectionVerdict, Evaluation } from './types';

/**
 * What decided, in words: `NetworkPolicy shop/db, spec.ingress[0] (Allow)`.
 * @public
 */
export function formatDecision(decision: Decision): string {
  switch (decision.by) {
    case 'rule':
      return `${formatReference(decision.policy)}, ${
        decision.peer ?? decision.rule
      } (${decision.action})`;
    case 'tier-default':
      return `no rule of ${decision.policies
        .map(formatReference)
        .join(', ')} allows it`;
    case 'no-policy':
      return 'no policy denies it';
    default:
      return decision.reason;
  }
}

function deniedBy(side: DirectionVerdict): string {
  const { nearest } = side;
  const lacks = nearest?.lacks.map(each => each.message).join(', and ');
  return `${side.direction} denied: ${formatDecision(side.decision)}${
    nearest && lacks
      ? `; nearest is ${formatReference(nearest.policy)} ${
          nearest.rule
        }, but ${lacks}`
      : ''
  }`;
}

/** Puts the verdict into one sentence. */
export function summarize(answer: Omit<Evaluation, 'summary'>): Evaluation {
  const { source, destination, protocol, port, egress, ingress } = answer;
  const connection = `${formatPeer(source)} to ${formatPeer(
    destination,
  )} on ${protocol}${port === undefined ? '' : ` ${port}`}`;
  const because = {
    allowed: () =>
      `egress: ${formatDecision(egress.decision)}; ingress: ${formatDecision(
        ingress.decision,
      )}`,
    denied: () =>
      [egress, ingress]
        .filter(side => side.verdict === 'denied')
        .map(deniedBy)
        .join('; '),
    uncertain: () => answer.reasons.join('; '),
  }[answer.verdict]();
  return {
    ...answer,
    summary: `${connection} is ${answer.verdict}. ${because}`,
  };
}
