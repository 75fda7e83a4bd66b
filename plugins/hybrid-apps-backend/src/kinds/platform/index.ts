import { generic } from '../generic';
import { Kind } from '../types';
import { namespaceHealth, nodeHealth } from './health';

const category = 'config';

/** What a cluster itself is made of. */
export const platform: readonly Kind[] = [
  {
    groups: [''],
    kind: 'Namespace',
    category,
    health: {
      judge: namespaceHealth,
      source: 'k8s.io/api/core/v1, NamespacePhase and NamespaceConditionType',
    },
  },
  {
    groups: [''],
    kind: 'Node',
    category,
    health: {
      judge: nodeHealth,
      source: 'k8s.io/api/core/v1, NodeConditionType',
    },
  },
  {
    groups: ['apiextensions.k8s.io'],
    kind: 'CustomResourceDefinition',
    category,
    health: {
      judge: generic.judge,
      source: 'apiextensions.k8s.io/v1, CustomResourceDefinitionConditionType',
    },
  },
  {
    groups: ['apiregistration.k8s.io'],
    kind: 'APIService',
    category,
    health: {
      judge: generic.judge,
      source: 'apiregistration.k8s.io/v1, APIServiceConditionType',
    },
  },
];
