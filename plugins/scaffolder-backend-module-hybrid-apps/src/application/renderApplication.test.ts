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
          'app.kubernetes.io/instance': 'shop',
          'app.kubernetes.io/managed-by': 'backstage',
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

  it('runs the web tier within the profile restricted, and probes it', () => {
    expect(find(shop, 'Deployment', 'shop-web')).toMatchObject({
      spec: {
        template: {
          spec: {
            automountServiceAccountToken: false,
            securityContext: {
              runAsNonRoot: true,
              seccompProfile: { type: 'RuntimeDefault' },
            },
            containers: [
              {
                securityContext: {
                  allowPrivilegeEscalation: false,
                  capabilities: { drop: ['ALL'] },
                },
                resources: {
                  requests: { cpu: '100m', memory: '128Mi' },
                  limits: { memory: '256Mi' },
                },
                startupProbe: { tcpSocket: { port: 'http' } },
                readinessProbe: { tcpSocket: { port: 'http' } },
                livenessProbe: { tcpSocket: { port: 'http' } },
              },
            ],
          },
        },
      },
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

  it('gives the VM its cloud-init by reference to a Secret, never as text', () => {
    const vm = { ...shop.vm, cloudInitSecret: 'shop-db-init' };
    expect(find({ ...shop, vm }, 'VirtualMachine', 'shop-db')).toMatchObject({
      spec: {
        template: {
          spec: {
            domain: {
              devices: { disks: [{ name: 'root' }, { name: 'cloudinit' }] },
            },
            volumes: [
              { name: 'root' },
              {
                name: 'cloudinit',
                cloudInitNoCloud: { secretRef: { name: 'shop-db-init' } },
              },
            ],
          },
        },
      },
    });
    expect(JSON.stringify(renderApplication(shop))).not.toMatch(/cloud-?init/i);
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
