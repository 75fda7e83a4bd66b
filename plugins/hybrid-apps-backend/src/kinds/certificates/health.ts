import { at, condition, number } from '../../objects';
import { beforeStatus, genericHealth } from '../generic';
import { HealthRule } from '../types';

/**
 * Certificate of cert-manager: valid, being issued, or why not. A certificate
 * that cannot be renewed is valid only until it ends.
 *
 * Source: cert-manager, pkg/apis/certmanager/v1/types_certificate.go:
 * CertificateConditionReady, CertificateConditionIssuing, and
 * failedIssuanceAttempts, which goes when one succeeds.
 */
export const certificateHealth: HealthRule = (certificate, world) => {
  const before = beforeStatus(certificate);
  if (before) {
    return before;
  }
  const ready = condition(certificate, 'Ready');
  const issuing = condition(certificate, 'Issuing');
  const attempts = number(at(certificate, 'status', 'failedIssuanceAttempts'));
  const hasFailed =
    (attempts ?? 0) > 0 ||
    (issuing?.status === 'False' && issuing.reason === 'Failed');
  if (hasFailed) {
    return {
      state: 'degraded',
      reason:
        ready?.status === 'True'
          ? 'RenewalFailed'
          : issuing?.reason ?? 'Failed',
      message: issuing?.message ?? ready?.message,
      since: issuing?.since ?? ready?.since,
    };
  }
  if (ready?.status === 'False' && ready.reason !== 'Expired') {
    return issuing?.status === 'True'
      ? {
          state: 'progressing',
          reason: 'Issuing',
          message: issuing.message,
          since: issuing.since,
        }
      : genericHealth(certificate, world);
  }
  return ready
    ? genericHealth(certificate, world)
    : {
        state: 'progressing',
        reason: 'Pending',
        message: 'cert-manager has not taken it up yet',
      };
};
