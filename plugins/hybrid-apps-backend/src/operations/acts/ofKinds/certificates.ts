import { actWords } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Clock } from '../../../clock';
import { resourcePath } from '../../../clusters';
import { at, condition, list, text } from '../../../objects';
import { towards } from '../progress';
import { Act, not } from '../types';
import { isGoing, MINUTE_MS, unlessGoing } from './shared';

const CERTIFICATE = {
  group: 'cert-manager.io',
  version: 'v1',
  plural: 'certificates',
};

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
    notAfter: text(at(certificate, 'status', 'notAfter')),
    isGoing: isGoing(certificate),
  }),
  steps(certificate) {
    const path = resourcePath(CERTIFICATE, certificate.metadata);
    const before = at(certificate, 'status', 'notAfter');
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
        progress: store =>
          towards(
            certificate,
            store,
            now =>
              condition(now, 'Issuing')?.status !== 'True' &&
              condition(now, 'Ready')?.status === 'True' &&
              at(now, 'status', 'notAfter') !== before,
          ),
        timeoutMs: 15 * MINUTE_MS,
      },
    ];
  },
});

/** Acts on certificates of cert-manager. */
export const certificateActs = (clock: Clock): readonly Act[] => [renew(clock)];
