import { at, condition, list } from '../../objects';
import { HealthRule } from '../types';

/** Any kind that tells of itself in conditions named Ready or Available. */
export const conditionsHealth: HealthRule = object => {
  const told = ['Ready', 'Available', 'Accepted', 'Programmed']
    .map(type => ({ type, ...condition(object, type) }))
    .find(({ status }) => status !== undefined);
  if (!told) {
    return list(at(object, 'status', 'conditions')).length > 0
      ? { state: 'unknown' }
      : { state: 'healthy' };
  }
  return told.status === 'True'
    ? { state: 'healthy', reason: told.type, since: told.since }
    : {
        state: told.status === 'False' ? 'degraded' : 'unknown',
        reason: told.reason ?? `Not ${told.type}`,
        message: told.message,
        since: told.since,
      };
};
