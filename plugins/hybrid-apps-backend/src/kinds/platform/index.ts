import { generic } from '../generic';
import { Kind } from '../types';
import { namespaceHealth, nodeHealth } from './health';
import { CALICO_TUNNELS, FLANNEL_BACKEND } from './overlays';

export { CALICO_TUNNELS, FLANNEL_BACKEND } from './overlays';
export { labelOfNode, regionOf, zoneOf, zoneOfNode } from './zone';

const category = 'config';

/** What a cluster itself is made of. */
export const platform: readonly Kind[] = [
  // Their changes tell that discovery has something new to say.
  {
    groups: ['apiextensions.k8s.io'],
    kind: 'CustomResourceDefinition',
    category,
    watch: { resource: 'customresourcedefinitions', metadataOnly: true },
    health: {
      judge: generic.judge,
      source: 'apiextensions.k8s.io/v1, CustomResourceDefinitionConditionType',
    },
  },
  {
    groups: ['apiregistration.k8s.io'],
    kind: 'APIService',
    category,
    watch: { resource: 'apiservices', metadataOnly: true },
    health: {
      judge: generic.judge,
      source: 'apiregistration.k8s.io/v1, APIServiceConditionType',
    },
  },
  {
    groups: [''],
    kind: 'Namespace',
    category,
    watch: {
      resource: 'namespaces',
      keep: ['status.phase', 'status.conditions'],
    },
    reachability: 'subject',
    health: {
      judge: namespaceHealth,
      source: 'k8s.io/api/core/v1, NamespacePhase and NamespaceConditionType',
    },
  },
  {
    groups: [''],
    kind: 'Node',
    category,
    watch: {
      resource: 'nodes',
      // Each a word of a network plugin, or an address.
      annotations: [FLANNEL_BACKEND, ...CALICO_TUNNELS.map(([key]) => key)],
      keep: [
        'spec',
        'status.addresses',
        'status.allocatable',
        'status.capacity',
        'status.conditions',
        'status.daemonEndpoints',
        'status.nodeInfo',
      ],
    },
    reachability: 'tells',
    health: {
      judge: nodeHealth,
      source: 'k8s.io/api/core/v1, NodeConditionType',
    },
  },
  {
    groups: ['kubevirt.io'],
    kind: 'KubeVirt',
    category,
    watch: {
      resource: 'kubevirts',
      keep: [
        'status.phase',
        'status.conditions',
        'status.observedKubeVirtVersion',
        'status.targetKubeVirtVersion',
      ],
    },
  },
];
