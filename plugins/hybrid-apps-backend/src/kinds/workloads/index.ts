import { containerFacts } from '../pods';
import { Kind, kindsOf } from '../types';
import { daemonSetHealth, replicasHealth } from './health';

const category = 'container';
const facts = containerFacts;

/** Controllers that keep Pods running. */
export const workloads: readonly Kind[] = [
  ...kindsOf(['apps'], ['Deployment', 'ReplicaSet', 'StatefulSet'], {
    category,
    health: replicasHealth,
    facts,
  }),
  {
    groups: ['apps'],
    kind: 'DaemonSet',
    category,
    health: daemonSetHealth,
    facts,
  },
  {
    groups: [''],
    kind: 'ReplicationController',
    category,
    health: replicasHealth,
    facts,
  },
  {
    groups: ['apps'],
    kind: 'ControllerRevision',
    category,
    drawn: 'never',
  },
];
