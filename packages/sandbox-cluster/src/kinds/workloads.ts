import * as columns from './columns';
import { builtIn } from './define';

const status = ['status'] as const;
const scale = ['scale', 'status'] as const;
const all = ['all'];

/** apps, batch, autoscaling, policy and scheduling. */
export const workloadKinds = [
  builtIn('apps', 'v1', 'Deployment', {
    shortNames: ['deploy'],
    categories: all,
    subresources: scale,
    columns: columns.deploymentColumns,
  }),
  builtIn('apps', 'v1', 'ReplicaSet', {
    shortNames: ['rs'],
    categories: all,
    subresources: scale,
    fieldLabels: ['status.replicas'],
    columns: columns.replicaSetColumns,
  }),
  builtIn('apps', 'v1', 'StatefulSet', {
    shortNames: ['sts'],
    categories: all,
    subresources: scale,
    columns: columns.statefulSetColumns,
  }),
  builtIn('apps', 'v1', 'DaemonSet', {
    shortNames: ['ds'],
    categories: all,
    subresources: status,
    columns: columns.daemonSetColumns,
  }),
  builtIn('apps', 'v1', 'ControllerRevision'),
  builtIn('batch', 'v1', 'Job', {
    categories: all,
    subresources: status,
    fieldLabels: ['status.successful'],
    columns: columns.jobColumns,
  }),
  builtIn('batch', 'v1', 'CronJob', {
    shortNames: ['cj'],
    categories: all,
    subresources: status,
    columns: columns.cronJobColumns,
  }),
  builtIn('autoscaling', 'v2', 'HorizontalPodAutoscaler', {
    shortNames: ['hpa'],
    categories: all,
    subresources: status,
    columns: columns.hpaColumns,
  }),
  builtIn('policy', 'v1', 'PodDisruptionBudget', {
    shortNames: ['pdb'],
    subresources: status,
    columns: columns.pdbColumns,
  }),
  builtIn('scheduling.k8s.io', 'v1', 'PriorityClass', {
    cluster: true,
    shortNames: ['pc'],
  }),
  builtIn('coordination.k8s.io', 'v1', 'Lease'),
];
