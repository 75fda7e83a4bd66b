import { containerFacts } from '../pods';
import { Kind, kindsOf } from '../types';
import { daemonSetHealth, replicasHealth } from './health';
import { replicasWanted } from './wanted';

const category = 'container';
const facts = containerFacts;

/** Controllers that keep Pods running. */
export const workloads: readonly Kind[] = [
  ...kindsOf(['apps'], ['Deployment', 'ReplicaSet', 'StatefulSet'], {
    category,
    wanted: replicasWanted,
    health: {
      judge: replicasHealth,
      source: 'kubectl rollout status: polymorphichelpers/rollout_status.go',
    },
    facts,
  }),
  {
    groups: ['apps'],
    kind: 'DaemonSet',
    category,
    health: {
      judge: daemonSetHealth,
      source: 'kubectl rollout status: polymorphichelpers/rollout_status.go',
    },
    facts,
  },
  {
    groups: [''],
    kind: 'ReplicationController',
    category,
    wanted: replicasWanted,
    health: {
      judge: replicasHealth,
      source: 'kubectl rollout status: polymorphichelpers/rollout_status.go',
    },
    facts,
  },
  {
    groups: ['apps'],
    kind: 'ControllerRevision',
    category,
    drawn: 'never',
  },
];
