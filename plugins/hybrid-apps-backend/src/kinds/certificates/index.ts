import { generic } from '../generic';
import { Kind, kindsOf } from '../types';
import { certificateHealth } from './health';

export const certificates: readonly Kind[] = [
  {
    groups: ['cert-manager.io'],
    kind: 'Certificate',
    category: 'config',
    health: {
      judge: certificateHealth,
      source:
        'cert-manager, apis/certmanager/v1, CertificateConditionReady and -Issuing',
    },
  },
  ...kindsOf(['cert-manager.io'], ['Issuer', 'ClusterIssuer'], {
    category: 'config',
    health: {
      judge: generic.judge,
      source: 'cert-manager, apis/certmanager/v1, IssuerConditionReady',
    },
  }),
];
