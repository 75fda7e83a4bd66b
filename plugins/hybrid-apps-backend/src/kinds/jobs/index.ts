import { containerFacts } from '../pods';
import { Kind } from '../types';
import { cronJobHealth, jobHealth } from './health';

export const jobs: readonly Kind[] = [
  {
    groups: ['batch'],
    kind: 'Job',
    category: 'container',
    health: jobHealth,
    facts: containerFacts,
  },
  {
    groups: ['batch'],
    kind: 'CronJob',
    category: 'container',
    health: cronJobHealth,
    facts: containerFacts,
  },
];
