import { SourcedRule } from '../types';
import { conditionsHealth } from './health';

/** For kinds without a rule of their own. */
export const generic: SourcedRule = {
  judge: conditionsHealth,
  source: 'Kubernetes API conventions, typical status properties',
};
