import { createPolicyModel } from '../index';
import {
  networkPolicy,
  object,
  pod,
  service,
  withPorts,
} from '../__testUtils__/objects';
import type { Manifest } from '../__testUtils__/objects';

const app = [
  pod(
    'shop/web',
    { app: 'web' },
    withPorts({ name: 'http', containerPort: 8080 }),
  ),
  service('shop/web', {
    selector: { app: 'web' },
    ports: [{ name: 'web', port: 80, targetPort: 'http' }],
  }),
];
const ingress = object(
  'networking.k8s.io/v1',
  'Ingress',
  'front',
  {
    spec: {
      rules: [
        {
          host: 'shop.example',
          http: {
            paths: [
              { backend: { service: { name: 'web', port: { name: 'web' } } } },
            ],
          },
        },
      ],
    },
  },
  { namespace: 'shop' },
);
const route = (namespace: string) =>
  object(
    'gateway.networking.k8s.io/v1',
    'HTTPRoute',
    'front',
    {
      spec: {
        parentRefs: [{ name: 'gw', namespace: 'edge' }],
        hostnames: ['shop.example'],
        rules: [
          { backendRefs: [{ name: 'web', namespace: 'shop', port: 80 }] },
        ],
      },
    },
    { namespace },
  );
const openShiftRoute = (spec: object = {}, status: object = {}) =>
  object(
    'route.openshift.io/v1',
    'Route',
    'www',
    {
      spec: {
        host: 'shop.example',
        to: { kind: 'Service', name: 'web' },
        ...spec,
      },
      status,
    },
    { namespace: 'shop' },
  );
const router = (name: string, at = `openshift-ingress/router-${name}`) =>
  pod(at, {
    'ingresscontroller.operator.openshift.io/deployment-ingresscontroller':
      name,
  });
const admittedBy = (routerName: string, status = 'True') => ({
  ingress: [{ routerName, conditions: [{ type: 'Admitted', status }] }],
});
const fromRouters = networkPolicy('shop/np', {
  podSelector: {},
  ingress: [
    {
      from: [
        {
          namespaceSelector: {
            matchLabels: { 'kubernetes.io/metadata.name': 'openshift-ingress' },
          },
        },
      ],
    },
  ],
});
const gateway = pod('edge/gw-x', {
  'gateway.networking.k8s.io/gateway-name': 'gw',
});
const grant = (
  from: object = {},
  to: object = {},
  namespace = 'shop',
): Manifest =>
  object(
    'gateway.networking.k8s.io/v1beta1',
    'ReferenceGrant',
    'g',
    {
      spec: {
        from: [
          {
            group: 'gateway.networking.k8s.io',
            kind: 'HTTPRoute',
            namespace: 'other',
            ...from,
          },
        ],
        to: [{ group: '', kind: 'Service', ...to }],
      },
    },
    { namespace },
  );
const only = (from: object) =>
  networkPolicy('shop/np', { podSelector: {}, ingress: [{ from: [from] }] });

