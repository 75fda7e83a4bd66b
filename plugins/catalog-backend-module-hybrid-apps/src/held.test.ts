import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { DiscoveredApp } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import fc from 'fast-check';
import { appEntities } from './entities';
import { handedOn, heldRefs, remember, silentPlaces } from './held';
import { ANNOTATION_DISCOVERED_OWNER, EMPTY_CATALOG, HeldRefs } from './naming';
import { silenceOf } from './silence';

const A = 'group:default/team-a';
const B = 'group:default/team-b';
const PLATFORM = 'group:default/platform';
const defaults = { owner: PLATFORM, lifecycle: 'production' };
const nothing: HeldRefs = new Map();

/** The app `payroll` of an owner, with a workload in each of some namespaces. */
const payroll = (
  owner: string | undefined,
  ...namespaces: string[]
): DiscoveredApp => ({
  name: 'payroll',
  ...(owner && { owner }),
  clusters: ['onprem'],
  components: namespaces.map(namespace => ({
    name: `web-${namespace}`,
    category: 'container',
    cluster: 'onprem',
    namespace,
    kind: 'Deployment',
    apiVersion: 'apps/v1',
  })),
});

/** What this provider tells of apps where the catalog holds some of its entities. */
const tell = (
  apps: DiscoveredApp[],
  own: Entity[] = [],
  remembered = nothing,
  byHand = EMPTY_CATALOG.byHand,
) => {
  const held = handedOn(heldRefs(own, remembered, PLATFORM), own, apps);
  return {
    held,
    entities: appEntities(apps, defaults, { held, byHand, lacksApps: false }),
  };
};
const systemsOf = (entities: Entity[]) =>
  Object.fromEntries(
    entities
      .filter(({ kind }) => kind === 'System')
      .map(entity => [
        entity.metadata.annotations?.[ANNOTATION_DISCOVERED_OWNER],
        stringifyEntityRef(entity),
      ]),
  );
const PLAIN = 'system:default/payroll';
const LONG = expect.stringMatching(/^system:default\/payroll-\w{8}$/);

