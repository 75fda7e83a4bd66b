import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { KindKnowledge } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import fc from 'fast-check';
import { PlainObject } from '../clusters';
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

describe('whose an app is', () => {
  /** The app of team A in its own namespace, and what else there is. */
  const beside = (...others: PlainObject[]) =>
    discover([
      store('onprem', [
        namespace('shop', { [OWNER]: A }),
        deployment('web', partOfShop),
        ...others,
      ]),
    ]);
  const at = (place: string, owner?: string) => ({
    cluster: 'onprem',
    namespace: place,
    ...(owner && { owner }),
  });

  it.each<[string, PlainObject[]]>([
    [
      "a decoy's namespace says another",
      [namespace('aaa', { [OWNER]: B }), deployment('a', partOfShop, 'aaa')],
    ],
    [
      'a decoy itself says another',
      [namespace('aaa'), deployment('a', partOfShop, 'aaa', { [OWNER]: B })],
    ],
  ])('is nobody where %s, and who says what', (_, decoy) => {
    const [app, ...rest] = beside(...decoy);
    expect(rest).toEqual([]);
    expect(app.owner).toBeUndefined();
    expect(app.owners).toEqual([at('aaa', B), at('shop', A)]);
  });

  it('is nobody where a namespace says nothing while another says something', () => {
    const [app] = beside(namespace('aaa'), deployment('a', partOfShop, 'aaa'));
    expect(app.owner).toBeUndefined();
    expect(app.owners).toEqual([at('aaa'), at('shop', A)]);
  });

  it('is who the namespace says, whatever its workloads say', () => {
    const [app] = beside(deployment('db', partOfShop, 'shop', { [OWNER]: B }));
    expect(app).toMatchObject({ owner: A });
    expect(app.owners).toBeUndefined();
  });

  it('is who the workloads say where their namespace says nothing, unless they differ', () => {
    const ofWorkloads = (...owners: Array<string | undefined>) => {
      const [{ owner, owners: said }] = discover([
        store('onprem', [
          namespace('shop'),
          ...owners.map((one, index) =>
            deployment(
              `w${index}`,
              partOfShop,
              'shop',
              one ? { [OWNER]: one } : {},
            ),
          ),
        ]),
      ]);
      return { owner, owners: said };
    };
    expect(ofWorkloads(A, undefined)).toEqual({ owner: A });
    expect(ofWorkloads(undefined)).toEqual({});
    expect(ofWorkloads(B, A)).toEqual({
      owners: [at('shop', A), at('shop', B)],
    });
  });

  /** Whose the app of two namespaces is that say these, the second in a catalog namespace maybe. */
  const saidBy = (one: string, other: string, place = '') =>
    discover([
      store(
        'onprem',
        [
          ['one', one],
          ['other', other],
        ].flatMap(([name, owner]) => [
          namespace(name, { [OWNER]: owner, [CATALOG_NAMESPACE]: place }),
          deployment('web', partOfShop, name),
        ]),
      ),
    ]).map(({ owner, owners }) => ({ owner, owners }));

  it.each([
    'team-a',
    ' team-a\n',
    'group:team-a',
    'default/team-a',
    'Group:default/Team-A',
  ])('is the same, written %j or in full', written => {
    expect(saidBy(written, A)).toEqual([{ owner: A }]);
    expect(saidBy(written, written)).toEqual([{ owner: A }]);
  });

  it('is of the catalog namespace of the app, where it names none', () => {
    const inPayments = 'group:payments/team-a';
    expect(saidBy('team-a', inPayments, 'payments')).toEqual([
      { owner: inPayments },
    ]);
    expect(saidBy('team-a', A, 'payments')[0].owner).toBeUndefined();
    // No group is in a namespace that the catalog cannot hold.
    expect(saidBy('team-a', A, 'not a namespace')).toEqual([{ owner: A }]);
  });

  it.each([
    'https://github.com/orgs/x/teams/y',
    'user:',
    'group:team-a, group:team-b',
    'Team A <a@example.com>',
  ])('is nobody where it is %j, and which object says so', written => {
    const unreadable = {
      cluster: 'onprem',
      namespace: 'one',
      owner: written,
      unreadable: { kind: 'Namespace', name: 'one' },
    };
    const other = { cluster: 'onprem', namespace: 'other' };
    expect(saidBy(written, A)).toEqual([
      { owners: [unreadable, { ...other, owner: A }] },
    ]);
    // All say the same, and nobody can read it.
    expect(saidBy(written, written)).toEqual([
      {
        owners: [
          unreadable,
          {
            ...unreadable,
            ...other,
            unreadable: { kind: 'Namespace', name: 'other' },
          },
        ],
      },
    ]);
  });

  it('names the first workload that says what nobody can read', () => {
    const [{ owner, owners }] = discover([
      store('onprem', [
        namespace('shop'),
        deployment('web', partOfShop, 'shop', { [OWNER]: 'user:' }),
        deployment('api', partOfShop, 'shop', { [OWNER]: 'user:' }),
        deployment('db', partOfShop, 'shop', { [OWNER]: A }),
      ]),
    ]);
    expect(owner).toBeUndefined();
    expect(owners).toEqual([
      at('shop', A),
      {
        ...at('shop', 'user:'),
        unreadable: { kind: 'Deployment', name: 'api' },
      },
    ]);
  });

  it('is a full reference or nothing, whatever objects say', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.stringMatching(/^[ a-zA-Z:/_.-]{0,12}$/),
    );
    fc.assert(
      fc.property(text, text, (owner, place) => {
        const [{ owner: told, owners }] = discover([
          store('onprem', [
            namespace('shop', { [OWNER]: owner, [CATALOG_NAMESPACE]: place }),
            deployment('web', partOfShop),
          ]),
        ]);
        const isSaid = owner.trim() !== '';
        expect([told, owners].filter(Boolean)).toHaveLength(isSaid ? 1 : 0);
        expect(told ?? A).toBe(stringifyEntityRef(parseEntityRef(told ?? A)));
      }),
    );
  });

  it('is not told before the namespaces are read', () => {
    const objects = [deployment('web', partOfShop, 'shop', { [OWNER]: B })];
    const of = (state: KindKnowledge['state']) =>
      discover([
        store('onprem', objects, [
          { cluster: 'onprem', kind: 'namespaces', state },
        ]),
      ]).map(({ owner }) => owner);
    expect(of('syncing')).toEqual([]);
    // Where they may not be read, workloads alone can say it.
    expect(of('forbidden')).toEqual([B]);
  });

  it('has the title that all namespaces say, and no decoy gives it one', () => {
    const titleOf = (decoy: Record<string, string>) =>
      beside(
        namespace('aaa', { [OWNER]: A, ...decoy }),
        deployment('a', partOfShop, 'aaa'),
        deployment('db', partOfShop, 'shop', { [TITLE]: 'Shop' }),
      )[0].title;
    expect(titleOf({ [TITLE]: 'Shop' })).toBe('Shop');
    expect(titleOf({ [TITLE]: ' Shop\n' })).toBe('Shop');
    expect(titleOf({ [TITLE]: 'Decoy' })).toBeUndefined();
    expect(titleOf({})).toBeUndefined();
  });

  it('is told where namespaces differ about its title, and not where they agree', () => {
    const disputed = (decoy: Record<string, string>) =>
      beside(namespace('aaa', decoy), deployment('a', partOfShop, 'aaa'))[0]
        .titleDisputed;
    expect(disputed({})).toBeUndefined();
    expect(disputed({ [TITLE]: 'Decoy' })).toBe(true);
  });

  it('has parts that no decoy of their names makes to be found by less', () => {
    const named = (name: string) => ({
      ...partOfShop,
      'app.kubernetes.io/name': name,
    });
    const selectorOf = (...decoys: PlainObject[]) =>
      beside(deployment('db', named('db')), ...decoys)[0].components.find(
        one => one.name === 'db' && one.namespace === 'shop',
      )?.labelSelector;
    const selector = 'app.kubernetes.io/part-of=shop,app.kubernetes.io/name=db';
    expect(selectorOf(deployment('db', named('db'), 'aaa'))).toBe(selector);
    // In one namespace labels alone would tell them apart, and do not.
    expect(selectorOf(deployment('db2', named('db')))).toBeUndefined();
  });

  it.each([
    ['the default catalog namespace is said', 'default', ['shop']],
    ['a catalog namespace has a slash', 'a/shop', ['shop', 'a/shop shop']],
  ])('is one or another as it is meant where %s', (_, said, expected) => {
    const apps = beside(
      deployment('a', partOfShop, 'aaa', { [CATALOG_NAMESPACE]: said }),
    );
    expect(
      apps.map(({ name, namespace: place }) =>
        place === undefined ? name : `${place} ${name}`,
      ),
    ).toEqual(expected);
  });

  it('stays in its catalog namespace with all of its workloads, wherever a decoy goes', () => {
    const apps = beside(
      namespace('aaa', { [OWNER]: B, [CATALOG_NAMESPACE]: 'team-b' }),
      deployment('a', partOfShop, 'aaa', { [CATALOG_NAMESPACE]: 'team-c' }),
    );
    expect(
      apps.map(({ namespace: place, owner, components }) => [
        place,
        owner,
        components.map(({ name }) => name),
      ]),
    ).toEqual([
      [undefined, A, ['web']],
      ['team-b', B, ['a']],
    ]);
  });

  it('is in one catalog namespace, in whatever letters that is written', () => {
    const [app, ...rest] = discover([
      store(
        'onprem',
        ['payments', ' Payments', 'PAYMENTS '].flatMap((place, index) => [
          namespace(`n${index}`, { [CATALOG_NAMESPACE]: place }),
          deployment('web', partOfShop, `n${index}`),
        ]),
      ),
    ]);
    expect(rest).toEqual([]);
    expect(app).toMatchObject({ name: 'shop', namespace: 'payments' });
    // The default one by its name is the default one.
    expect(
      beside(
        namespace('aaa', { [OWNER]: A, [CATALOG_NAMESPACE]: 'Default' }),
        deployment('a', partOfShop, 'aaa'),
      ).map(({ namespace: place, owner }) => ({ place, owner })),
    ).toEqual([{ owner: A }]);
  });

  it('is whom every namespace says, in whatever order objects and clusters come', () => {
    const word = fc.constantFrom(undefined, A, B);
    const saying = (owner?: string): Record<string, string> =>
      owner ? { [OWNER]: owner } : {};
    const places = fc.uniqueArray(
      fc.record({
        cluster: fc.constantFrom('onprem', 'cloud'),
        place: fc.constantFrom('shop', 'aaa', 'zzz'),
        said: word,
        own: fc.array(word, { minLength: 1, maxLength: 3 }),
      }),
      {
        minLength: 1,
        selector: ({ cluster, place }) => `${cluster}/${place}`,
      },
    );
    const worlds = places.chain(all => {
      const objects = all.flatMap(({ cluster, place, said, own }) => [
        { cluster, object: namespace(place, saying(said)) },
        ...own.map((owner, index) => ({
          cluster,
          object: deployment(`w${index}`, partOfShop, place, saying(owner)),
        })),
      ]);
      return fc.record({
        all: fc.constant(all),
        objects: fc.constant(objects),
        shuffled: fc.shuffledSubarray(objects, { minLength: objects.length }),
      });
    });
    fc.assert(
      fc.property(worlds, ({ all, objects, shuffled }) => {
        const ask = (clusters: string[], order: typeof objects) =>
          discover(
            clusters.map(name =>
              store(
                name,
                order.flatMap(({ cluster, object }) =>
                  cluster === name ? [object] : [],
                ),
              ),
            ),
          );
        const found = ask(['onprem', 'cloud'], objects);
        expect(found).toHaveLength(1);
        expect(ask(['cloud', 'onprem'], shuffled)).toEqual(found);

        const words = new Set(
          all.flatMap(({ said, own }) => {
            const told = own.filter(Boolean);
            return said ?? (told.length > 0 ? told : [undefined]);
          }),
        );
        const [{ owner, owners }] = found;
        const [only] = words;
        expect(owner).toBe(words.size === 1 ? only : undefined);
        expect(owners === undefined).toBe(words.size === 1);
      }),
    );
  });
});
