import { KindKnowledge } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import fc from 'fast-check';
import { PlainObject } from '../clusters';
import { createOwnerOf } from '../namespaces';
import { describeApp, labelledApps } from './discoverApps';
import {
  store,
  namespace,
  deployment,
  partOfShop,
  OWNER,
  TITLE,
  CATALOG_NAMESPACE,
  A,
  B,
  discover,
} from './__testUtils__/discovery';

/** Apps, as far as tests look at them. */
const inShort = (apps: ReturnType<typeof discover>) =>
  apps.map(({ namespace: place, owner, components }) => ({
    ...(place && { place }),
    ...(owner && { owner }),
    parts: components.map(one => `${one.namespace}/${one.name}`),
  }));

/** The app of team A in its own namespace, and what else there is. */
const beside = (...others: PlainObject[]) =>
  discover([
    store('onprem', [
      namespace('shop', { [OWNER]: A }),
      deployment('web', partOfShop),
      ...others,
    ]),
  ]);
const OF_A = { owner: A, parts: ['shop/web'] };

describe('whose an app is', () => {
  it.each<[string, PlainObject[], object]>([
    [
      'of another owner',
      [namespace('aaa', { [OWNER]: B }), deployment('a', partOfShop, 'aaa')],
      { owner: B, parts: ['aaa/a'] },
    ],
    [
      'of none, though its workload says otherwise',
      [namespace('aaa'), deployment('a', partOfShop, 'aaa', { [OWNER]: A })],
      { parts: ['aaa/a'] },
    ],
    [
      'whose owner cannot be read',
      [
        namespace('aaa', { [OWNER]: 'https://example.com/teams/a' }),
        deployment('a', partOfShop, 'aaa'),
      ],
      { parts: ['aaa/a'] },
    ],
  ])(
    'leaves what is labelled alike in a namespace %s an app of its own',
    (_, others, other) => {
      const found = inShort(beside(...others));
      expect(found).toHaveLength(2);
      expect(found).toEqual(expect.arrayContaining([OF_A, other]));
    },
  );

  it('is one in all namespaces of its owner, over clusters', () => {
    const place = (name: string, written: string) => [
      namespace(name, { [OWNER]: written }),
      deployment('web', partOfShop, name),
    ];
    expect(
      inShort(
        discover([
          store('onprem', [...place('shop', A), ...place('more', 'team-a')]),
          store('cloud', place('shop', ' Group:default/Team-A\n')),
        ]),
      ),
    ).toEqual([{ owner: A, parts: ['shop/web', 'more/web', 'shop/web'] }]);
  });

  it('is who the namespace says, whatever its workloads say', () => {
    expect(
      inShort(beside(deployment('db', partOfShop, 'shop', { [OWNER]: B }))),
    ).toEqual([{ owner: A, parts: ['shop/db', 'shop/web'] }]);
  });

  describe('where a Namespace is not known', () => {
    const objects = [deployment('web', partOfShop, 'shop', { [OWNER]: B })];
    const unknown = [{ name: 'shop', cluster: 'onprem', namespace: 'shop' }];
    const nobody = () => false;

    it.each<KindKnowledge['state']>(['syncing', 'forbidden', 'partial'])(
      'is told of nobody, and not taken for one without an owner (%s)',
      state => {
        const stores = [
          store('onprem', objects, [
            { cluster: 'onprem', kind: 'namespaces', state },
          ]),
        ];
        const ownerOf = createOwnerOf({ annotation: OWNER, patterns: [] });
        const told = labelledApps(stores, nobody, ownerOf);
        expect(told.apps).toEqual([]);
        expect(told.ofUnknownOwner).toEqual(unknown);
        const ofPlatform = labelledApps(stores, () => true, ownerOf);
        expect(ofPlatform.ofUnknownOwner).toEqual([]);
      },
    );

    it('is who the configuration says by its name', () => {
      const ownerOf = createOwnerOf({
        annotation: OWNER,
        patterns: [{ names: ['sh*'], owner: A }],
      });
      const stores = [store('onprem', objects)];
      const told = labelledApps(stores, nobody, ownerOf);
      expect(inShort(told.apps.map(describeApp))).toEqual([OF_A]);
      expect(told.ofUnknownOwner).toEqual([]);
    });
  });

  it('is an app of each catalog namespace, in whatever letters that is written', () => {
    const places = (...said: string[]) =>
      inShort(
        beside(
          ...said.map((one, index) =>
            deployment(`w${index}`, partOfShop, 'shop', {
              [CATALOG_NAMESPACE]: one,
            }),
          ),
        ),
      );
    expect(places('payments', ' Payments', 'Default', 'a/shop')).toEqual([
      { owner: A, parts: ['shop/w2', 'shop/web'] },
      { place: 'a/shop', owner: A, parts: ['shop/w3'] },
      { place: 'payments', owner: A, parts: ['shop/w0', 'shop/w1'] },
    ]);
  });

  it('has the title that all of its namespaces say', () => {
    const titleOf = (other: Record<string, string>) =>
      beside(
        namespace('more', { [OWNER]: A, ...other }),
        deployment('a', partOfShop, 'more'),
        deployment('db', partOfShop, 'shop', { [TITLE]: 'Shop' }),
      )[0].title;
    expect(titleOf({ [TITLE]: 'Shop' })).toBe('Shop');
    expect(titleOf({ [TITLE]: ' Shop\n' })).toBe('Shop');
    expect(titleOf({ [TITLE]: 'Other' })).toBeUndefined();
    expect(titleOf({})).toBeUndefined();
  });

  it('has parts that no decoy of their names makes to be found by less', () => {
    const labels = (name: string) => ({
      ...partOfShop,
      'app.kubernetes.io/name': name,
    });
    const selectorOf = (...decoys: PlainObject[]) =>
      beside(deployment('db', labels('db')), ...decoys)[0].components.find(
        one => one.name === 'db' && one.namespace === 'shop',
      )?.labelSelector;
    const selector = 'app.kubernetes.io/part-of=shop,app.kubernetes.io/name=db';
    expect(
      selectorOf(
        namespace('more', { [OWNER]: A }),
        deployment('db', labels('db'), 'more'),
      ),
    ).toBe(selector);
    // In one namespace labels alone would tell them apart, and do not.
    expect(selectorOf(deployment('db2', labels('db')))).toBeUndefined();
  });
});

