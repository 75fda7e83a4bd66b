import {
  store,
  namespace,
  deployment,
  db,
  partOfShop,
  discover,
} from './__testUtils__/discovery';
import { ownerByAnnotation } from '../namespaces';
import { labelledApps } from './discoverApps';
import { DEFAULT_PLATFORM_NAMESPACES, platformOf } from './platform';

describe('discoverApps', () => {
  it('finds an app over two clusters, and what its parts are configured to use', () => {
    const onprem = store('onprem', [
      namespace('shop', { 'backstage.io/owner': 'group:default/team-b' }),
      deployment('web', { ...partOfShop, 'app.kubernetes.io/name': 'web' }),
      deployment('db', { ...partOfShop, 'app.kubernetes.io/name': 'db' }),
      db,
    ]);
    const cloud = store('cloud', [
      namespace('shop', { 'backstage.io/owner': 'group:default/team-b' }),
      deployment('cache', partOfShop),
    ]);
    const [shop, ...others] = discover([onprem, cloud]);

    expect(others).toEqual([]);
    expect(shop).toMatchObject({
      name: 'shop',
      owner: 'group:default/team-b',
      clusters: ['cloud', 'onprem'],
    });
    expect(
      shop.components.map(({ name, dependsOn, labelSelector }) => ({
        name,
        dependsOn,
        labelSelector,
      })),
    ).toEqual([
      { name: 'cache' },
      {
        name: 'db',
        labelSelector:
          'app.kubernetes.io/part-of=shop,app.kubernetes.io/name=db',
      },
      {
        name: 'web',
        labelSelector:
          'app.kubernetes.io/part-of=shop,app.kubernetes.io/name=web',
        dependsOn: ['onprem/shop/apps/Deployment/db'],
      },
    ]);
  });

  it.each([
    [[], ['shop', 'ingress-demo', 'kubevirt-vms', 'cdi-lab', 'kubeapps'], []],
    [[], ['cdi'], ['kube-system', 'openshift-cnv', 'cert-manager']],
    [['team-*', 'infra'], ['kube-system'], ['team-a', 'infra']],
  ])(
    'takes for the platform what %j says, and tells of it',
    (said, apps, left) => {
      const isPlatform = platformOf(
        said.length > 0
          ? said
          : DEFAULT_PLATFORM_NAMESPACES.filter(name => name !== 'cdi'),
      );
      const stores = [
        store(
          'onprem',
          [...apps, ...left].flatMap(place => [
            namespace(place),
            deployment(
              'web',
              { 'app.kubernetes.io/part-of': `of-${place}` },
              place,
            ),
          ]),
        ),
      ];
      expect(discover(stores, isPlatform).map(({ name }) => name)).toEqual(
        apps.map(place => `of-${place}`).sort(),
      );
      expect(
        labelledApps(stores, isPlatform, ownerByAnnotation).leftOut,
      ).toEqual(
        left
          .map(place => ({
            name: `of-${place}`,
            cluster: 'onprem',
            namespace: place,
          }))
          .sort((a, b) => (a.name < b.name ? -1 : 1)),
      );
    },
  );

  it('leaves the platform and what a workload made out', () => {
    const apps = discover([
      store('onprem', [
        namespace('kube-system'),
        namespace('shop'),
        deployment(
          'coredns',
          { 'app.kubernetes.io/part-of': 'dns' },
          'kube-system',
        ),
        {
          ...deployment('web-1', partOfShop),
          kind: 'ReplicaSet',
          metadata: {
            name: 'web-1',
            namespace: 'shop',
            labels: partOfShop,
            ownerReferences: [
              {
                apiVersion: 'apps/v1',
                kind: 'Deployment',
                name: 'web',
                uid: 'w',
                controller: true,
              },
            ],
          },
        },
      ]),
    ]);
    expect(apps).toEqual([]);
  });
});
