import {
  componentEntityV1alpha1Validator,
  DefaultNamespaceEntityPolicy,
  EntityPolicies,
  FieldFormatEntityPolicy,
  NoForeignRootFieldsEntityPolicy,
  parseEntityRef,
  resourceEntityV1alpha1Validator,
  SchemaValidEntityPolicy,
  stringifyEntityRef,
  systemEntityV1alpha1Validator,
} from '@backstage/catalog-model';
import { DiscoveredApp } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import fc from 'fast-check';
import { appEntities } from './entities';
import { EMPTY_CATALOG, entityName } from './naming';
import { heldRefs } from './held';

const inventory: DiscoveredApp = {
  name: 'inventory',
  title: 'Inventory',
  owner: 'group:default/team-a',
  clusters: ['onprem'],
  components: [
    {
      name: 'web',
      category: 'container',
      cluster: 'onprem',
      namespace: 'inventory',
      kind: 'Deployment',
      apiVersion: 'apps/v1',
      labelSelector: 'app.kubernetes.io/name=web',
      dependsOn: ['onprem/inventory/kubevirt.io/VirtualMachine/mongodb-vm'],
    },
    {
      name: 'mongodb-vm',
      category: 'vm',
      cluster: 'onprem',
      namespace: 'inventory',
      kind: 'VirtualMachine',
      apiVersion: 'kubevirt.io/v1',
    },
  ],
};
const defaults = { owner: 'unknown', lifecycle: 'production' };

