import { Kind } from '../types';
import { containerFacts } from './facts';
import { podHealth } from './health';

export { containerFacts } from './facts';
export { faultyPod } from './faulty';
export { podHealth } from './health';

export const pods: readonly Kind[] = [
  {
    groups: [''],
    kind: 'Pod',
    category: 'container',
    health: {
      judge: podHealth,
      source: 'k8s.io/api/core/v1, PodStatus; kubelet, container state reasons',
    },
    facts: containerFacts,
  },
];
