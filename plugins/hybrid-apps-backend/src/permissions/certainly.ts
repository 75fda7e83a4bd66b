import {
  AuthorizeResult,
  PermissionCondition,
  PermissionCriteria,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  isAndCriteria,
  isNotCriteria,
  isOrCriteria,
} from '@backstage/plugin-permission-node';

/**
 * Whether a decision allows something for certain: whatever the conditions turn
 * out to be of which nobody can tell now. Taken for false, they would allow
 * under a `not` what they are there to deny.
 *
 * @param of.holds - of a decision by one condition
 */
export function isCertain(
  decision: PolicyDecision,
  of: {
    holds: (decision: PolicyDecision) => boolean;
    isOpen: (condition: PermissionCondition) => boolean;
  },
): boolean {
  if (decision.result !== AuthorizeResult.CONDITIONAL) {
    return of.holds(decision);
  }
  /** @param open - what conditions are taken for that are open */
  const allows = (
    criteria: PermissionCriteria<PermissionCondition>,
    open: boolean,
  ): boolean => {
    if (isAndCriteria(criteria)) {
      return criteria.allOf.every(each => allows(each, open));
    }
    if (isOrCriteria(criteria)) {
      return criteria.anyOf.some(each => allows(each, open));
    }
    if (isNotCriteria(criteria)) {
      return !allows(criteria.not, !open);
    }
    return of.isOpen(criteria)
      ? open
      : of.holds({ ...decision, conditions: criteria });
  };
  return allows(decision.conditions, false);
}
