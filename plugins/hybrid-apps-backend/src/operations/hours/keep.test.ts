import { ConfigReader } from '@backstage/config';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { ANNOTATION_HOURS } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { PlainObject } from '../../clusters';
import { createStoreFromObjects } from '../../kinds';
import { idOf } from '../../objects';
import { createActRows } from '../acts';
import { createPlanRows, PlanRows } from '../plans';
import { createHoursKeeper, planIdOf } from './keep';
import { createMomentRows, MomentRows } from './rows';
import { hoursOf, readHours } from './settings';

jest.setTimeout(120_000);

const APP = 'system:default/shop';
const TEAM = 'group:default/team-a';
const WEB = 'onprem/shop/apps/Deployment/web';
const PLUGIN = 'plugin:hybrid-apps';
const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

const system = (text?: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'System',
  metadata: {
    name: 'shop',
    namespace: 'default',
    ...(text && { annotations: { [ANNOTATION_HOURS]: text } }),
  },
  relations: [{ type: 'ownedBy', targetRef: TEAM }],
});

const deployment = (replicas: number): PlainObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'shop', uid: 'web' },
  spec: { replicas, template: { metadata: {}, spec: { containers: [] } } },
});

const config = (hours: object) =>
  readHours(new ConfigReader({ hybridApps: { hours: { ...hours } } }));
const WORKDAYS = {
  app: 'shop',
  days: ['mon', 'tue', 'wed', 'thu', 'fri'],
  from: '07:00',
  to: '19:00',
  timeZone: 'Europe/Madrid',
};
const byConfig = config({ apps: [WORKDAYS] });
const TEXT = 'mon-fri 07:00-19:00 Europe/Madrid';

/** A Monday: it stops at 18:00 of UTC. */
const STOPS = '2026-01-05T18:00:00.000Z';
const after = (minutes: number, of = STOPS) =>
  new Date(Date.parse(of) + minutes * 60_000);

describe.each(databases.eachSupportedId())('hours on %s', databaseId => {
  let planRows: PlanRows;
  let actRows: Awaited<ReturnType<typeof createActRows>>;
  let moments: MomentRows;
  let now: Date;
  let replicas: number;
  let owner: string | undefined;
  let app: Entity;
  let tasks: Array<{ task: string; object: string }>;
  let ran: string[];

  beforeEach(async () => {
    const knex = await databases.init(databaseId);
    const database = mockServices.database({ knex });
    now = after(1);
    replicas = 2;
    owner = TEAM;
    app = system();
    tasks = [];
    ran = [];
    planRows = await createPlanRows(database, () => now);
    actRows = await createActRows(database, () => now);
    moments = createMomentRows(knex);
  });

  function keeper(settings = byConfig) {
    return createHoursKeeper({
      settings,
      everyApp: async () => [{ entity: app, parts: [] }],
      views: {
        of() {
          const store = createStoreFromObjects('onprem', [
            deployment(replicas),
          ]);
          const objects = store
            .list({ group: 'apps', kind: 'Deployment' })
            .map(object => ({
              cluster: 'onprem',
              id: idOf('onprem', object),
              object,
              reason: { text: 'named' },
            }));
          return Object({
            stores: [store],
            drawn: async () => ({ objects, topology: { edges: [] } }),
          });
        },
      },
      moments,
      planRows,
      planRunner: {
        async run(id) {
          ran.push(id);
        },
      },
      planClients: { whyNot: () => undefined },
      actRows,
      ledger: {
        openTasks: async () => tasks.map(({ task }) => ({ task })),
        read: async ({ task }) =>
          tasks
            .filter(one => one.task === task)
            .map(({ object }) => ({
              id: '1',
              cluster: 'onprem',
              manager: 'm',
              object: {
                apiVersion: 'apps/v1',
                kind: 'Deployment',
                namespace: 'shop',
                name: object,
              },
            })),
      },
      ownerOf: () => ({ owner }),
      logger: mockServices.logger.mock(),
      clock: () => now,
    });
  }
  const outcome = async () => {
    const last = await moments.last(APP);
    return last && [last.kind, last.dueAt, last.outcome, last.message];
  };
  const begun = ['stop', STOPS, 'begun', undefined];

  it('stop an app once at their moment, whoever of several replicas is first', async () => {
    now = after(-1);
    await keeper().tick();
    expect([ran, await outcome()]).toEqual([[], undefined]);
    now = after(1);
    await Promise.all([keeper().tick(), keeper().tick()]);
    await keeper().tick();
    expect(await outcome()).toEqual(begun);
    const rows = await planRows.ofApp(APP);
    expect(rows).toMatchObject([
      {
        id: planIdOf(APP, { kind: 'stop', at: new Date(STOPS) }),
        kind: 'stop',
        askedBy: PLUGIN,
        dueAt: STOPS,
        steps: [{ object: WEB, act: 'workload-scale' }],
      },
    ]);
    expect(new Set(ran)).toEqual(new Set([rows[0].id]));
  });

  it('leave what somebody started by hand until the next moment', async () => {
    await keeper().tick();
    await planRows.end((await planRows.ofApp(APP))[0].id, 'done');
    for (const minutes of [30, 120, 600]) {
      now = after(minutes);
      await keeper().tick();
    }
    expect(await planRows.ofApp(APP)).toHaveLength(1);
    // Seven in the morning, where all runs already.
    now = after(1, '2026-01-06T06:00:00.000Z');
    await keeper().tick();
    expect(await outcome()).toEqual([
      'start',
      '2026-01-06T06:00:00.000Z',
      'nothing',
      undefined,
    ]);
  });

  it('make up for what was missed for an hour', async () => {
    now = after(61);
    await keeper().tick();
    expect(await outcome()).toBeUndefined();
    now = after(60);
    await keeper().tick();
    expect(await outcome()).toEqual(begun);
  });

  it('leave an app that a plan is under way on, and tell so', async () => {
    await planRows.begin({
      id: 'hers',
      kind: 'start',
      entityRef: APP,
      askedBy: 'user:default/eve',
      leftAlone: [],
      steps: [],
    });
    await keeper().tick();
    expect(await outcome()).toEqual([
      'stop',
      STOPS,
      'skipped',
      "A plan to start it was under way, which 'user:default/eve' asked for.",
    ]);
    // Until the next moment.
    await planRows.end('hers', 'done');
    now = after(2);
    await keeper().tick();
    expect(await planRows.ofApp(APP)).toHaveLength(1);
  });

  it('leave an app that an act is under way on', async () => {
    await actRows.begin(
      {
        id: 'hers',
        act: 'workload-restart',
        entityRef: APP,
        cluster: 'onprem',
        namespace: 'shop',
        object: WEB,
        uid: 'web',
        askedBy: 'user:default/eve',
      },
      600_000,
    );
    await keeper().tick();
    expect((await outcome())?.[3]).toMatch(/'workload-restart' was under way/);
  });

  it('leave an app that a task is creating something of, and no other', async () => {
    tasks = [{ task: 'other', object: 'elsewhere' }];
    await keeper().tick();
    expect(await outcome()).toEqual(begun);
    tasks = [{ task: 'task-1', object: 'web' }];
    now = after(1, '2026-01-06T18:00:00.000Z');
    await planRows.end((await planRows.ofApp(APP))[0].id, 'done');
    await keeper().tick();
    expect((await outcome())?.slice(2)).toEqual([
      'skipped',
      "The task 'task-1' is creating something of it.",
    ]);
  });

  it.each<[string, string | undefined, 'config' | 'annotation', boolean]>([
    ['of its owner', TEAM, 'config', true],
    ['of its owner', TEAM, 'annotation', true],
    ['of nobody', undefined, 'config', true],
    ['of nobody', undefined, 'annotation', false],
    ['of somebody else', 'group:default/team-b', 'config', false],
    ['of somebody else', 'group:default/team-b', 'annotation', false],
  ])(
    'act in a namespace %s (%s), told by %s: %s',
    async (_, whose, from, isDone) => {
      owner = whose;
      app = system(from === 'annotation' ? TEXT : undefined);
      await keeper(
        from === 'annotation' ? config({ annotations: true }) : byConfig,
      ).tick();
      expect((await outcome())?.[2]).toBe(isDone ? 'begun' : 'nothing');
    },
  );

  it('of an annotation are not followed unless the configuration has it so', async () => {
    app = system(TEXT);
    await keeper(config({})).tick();
    expect(await outcome()).toBeUndefined();
  });
});

