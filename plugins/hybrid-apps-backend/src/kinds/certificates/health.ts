import { condition } from '../../objects';
import { HealthRule } from '../types';

/** Certificate of cert-manager: valid, or why not. */
export const certificateHealth: HealthRule = certificate => {
  const ready = condition(certificate, 'Ready');
  if (!ready) {
    return { state: 'unknown' };
  }
  return ready.status === 'True'
    ? { state: 'healthy', reason: 'Ready' }
    : {
        state: 'degraded',
        reason: ready.reason ?? 'NotReady',
        message: ready.message,
        since: ready.since,
      };
};
