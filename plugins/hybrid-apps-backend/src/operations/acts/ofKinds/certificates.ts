import {
  actWords,
  asSentence,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Clock } from '../../../clock';
import { ClusterStore, KubeObject, resourcePath } from '../../../clusters';
import { at, condition, list, number } from '../../../objects';
import { nowOf, towards } from '../progress';
import { Act, not, Progress } from '../types';
import { isGoing, MINUTE_MS, unlessGoing } from './shared';

const CERTIFICATE = {
  group: 'cert-manager.io',
  version: 'v1',
  plural: 'certificates',
};

/**
 * Which issue of it there is. Two may end at one time, as where it may last no
 * longer than its authority. Source: cert-manager.io/v1, CertificateStatus.Revision.
 */
const issueOf = (certificate: KubeObject) =>
  ['revision', 'notBefore', 'notAfter']
    .map(field => at(certificate, 'status', field))
    .join(' ');

const attemptsOf = (certificate: KubeObject) =>
  number(at(certificate, 'status', 'failedIssuanceAttempts')) ?? 0;

/** Of which failure it tells, if of any. Source: cert-manager, pkg/controller/certificates/issuing, `failIssueCertificate`. */
function failureOf(certificate: KubeObject) {
  const issuing = condition(certificate, 'Issuing');
  return issuing?.status === 'False' && issuing.reason !== 'Issued'
    ? { ...issuing, key: [attemptsOf(certificate), issuing.since].join(' ') }
    : undefined;
}

/** How far an issue is that was asked for: cert-manager waits for an hour or more after one that failed. */
function renewed(before: KubeObject, store: ClusterStore): Progress {
  const progress = towards(
    before,
    store,
    now =>
      condition(now, 'Issuing')?.status !== 'True' &&
      condition(now, 'Ready')?.status === 'True' &&
      issueOf(now) !== issueOf(before),
  );
  const now = nowOf(before, store);
  const failure = now && failureOf(now);
  return progress.state === 'going' &&
    failure &&
    failure.key !== failureOf(before)?.key
    ? {
        state: 'failed',
        why: asSentence(failure.message ?? failure.reason ?? 'It failed'),
      }
    : progress;
}

/**
 * What `cmctl renew` does: the condition Issuing, on the status.
 * Source: cert-manager, `pkg/api/util/conditions.go`, `SetCertificateCondition`, and
 * cmctl, `pkg/renew/renew.go`.
 */
const renew = (clock: Clock): Act => ({
  id: 'certificate-renew',
  kinds: ['cert-manager.io/Certificate'],
  right: 'change',
  words: actWords['certificate-renew'],
  danger: 'asks',
  needs: [
    { group: 'cert-manager.io', resource: 'certificates', verb: 'get' },
    {
      group: 'cert-manager.io',
      resource: 'certificates/status',
      verb: 'patch',
    },
  ],
  offer: certificate =>
    condition(certificate, 'Issuing')?.status === 'True'
      ? not('It is being issued.')
      : unlessGoing(certificate),
  basis: certificate => ({
    uid: certificate.metadata.uid,
    isIssuing: condition(certificate, 'Issuing')?.status === 'True',
    issue: issueOf(certificate),
    isGoing: isGoing(certificate),
  }),
  steps(certificate) {
    const path = resourcePath(CERTIFICATE, certificate.metadata);
    return [
      {
        async request({ read }) {
          const now = await read(path);
          const others = list(at(now, 'status', 'conditions')).filter(
            one => at(one, 'type') !== 'Issuing',
          );
          return {
            method: 'PATCH',
            path: `${path}/status`,
            query: { fieldManager: 'hybrid-apps' },
            contentType: 'application/merge-patch+json',
            body: {
              metadata: {
                uid: certificate.metadata.uid,
                // A list is replaced as a whole, so nobody else may have changed it meanwhile.
                resourceVersion: at(now, 'metadata', 'resourceVersion'),
              },
              status: {
                conditions: [
                  ...others,
                  {
                    type: 'Issuing',
                    status: 'True',
                    reason: 'ManuallyTriggered',
                    message: 'Certificate re-issuance manually triggered',
                    lastTransitionTime: clock().toISOString(),
                    observedGeneration: at(now, 'metadata', 'generation'),
                  },
                ],
              },
            },
          };
        },
        progress: store => renewed(certificate, store),
        timeoutMs: 15 * MINUTE_MS,
      },
    ];
  },
});

/** Acts on certificates of cert-manager. */
export const certificateActs = (clock: Clock): readonly Act[] => [renew(clock)];