describe('the System of an app', () => {
  it.each<[string, DiscoveredApp[], object]>([
    ['is called by the label', [payroll(A, 'a')], { [A]: PLAIN }],
    [
      'is called by it, whatever is in namespaces of nobody',
      [payroll(undefined, 'free'), payroll(A, 'a')],
      { [A]: PLAIN, none: LONG },
    ],
    [
      'is called otherwise where two teams came at once',
      [payroll(undefined, 'free'), payroll(B, 'b'), payroll(A, 'a')],
      { [A]: LONG, [B]: LONG, none: LONG },
    ],
  ])('%s', (_, apps, expected) => {
    const { entities } = tell(apps);
    expect(systemsOf(entities)).toEqual(expected);
    const owners = entities.map(({ kind, spec, metadata }) => [
      kind === 'System' ? PLATFORM : String(spec?.owner),
      metadata.annotations?.['backstage.io/kubernetes-namespace'],
    ]);
    expect(owners).toEqual(
      expect.arrayContaining(
        apps.flatMap(({ owner = PLATFORM, components }) =>
          components.map(({ namespace }) => [owner, namespace]),
        ),
      ),
    );
  });

  it('keeps its name against every newcomer, also once it is gone', () => {
    const first = tell([payroll(A, 'a')]);
    const both = [payroll(B, 'b'), payroll(A, 'a')];
    expect(systemsOf(tell(both, first.entities).entities)).toEqual({
      [A]: PLAIN,
      [B]: LONG,
    });
    // The catalog has nothing of it any more.
    const gone = remember([], first.held, false);
    const told = remember(first.entities, gone, false);
    const later = remember([], told, false);
    expect([...later]).toEqual([[`System default/payroll ${A}`, PLAIN]]);
    expect(systemsOf(tell([payroll(B, 'b')], [], later).entities)).toEqual({
      [B]: LONG,
    });
    expect(systemsOf(tell(both, [], later).entities)).toEqual({
      [A]: PLAIN,
      [B]: LONG,
    });
  });

  it('keeps whatever name it has', () => {
    const all = [payroll(B, 'b'), payroll(A, 'a')];
    const { entities } = tell(all);
    expect(systemsOf(tell([payroll(A, 'a')], entities).entities)).toEqual({
      [A]: systemsOf(entities)[A],
    });
    // Also one that it would not get today.
    const renamed = entities.map(entity =>
      stringifyEntityRef(entity) === systemsOf(entities)[A]
        ? { ...entity, metadata: { ...entity.metadata, name: 'payroll-else' } }
        : entity,
    );
    expect(systemsOf(tell(all, renamed).entities)).toEqual({
      ...systemsOf(entities),
      [A]: 'system:default/payroll-else',
    });
  });

  it.each<[string, string, string]>([
    ['the app of its owner', A, A],
    [
      'the app without an owner, where it has the default one',
      PLATFORM,
      'none',
    ],
  ])(
    'leaves its name, told without its owner by an earlier release, to %s',
    (_, had, expected) => {
      const [system] = tell([payroll(A, 'a', 'b', 'free')]).entities;
      const { [ANNOTATION_DISCOVERED_OWNER]: __, ...annotations } =
        system.metadata.annotations ?? {};
      const earlier = {
        ...system,
        metadata: { ...system.metadata, annotations },
        spec: { owner: had },
      };
      const now = [
        payroll(B, 'b'),
        payroll(A, 'a'),
        payroll(undefined, 'free'),
      ];
      const { entities } = tell(now, [earlier]);
      expect(systemsOf(entities)).toEqual({
        [A]: LONG,
        [B]: LONG,
        none: LONG,
        [expected]: PLAIN,
      });
    },
  );

  it.each<[string, DiscoveredApp[], DiscoveredApp[], object]>([
    [
      'goes with its namespaces to their first owner',
      [payroll(undefined, 'a')],
      [payroll(A, 'a')],
      { [A]: PLAIN },
    ],
    [
      'goes with all of its namespaces to another owner, who may have more',
      [payroll(A, 'a')],
      [payroll(B, 'a', 'b')],
      { [B]: PLAIN },
    ],
    [
      'stays where a namespace does',
      [payroll(undefined, 'a', 'b')],
      [payroll(undefined, 'b'), payroll(A, 'a')],
      { none: PLAIN, [A]: LONG },
    ],
    [
      'is nobody else’s while one of its namespaces is not told of',
      [payroll(A, 'a', 'c')],
      [payroll(B, 'a', 'b')],
      { [B]: LONG },
    ],
    [
      'goes to none that has a name',
      [payroll(A, 'a'), payroll(B, 'b')],
      [payroll(B, 'a', 'b')],
      { [B]: LONG },
    ],
  ])('%s', (_, before, after, expected) => {
    const own = tell(before.slice(0, 1)).entities;
    const then = tell(before, own).entities;
    const { entities } = tell(after, then);
    expect(systemsOf(entities)).toEqual(expected);
  });

  it.each<[string, string | undefined, object]>([
    ['its owner’s own', A, { [A]: PLAIN, [B]: LONG, none: LONG }],
    ['of nobody', undefined, { [A]: LONG, [B]: LONG, none: LONG }],
    ['of somebody else', PLATFORM, { [A]: LONG, [B]: LONG, none: LONG }],
  ])(
    'is the one that someone registered by hand where that is %s',
    (_, owner, expected) => {
      const all = [
        payroll(undefined, 'free'),
        payroll(B, 'b'),
        payroll(A, 'a'),
      ];
      const byHand = new Map([[PLAIN, owner]]);
      const first = tell(all, [], nothing, byHand).entities;
      expect(systemsOf(first)).toEqual(expected);
      // Whatever they were called before.
      const called = tell(all).entities;
      expect(systemsOf(tell(all, called, nothing, byHand).entities)).toEqual(
        expected,
      );
      const squatted = tell([payroll(B, 'b')]).entities;
      expect(
        systemsOf(tell(all, squatted, nothing, byHand).entities)[B],
      ).toEqual(LONG);
    },
  );

  it('stays in its places of which nobody tells, and those alone', () => {
    const own = tell([payroll(A, 'a', 'b', 'c')]).entities;
    const placesIf = (...silence: Parameters<typeof silenceOf>) => {
      const [system] = appEntities(
        [payroll(A, 'a')],
        defaults,
        {
          ...EMPTY_CATALOG,
          held: heldRefs(own, nothing, PLATFORM),
          lacksApps: true,
        },
        silentPlaces(own, silenceOf(...silence), PLATFORM),
      );
      return system.metadata.annotations?.['hybrid-apps.io/places'];
    };
    const cluster = (name: string) => ({
      cluster: name,
      kind: '*',
      state: 'unreachable' as const,
    });
    expect(placesIf([], [])).toBe('onprem/a');
    expect(placesIf([cluster('cloud')], [])).toBe('onprem/a');
    expect(placesIf([cluster('onprem')], [])).toBe(
      'onprem/a,onprem/b,onprem/c',
    );
    expect(placesIf([cluster('*')], [])).toBe('onprem/a,onprem/b,onprem/c');
    expect(
      placesIf([], [{ name: 'payroll', cluster: 'onprem', namespace: 'b' }]),
    ).toBe('onprem/a,onprem/b');
  });
});

