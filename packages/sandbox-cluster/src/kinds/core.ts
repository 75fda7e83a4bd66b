import * as columns from './columns';
import { builtIn } from './define';

const status = ['status'] as const;
const all = ['all'];

/** The core group. */
export const coreKinds = [
  builtIn('', 'v1', 'Namespace', {
    cluster: true,
    shortNames: ['ns'],
    subresources: status,
    fieldLabels: ['status.phase'],
    columns: columns.namespaceColumns,
  }),
  builtIn('', 'v1', 'Node', {
    cluster: true,
    shortNames: ['no'],
    subresources: status,
    fieldLabels: ['spec.unschedulable'],
    lists: { 'status.addresses': ['type'] },
    columns: columns.nodeColumns,
  }),
  builtIn('', 'v1', 'Pod', {
    shortNames: ['po'],
    categories: all,
    subresources: status,
    fieldLabels: [
      'spec.nodeName',
      'spec.restartPolicy',
      'spec.schedulerName',
      'spec.serviceAccountName',
      'spec.hostNetwork',
      'status.phase',
      'status.podIP',
      'status.nominatedNodeName',
    ],
    columns: [...columns.podColumns, ...columns.podWideColumns],
  }),
  builtIn('', 'v1', 'Service', {
    shortNames: ['svc'],
    categories: all,
    subresources: status,
    fieldLabels: ['spec.clusterIP', 'spec.type'],
    lists: { 'spec.ports': ['port', 'protocol'] },
    columns: [...columns.serviceColumns, ...columns.serviceWideColumns],
  }),
  builtIn('', 'v1', 'Endpoints', { plural: 'endpoints', shortNames: ['ep'] }),
  builtIn('', 'v1', 'ConfigMap', {
    shortNames: ['cm'],
    columns: columns.configMapColumns,
  }),
  builtIn('', 'v1', 'Secret', {
    fieldLabels: ['type'],
    columns: columns.secretColumns,
  }),
  builtIn('', 'v1', 'ServiceAccount', {
    shortNames: ['sa'],
    lists: { secrets: ['name'] },
  }),
  builtIn('', 'v1', 'PersistentVolumeClaim', {
    shortNames: ['pvc'],
    subresources: status,
    columns: [...columns.pvcColumns, ...columns.pvcWideColumns],
  }),
  builtIn('', 'v1', 'PersistentVolume', {
    cluster: true,
    shortNames: ['pv'],
    subresources: status,
    columns: columns.pvColumns,
  }),
  builtIn('', 'v1', 'ReplicationController', {
    inert: true,
    shortNames: ['rc'],
    categories: all,
    subresources: ['scale', 'status'],
    fieldLabels: ['status.replicas'],
  }),
  builtIn('', 'v1', 'ResourceQuota', {
    inert: true,
    shortNames: ['quota'],
    subresources: status,
  }),
  builtIn('', 'v1', 'LimitRange', { inert: true, shortNames: ['limits'] }),
  builtIn('', 'v1', 'PodTemplate'),
  builtIn('', 'v1', 'Event', {
    shortNames: ['ev'],
    fieldLabels: [
      'involvedObject.kind',
      'involvedObject.namespace',
      'involvedObject.name',
      'involvedObject.uid',
      'involvedObject.apiVersion',
      'involvedObject.resourceVersion',
      'involvedObject.fieldPath',
      'reason',
      'reportingComponent',
      'source',
      'type',
    ],
    columns: columns.eventColumns,
    bareTable: true,
  }),
];
