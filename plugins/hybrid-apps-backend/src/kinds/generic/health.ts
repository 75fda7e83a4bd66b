import { KubeObject } from '../../clusters';
import { at, number } from '../../objects';
import { Health, HealthRule } from '../types';
import { allConditions, NOT_OBSERVED } from './conditions';
import { worst } from './verdicts';
import { wordVerdicts } from './words';

/**
 * What holds whatever the status says: that it is being deleted, or that its
 * controller has not seen it as it is now written.
 *
 * Source: cli-utils, pkg/kstatus/status/generic.go, checkGenericProperties.
 */
export function beforeStatus(object: KubeObject): Health | undefined {
  const { deletionTimestamp, generation } = object.metadata;
  if (deletionTimestamp) {
    return {
      state: 'progressing',
      reason: 'Terminating',
      since: deletionTimestamp,
    };
  }
  const observed = number(at(object, 'status', 'observedGeneration'));
  return observed !== undefined && observed < (generation ?? 0)
    ? { state: 'progressing', ...NOT_OBSERVED }
    : undefined;
}

/**
 * Any kind that tells of itself as most do. Other than in kstatus, what says
 * nothing that is known is not taken for well: nobody can judge it.
 */
export const genericHealth: HealthRule = object =>
  beforeStatus(object) ??
  worst([...allConditions(object), ...wordVerdicts(object)]) ?? {
    state: 'unjudged',
  };
