import { containerFacts, podsInside, templateNames } from '../pods';
import { Kind } from '../types';
import { deploymentHealth, replicasWanted } from '../workloads';

/**
 * What OpenShift has beside the Deployment: it makes ReplicationControllers. It
 * counts, and says that it gave up, as a Deployment does.
 */
export const deploymentConfig: Kind = {
  groups: ['apps.openshift.io'],
  kind: 'DeploymentConfig',
  category: 'container',
  // Its Pods say what policies go by; where it is not known, verdicts on them stand.
  reachability: 'tells',
  template: ['spec', 'template'],
  watch: {
    resource: 'deploymentconfigs',
    keep: [
      'spec.replicas',
      'spec.paused',
      'spec.selector',
      'spec.template',
      'status.observedGeneration',
      'status.latestVersion',
      'status.replicas',
      'status.readyReplicas',
      'status.availableReplicas',
      'status.updatedReplicas',
      'status.unavailableReplicas',
      'status.conditions',
    ],
  },
  wanted: replicasWanted,
  names: templateNames,
  health: {
    judge: deploymentHealth,
    source:
      'github.com/openshift/api/apps/v1, DeploymentConfigStatus; Argo CD, resource_customizations/apps.openshift.io/DeploymentConfig/health.lua',
  },
  facts: containerFacts,
  inside: podsInside,
};
