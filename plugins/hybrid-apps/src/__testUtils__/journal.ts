import {
  PolicyStatus,
  Topology,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { edge, nodesOf, workloadPolicy } from './build';

const REF = 'system:default/journal';
const node = nodesOf('cloud/journal');

const frontendService = node('Service', 'frontend', {
  facts: {
    serviceType: 'LoadBalancer',
    ports: [{ port: 80, targetPort: '8080', protocol: 'TCP' }],
  },
});
const frontend = node('Deployment', 'frontend', {
  health: 'progressing',
  reason: 'RollingUpdate',
  message: '1 of 3 replicas are up to date.',
  ingress: 'open',
  facts: {
    replicas: { ready: 2, desired: 3 },
    images: ['ghcr.io/hybrid-apps/journal:2.1.0'],
  },
});
const redisService = node('Service', 'redis', {
  facts: {
    serviceType: 'ClusterIP',
    ports: [{ port: 6379, protocol: 'TCP' }],
  },
});
const redis = node('StatefulSet', 'redis', {
  ingress: 'open',
  facts: {
    replicas: { ready: 3, desired: 3 },
    images: ['docker.io/library/redis:7.4'],
  },
});
const claims = [0, 1, 2].map(index =>
  node('PersistentVolumeClaim', `data-redis-${index}`, {
    reason: 'Bound',
    facts: { size: '10Gi', storageClass: 'gp3' },
  }),
);
const secret = node('Secret', 'redis-passwd');

export const journalTopology: Topology = {
  entityRef: REF,
  revision: '7',
  nodes: [frontendService, frontend, redisService, redis, ...claims, secret],
  edges: [
    edge(
      frontendService,
      frontend,
      'selects',
      'The Service frontend selects Pods with app=frontend.',
      {
        ports: '80→8080',
        verdict: 'allowed',
        fieldPath: 'spec.selector',
        value: 'app=frontend',
      },
    ),
    edge(
      frontend,
      redisService,
      'connects',
      'The Deployment frontend is given the address of the Service redis.',
      {
        ports: '6379',
        verdict: 'allowed',
        fieldPath: 'spec.template.spec.containers[0].env[1].value',
        value: 'redis:6379',
      },
    ),
    edge(
      redisService,
      redis,
      'selects',
      'The Service redis selects Pods with app=redis.',
      {
        ports: '6379',
        verdict: 'allowed',
        fieldPath: 'spec.selector',
        value: 'app=redis',
      },
    ),
    ...claims.map(claim =>
      edge(
        redis,
        claim,
        'mounts',
        `A Pod of the StatefulSet redis mounts ${claim.name}.`,
        {
          fieldPath: 'spec.volumeClaimTemplates[0]',
          value: 'data',
        },
      ),
    ),
    edge(
      frontend,
      secret,
      'uses',
      'The Deployment frontend mounts the Secret redis-passwd at /etc/redis-passwd.',
      {
        fieldPath: 'spec.template.spec.volumes[0].secret.secretName',
        value: 'redis-passwd',
      },
    ),
  ],
  knowledge: [],
};

export const journalPolicy: PolicyStatus = {
  entityRef: REF,
  revision: '7',
  enforcement: [
    {
      cluster: 'cloud',
      enforced: 'unknown',
      message: 'No network plugin that enforces policies was recognized.',
    },
  ],
  workloads: [
    workloadPolicy(frontend, [], [redis.id]),
    workloadPolicy(redis, [], [frontend.id]),
  ],
  policies: [],
  peers: [frontend, redis].map(({ id, cluster, namespace, kind, name }) => ({
    id,
    cluster,
    namespace,
    kind,
    name,
    inApp: true,
  })),
  connections: [
    {
      source: frontend.id,
      destination: redis.id,
      verdict: 'allowed',
      ports: 'All Connections',
    },
    {
      source: redis.id,
      destination: frontend.id,
      verdict: 'allowed',
      ports: 'All Connections',
    },
  ],
  findings: [],
  knowledge: [],
};
