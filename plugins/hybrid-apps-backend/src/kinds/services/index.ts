import { Kind } from '../types';
import { serviceFacts } from './facts';
import { serviceHealth } from './health';

export { endpointSlicesOf } from './endpointSlices';

export const services: readonly Kind[] = [
  {
    groups: [''],
    kind: 'Service',
    category: 'network',
    health: {
      judge: serviceHealth,
      source: 'k8s.io/api/discovery/v1, EndpointConditions',
    },
    facts: serviceFacts,
  },
];
