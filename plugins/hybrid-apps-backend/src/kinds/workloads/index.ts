import { containerFacts, podsInside, templateNames } from '../pods';
import { HealthRule, InsideRule, Kind } from '../types';
import {
  daemonSetHealth,
  deploymentHealth,
  replicaSetHealth,
  statefulSetHealth,
} from './health';
import { daemonSetInside, deploymentInside, statefulSetInside } from './inside';
import { statefulSetNames } from './names';
import { replicasWanted } from './wanted';

export { deploymentHealth } from './health';
export { replicaSetsInside } from './inside';
export { replicasWanted } from './wanted';

const ROLL_OUT = 'kubectl rollout status: polymorphichelpers/rollout_status.go';
const REPLICA_SET = 'k8s.io/api/apps/v1, ReplicaSetStatus';

const COUNTS = [
  'status.observedGeneration',
  'status.replicas',
  'status.readyReplicas',
  'status.availableReplicas',
  'status.updatedReplicas',
  'status.unavailableReplicas',
  'status.currentRevision',
  'status.updateRevision',
  'status.conditions',
];

/** A kind that keeps Pods running. */
const keeper = (
  kind: string,
  judge: HealthRule,
  source: string,
  more: Pick<Kind, 'inside' | 'names' | 'wanted' | 'watch'>,
): Kind => ({
  groups: ['apps'],
  kind,
  category: 'container',
  reachability: 'subject',
  health: { judge, source },
  names: templateNames,
  facts: containerFacts,
  ...more,
});

/** One that keeps a number of them, by its spec. */
const replicated = (
  kind: string,
  resource: string,
  judge: HealthRule,
  source: string,
  inside: InsideRule,
  names = templateNames,
): Kind =>
  keeper(kind, judge, source, {
    names,
    inside,
    watch: { resource, keep: ['spec', ...COUNTS] },
    wanted: replicasWanted,
  });

/** Controllers that keep Pods running. */
export const workloads: readonly Kind[] = [
  replicated(
    'Deployment',
    'deployments',
    deploymentHealth,
    ROLL_OUT,
    deploymentInside,
  ),
  replicated(
    'ReplicaSet',
    'replicasets',
    replicaSetHealth,
    REPLICA_SET,
    podsInside,
  ),
  replicated(
    'StatefulSet',
    'statefulsets',
    statefulSetHealth,
    ROLL_OUT,
    statefulSetInside,
    statefulSetNames,
  ),
  keeper('DaemonSet', daemonSetHealth, ROLL_OUT, {
    wanted: () => 'on',
    inside: daemonSetInside,
    watch: {
      resource: 'daemonsets',
      keep: [
        'spec',
        'status.observedGeneration',
        'status.conditions',
        'status.desiredNumberScheduled',
        'status.currentNumberScheduled',
        'status.updatedNumberScheduled',
        'status.numberReady',
        'status.numberAvailable',
        'status.numberUnavailable',
      ],
    },
  }),
  {
    groups: [''],
    kind: 'ReplicationController',
    category: 'container',
    // Its Pods say what policies go by; where it is not known, verdicts on them stand.
    reachability: 'tells',
    watch: { resource: 'replicationcontrollers', keep: ['spec', ...COUNTS] },
    wanted: replicasWanted,
    names: templateNames,
    health: { judge: replicaSetHealth, source: REPLICA_SET },
    facts: containerFacts,
    inside: podsInside,
  },
  {
    groups: ['apps'],
    kind: 'ControllerRevision',
    category: 'container',
    // Not `data`, which is a whole template.
    watch: { resource: 'controllerrevisions', keep: ['revision'] },
    drawn: 'never',
  },
];
