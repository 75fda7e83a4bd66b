import { generic } from '../generic';
import { importHealth } from './health';
import { Kind } from '../types';
import { importFacts } from './facts';
import { exportHosts, exportNames, importNames } from './names';

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
  {
    groups: ['multicluster.x-k8s.io'],
    kind: 'ServiceImport',
    category: 'network',
    watch: { resource: 'serviceimports', keep: ['spec', 'status'] },
    names: importNames,
    facts: importFacts,
    health: {
      judge: importHealth,
      source: 'KEP-1645, ServiceImportStatus',
    },
  },
];
