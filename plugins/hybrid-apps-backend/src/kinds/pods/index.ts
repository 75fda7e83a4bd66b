import { Kind } from '../types';
import { containerFacts } from './facts';
import { podHealth } from './health';

export { containerFacts } from './facts';
export { lastFailure, podHealth, troubleOfPods } from './health';
export { noNodeTakes, pullFailure, refusedPods } from './words';

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
