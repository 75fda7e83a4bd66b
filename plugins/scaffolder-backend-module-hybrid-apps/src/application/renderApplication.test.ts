import { renderApplication } from './renderApplication';
import { HybridApplication } from './schema';

const shop: HybridApplication = {
  name: 'shop',
  title: 'Web shop',
  owner: 'group:default/team-a',
  namespace: 'retail',
  web: { image: 'quay.io/shop/web:1', replicas: 3, port: 8080 },
  vm: { image: 'quay.io/containerdisks/debian:12', diskSize: '10Gi' },
  database: { port: 27017, access: 'web' },
};

function find(app: HybridApplication, kind: string, name: string) {
  const found = renderApplication(app).find(
    manifest => manifest.kind === kind && manifest.metadata.name === name,
  );
  if (!found) {
    throw new Error(`There is no ${kind} '${name}'`);
  }
  return found;
}

const webPods = {
  'app.kubernetes.io/component': 'web',
  'app.kubernetes.io/part-of': 'shop',
};
const databasePods = {
  'app.kubernetes.io/component': 'database',
  'app.kubernetes.io/part-of': 'shop',
};

describe('renderApplication', () => {
  it('marks every object as part of the app, with its owner and title', () => {
    const manifests = renderApplication(shop);
    expect(manifests).toHaveLength(6);
    for (const { metadata } of manifests) {
      expect(metadata).toMatchObject({
        namespace: 'retail',
        labels: {
          'app.kubernetes.io/part-of': 'shop',
          'app.kubernetes.io/name': metadata.name,
          'app.kubernetes.io/component':
            expect.stringMatching(/^(web|database)$/),
        },
        annotations: {
          'backstage.io/owner': 'group:default/team-a',
          'hybrid-apps.io/title': 'Web shop',
        },
      });
    }
  });

  it.each(['web', 'database'])(
    'selects the %s pods, and those alone, by Service and policy',
    component => {
      const name = component === 'web' ? 'shop-web' : 'shop-db';
      const labels = component === 'web' ? webPods : databasePods;
      expect(find(shop, 'Service', name)).toMatchObject({
        spec: { selector: labels },
      });
      expect(find(shop, 'NetworkPolicy', name)).toMatchObject({
        spec: { podSelector: { matchLabels: labels } },
      });
    },
  );

  it('gives the pods of VM and Deployment the labels that are selected', () => {
    expect(find(shop, 'VirtualMachine', 'shop-db')).toMatchObject({
      spec: { template: { metadata: { labels: databasePods } } },
    });
    expect(find(shop, 'Deployment', 'shop-web')).toMatchObject({
      spec: {
        selector: { matchLabels: webPods },
        template: { metadata: { labels: webPods } },
      },
    });
  });

  it('tells the web tier where its database is', () => {
    expect(find(shop, 'Deployment', 'shop-web')).toMatchObject({
      spec: {
        replicas: 3,
        template: {
          spec: {
            containers: [
              {
                image: 'quay.io/shop/web:1',
                env: [
                  { name: 'DATABASE_HOST', value: 'shop-db' },
                  { name: 'DATABASE_PORT', value: '27017' },
                ],
              },
            ],
          },
        },
      },
    });
  });

  const ingressOf = (database: HybridApplication['database']) =>
    find({ ...shop, database }, 'NetworkPolicy', 'shop-db').spec;

  it('lets only the web pods reach the database, on its port', () => {
    expect(ingressOf({ port: 27017, access: 'web' })).toEqual({
      podSelector: { matchLabels: databasePods },
      policyTypes: ['Ingress'],
      ingress: [
        {
          from: [{ podSelector: { matchLabels: webPods } }],
          ports: [{ protocol: 'TCP', port: 27017 }],
        },
      ],
    });
  });

  it('lets namespaces reach the database beside the web pods', () => {
    expect(
      ingressOf({ port: 5432, access: 'namespaces', namespaces: ['audit'] }),
    ).toMatchObject({
      ingress: [
        {
          from: [
            { podSelector: { matchLabels: webPods } },
            {
              namespaceSelector: {
                matchExpressions: [
                  {
                    key: 'kubernetes.io/metadata.name',
                    operator: 'In',
                    values: ['audit'],
                  },
                ],
              },
            },
          ],
          ports: [{ protocol: 'TCP', port: 5432 }],
        },
      ],
    });
  });

  it.each([
    ['its own namespace', '', { podSelector: {} }],
    [
      'the cluster, its ingress controller among them',
      'shop.example.com',
      { namespaceSelector: {} },
    ],
  ])('lets pods of %s reach the web tier', (_, host, from) => {
    const app = { ...shop, web: { ...shop.web, host } };
    expect(find(app, 'NetworkPolicy', 'shop-web')).toMatchObject({
      spec: {
        ingress: [{ from: [from], ports: [{ protocol: 'TCP', port: 8080 }] }],
      },
    });
  });

  it('wants at least one namespace where access is by namespaces', () => {
    expect(() =>
      ingressOf({ port: 5432, access: 'namespaces', namespaces: [] }),
    ).toThrow('No namespace is named that may connect to the database.');
  });

  it('has no rule at all where nobody may reach the database', () => {
    expect(ingressOf({ port: 5432, access: 'nobody' })).toMatchObject({
      policyTypes: ['Ingress'],
      ingress: [],
    });
  });

  it('copies the disk of the VM from a container disk or a golden image', () => {
    expect(find(shop, 'VirtualMachine', 'shop-db')).toMatchObject({
      spec: {
        dataVolumeTemplates: [
          {
            metadata: { name: 'shop-db-disk' },
            spec: {
              source: {
                registry: { url: 'docker://quay.io/containerdisks/debian:12' },
              },
              storage: { resources: { requests: { storage: '10Gi' } } },
            },
          },
        ],
      },
    });
    const vm = { goldenImage: 'images/rhel9', diskSize: '30Gi' };
    expect(find({ ...shop, vm }, 'VirtualMachine', 'shop-db')).toMatchObject({
      spec: {
        dataVolumeTemplates: [
          {
            spec: {
              sourceRef: {
                kind: 'DataSource',
                namespace: 'images',
                name: 'rhel9',
              },
            },
          },
        ],
      },
    });
  });

  it.each([
    ['no image', { diskSize: '10Gi' }],
    [
      'two images',
      { image: 'debian:12', goldenImage: 'images/rhel9', diskSize: '10Gi' },
    ],
  ])('refuses a VM with %s', (_, vm) => {
    expect(() => renderApplication({ ...shop, vm })).toThrow(
      'The VM needs an image',
    );
  });

  it('leaves CPU and memory to the instance type where there is one', () => {
    const sizeOf = (size: Partial<HybridApplication['vm']>) =>
      find(
        { ...shop, vm: { ...shop.vm, ...size } },
        'VirtualMachine',
        'shop-db',
      ).spec;
    expect(sizeOf({ size: 'medium' })).toMatchObject({
      template: {
        spec: { domain: { cpu: { cores: 2 }, memory: { guest: '4Gi' } } },
      },
    });
    const typed = sizeOf({ instancetype: 'u1.medium' });
    expect(typed).toMatchObject({ instancetype: { name: 'u1.medium' } });
    expect(typed).not.toHaveProperty('template.spec.domain.cpu');
    expect(typed).not.toHaveProperty('template.spec.domain.memory');
  });

  it('has a way in only where a host is named', () => {
    const kinds = (host?: string) =>
      renderApplication({ ...shop, web: { ...shop.web, host } }).map(
        ({ kind }) => kind,
      );
    expect(kinds()).not.toContain('Ingress');
    expect(kinds('')).not.toContain('Ingress');
    expect(kinds('shop.example.com')).toContain('Ingress');
  });
});