describe('ways in', () => {
  it.each<[string, Manifest[], string, string]>([
    [
      'without policy an Ingress comes in',
      [ingress],
      'allowed',
      'Ingress shop/front to shop/web[Pod] on TCP 8080',
    ],
    [
      'a policy for all namespaces lets it in',
      [ingress, only({ namespaceSelector: {} })],
      'allowed',
      'spec.ingress[0].from[0]',
    ],
    [
      'a policy for some pods leaves it open whether it is one',
      [ingress, only({ podSelector: { matchLabels: { a: 'b' } } })],
      'uncertain',
      'depends on where it runs',
    ],
    [
      'a policy for nobody keeps it out',
      [ingress, networkPolicy('shop/np', { podSelector: {} })],
      'denied',
      'no rule of NetworkPolicy shop/np',
    ],
    [
      'a controller in the input is asked itself',
      [
        ingress,
        pod('edge/c', { 'app.kubernetes.io/name': 'ingress-nginx' }),
        only({ podSelector: { matchLabels: { a: 'b' } } }),
      ],
      'denied',
      'no rule of NetworkPolicy shop/np',
    ],
    [
      'a route comes from its Gateway’s pods',
      [
        route('shop'),
        gateway,
        only({
          namespaceSelector: {
            matchLabels: { 'kubernetes.io/metadata.name': 'edge' },
          },
        }),
      ],
      'allowed',
      'HTTPRoute shop/front',
    ],
    [
      'a route to another namespace needs a ReferenceGrant',
      [route('other'), gateway],
      'denied',
      'no ReferenceGrant',
    ],
    [
      'and goes with one',
      [route('other'), gateway, grant()],
      'allowed',
      'HTTPRoute other/front',
    ],
    [
      'one for another kind of route is none',
      [route('other'), gateway, grant({ kind: 'GRPCRoute' })],
      'denied',
      'no ReferenceGrant',
    ],
    [
      'nor is one for another namespace',
      [route('other'), gateway, grant({ namespace: 'third' })],
      'denied',
      'no ReferenceGrant',
    ],
    [
      'nor is one in another namespace',
      [route('other'), gateway, grant({}, {}, 'third')],
      'denied',
      'no ReferenceGrant',
    ],
    [
      'nor is one for another Service',
      [route('other'), gateway, grant({}, { name: 'db' })],
      'denied',
      'no ReferenceGrant',
    ],
    [
      'nor is one for Secrets',
      [route('other'), gateway, grant({}, { kind: 'Secret' })],
      'denied',
      'no ReferenceGrant',
    ],
    [
      'nor is one for a kind of another group',
      [route('other'), gateway, grant({ group: 'example.com' })],
      'denied',
      'no ReferenceGrant',
    ],
    [
      'nor is one for Services of another group',
      [route('other'), gateway, grant({}, { group: 'example.com' })],
      'denied',
      'no ReferenceGrant',
    ],
    [
      'one that names the Service is',
      [route('other'), gateway, grant({}, { name: 'web' })],
      'allowed',
      'HTTPRoute other/front',
    ],
    [
      'the default backend of an Ingress comes in too',
      [
        object(
          'networking.k8s.io/v1',
          'Ingress',
          'front',
          {
            spec: {
              defaultBackend: {
                service: { name: 'web', port: { number: 80 } },
              },
            },
          },
          { namespace: 'shop' },
        ),
      ],
      'allowed',
      'Ingress shop/front to shop/web[Pod] on TCP 8080',
    ],
    [
      'a UDPRoute asks for a port of UDP',
      [
        object(
          'gateway.networking.k8s.io/v1alpha2',
          'UDPRoute',
          'dns',
          { spec: { rules: [{ backendRefs: [{ name: 'web', port: 80 }] }] } },
          { namespace: 'shop' },
        ),
      ],
      'denied',
      'has no port UDP 80',
    ],
    [
      'a Service of type LoadBalancer is asked from outside',
      [
        service('shop/lb', {
          type: 'LoadBalancer',
          selector: { app: 'web' },
          ports: [{ port: 443, targetPort: 8080 }],
        }),
        only({ ipBlock: { cidr: '203.0.113.0/24' } }),
      ],
      'uncertain',
      'depends on where the connection comes from',
    ],
    [
      'one with external IPs is, too',
      [
        service('shop/own', {
          externalIPs: ['203.0.113.7'],
          selector: { app: 'web' },
          ports: [{ port: 443, targetPort: 8080 }],
        }),
        only({ podSelector: {} }),
      ],
      'denied',
      'no rule of NetworkPolicy shop/np',
    ],
    [
      'a Service without pods leads nowhere',
      [
        service('shop/np', {
          type: 'NodePort',
          selector: { app: 'none' },
          ports: [{ port: 80 }],
        }),
      ],
      'denied',
      'has no pods behind it',
    ],
  ])('%s', (_, objects, verdict, says) => {
    const ways = createPolicyModel([...app, ...objects]).waysIn();
    expect(ways).toMatchObject([
      { verdict, summary: expect.stringContaining(says) },
    ]);
  });

  it.each<[string, Manifest[], object]>([
    [
      'comes from its router’s pods',
      [openShiftRoute(), router('default'), fromRouters],
      { verdict: 'allowed', sources: [{ name: 'router-default' }] },
    ],
    [
      'comes from the router that took it, where there are several',
      [
        openShiftRoute({}, admittedBy('inner')),
        router('default'),
        router('inner'),
      ],
      { verdict: 'allowed', sources: [{ name: 'router-inner' }] },
    ],
    [
      'comes from no router that refused it',
      [openShiftRoute({}, admittedBy('inner', 'False')), router('default')],
      { sources: [{ name: 'router-default' }] },
    ],
    [
      'comes from no pod of another namespace that has the label',
      [openShiftRoute(), router('default', 'shop/router'), fromRouters],
      { verdict: 'uncertain', sources: [] },
    ],
    [
      'means a port by its name at the Service',
      [openShiftRoute({ port: { targetPort: 'web' } })],
      { port: 8080 },
    ],
    [
      'means a port by what it leads to',
      [openShiftRoute({ port: { targetPort: 'http' } })],
      { port: 8080 },
    ],
    [
      'means a port by the number that the pods have',
      [openShiftRoute({ port: { targetPort: 8080 } })],
      { port: 8080 },
    ],
    [
      'leads nowhere by a port that there is not',
      [openShiftRoute({ port: { targetPort: 80 } })],
      {
        verdict: 'denied',
        summary: expect.stringContaining('has no port "80"'),
      },
    ],
  ])('a Route of OpenShift %s', (_, objects, told) => {
    expect(createPolicyModel([...app, ...objects]).waysIn()).toMatchObject([
      told,
    ]);
  });

  it('asks all pods of a workload that policies tell apart', () => {
    const pods = ['open', 'closed'].map(version =>
      object(
        'v1',
        'Pod',
        version,
        {
          spec: {
            containers: [
              { name: 'c', ports: [{ name: 'http', containerPort: 8080 }] },
            ],
          },
        },
        {
          namespace: 'shop',
          labels: { app: 'web', version },
          ownerReferences: [
            {
              apiVersion: 'apps/v1',
              kind: 'StatefulSet',
              name: 'front',
              controller: true,
            },
          ],
        },
      ),
    );
    const closed = networkPolicy('shop/np', {
      podSelector: { matchLabels: { version: 'closed' } },
    });
    const [, ...services] = app;
    expect(
      createPolicyModel([...pods, ...services, ingress, closed]).waysIn(),
    ).toMatchObject([
      {
        destination: { kind: 'StatefulSet', name: 'front' },
        verdict: 'uncertain',
        summary: expect.stringContaining('or which pod it reaches'),
      },
    ]);
  });

  it('tells who opens the connection, and what decides', () => {
    const closed = networkPolicy('shop/np', { podSelector: {} });
    const controllers = ['one', 'two'].map(name =>
      pod(`edge/${name}`, { 'app.kubernetes.io/name': 'traefik' }),
    );
    const ways = (...more: object[]) =>
      createPolicyModel([...app, ingress, closed, ...more]).waysIn();
    expect(ways()).toMatchObject([
      { sources: [], decision: { by: 'tier-default' } },
    ]);
    expect(ways(...controllers)).toMatchObject([
      {
        sources: [
          { namespace: 'edge', name: 'one' },
          { namespace: 'edge', name: 'two' },
        ],
        decision: { by: 'tier-default' },
      },
    ]);
  });

  it('tells the host, the Service and the place', () => {
    expect(createPolicyModel([...app, ingress]).waysIn()).toMatchObject([
      {
        route: { kind: 'Ingress' },
        path: 'spec.rules[0].http.paths[0].backend',
        hosts: ['shop.example'],
        service: { name: 'web' },
        destination: { name: 'web' },
        port: 8080,
      },
    ]);
  });

  it('are none by routes of a mesh, nor by backends that are no Services', () => {
    const elsewhere = [
      object(
        'gateway.networking.k8s.io/v1',
        'HTTPRoute',
        'mesh',
        {
          spec: {
            parentRefs: [{ group: '', kind: 'Service', name: 'web', port: 80 }],
            rules: [{ backendRefs: [{ name: 'web', port: 80 }] }],
          },
        },
        { namespace: 'shop' },
      ),
      object(
        'gateway.networking.k8s.io/v1',
        'HTTPRoute',
        'imported',
        {
          spec: {
            rules: [
              {
                backendRefs: [
                  {
                    group: 'multicluster.x-k8s.io',
                    kind: 'Service',
                    name: 'web',
                    port: 80,
                  },
                ],
              },
            ],
          },
        },
        { namespace: 'shop' },
      ),
      object(
        'gateway.networking.k8s.io/v1',
        'HTTPRoute',
        'bucket',
        {
          spec: { rules: [{ backendRefs: [{ kind: 'Bucket', name: 'web' }] }] },
        },
        { namespace: 'shop' },
      ),
      object(
        'networking.k8s.io/v1',
        'Ingress',
        'bucket',
        {
          spec: {
            defaultBackend: { resource: { kind: 'Bucket', name: 'web' } },
          },
        },
        { namespace: 'shop' },
      ),
    ];
    const model = createPolicyModel([...app, ...elsewhere]);
    expect(model.waysIn()).toEqual([]);
    expect(model.problems).toEqual([]);
  });

  it('a ReferenceGrant that cannot be read is a problem, and grants nothing', () => {
    const model = createPolicyModel([
      ...app,
      route('other'),
      gateway,
      grant({ namespace: 7 }),
    ]);
    expect(model.problems).toMatchObject([
      { object: { name: 'g' }, path: 'spec.from[0].namespace' },
    ]);
    expect(model.waysIn()).toMatchObject([{ verdict: 'denied' }]);
  });

  it('a route that cannot be read is a problem', () => {
    const bad = object(
      'networking.k8s.io/v1',
      'Ingress',
      'bad',
      { spec: { rules: 'none' } },
      { namespace: 'shop' },
    );
    expect(createPolicyModel([...app, bad]).problems).toMatchObject([
      { kind: 'invalid', path: 'spec.rules', object: { name: 'bad' } },
    ]);
  });
});
