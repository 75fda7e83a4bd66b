import { HybridApplication } from './schema';
import { requireValid } from './validate';

const shop: HybridApplication = {
  name: 'shop',
  namespace: 'retail',
  web: { image: 'quay.io/shop/web:1', replicas: 3, port: 8080 },
  vm: { image: 'quay.io/containerdisks/debian:12', diskSize: '10Gi' },
  database: { port: 27017, access: 'web' },
};

describe('requireValid', () => {
  it('takes what a cluster takes, and what a template leaves out', () => {
    const leftOut: HybridApplication = {
      ...shop,
      web: { ...shop.web, host: '', ingressNamespace: '' },
      vm: { ...shop.vm, goldenImage: '', instancetype: '', size: '' },
    };
    const given: HybridApplication = {
      ...shop,
      web: { ...shop.web, image: 'quay.io/shop/web@sha256:0a1b' },
      vm: {
        goldenImage: 'os-images/rhel9.4',
        instancetype: 'u1.medium',
        diskSize: '512Mi',
      },
    };
    expect(() => requireValid(leftOut)).not.toThrow();
    expect(() => requireValid(given)).not.toThrow();
  });

  it('names every answer that is wrong, and what would be right', () => {
    const app = {
      ...shop,
      name: 'Web shop',
      vm: { ...shop.vm, diskSize: '10GB' },
    };
    expect(() => requireValid(app)).toThrow(
      [
        "name cannot be 'Web shop': it takes small letters, digits and hyphens, beginning with a letter and not ending with a hyphen, at most 50 in all, such as webshop.",
        "vm.diskSize cannot be '10GB': it takes a whole number of Mi, Gi or Ti, such as 10Gi.",
      ].join('\n'),
    );
  });

  const web = (change: object) => ({ web: { ...shop.web, ...change } });
  const vm = (change: object) => ({ vm: { ...shop.vm, ...change } });
  it.each<[string, object]>([
    ['name', { name: '' }],
    ['name', { name: '1shop' }],
    ['name', { name: 'shop-' }],
    ['name', { name: 'shop\n' }],
    ['name', { name: 'a'.repeat(51) }],
    ['namespace', { namespace: 'Retail' }],
    ['namespace', { namespace: 'a'.repeat(64) }],
    ['web.image', web({ image: 'quay.io/shop web' })],
    ['web.host', web({ host: 'https://shop.example.com' })],
    ['web.host', web({ host: 'shop..example.com' })],
    ['web.ingressNamespace', web({ ingressNamespace: 'ingress/nginx' })],
    ['vm.image', vm({ image: 'docker://quay.io/debian' })],
    ['vm.goldenImage', vm({ image: '', goldenImage: 'rhel9' })],
    ['vm.instancetype', vm({ instancetype: 'U1' })],
    ['vm.diskSize', vm({ diskSize: '0Gi' })],
    ['vm.diskSize', vm({ diskSize: '999999Ti' })],
    ['vm.cloudInitSecret', vm({ cloudInitSecret: 'my secret' })],
    [
      'database.namespaces',
      { database: { port: 1, access: 'namespaces', namespaces: ['a', 'B'] } },
    ],
  ])('refuses as %s: %j', (field, change) => {
    expect(() => requireValid({ ...shop, ...change })).toThrow(
      `${field} cannot be '`,
    );
  });

  it.each([
    ['no image', { image: '' }],
    ['two images', { goldenImage: 'images/rhel9' }],
  ])('refuses a VM with %s', (_, images) => {
    expect(() =>
      requireValid({ ...shop, vm: { ...shop.vm, ...images } }),
    ).toThrow('The VM needs an image');
  });

  it.each<[string, HybridApplication['database']['namespaces']]>([
    ['none', []],
    ['rows that are not filled in', [null, '']],
    ['what a template leaves out', ''],
  ])(
    'wants at least one namespace where access is by namespaces, not %s',
    (_, namespaces) => {
      const database = { port: 1, access: 'namespaces' as const, namespaces };
      expect(() => requireValid({ ...shop, database })).toThrow(
        'No namespace is named that may connect to the database.',
      );
    },
  );

  it('looks at no namespace where access is not by namespaces', () => {
    const database = { port: 1, access: 'web' as const, namespaces: ['B'] };
    expect(() => requireValid({ ...shop, database })).not.toThrow();
  });
});
