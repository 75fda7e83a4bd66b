import { SourcedRule } from '../types';
import { genericHealth } from './health';

export { conditionVerdicts, tellsNoConflict } from './conditions';
export { beforeStatus, genericHealth } from './health';
export { worst, type Verdict } from './verdicts';

/** For kinds without a rule of their own. */
export const generic: SourcedRule = {
  judge: genericHealth,
  source:
    'Kubernetes API conventions, typical status properties; kstatus, generic.go',
};
