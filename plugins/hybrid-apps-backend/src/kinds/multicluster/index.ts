import { generic } from '../generic';
import { Kind } from '../types';
import { exportHosts, exportNames } from './names';

/** What clusters of a set lend each other. */
export const multicluster: readonly Kind[] = [
  {
    groups: ['multicluster.x-k8s.io'],
    kind: 'ServiceExport',
    category: 'network',
    watch: { resource: 'serviceexports', keep: ['status'] },
    names: exportNames,
    hosts: exportHosts,
    health: {
      judge: generic.judge,
      source: 'KEP-1645, ServiceExportConditionType',
    },
  },
];