describe('hours of an app', () => {
  const told = (settings: object, text?: string) =>
    hoursOf(config(settings), { entity: system(text) });

  it('are those of the configuration before those of an annotation', () => {
    expect(told({ annotations: true }, TEXT)).toMatchObject({
      from: 'annotation',
      hours: { from: '07:00' },
    });
    expect(
      told({ annotations: true, apps: [{ ...WORKDAYS, from: '08:00' }] }, TEXT),
    ).toMatchObject({ from: 'config', hours: { from: '08:00' } });
    expect(told({})).toBeUndefined();
  });

  it('tell what is wrong with them', () => {
    expect(told({}, TEXT)).toEqual({
      from: 'annotation',
      problem: expect.stringContaining('hybridApps.hours.annotations'),
    });
    expect(told({ annotations: true }, 'someday 07:00-19:00 UTC')).toEqual({
      from: 'annotation',
      problem: expect.stringMatching(
        /^hybrid-apps\.io\/hours: 'someday' is no day/,
      ),
    });
    expect(told({ annotations: true }, 'x'.repeat(100_000))).toEqual({
      from: 'annotation',
      problem: expect.stringMatching(/^.{300}$/),
    });
  });

  it.each([
    [
      { app: 'shop', from: '7', to: '19:00', timeZone: 'UTC' },
      /hybridApps\.hours\.apps\[0\]\.from: '7' is no time of day/,
    ],
    [
      { app: 'shop', from: '07:00', to: '19:00', timeZone: 'Mars' },
      /timeZone: 'Mars' is no time zone/,
    ],
    [{ app: 'shop', from: '07:00', to: '19:00' }, /timeZone/],
    [
      { app: 'shop', days: [], from: '07:00', to: '19:00', timeZone: 'UTC' },
      /days/,
    ],
    [{ app: '', from: '07:00', to: '19:00', timeZone: 'UTC' }, /app: /],
    [
      {
        app: 'shop',
        form: '07:00',
        from: '07:00',
        to: '19:00',
        timeZone: 'UTC',
      },
      /form/,
    ],
  ])(
    'are refused in the configuration where they are wrong: %j',
    (one, why) => {
      expect(() => config({ apps: [one] })).toThrow(why);
    },
  );
});
