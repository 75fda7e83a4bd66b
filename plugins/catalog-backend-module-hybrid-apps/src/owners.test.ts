import { Entity } from '@backstage/catalog-model';
import { DiscoveredApp } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { appEntities } from './entities';
import { conflictsOf, rememberOwners, settleOwners } from './owners';

const A = 'group:default/team-a';
const B = 'group:default/team-b';
const DEFAULT = 'group:default/platform';

const component = (namespace: string): DiscoveredApp['components'][number] => ({
  name: `web-${namespace}`,
  category: 'container',
  cluster: 'onprem',
  namespace,
  kind: 'Deployment',
  apiVersion: 'apps/v1',
});
const found = (app: Partial<DiscoveredApp>, ...namespaces: string[]) =>
  appEntities(
    [
      {
        name: 'payroll',
        clusters: ['onprem'],
        components: namespaces.map(component),
        ...app,
      },
    ],
    { owner: DEFAULT, lifecycle: 'production' },
  );
const ofA = found({ owner: A }, 'payroll');
const ofB = found({ owner: B }, 'aaa');
const disputed = found(
  {
    owners: [
      { cluster: 'onprem', namespace: 'aaa', owner: B },
      { cluster: 'onprem', namespace: 'payroll', owner: A },
    ],
  },
  'aaa',
  'payroll',
);

/** Entities as the catalog holds them, with their relations. */
const held = (entities: Entity[], etag: string): Entity[] =>
  entities.map(entity => ({
    ...entity,
    metadata: { ...entity.metadata, etag },
    relations: entity.spec?.system
      ? [{ type: 'partOf', targetRef: String(entity.spec.system) }]
      : [],
  }));
const ownersOf = (entities: Entity[]) => [
  ...new Set(entities.map(({ spec }) => spec?.owner)),
];
const nothing = new Map();

describe('settleOwners', () => {
  it.each<[string, Entity[], ReturnType<typeof rememberOwners>, string]>([
    ['what the catalog holds', held(ofA, '1'), nothing, A],
    [
      'what was told last, while the catalog has nothing yet',
      [],
      rememberOwners(ofA, []),
      A,
    ],
    [
      'what was told last, while the catalog has not caught up',
      held(ofB, '1'),
      rememberOwners(ofA, held(ofB, '1')),
      A,
    ],
    [
      'what the catalog holds, once it went on: another replica may have told it',
      held(ofA, '2'),
      rememberOwners(ofB, held(ofB, '1')),
      A,
    ],
    ['the default where there was no owner', [], nothing, DEFAULT],
    [
      'the owner of a System that someone registered by hand',
      [{ ...ofA[0], metadata: { name: 'payroll', namespace: 'default' } }],
      nothing,
      A,
    ],
  ])(
    'leaves a disputed app and all of its parts %s',
    (_, present, remembered, expected) => {
      const settled = settleOwners(disputed, present, remembered, false);
      expect(ownersOf(settled)).toEqual([expected]);
    },
  );

  it('leaves none that the catalog cannot resolve', () => {
    const [system, ...parts] = ofA;
    const present = held(
      [{ ...system, spec: { owner: 'group:team-a, group:team-b' } }, ...parts],
      '1',
    );
    expect(ownersOf(settleOwners(disputed, present, nothing, false))).toEqual([
      DEFAULT,
    ]);
  });

  it('takes what all namespaces say', () => {
    const settled = settleOwners(ofB, held(ofA, '1'), nothing, false);
    expect(ownersOf(settled)).toEqual([B]);
  });

  it('keeps the owner while a cluster is silent that has parts of the app', () => {
    const present = held([...ofA, ...ofB.slice(1)], '1');
    expect(ownersOf(settleOwners(ofB, present, nothing, true))).toEqual([A]);
    // What is not found is gone, where every cluster tells.
    expect(ownersOf(settleOwners(ofB, present, nothing, false))).toEqual([B]);
    // The silent cluster has no part of it.
    expect(ownersOf(settleOwners(ofB, held(ofB, '1'), nothing, true))).toEqual([
      B,
    ]);
  });
});

describe('conflictsOf', () => {
  it('names the app, who says what, and the way out', () => {
    const settled = settleOwners(disputed, held(ofA, '1'), nothing, false);
    expect([...conflictsOf(settled)]).toEqual([
      [
        'system:default/payroll',
        `The owner of system:default/payroll stays '${A}', as the namespaces of the app do not tell one: onprem/aaa says '${B}', onprem/payroll says '${A}'. Give them all the same annotation 'backstage.io/owner', an entity reference like 'group:default/team-a', or take the label 'app.kubernetes.io/part-of' off what is no part of it.`,
      ],
    ]);
    expect(conflictsOf(ofA).size).toBe(0);
  });

  it('names the object that says what is no reference', () => {
    const [sentence] = conflictsOf(
      found(
        {
          owners: [
            {
              cluster: 'onprem',
              namespace: 'payroll',
              owner: 'https://example.com/\u0000teams/a',
              unreadable: { kind: 'Namespace', name: 'payroll' },
            },
          ],
        },
        'payroll',
      ),
    ).values();
    expect(sentence).toBe(
      `The owner of system:default/payroll stays '${DEFAULT}', as the namespaces of the app do not tell one: onprem/payroll says 'https://example.com/ teams/a' on Namespace 'payroll', which is no entity reference. Give them all the same annotation 'backstage.io/owner', an entity reference like 'group:default/team-a', or take the label 'app.kubernetes.io/part-of' off what is no part of it.`,
    );
  });

  it('stays short, however many have a word, and however long', () => {
    const owners = Array.from({ length: 1_000 }, (_, index) => ({
      cluster: 'onprem',
      namespace: `n${index}`,
      owner: 'x'.repeat(10_000),
    }));
    const [sentence] = conflictsOf(found({ owners }, 'payroll')).values();
    expect(sentence).toContain('995 more');
    expect(sentence.length).toBeLessThan(2_000);
  });
});