describe('what is remembered', () => {
  it('is so many that are gone, the last ones that went', () => {
    const all: HeldRefs = new Map(
      Array.from({ length: 10_001 }, (_, index) => [
        `System default/a${index} none`,
        `system:default/a${index}`,
      ]),
    );
    const { entities } = tell([payroll(A, 'a')]);
    const kept = remember(entities, all, false);
    expect([kept.size, [...kept.keys()][0]]).toEqual([
      10_000 + entities.length,
      'System default/a1 none',
    ]);
  });

  it('has no say against what the catalog holds', () => {
    const { entities } = tell([payroll(A, 'a')]);
    const wrong: HeldRefs = new Map([
      [`System default/payroll ${A}`, 'system:default/else'],
      [`System default/payroll ${B}`, PLAIN],
    ]);
    expect(
      [...heldRefs(entities, wrong, PLATFORM)].filter(([is]) =>
        is.startsWith('System'),
      ),
    ).toEqual([[`System default/payroll ${A}`, PLAIN]]);
  });
});

describe('what one team labels', () => {
  const TEAMS = [A, B, undefined];
  const component = fc.record({
    name: fc.constantFrom('web', 'pay', 'payroll', 'payroll-web'),
    category: fc.constantFrom('vm' as const, 'container' as const),
    cluster: fc.constantFrom('onprem', 'cloud'),
    namespace: fc.constantFrom('one', 'two'),
    kind: fc.constantFrom('Deployment', 'StatefulSet'),
    apiVersion: fc.constant('apps/v1'),
  });
  /** Apps of all teams; each has namespaces of its own, and a workload is of one app. */
  const apps = fc
    .array(
      fc.record({
        name: fc.constantFrom(
          'pay',
          'Pay',
          'payroll',
          'pay-web',
          'payroll-web',
        ),
        namespace: fc.constantFrom(undefined, 'x', 'X'),
        title: fc.constantFrom(undefined, 'Pay', 'Payroll'),
        team: fc.nat({ max: TEAMS.length - 1 }),
        components: fc.array(component, { minLength: 1, maxLength: 3 }),
      }),
      { maxLength: 6 },
    )
    .map(all => {
      const seen = new Set<string>();
      const isNew = (what: string[]) => {
        const key = JSON.stringify(what);
        return !seen.has(key) && seen.add(key);
      };
      return all.flatMap(
        ({ team, name, namespace, title, components }): DiscoveredApp[] => {
          const owner = TEAMS[team];
          const own = components
            .map(one => ({ ...one, namespace: `${one.namespace}-${team}` }))
            .filter(one =>
              isNew([one.cluster, one.namespace, one.kind, one.name]),
            );
          return own.length > 0 &&
            isNew([name, namespace ?? 'default', owner ?? ''])
            ? [
                {
                  name,
                  ...(namespace && { namespace }),
                  ...(title && { title }),
                  ...(owner && { owner }),
                  clusters: [],
                  components: own,
                },
              ]
            : [];
        },
      );
    });

  it('changes no entity of the others, neither owner nor name nor title nor places', () => {
    fc.assert(
      fc.property(
        apps,
        apps,
        fc.constantFrom(...TEAMS),
        (before, after, team) => {
          const own = tell(before).entities;
          const then = [
            ...before.filter(({ owner }) => owner !== team),
            ...after.filter(({ owner }) => owner === team),
          ];
          const { entities } = tell(then, own);
          const ofOthers = (all: Entity[]) =>
            all.filter(({ spec }) => spec?.owner !== (team ?? PLATFORM));
          const byRef = (all: Entity[]) =>
            new Map(all.map(one => [stringifyEntityRef(one), one]));
          expect(byRef(ofOthers(entities))).toEqual(byRef(ofOthers(own)));
        },
      ),
    );
  });
});