describe('appEntities', () => {
  it('makes a System, a Component for a container workload and a Resource for a VM', () => {
    const [system, web, vm] = appEntities([inventory], defaults);

    expect(system).toMatchObject({
      kind: 'System',
      metadata: {
        name: 'inventory',
        title: 'Inventory',
        annotations: {
          'backstage.io/kubernetes-cluster': 'onprem',
          'backstage.io/kubernetes-namespace': 'inventory',
          'backstage.io/kubernetes-label-selector':
            'app.kubernetes.io/part-of=inventory',
          'hybrid-apps.io/places': 'onprem/inventory',
        },
      },
      spec: { owner: 'group:default/team-a' },
    });
    expect(web).toMatchObject({
      kind: 'Component',
      metadata: {
        name: 'inventory-web',
        annotations: {
          'backstage.io/kubernetes-namespace': 'inventory',
          'backstage.io/kubernetes-label-selector':
            'app.kubernetes.io/name=web',
        },
      },
      spec: {
        type: 'service',
        lifecycle: 'production',
        owner: 'group:default/team-a',
        system: 'system:default/inventory',
        dependsOn: ['resource:default/inventory-mongodb-vm'],
      },
    });
    expect(vm).toMatchObject({
      kind: 'Resource',
      metadata: { name: 'inventory-mongodb-vm' },
      spec: { type: 'virtual-machine', owner: 'group:default/team-a' },
    });
  });

  it('gives an app without an owner the default one', () => {
    const [system] = appEntities(
      [{ ...inventory, owner: undefined }],
      defaults,
    );
    expect(system.spec).toEqual({ owner: 'unknown' });
  });

  it.each([
    ['as it is', 'Shop', 'Shop'],
    ['without spaces around it', '  Shop\n ', 'Shop'],
    ['without signs that show nothing', 'S\u0000h\u202eop', 'S h op'],
    ['that is none then', '\u0007', undefined],
    ['cut', 'x'.repeat(10_000), `${'x'.repeat(252)}…`],
    ['cut between signs', '😀'.repeat(300), `${'😀'.repeat(252)}…`],
  ])('takes a title %s', (_, title, expected) => {
    const [system] = appEntities([{ ...inventory, title }], defaults);
    expect(system.metadata.title).toBe(expected);
  });

  it('keeps a System to where its workloads are', () => {
    const [web] = inventory.components;
    const placesOf = (...places: Array<[cluster: string, place: string]>) => {
      const components = places.map(([cluster, namespace]) => ({
        ...web,
        cluster,
        namespace,
      }));
      const { metadata } = appEntities(
        [{ ...inventory, components }],
        defaults,
      )[0];
      return Object.entries(metadata.annotations ?? {}).flatMap(
        ([key, value]) =>
          /places$|kubernetes-(cluster|namespace)$/.test(key) ? [value] : [],
      );
    };
    expect(placesOf(['b', 'y'], ['a', 'z'])).toEqual(['a/z,b/y']);
    expect(placesOf(['b', 'z'], ['a', 'z'])).toEqual(['a/z,b/z', 'z']);
    expect(placesOf(['a/1,2', 'y'])).toEqual(['a%2F1%2C2/y', 'a/1,2', 'y']);
  });

  it('tells workloads of one name on two clusters apart', () => {
    const [web] = inventory.components;
    const refs = appEntities(
      [
        {
          ...inventory,
          clusters: ['cloud', 'onprem'],
          components: [web, { ...web, cluster: 'cloud' }],
        },
      ],
      defaults,
    ).map(entity => stringifyEntityRef(entity));

    expect(new Set(refs).size).toBe(3);
    expect(refs).toContain(
      'component:default/inventory-web-cloud-inventory-deployment',
    );
  });

  it('keeps the names that do not clash when others come', () => {
    const refs = (...apps: DiscoveredApp[]) =>
      appEntities(apps, defaults).map(entity => stringifyEntityRef(entity));
    const alone = refs(inventory);
    const [web] = inventory.components;
    const others = refs(inventory, {
      ...inventory,
      name: 'shop',
      components: [{ ...web, namespace: 'shop' }],
    });
    expect(others).toEqual(expect.arrayContaining(alone));
  });

  describe('where a decoy is called like it', () => {
    const [web] = inventory.components;
    const shop: DiscoveredApp = { ...inventory, name: 'shop' };
    const decoyPart = { ...web, namespace: 'evil' };
    const shout: DiscoveredApp = {
      ...inventory,
      name: 'Shop',
      components: [{ ...decoyPart, name: 'other' }],
    };
    const held = (apps: DiscoveredApp[], lacksApps = false) => ({
      refs: heldRefs(appEntities(apps, defaults), new Map(), defaults.owner),
      lacksApps,
    });
    const refs = (
      apps: DiscoveredApp[],
      { refs: before, lacksApps } = held([]),
    ) =>
      new Map(
        appEntities(apps, defaults, {
          ...EMPTY_CATALOG,
          held: before,
          lacksApps,
        }).map(entity => [
          entity.metadata.annotations?.['hybrid-apps.io/discovered-as'],
          stringifyEntityRef(entity),
        ]),
      );
    const SHOP = 'system:default/shop';

    it.each<[string, DiscoveredApp[], DiscoveredApp[]]>([
      ['another case', [shop], [shop, shout]],
      ['another case, told first', [shop], [shout, shop]],
      [
        'a namespace that becomes the same',
        [shop],
        [shop, { ...shout, namespace: 'default' }],
      ],
      [
        'an app called like a part of it',
        [shop],
        [
          {
            ...inventory,
            name: 'shop-web',
            components: [{ ...decoyPart, name: 'shop-web' }],
          },
          shop,
        ],
      ],
      [
        'a part of it called like another',
        [shop],
        [{ ...shop, components: [decoyPart, ...shop.components] }],
      ],
    ])('keeps all of its names: %s', (_, before, after) => {
      const names = refs(before);
      const settled = refs(after, held(before));
      for (const [id, ref] of names) {
        expect([id, settled.get(id)]).toEqual([id, ref]);
      }
      expect(new Set(settled.values()).size).toBe(settled.size);
    });

    it('lets a decoy that came first keep its name, too', () => {
      expect(refs([shout]).get('default/Shop')).toBe(SHOP);
      const settled = refs([shop, shout], held([shout]));
      expect(settled.get('default/Shop')).toBe(SHOP);
      expect(settled.get('default/shop')).toMatch(
        /^system:default\/shop-\w{8}$/,
      );
    });

    it('has the name where nobody has it yet and its label is that name', () => {
      const settled = refs([shout, shop]);
      expect(settled.get('default/shop')).toBe(SHOP);
      expect(settled.get('default/Shop')).toMatch(
        /^system:default\/shop-\w{8}$/,
      );
    });

    it('keeps its name while it is gone, and its parts while a cluster is silent', () => {
      const id = 'onprem/inventory/apps/Deployment/web';
      const moved = {
        ...shop,
        components: [{ ...web, kind: 'StatefulSet' }],
      };
      expect(refs([shout], held([shop])).get('default/Shop')).not.toBe(SHOP);
      const part = 'onprem/inventory/apps/StatefulSet/web';
      const short = refs([shop]).get(id);
      expect(refs([moved], held([shop])).get(part)).toBe(short);
      expect(refs([moved], held([shop], true)).get(part)).not.toBe(short);
    });

    it('has a name of its own where someone took all that it might have', () => {
      const [, digested] = (
        refs([shop, shout]).get('default/Shop') ?? ''
      ).split('/');
      const squatters = ['shop', digested].map(name => ({
        ...shout,
        name,
        components: [],
      }));
      const settled = refs([...squatters, shout], held(squatters));
      expect(new Set(settled.values()).size).toBe(settled.size);
    });
  });

  // Of few letters and long ones, so that names clash, also when they are cut.
  const word = fc.oneof(
    fc.constantFrom('a', 'b', 'a-b', 'b-c', 'c'),
    fc.constantFrom('d', 'e').map(end => `${'long-'.repeat(15)}${end}`),
  );
  const part = fc.oneof(word, fc.constantFrom('A', 'a_b', 'A-b'));
  // What objects say may be any text, and often looks like what is meant.
  const said = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.stringMatching(/^[ a-zA-Z:/_.-]{0,12}$/),
    fc.constantFrom('user:', 'https://github.com/orgs/x/teams/y', 'a, b'),
  );
  const component = fc.record(
    {
      name: word,
      category: fc.constantFrom('vm' as const, 'container' as const),
      cluster: fc.constantFrom('onprem', 'cloud'),
      namespace: word,
      kind: fc.constantFrom('Deployment', 'StatefulSet'),
      apiVersion: fc.constant('apps/v1'),
      componentName: said,
      labelSelector: said,
    },
    {
      requiredKeys: [
        'name',
        'category',
        'cluster',
        'namespace',
        'kind',
        'apiVersion',
      ],
    },
  );
  const app = fc.record(
    {
      name: fc.oneof(part, said),
      title: said,
      namespace: fc.oneof(
        fc.constantFrom('a', 'A', 'a_b'),
        fc.string({ unit: 'binary', minLength: 1 }),
      ),
      owner: said,
      clusters: fc.constant<string[]>(['onprem']),
      components: fc.uniqueArray(component, {
        maxLength: 4,
        selector: ({ cluster, namespace, kind, name }) =>
          [cluster, namespace, kind, name].join('/'),
      }),
    },
    { requiredKeys: ['name', 'clusters', 'components'] },
  );
  const apps = fc
    .uniqueArray(app, {
      maxLength: 5,
      selector: ({ name, namespace, owner }) =>
        JSON.stringify([namespace ?? 'default', name, owner]),
    })
    .map(all => {
      // A workload has one label part-of.
      const seen = new Set<string>();
      return all.map(one => ({
        ...one,
        components: one.components.filter(
          ({ cluster, namespace, kind, name }) => {
            const id = [cluster, namespace, kind, name].join('/');
            return !seen.has(id) && seen.add(id);
          },
        ),
      }));
    });

  it('makes entities that the catalog takes, each with a reference of its own', async () => {
    // As the catalog's builder has them.
    const policy = EntityPolicies.allOf([
      new SchemaValidEntityPolicy(),
      new DefaultNamespaceEntityPolicy(),
      new NoForeignRootFieldsEntityPolicy(),
      new FieldFormatEntityPolicy(),
    ]);
    const validators = [
      systemEntityV1alpha1Validator,
      componentEntityV1alpha1Validator,
      resourceEntityV1alpha1Validator,
    ];
    const unshown = /[\p{Cc}\p{Cs}]/u;
    await fc.assert(
      fc.asyncProperty(apps, apps, fc.boolean(), async (before, all, lacks) => {
        const held = heldRefs(
          appEntities(before, defaults),
          new Map(),
          defaults.owner,
        );
        const entities = appEntities(all, defaults, {
          ...EMPTY_CATALOG,
          held,
          lacksApps: lacks,
        });
        const refs = entities.map(entity => stringifyEntityRef(entity));
        expect(new Set(refs).size).toBe(refs.length);
        expect(refs).toHaveLength(
          all.reduce((sum, one) => sum + 1 + one.components.length, 0),
        );
        for (const entity of entities) {
          await policy.enforce(entity);
          const kinds = await Promise.all(
            validators.map(validator => validator.check(entity)),
          );
          expect(kinds).toContain(true);
          // The catalog makes relations of it, which have names of their own.
          const owner = parseEntityRef(String(entity.spec?.owner), {
            defaultKind: 'Group',
          });
          await policy.enforce({
            apiVersion: 'backstage.io/v1alpha1',
            kind: owner.kind,
            metadata: { name: owner.name, namespace: owner.namespace },
          });
          expect(entity.metadata.title ?? 'none').not.toMatch(unshown);
        }
      }),
    );
  });
});

describe('entityName', () => {
  it('makes of any text a name that the catalog takes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        expect(entityName(text)).toMatch(
          /^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/,
        );
      }),
    );
  });
});
