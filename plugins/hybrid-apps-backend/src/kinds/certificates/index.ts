import { generic } from '../generic';
import { Kind, kindsOf } from '../types';
import { certificateHealth } from './health';
import { certificateKeys } from './keys';

export { certificateHosts, isCertificateFor, outOfTime } from './validity';

export const certificates: readonly Kind[] = [
  {
    groups: ['cert-manager.io'],
    kind: 'Certificate',
    category: 'config',
    watch: {
      resource: 'certificates',
      // Not `keystores`, which may hold a password.
      keep: [
        'spec.commonName',
        'spec.dnsNames',
        'spec.duration',
        'spec.ipAddresses',
        'spec.isCA',
        'spec.issuerRef',
        'spec.renewBefore',
        'spec.secretName',
        'spec.uris',
        'spec.usages',
        'status.conditions',
        'status.failedIssuanceAttempts',
        'status.notAfter',
        'status.notBefore',
        'status.renewalTime',
        'status.revision',
      ],
    },
    // Also one that an Ingress owns, by its annotation: whether it could be issued
    // is another matter than whether the Ingress leads somewhere.
    drawn: { within: [] },
    keys: certificateKeys,
    health: {
      judge: certificateHealth,
      source:
        'cert-manager, apis/certmanager/v1, CertificateConditionReady and -Issuing',
    },
  },
  ...kindsOf(['cert-manager.io'], [['Issuer'], ['ClusterIssuer']], {
    category: 'config',
    health: {
      judge: generic.judge,
      source: 'cert-manager, apis/certmanager/v1, IssuerConditionReady',
    },
  }),
];
