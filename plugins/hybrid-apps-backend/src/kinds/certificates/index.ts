import { Kind } from '../types';
import { certificateHealth } from './health';

export const certificates: readonly Kind[] = [
  {
    groups: ['cert-manager.io'],
    kind: 'Certificate',
    category: 'config',
    health: {
      judge: certificateHealth,
      source: 'cert-manager, apis/certmanager/v1, CertificateConditionReady',
    },
  },
];
