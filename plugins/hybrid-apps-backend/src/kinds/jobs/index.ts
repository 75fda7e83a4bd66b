import { containerFacts, podsInside, templateNames } from '../pods';
import { Kind } from '../types';
import { cronJobHealth, jobHealth } from './health';

export { endOfJob, hasEnded } from './ended';

export const jobs: readonly Kind[] = [
  {
    groups: ['batch'],
    kind: 'Job',
    category: 'container',
    watch: { resource: 'jobs', keep: ['spec', 'status'] },
    reachability: 'subject',
    health: {
      judge: jobHealth,
      source: 'k8s.io/api/batch/v1, JobConditionType',
    },
    names: templateNames,
    facts: containerFacts,
    inside: podsInside,
  },
  {
    groups: ['batch'],
    kind: 'CronJob',
    category: 'container',
    watch: { resource: 'cronjobs', keep: ['spec', 'status'] },
    reachability: 'subject',
    health: {
      judge: cronJobHealth,
      source: 'k8s.io/api/batch/v1, CronJobStatus',
    },
    names: templateNames,
    facts: containerFacts,
    inside: podsInside,
  },
];
