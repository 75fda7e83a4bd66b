import { Kind } from '../types';
import { serviceEntry } from './entry';
import { serviceFacts, serviceHosts } from './facts';
import { serviceHealth } from './health';
import { serviceSelects } from './selects';

export { FROM_SOME, takesFromSome } from './entry';
export { portFacts, serviceHosts } from './facts';
export { endpointSlicesOf } from './endpointSlices';
export { behind, endpointsOf, type Behind } from './behind';
export { type Endpoint } from './endpoints';
export { namedPorts, portMeant, servicePorts, type ServicePort } from './ports';

export const services: readonly Kind[] = [
  {
    groups: [''],
    kind: 'Service',
    category: 'network',
    watch: { resource: 'services', keep: ['spec', 'status.loadBalancer'] },
    reachability: 'tells',
    selects: serviceSelects,
    entry: serviceEntry,
    hosts: serviceHosts,
    health: {
      judge: serviceHealth,
      source: 'k8s.io/api/discovery/v1, EndpointConditions',
    },
    facts: serviceFacts,
  },
  {
    groups: ['discovery.k8s.io'],
    kind: 'EndpointSlice',
    category: 'config',
    watch: {
      resource: 'endpointslices',
      keep: ['addressType', 'endpoints', 'ports'],
    },
    reachability: 'tells',
  },
];
