import { Kind } from '../types';
import { containerFacts } from './facts';
import { podHealth } from './health';
import { podsInside } from './inside';
import { templateNames } from './names';

export { containerFacts } from './facts';
export { meantBy } from './hosts';
export { lastFailure, podHealth, troubleOfPods } from './health';
export { instancesOf, podsInside, probesOf, type Wanted } from './inside';
export { templateNames } from './names';
export { podRequest } from './requests';
export { noNodeTakes, pullFailure, refusedPods } from './words';

const CONTAINER_FIELDS = [
  'containers',
  'initContainers',
  'ephemeralContainers',
].map(field => `spec.${field}`);

const CONTAINER_STATUS_FIELDS = [
  'status.containerStatuses',
  'status.initContainerStatuses',
  'status.ephemeralContainerStatuses',
].flatMap(field =>
  ['name', 'ready', 'started', 'restartCount', 'state', 'lastState'].map(
    part => `${field}.${part}`,
  ),
);

export const pods: readonly Kind[] = [
  {
    groups: [''],
    kind: 'Pod',
    category: 'container',
    watch: {
      resource: 'pods',
      keep: [
        'spec',
        'status.phase',
        'status.reason',
        'status.message',
        'status.conditions',
        'status.podIP',
        'status.podIPs',
        'status.hostIP',
        'status.startTime',
        ...CONTAINER_STATUS_FIELDS,
      ],
      drop: [
        'spec.affinity',
        'spec.tolerations',
        ...CONTAINER_FIELDS.flatMap(field =>
          [
            'securityContext',
            'terminationMessagePath',
            'terminationMessagePolicy',
          ].map(part => `${field}.${part}`),
        ),
      ],
    },
    reachability: 'subject',
    health: {
      judge: podHealth,
      source: 'k8s.io/api/core/v1, PodStatus; kubelet, container state reasons',
    },
    names: templateNames,
    facts: containerFacts,
    inside: podsInside,
  },
];
