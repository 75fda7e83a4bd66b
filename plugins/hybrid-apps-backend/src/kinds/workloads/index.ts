import { containerFacts } from '../pods';
import { HealthRule, Kind } from '../types';
import {
  daemonSetHealth,
  deploymentHealth,
  replicaSetHealth,
  statefulSetHealth,
} from './health';
import { replicasWanted } from './wanted';

const ROLL_OUT = 'kubectl rollout status: polymorphichelpers/rollout_status.go';
const REPLICA_SET = 'k8s.io/api/apps/v1, ReplicaSetStatus';

/** A kind that keeps Pods running. */
const keeper = (
  group: string,
  kind: string,
  judge: HealthRule,
  source: string,
  wanted?: Kind['wanted'],
): Kind => ({
  groups: [group],
  kind,
  category: 'container',
  health: { judge, source },
  ...(wanted && { wanted }),
  facts: containerFacts,
});

/** Controllers that keep Pods running. */
export const workloads: readonly Kind[] = [
  keeper('apps', 'Deployment', deploymentHealth, ROLL_OUT, replicasWanted),
  keeper('apps', 'StatefulSet', statefulSetHealth, ROLL_OUT, replicasWanted),
  keeper('apps', 'DaemonSet', daemonSetHealth, ROLL_OUT),
  keeper('apps', 'ReplicaSet', replicaSetHealth, REPLICA_SET, replicasWanted),
  keeper(
    '',
    'ReplicationController',
    replicaSetHealth,
    REPLICA_SET,
    replicasWanted,
  ),
  {
    groups: ['apps'],
    kind: 'ControllerRevision',
    category: 'container',
    drawn: 'never',
  },
];
