import { Json, recordAt } from '../objects';
import { column, conditionColumn } from './columns';
import { builtIn, custom } from './define';

const status = ['status'] as const;
const READ = ['get', 'list', 'watch'];
const conditions = { 'status.conditions': ['type'] };
const ready = [conditionColumn('Ready', 'Ready')];
const report = ['Pass', 'Fail', 'Warn', 'Error', 'Skip'].map(name =>
  column(name, `summary.${name.toLowerCase()}`, { type: 'integer', none: '0' }),
);

/** Rights, extensions of the API, certificates and reports. */
export const platformKinds = [
  builtIn('rbac.authorization.k8s.io', 'v1', 'Role'),
  builtIn('rbac.authorization.k8s.io', 'v1', 'RoleBinding', {
    columns: [column('Role', binding => roleText(binding))],
  }),
  builtIn('rbac.authorization.k8s.io', 'v1', 'ClusterRole', { cluster: true }),
  builtIn('rbac.authorization.k8s.io', 'v1', 'ClusterRoleBinding', {
    cluster: true,
    columns: [column('Role', binding => roleText(binding))],
  }),

  // What is served is fixed by this table: it can be read, not changed.
  builtIn('apiextensions.k8s.io', 'v1', 'CustomResourceDefinition', {
    cluster: true,
    shortNames: ['crd', 'crds'],
    categories: ['api-extensions'],
    verbs: READ,
    columns: [
      column('Name', 'metadata.name'),
      column('Created At', 'metadata.creationTimestamp'),
    ],
    bareTable: true,
  }),
  builtIn('apiregistration.k8s.io', 'v1', 'APIService', {
    cluster: true,
    categories: ['api-extensions'],
    verbs: READ,
    columns: [
      column('Service', () => 'Local'),
      conditionColumn('Available', 'Available'),
    ],
  }),

  custom('cert-manager.io', 'v1', 'Certificate', {
    inert: true,
    shortNames: ['cert', 'certs'],
    categories: ['cert-manager'],
    subresources: status,
    lists: conditions,
    columns: [...ready, column('Secret', 'spec.secretName')],
  }),
  custom('cert-manager.io', 'v1', 'CertificateRequest', {
    inert: true,
    shortNames: ['cr', 'crs'],
    categories: ['cert-manager'],
    subresources: status,
    lists: conditions,
    columns: ready,
  }),
  custom('cert-manager.io', 'v1', 'Issuer', {
    categories: ['cert-manager'],
    subresources: status,
    lists: conditions,
    columns: ready,
  }),
  custom('cert-manager.io', 'v1', 'ClusterIssuer', {
    cluster: true,
    categories: ['cert-manager'],
    subresources: status,
    lists: conditions,
    columns: ready,
  }),

  custom('wgpolicyk8s.io', 'v1alpha2', 'PolicyReport', {
    shortNames: ['polr'],
    columns: report,
  }),
  custom('wgpolicyk8s.io', 'v1alpha2', 'ClusterPolicyReport', {
    cluster: true,
    shortNames: ['cpolr'],
    columns: report,
  }),

  // Computed from the running pods: api/metrics.ts.
  builtIn('metrics.k8s.io', 'v1beta1', 'NodeMetrics', {
    cluster: true,
    plural: 'nodes',
    singular: '',
    verbs: ['get', 'list'],
  }),
  builtIn('metrics.k8s.io', 'v1beta1', 'PodMetrics', {
    plural: 'pods',
    singular: '',
    verbs: ['get', 'list'],
  }),
];

function roleText(binding: Json): string {
  const { kind, name } = recordAt(binding, 'roleRef');
  return `${kind}/${name}`;
}
