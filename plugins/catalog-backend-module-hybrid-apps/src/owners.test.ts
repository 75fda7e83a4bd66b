import { Entity } from '@backstage/catalog-model';
import { DiscoveredApp } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { appEntities } from './entities';
import {
  conflictsOf,
  heldRefs,
  remember,
  Remembered,
  settleDisputes,
} from './owners';

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
const nothing: Remembered = new Map();
const rememberOwners = (told: Entity[], present: Entity[]) =>
  remember(told, present, nothing, false);
const settleOwners = (
  entities: Entity[],
  present: Entity[],
  remembered: Remembered,
  lacksApps: boolean,
) =>
  settleDisputes(entities, present, remembered, {
    titlesDisputed: new Set(),
    lacksApps,
  });

describe('settleDisputes', () => {
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

describe('the title of an app', () => {
  const titled = (title?: string) => found({ owner: A, title }, 'payroll');
  const titleOf = (
    present: Entity[],
    remembered: Remembered,
    { told, lacksApps = false }: { told?: string; lacksApps?: boolean } = {},
  ) => {
    const [system, part] = settleDisputes(titled(told), present, remembered, {
      titlesDisputed: new Set(told ? [] : ['System default/payroll']),
      lacksApps,
    });
    expect(part.metadata.title).toBe('web-payroll');
    return system.metadata.title;
  };

  it('stays what it was while its namespaces differ', () => {
    expect(titleOf(held(titled('Pay'), '1'), nothing)).toBe('Pay');
    expect(titleOf([], rememberOwners(titled('Pay'), []))).toBe('Pay');
    expect(titleOf(held(titled(), '1'), nothing)).toBeUndefined();
    expect(titleOf([], nothing)).toBeUndefined();
  });

  it('is what all say, unless a cluster is silent that has parts of the app', () => {
    const present = held([...titled('Pay'), ...ofB.slice(1)], '1');
    expect(titleOf(present, nothing, { told: 'New' })).toBe('New');
    expect(titleOf(present, nothing, { told: 'New', lacksApps: true })).toBe(
      'Pay',
    );
  });
});

describe('an app', () => {
  const both = (first: Entity[], remembered: Remembered) => {
    const refs = heldRefs(first, remembered);
    return [...refs].filter(([is]) => is.startsWith('System '));
  };

  it('keeps its name and its owner while it is gone, as long as it is remembered', () => {
    const told = remember(ofA, [], nothing, false);
    const gone = remember([], held(ofA, '1'), told, false);
    const longGone = remember([], [], gone, false);
    expect(both([], longGone)).toEqual([
      ['System default/payroll', 'system:default/payroll'],
    ]);
    expect(ownersOf(settleOwners(disputed, [], longGone, false))).toEqual([A]);
    // Its parts may be called otherwise when it is back.
    expect([...longGone.keys()]).toEqual(['System default/payroll']);
    // One that was there before the start is remembered too.
    const fromCatalog = remember([], held(ofA, '1'), nothing, false);
    expect(ownersOf(settleOwners(disputed, [], fromCatalog, false))).toEqual([
      A,
    ]);
  });

  it('is remembered as one of so many, the last ones that went', () => {
    const all: Remembered = new Map(
      Array.from({ length: 10_001 }, (_, index) => [
        `System default/a${index}`,
        { ref: `system:default/a${index}` },
      ]),
    );
    const kept = remember(ofA, [], all, false);
    expect([kept.size, [...kept.keys()][0]]).toEqual([
      10_000 + ofA.length,
      'System default/a1',
    ]);
  });

  it('has what the catalog holds, whatever was told, and no reference of another', () => {
    const renamed: Remembered = new Map([
      ['System default/payroll', { ref: 'system:default/else' }],
      ['System default/Payroll', { ref: 'system:default/payroll' }],
    ]);
    expect(both(held(ofA, '1'), renamed)).toEqual([
      ['System default/payroll', 'system:default/payroll'],
    ]);
  });

  it('gets no owner of another that had its name', () => {
    const other = held(found({ name: 'Payroll', owner: A }, 'payroll'), '1');
    expect(ownersOf(settleOwners(disputed, other, nothing, false))).toEqual([
      DEFAULT,
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
      `The owner of system:default/payroll stays '${DEFAULT}', as the namespaces of the app do not tell one: onprem/payroll says 'https://example.com/\\u0000teams/a' on Namespace 'payroll', which is no entity reference. Give them all the same annotation 'backstage.io/owner', an entity reference like 'group:default/team-a', or take the label 'app.kubernetes.io/part-of' off what is no part of it.`,
    );
  });

  it('stays on its line, whatever someone says', () => {
    const owner = 'x\n\u001b[2Jgone\u202e';
    const [sentence] = conflictsOf(
      found(
        { owners: [{ cluster: 'onprem', namespace: 'aaa', owner }] },
        'payroll',
      ).map(entity => ({ ...entity, spec: { ...entity.spec, owner } })),
    ).values();
    const escaped = 'x\\u000a\\u001b[2Jgone\\u202e';
    expect(sentence).toContain(`stays '${escaped}'`);
    expect(sentence).toContain(`aaa says '${escaped}'`);
  });

  it('stays short, however many have a word, and however long', () => {
    const owners = Array.from({ length: 1_000 }, (_, index) => ({
      cluster: 'onprem',
      namespace: `n${index}`,
      owner: '\n'.repeat(10_000),
    }));
    const [sentence] = conflictsOf(found({ owners }, 'payroll')).values();
    expect(sentence).toContain('995 more');
    expect(sentence.length).toBeLessThan(2_000);
  });
});
