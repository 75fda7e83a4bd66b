import { Entity } from '@backstage/catalog-model';
import { drawOn } from '../__testUtils__/drawn';
import { resolveApp } from '../apps';
import { PlainObject } from '../clusters';
import { createStoreFromObjects } from '../kinds';
import { edgesByHost, waysInOf } from './byHost';

const shop: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'System',
  metadata: { name: 'shop' },
};

const object = (
  apiVersion: string,
  kind: string,
  name: string,
  body: object,
  metadata: object = {},
): PlainObject => ({
  apiVersion,
  kind,
  metadata: {
    name,
    namespace: 'shop',
    uid: `${kind}/${name}`,
    labels: { 'app.kubernetes.io/part-of': 'shop' },
    ...metadata,
  },
  ...body,
});

/** A workload whose settings name a host. */
const web = (value: string) =>
  object('apps/v1', 'Deployment', 'web', {
    spec: {
      template: {
        spec: {
          containers: [{ name: 'web', env: [{ name: 'ERP_URL', value }] }],
        },
      },
    },
  });

const ingress = (host: string) =>
  object('networking.k8s.io/v1', 'Ingress', 'erp', {
    spec: { rules: [{ host }] },
    status: { loadBalancer: { ingress: [{ ip: '203.0.113.7' }] } },
  });
const gateway = object('gateway.networking.k8s.io/v1', 'Gateway', 'public', {
  spec: { listeners: [{ hostname: '*.example.com' }] },
  status: { addresses: [{ value: '203.0.113.8' }] },
});
const route = object('gateway.networking.k8s.io/v1', 'HTTPRoute', 'erp', {
  spec: {
    hostnames: ['erp.example.com'],
    parentRefs: [{ name: 'public' }],
  },
});
const balancer = object('v1', 'Service', 'erp', {
  spec: {
    type: 'LoadBalancer',
    externalIPs: ['198.51.100.9'],
    ports: [{ port: 5432 }],
  },
  status: {
    loadBalancer: {
      ingress: [{ ip: '203.0.113.9' }, { hostname: 'lb.cloud.example' }],
    },
  },
});
const exported = object(
  'multicluster.x-k8s.io/v1alpha1',
  'ServiceExport',
  'erp',
  {},
);
const alias = (externalName: string) =>
  object('v1', 'Service', 'alias', {
    spec: { type: 'ExternalName', externalName },
  });

/** What leads from one cluster to the other. */
const wires = (cloud: PlainObject[], onprem: PlainObject[]) =>
  drawOn(
    [
      createStoreFromObjects('cloud', cloud),
      createStoreFromObjects('onprem', onprem),
    ],
    { entity: shop, parts: [] },
  ).edges.filter(
    ({ source, target }) =>
      source.startsWith('cloud/') && target.startsWith('onprem/'),
  );

const told = (cloud: PlainObject[], onprem: PlainObject[]) =>
  wires(cloud, onprem).map(
    ({ source, relation, target, ports }) =>
      `${source.split('/').slice(-2).join(' ')} ${relation} ${target
        .split('/')
        .slice(-2)
        .join(' ')}${ports ? ` ${ports}` : ''}`,
  );

