import { containerFacts } from '../pods';
import { Kind } from '../types';
import { cronJobHealth, jobHealth } from './health';

export { endOfJob, hasEnded } from './ended';

export const jobs: readonly Kind[] = [
  {
    groups: ['batch'],
    kind: 'Job',
    category: 'container',
    health: {
      judge: jobHealth,
      source: 'k8s.io/api/batch/v1, JobConditionType',
    },
    facts: containerFacts,
  },
  {
    groups: ['batch'],
    kind: 'CronJob',
    category: 'container',
    health: {
      judge: cronJobHealth,
      source: 'k8s.io/api/batch/v1, CronJobStatus',
    },
    facts: containerFacts,
  },
];