describe('what tenants write', () => {
  const CLUSTERS = ['onprem', 'cloud'];
  /** Whose the namespaces are; one is nobody's. */
  const NAMESPACES: Record<string, string | undefined> = {
    shop: A,
    more: A,
    other: B,
    free: undefined,
  };
  const word = fc.constantFrom(A, B, 'team-a', 'shop', 'x/y', '', ' ');
  const written = fc.dictionary(
    fc.constantFrom(OWNER, TITLE, CATALOG_NAMESPACE),
    word,
  );
  const labels = fc.record(
    {
      'app.kubernetes.io/part-of': fc.constantFrom('shop', 'Shop', 'bills'),
      'app.kubernetes.io/name': word,
      'app.kubernetes.io/component': word,
    },
    { requiredKeys: ['app.kubernetes.io/part-of'] },
  );
  const workload = fc.record({
    cluster: fc.constantFrom(...CLUSTERS),
    place: fc.constantFrom(...Object.keys(NAMESPACES)),
    name: fc.constantFrom('web', 'db', 'api'),
    labels,
    annotations: written,
  });
  type Workload = typeof workload extends fc.Arbitrary<infer T> ? T : never;
  const workloads = fc.uniqueArray(workload, {
    maxLength: 8,
    selector: ({ cluster, place, name }) => `${cluster}/${place}/${name}`,
  });
  const places = Object.entries(NAMESPACES).map(([name, owner]) =>
    namespace(name, owner ? { [OWNER]: owner } : {}),
  );
  const ask = (all: readonly Workload[], clusters = CLUSTERS) =>
    discover(
      clusters.map(cluster =>
        store(cluster, [
          ...places,
          ...all
            .filter(one => one.cluster === cluster)
            .map(one =>
              deployment(one.name, one.labels, one.place, one.annotations),
            ),
        ]),
      ),
    );

  it('changes nothing of the apps of others', () => {
    fc.assert(
      fc.property(
        workloads,
        workloads,
        fc.constantFrom(A, B, undefined),
        (before, after, tenant) => {
          const isOwn = ({ place }: Workload) => NAMESPACES[place] === tenant;
          const then = [
            ...before.filter(one => !isOwn(one)),
            ...after.filter(isOwn),
          ];
          const ofOthers = (all: Workload[]) =>
            ask(all).filter(({ owner }) => owner !== tenant);
          expect(ofOthers(then)).toEqual(ofOthers(before));
        },
      ),
    );
  });

  it('makes no owner, and leaves each workload in one app of its owner, in whatever order things come', () => {
    fc.assert(
      fc.property(
        workloads.chain(all =>
          fc.tuple(
            fc.constant(all),
            fc.shuffledSubarray(all, { minLength: all.length }),
          ),
        ),
        ([all, shuffled]) => {
          const found = ask(all);
          expect(ask(shuffled, [...CLUSTERS].reverse())).toEqual(found);
          const parts = found.flatMap(({ owner, components }) =>
            components.map(one => ({ owner, one })),
          );
          expect(parts).toHaveLength(all.length);
          for (const { owner, one } of parts) {
            expect(owner).toBe(NAMESPACES[one.namespace]);
          }
        },
      ),
    );
  });
});
