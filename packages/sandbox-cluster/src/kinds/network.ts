import * as columns from './columns';
import { builtIn, custom } from './define';

const status = ['status'] as const;
const gateway = { categories: ['gateway-api'], subresources: status };
const conditions = { 'status.conditions': ['type'] };
const adminPolicy = {
  cluster: true,
  subresources: status,
  lists: conditions,
} as const;

/** Services' and policies' kinds: built in, Gateway API, and the policies of SIG Network. */
export const networkKinds = [
  builtIn('networking.k8s.io', 'v1', 'NetworkPolicy', {
    shortNames: ['netpol'],
    columns: columns.networkPolicyColumns,
  }),
  builtIn('networking.k8s.io', 'v1', 'Ingress', {
    shortNames: ['ing'],
    subresources: status,
    columns: columns.ingressColumns,
  }),
  builtIn('networking.k8s.io', 'v1', 'IngressClass', {
    cluster: true,
    columns: [columns.column('Controller', 'spec.controller')],
  }),
  builtIn('discovery.k8s.io', 'v1', 'EndpointSlice', {
    columns: columns.endpointSliceColumns,
  }),

  custom('gateway.networking.k8s.io', 'v1 v1beta1', 'GatewayClass', {
    ...gateway,
    cluster: true,
    shortNames: ['gc'],
    lists: conditions,
    columns: [
      columns.column('Controller', 'spec.controllerName'),
      columns.conditionColumn('Accepted', 'Accepted'),
    ],
  }),
  custom('gateway.networking.k8s.io', 'v1 v1beta1', 'Gateway', {
    ...gateway,
    shortNames: ['gtw'],
    lists: {
      ...conditions,
      'spec.listeners': ['name'],
      'status.listeners': ['name'],
    },
    columns: [
      columns.column('Class', 'spec.gatewayClassName'),
      columns.conditionColumn('Programmed', 'Programmed'),
    ],
  }),
  custom('gateway.networking.k8s.io', 'v1 v1beta1', 'HTTPRoute', gateway),
  custom('gateway.networking.k8s.io', 'v1', 'GRPCRoute', gateway),
  custom('gateway.networking.k8s.io', 'v1alpha2', 'TCPRoute', gateway),
  custom('gateway.networking.k8s.io', 'v1alpha2', 'TLSRoute', gateway),
  custom('gateway.networking.k8s.io', 'v1beta1', 'ReferenceGrant', {
    categories: ['gateway-api'],
    shortNames: ['refgrant'],
  }),

  custom('policy.networking.k8s.io', 'v1alpha1', 'AdminNetworkPolicy', {
    ...adminPolicy,
    shortNames: ['anp'],
    columns: [columns.column('Priority', 'spec.priority')],
  }),
  custom('policy.networking.k8s.io', 'v1alpha1', 'BaselineAdminNetworkPolicy', {
    ...adminPolicy,
    shortNames: ['banp'],
  }),
  custom('policy.networking.k8s.io', 'v1alpha2', 'ClusterNetworkPolicy', {
    ...adminPolicy,
    shortNames: ['cnp'],
    columns: [
      columns.column('Tier', 'spec.tier'),
      columns.column('Priority', 'spec.priority'),
    ],
  }),

  custom('k8s.cni.cncf.io', 'v1', 'NetworkAttachmentDefinition', {
    plural: 'network-attachment-definitions',
    singular: 'network-attachment-definition',
    shortNames: ['net-attach-def'],
  }),
  custom('k8s.cni.cncf.io', 'v1beta2 v1beta1', 'MultiNetworkPolicy', {
    plural: 'multi-networkpolicies',
    singular: 'multi-networkpolicy',
    shortNames: ['multi-policy'],
  }),
];
