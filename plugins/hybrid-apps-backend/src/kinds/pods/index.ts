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
    health: podHealth,
    facts: containerFacts,
  },
];
