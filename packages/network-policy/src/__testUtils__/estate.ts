import { deployment, namespace, networkPolicy, pod } from './objects';
import type { Manifest } from './objects';

/** A repeatable stream of pseudo-random whole numbers below a limit. */
function createRandom(seed: number): (limit: number) => number {
  let state = seed;
  return limit => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

const WORKLOADS_PER_NAMESPACE = 20;

/**
 * A generated estate: namespaces of 20 Deployments, each with its pods, and 3 to
 * 10 NetworkPolicies a namespace (isolation of all, DNS, single ports between
 * apps, whole namespaces, addresses outside).
 */
export function generateEstate(workloads: number, podsEach = 20): Manifest[] {
  const random = createRandom(workloads);
  const objects: Manifest[] = [];
  const namespaces = Math.ceil(workloads / WORKLOADS_PER_NAMESPACE);
  for (let n = 0; n < namespaces; n++) {
    const ns = `ns-${n}`;
    objects.push(namespace(ns, { team: `team-${n % 7}` }));
    const count = Math.min(
      WORKLOADS_PER_NAMESPACE,
      workloads - n * WORKLOADS_PER_NAMESPACE,
    );
    for (let w = 0; w < count; w++) {
      const labels = { app: `app-${w}`, tier: ['web', 'api', 'db'][w % 3] };
      const spec = {
        containers: [
          {
            name: 'main',
            ports: [{ name: 'main', containerPort: 8000 + (w % 5) }],
          },
        ],
      };
      objects.push(deployment(`${ns}/app-${w}`, labels, spec));
      for (let p = 0; p < podsEach; p++) {
        objects.push(
          pod(
            `${ns}/app-${w}-${'0123456789abcdef'[n % 16]}f-${p}`,
            {
              ...labels,
              'pod-template-hash': `${'0123456789abcdef'[n % 16]}f`,
            },
            { ...spec, nodeName: `node-${(w * podsEach + p) % 50}` },
            {
              phase: 'Running',
              podIP: `10.${n & 255}.${w}.${p + 1}`,
              hostIP: `192.168.1.${(w * podsEach + p) % 50}`,
            },
            {
              ownerReferences: [
                {
                  apiVersion: 'apps/v1',
                  kind: 'ReplicaSet',
                  name: `app-${w}-${'0123456789abcdef'[n % 16]}f`,
                  controller: true,
                },
              ],
            },
          ),
        );
      }
    }
    objects.push(...policiesOf(ns, n, random));
  }
  return objects;
}

function policiesOf(
  ns: string,
  n: number,
  random: (limit: number) => number,
): Manifest[] {
  const app = () => ({ matchLabels: { app: `app-${random(20)}` } });
  const tier = (name: string) => ({ matchLabels: { tier: name } });
  const common = [
    networkPolicy(`${ns}/isolate`, {
      podSelector: {},
      policyTypes: ['Ingress'],
    }),
    networkPolicy(`${ns}/web-to-api`, {
      podSelector: tier('api'),
      ingress: [
        { from: [{ podSelector: tier('web') }], ports: [{ port: 'main' }] },
      ],
    }),
    networkPolicy(`${ns}/api-to-db`, {
      podSelector: tier('db'),
      ingress: [
        { from: [{ podSelector: tier('api') }], ports: [{ port: 5432 }] },
      ],
    }),
  ];
  const further = Array.from({ length: random(8) }, (_, i) => {
    const kinds = [
      {
        podSelector: app(),
        ingress: [
          {
            from: [
              { namespaceSelector: { matchLabels: { team: `team-${n % 7}` } } },
            ],
            ports: [{ port: 8080, endPort: 8090 }],
          },
        ],
      },
      {
        podSelector: app(),
        policyTypes: ['Egress'],
        egress: [
          { to: [{ podSelector: app() }], ports: [{ port: 8000 + random(5) }] },
          {
            to: [{ namespaceSelector: {} }],
            ports: [{ port: 53, protocol: 'UDP' }],
          },
        ],
      },
      {
        podSelector: tier('web'),
        ingress: [
          {
            from: [
              {
                ipBlock: {
                  cidr: `172.${16 + random(16)}.0.0/16`,
                },
              },
            ],
            ports: [{ port: 443 }],
          },
        ],
      },
      {
        podSelector: app(),
        ingress: [
          {
            from: [
              {
                namespaceSelector: {
                  matchExpressions: [
                    {
                      key: 'team',
                      operator: 'NotIn',
                      values: [`team-${random(7)}`],
                    },
                  ],
                },
                podSelector: tier('web'),
              },
            ],
          },
        ],
      },
    ];
    return networkPolicy(`${ns}/extra-${i}`, kinds[random(kinds.length)]);
  });
  return [...common, ...further];
}
