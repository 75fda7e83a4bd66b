import { Kind } from '../types';
import { deploymentConfig } from './deploymentConfig';
import { routeEntry, routeFacts, routeHosts } from './facts';
import { routeHealth } from './health';
import { routeNames } from './names';

export { routeHosts as openshiftHosts } from './facts';
export { routersOf } from './health';
export { routeBackends } from './names';

/** What OpenShift has beside Kubernetes. */
export const openshift: readonly Kind[] = [
  deploymentConfig,
  {
    groups: ['route.openshift.io'],
    kind: 'Route',
    category: 'network',
    watch: {
      resource: 'routes',
      // Not `spec.tls`, which holds keys; of it how it is terminated, and what becomes of plain HTTP.
      keep: [
        'spec.host',
        'spec.path',
        'spec.port',
        'spec.to',
        'spec.alternateBackends',
        'spec.wildcardPolicy',
        'spec.tls.termination',
        'spec.tls.insecureEdgeTerminationPolicy',
        'status.ingress',
      ],
    },
    reachability: 'tells',
    names: routeNames,
    entry: routeEntry,
    hosts: routeHosts,
    health: {
      judge: routeHealth,
      source: 'github.com/openshift/api/route/v1, RouteIngressCondition',
    },
    facts: routeFacts,
  },
];