describe('what an app names by the hosts of its own ways in', () => {
  it.each([
    [
      'an Ingress by its host',
      'https://erp.example.com/api',
      ingress('erp.example.com'),
      'Ingress erp 443',
    ],
    [
      'in whatever letters',
      'https://ERP.example.com',
      ingress('Erp.Example.com'),
      'Ingress erp 443',
    ],
    [
      'an Ingress by a wildcard',
      'https://erp.example.com',
      ingress('*.example.com'),
      'Ingress erp 443',
    ],
    [
      'an Ingress by its address',
      'http://203.0.113.7:8080',
      ingress('erp.example.com'),
      'Ingress erp 8080',
    ],
    [
      'a Gateway by a wildcard',
      'https://a.b.example.com',
      gateway,
      'Gateway public 443',
    ],
    [
      'a Gateway by its address',
      'http://203.0.113.8',
      gateway,
      'Gateway public 80',
    ],
    [
      'a load balancer by its address',
      'tcp://203.0.113.9:5432',
      balancer,
      'Service erp 5432',
    ],
    [
      'a load balancer by its name',
      'tcp://lb.cloud.example:5432',
      balancer,
      'Service erp 5432',
    ],
    [
      'an external address',
      'tcp://198.51.100.9:5432',
      balancer,
      'Service erp 5432',
    ],
    [
      'what is exported to a set of clusters',
      'http://erp.shop.svc.clusterset.local:80',
      exported,
      'ServiceExport erp 80',
    ],
  ])('finds %s on another cluster', (_, value, way, target) => {
    expect(told([web(value)], [way])).toEqual([
      `Deployment web connects ${target}`,
    ]);
  });

  it.each([
    ['another host', 'https://shop.example.com', ingress('erp.example.com')],
    [
      'a host below that of an Ingress',
      'https://a.erp.example.com',
      ingress('erp.example.com'),
    ],
    [
      'more labels than a wildcard of an Ingress takes',
      'https://a.b.example.com',
      ingress('*.example.com'),
    ],
    [
      'what a wildcard is below of',
      'https://example.com',
      ingress('*.example.com'),
    ],
    ['another address', 'http://203.0.113.70', ingress('erp.example.com')],
    [
      'a Service of the cluster alone',
      'http://erp.shop.svc.cluster.local',
      exported,
    ],
    [
      'an Ingress that claims the name of a Service',
      'http://erp.shop.svc.cluster.local',
      ingress('erp.shop.svc.cluster.local'),
    ],
    [
      'a wildcard over the names of a cluster',
      'http://erp.shop.svc',
      ingress('*.shop.svc'),
    ],
    [
      'an Ingress that claims what is exported to a set of clusters',
      'http://erp.shop.svc.clusterset.local',
      ingress('erp.shop.svc.clusterset.local'),
    ],
    [
      'a load balancer of a machine of its own',
      'http://localhost:5432',
      object('v1', 'Service', 'erp', {
        spec: { type: 'LoadBalancer' },
        status: { loadBalancer: { ingress: [{ hostname: 'localhost' }] } },
      }),
    ],
  ])('takes %s for none', (_, value, way) => {
    expect(told([web(value)], [way])).toEqual([]);
  });

  it.each(['erp', 'erp.shop'])(
    'takes %s for the Service of its cluster, whoever claims that as a host',
    host => {
      const service = object('v1', 'Service', 'erp', {
        spec: { ports: [{ port: 80 }] },
      });
      expect(told([web(`http://${host}`), service], [ingress(host)])).toEqual(
        [],
      );
      expect(told([web(`http://${host}`)], [ingress(host)])).toHaveLength(1);
    },
  );

  it('tells no more wires than anybody could look at, and of which clusters some are left out', () => {
    const ways = Array.from({ length: 4 }, (_, index) =>
      object('networking.k8s.io/v1', 'Ingress', `erp-${index}`, {
        spec: { rules: [{ host: 'erp.example.com' }] },
      }),
    );
    const stores = [
      createStoreFromObjects('cloud', [web('https://erp.example.com')]),
      createStoreFromObjects('onprem', ways),
    ];
    const app = resolveApp({ entity: shop, parts: [] }, stores);
    const count = (most: number) => {
      const { edges, cut } = edgesByHost(
        app,
        stores,
        waysInOf(app, stores),
        most,
      );
      return { edges: edges.length, cut };
    };
    expect(count(4)).toEqual({ edges: 4, cut: [] });
    expect(count(3)).toEqual({ edges: 3, cut: ['cloud'] });
  });

  it('tells some of very many ways in of one host', () => {
    const ways = Array.from({ length: 21 }, (_, index) =>
      object('networking.k8s.io/v1', 'Ingress', `erp-${index}`, {
        spec: { rules: [{ host: 'erp.example.com' }] },
      }),
    );
    const of = (some: readonly PlainObject[]) => {
      const stores = [
        createStoreFromObjects('cloud', [web('https://erp.example.com')]),
        createStoreFromObjects('onprem', some),
      ];
      const app = resolveApp({ entity: shop, parts: [] }, stores);
      const { edges, cut } = edgesByHost(app, stores, waysInOf(app, stores));
      return { edges: edges.length, cut };
    };
    expect(of(ways.slice(1))).toEqual({ edges: 20, cut: [] });
    expect(of(ways)).toEqual({ edges: 20, cut: ['cloud'] });
  });

  it('tells once that the same leads to the same, and how often it is said', () => {
    const env = ['A', 'B', 'C'].map(name => ({
      name,
      value: `https://erp.example.com/${name}`,
    }));
    const client = object('apps/v1', 'Deployment', 'web', {
      spec: { template: { spec: { containers: [{ name: 'web', env }] } } },
    });
    const [wire, ...others] = wires([client], [ingress('erp.example.com')]);
    expect(others).toEqual([]);
    expect(wire.evidence.text).toBe(
      'Deployment web is configured with the address of Ingress erp on cluster onprem (A), and 2 more hosts or variables lead there',
    );
  });

  it('comes to a Gateway before the route that hangs on it', () => {
    expect(told([web('https://erp.example.com')], [gateway, route])).toEqual([
      'Deployment web connects Gateway public 443',
    ]);
  });

  it('prefers what is named in full to a wildcard', () => {
    expect(
      told(
        [web('https://erp.example.com')],
        [gateway, ingress('erp.example.com')],
      ),
    ).toEqual(['Deployment web connects Ingress erp 443']);
  });

  it('follows a Service that is another name for it', () => {
    expect(
      told([alias('erp.example.com.')], [ingress('erp.example.com')]),
    ).toEqual(['Service alias routes Ingress erp']);
  });

  it('has no place outside for what is its own', () => {
    const { nodes } = drawOn(
      [
        createStoreFromObjects('cloud', [alias('erp.example.com')]),
        createStoreFromObjects('onprem', [ingress('erp.example.com')]),
      ],
      { entity: shop, parts: [] },
    );
    expect(nodes.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'Service alias',
      'External Internet',
      'Ingress erp',
    ]);
  });

  it('says by what it goes, and has no verdict of one cluster on it', () => {
    expect(
      wires(
        [web('https://erp.example.com:8443')],
        [ingress('erp.example.com')],
      ),
    ).toEqual([
      expect.objectContaining({
        evidence: {
          text: 'Deployment web is configured with the address of Ingress erp on cluster onprem (ERP_URL)',
          object: expect.objectContaining({
            id: 'cloud/shop/apps/Deployment/web',
          }),
          fieldPath: 'spec.template.spec.containers[0].env[0].value',
          value: 'erp.example.com:8443',
        },
      }),
    ]);
    const [wire] = wires(
      [web('https://erp.example.com')],
      [ingress('erp.example.com')],
    );
    expect(wire).not.toHaveProperty('verdict');
  });

  it('leads to nothing of another app', () => {
    const foreign = {
      ...ingress('erp.example.com'),
      metadata: { name: 'erp', namespace: 'erp', uid: 'erp' },
    };
    expect(told([web('https://erp.example.com')], [foreign])).toEqual([]);
  });
});
