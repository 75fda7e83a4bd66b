import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { createHistory, History } from './history';
import { Observation, ObservedComponent } from './observe';
import { setupText } from './setup';
import { createTrail, Mark, Trail } from './trail';

jest.setTimeout(60_000);

const MIGRATIONS = resolvePackagePath(
  '@hybrid-apps/backstage-plugin-hybrid-apps-backend',
  'migrations',
);
const APP = 'system:default/inventory';
const WEB = 'onprem/inventory/apps/Deployment/web';
const VM = 'onprem/inventory/kubevirt.io/VirtualMachine/mongodb-vm';

const component = (
  id: string,
  state: Partial<ObservedComponent> = {},
): ObservedComponent => ({
  component: id,
  health: 'healthy',
  ingress: 'open',
  egress: 'open',
  ...state,
});

const NOON = Date.UTC(2026, 10, 28, 12);
/** So many seconds after noon. */
const at = (seconds: number) => new Date(NOON + seconds * 1000).toISOString();
/** When an app is looked at next, every fifteen seconds. */
let looks = 0;
const seen = (
  components: ObservedComponent[],
  isGone: Observation['isGone'] = () => true,
): Observation => {
  looks++;
  return { entityRef: APP, at: at(looks * 15), components, isGone };
};

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

describe.each(databases.eachSupportedId())('history on %s', databaseId => {
  let history: History;
  /** Another replica, with a connection of its own to the same database. */
  let replica: History;
  /** What each of them sees. */
  let trail: Trail;
  let replicaTrail: Trail;

  let client: Knex;

  beforeEach(async () => {
    client = await databases.init(databaseId);
    const database = mockServices.database({ knex: client });
    trail = createTrail();
    replicaTrail = createTrail();
    looks = 0;
    history = await createHistory(database, trail);
    replica = await createHistory(database, replicaTrail);
  });

  const record = (observation: Observation, by = history) =>
    by.record([observation]);
  const told = async () =>
    (await history.read(APP, {})).items.map(({ text }) => text);

  it('tells what is set otherwise, before and after, and by whom', async () => {
    const setup = (image: string, written: string) => ({
      setup: setupText({ images: [image] }, { manager: '', at: written }),
    });
    const created = at(0);
    const writer = (manager: string, time: string) => ({
      writer: { manager, at: time },
    });
    await history.record([
      seen([
        component(WEB, {
          createdAt: created,
          ...setup('web:1', created),
          ...writer('helm', created),
        }),
      ]),
    ]);
    const later = at(20);
    await history.record([
      seen([
        component(WEB, {
          createdAt: created,
          ...setup('web:2', later),
          ...writer('kubectl-edit', later),
        }),
      ]),
    ]);
    // The same write does not make the next change.
    await history.record([
      seen([
        component(WEB, {
          createdAt: created,
          ...setup('web:3', later),
          ...writer('kubectl-edit', later),
        }),
      ]),
    ]);
    const { items } = await history.read(APP, {});
    expect(
      items.map(({ change, before, after, by }) => [change, before, after, by]),
    ).toEqual([
      ['setup', 'web:2', 'web:3', undefined],
      ['setup', 'web:1', 'web:2', 'kubectl-edit'],
      ['component-appeared', undefined, 'healthy', 'helm'],
    ]);
  });

  it('tells of the components that are shown, in full pages', async () => {
    const all = [...'abcdef'].map(
      name => `onprem/ns-${name}/apps/Deployment/x`,
    );
    const shows = (one: string) => /ns-[ace]/.test(one);
    await record(seen(all.map(one => component(one))));
    await record(seen(all.map(one => component(one, { health: 'degraded' }))));
    const pages: string[][] = [];
    let cursor: string | undefined;
    do {
      const page = await history.read(APP, { limit: 2, cursor }, shows);
      pages.push(page.items.map(one => one.component ?? ''));
      cursor = page.nextCursor;
    } while (cursor);
    expect(pages.map(({ length }) => length)).toEqual([2, 2, 2]);
    expect(pages.flat().every(shows)).toBe(true);
    await record(seen([component(all[1])], one => one === all[0]));
    const latest = async (by?: typeof shows) =>
      (await history.latest([APP], by)).get(APP);
    const last = await latest();
    expect(await latest(one => one === all[1])).toBe(last);
    expect(await latest(one => one === all[2])).not.toBe(last);
    expect(await latest(() => false)).toBeUndefined();
  });

  it('tells of some components alone, where they are told', async () => {
    await record(seen([component(WEB), component(VM)]));
    const of = async (components: string[]) =>
      (await history.read(APP, { components })).items.map(one => one.component);
    expect(await of([WEB])).toEqual([WEB]);
    expect(await of([])).toEqual([]);
    expect(await of(['\0', VM])).toEqual([VM]);
    const shown = await history.read(APP, { components: [WEB] }, () => false);
    expect(shown.items).toEqual([]);
  });

  it('tells changes, and nothing while nothing changes', async () => {
    await record(seen([component(WEB), component(VM)]));
    expect(await record(seen([component(WEB), component(VM)]))).toBe(0);

    await record(
      seen([
        component(WEB, { health: 'degraded', reason: 'CrashLoopBackOff' }),
        component(VM, { ingress: 'isolated' }),
      ]),
    );
    await record(seen([component(VM, { ingress: 'isolated' })]));

    expect(await told()).toEqual([
      'Deployment web is gone',
      'VM mongodb-vm is now isolated for ingress, open for egress',
      'Deployment web became degraded: CrashLoopBackOff',
      'VM mongodb-vm appeared',
      'Deployment web appeared',
    ]);
    const { items } = await history.read(APP, {});
    expect(items[2]).toMatchObject({
      change: 'health',
      component: WEB,
      before: 'healthy',
      after: 'degraded',
    });
    expect(items[1]).toMatchObject({
      change: 'posture',
      before: 'open for ingress, open for egress',
      after: 'isolated for ingress, open for egress',
    });
  });

  it('takes what is unknown for no change', async () => {
    await record(seen([component(WEB), component(VM)]));
    const unknown = {
      health: undefined,
      ingress: undefined,
      egress: undefined,
    };
    // One is not seen, of the other nothing is known: the cluster is away.
    expect(await record(seen([component(WEB, unknown)], () => false))).toBe(0);
    expect(await record(seen([component(WEB), component(VM)]))).toBe(0);
    expect(await record(seen([component(WEB)]))).toBe(1);
  });

  it('does not tell how a component was, when that merely became known', async () => {
    await record(
      seen([
        component(WEB, {
          health: undefined,
          ingress: undefined,
          egress: undefined,
        }),
      ]),
    );
    expect(await record(seen([component(WEB)]))).toBe(0);
    expect(await record(seen([component(WEB, { health: 'stopped' })]))).toBe(1);
  });

  it('tells each change once, with several replicas at the same time', async () => {
    const states = (['healthy', 'degraded', 'stopped'] as const).map(health =>
      seen([component(WEB, { health }), component(VM, { health })]),
    );
    for (const state of states) {
      const added = await Promise.all(
        [history, replica, history, replica].map(one => record(state, one)),
      );
      expect(added.reduce((sum, count) => sum + count)).toBe(2);
    }
    expect(await told()).toHaveLength(6);
    const stopped = seen([component(VM, { health: 'stopped' })]);
    const gone = await Promise.all(
      [history, replica, history].map(one => record(stopped, one)),
    );
    expect(gone.reduce((sum, count) => sum + count)).toBe(1);
  });

  /** The same database, through which a function is called before each transaction. */
  const watched = (before: () => unknown): Promise<History> => {
    const proxy = new Proxy(client, {
      get: (target, name) =>
        name === 'transaction'
          ? async (work: (trx: Knex.Transaction) => Promise<unknown>) => {
              await before();
              return target.transaction(work);
            }
          : Reflect.get(target, name),
    });
    const database = mockServices.database.mock({
      getClient: async () => proxy,
      migrations: { skip: true },
    });
    return createHistory(database);
  };

  it('writes many changes in few transactions', async () => {
    const all = Array.from({ length: 250 }, (_, index) =>
      component(`onprem/ns/apps/Deployment/x${index}`),
    );
    const begun = jest.fn();
    const by = await watched(begun);
    expect(await record(seen(all), by)).toBe(250);
    expect(begun).toHaveBeenCalledTimes(3);
    expect(await record(seen([]), by)).toBe(250);
    expect(begun).toHaveBeenCalledTimes(6);
    expect(await record(seen([]), by)).toBe(0);
    expect(begun).toHaveBeenCalledTimes(6);
  });

  it('leaves out of a batch what another replica told meanwhile, and tells the rest', async () => {
    const both = [component(WEB), component(VM)];
    // The other one writes when this one has read, and not written yet.
    const by = await watched(() =>
      record(
        seen([component(WEB)], () => false),
        replica,
      ),
    );
    expect(await record(seen(both), by)).toBe(1);
    expect((await told()).sort()).toEqual([
      'Deployment web appeared',
      'VM mongodb-vm appeared',
    ]);
    expect(await record(seen(both))).toBe(0);
  });

  describe('what went and came back between two writes', () => {
    /** Seconds after noon, and how the VM was seen then, by one replica or by both. */
    const watch = (
      course: Array<[number, Mark['health'], string?]>,
      by = [trail, replicaTrail],
    ) =>
      by.forEach((one, late) =>
        course.forEach(([seconds, health, reason]) =>
          one.see(VM, {
            at: at(seconds + late * 0.2),
            health,
            reason,
            causes: [`vm@${seconds}`],
          }),
        ),
      );
    const vm = (state: Partial<ObservedComponent> = {}) =>
      seen([component(VM, state)]);
    /** Oldest first, with the seconds after noon. */
    const course = async (app = APP) =>
      (await history.read(app, {})).items
        .reverse()
        .map(
          entry =>
            `${(Date.parse(entry.at) - NOON) / 1000} ${entry.text.replace(
              'VM mongodb-vm ',
              '',
            )}`,
        );

    it('is told in order, with the times at which it was seen', async () => {
      await record(vm());
      watch([
        [16, 'progressing', 'Stopping'],
        [17, 'stopped', 'Stopped'],
        [18, 'progressing', 'Starting'],
        [20, 'healthy'],
      ]);
      expect(await record(vm())).toBe(4);
      expect(await record(vm())).toBe(0);
      expect(await course()).toEqual([
        '15 appeared',
        '16 became progressing: Stopping',
        '17 became stopped',
        '18 became progressing: Starting',
        '20 became healthy',
      ]);
      const { items } = await history.read(APP, {});
      expect(items[1]).toMatchObject({
        change: 'health',
        component: VM,
        before: 'stopped',
        after: 'progressing',
      });
    });

    it('is told once, whichever replica writes', async () => {
      await record(vm());
      watch([
        [16, 'degraded'],
        [17, 'healthy'],
      ]);
      expect(await record(vm(), replica)).toBe(2);
      expect(await record(vm())).toBe(0);
      watch([[46, 'degraded']]);
      const down = { health: 'degraded' } as const;
      expect(await record(vm(down))).toBe(1);
      watch([
        [61, 'healthy'],
        [62, 'degraded'],
        [63, 'stopped'],
      ]);
      // The one that wrote last is gone.
      expect(await record(vm({ health: 'stopped' }), replica)).toBe(3);
      expect(await record(vm({ health: 'stopped' }))).toBe(0);
      expect(await course()).toEqual([
        '15 appeared',
        '16.2 became degraded',
        '17.2 became healthy',
        '46 became degraded',
        '61.2 became healthy',
        '62.2 became degraded',
        '63.2 became stopped',
      ]);
    });

    it('is told once, though both write at the same time', async () => {
      await Promise.all([record(vm()), record(vm(), replica)]);
      for (const turn of [1, 2, 3]) {
        watch([
          [turn * 100, 'degraded'],
          [turn * 100 + 1, 'healthy'],
        ]);
        const now = { ...vm(), at: at(turn * 100 + 15) };
        const added = await Promise.all(
          [history, replica, history, replica].map(one => record(now, one)),
        );
        expect(added.reduce((sum, count) => sum + count)).toBe(2);
      }
      expect(await course()).toHaveLength(7);
    });

    it('is told by one that sees it late, if nobody did', async () => {
      await record(vm());
      watch(
        [
          [16, 'degraded'],
          [17, 'healthy'],
        ],
        [replicaTrail],
      );
      expect(await record(vm())).toBe(0);
      expect(await record(vm(), replica)).toBe(2);
      expect(await record(vm())).toBe(0);
    });

    it('is told by every app that has it', async () => {
      const other = 'system:default/other';
      const both = () => [vm(), { ...vm(), entityRef: other }];
      await history.record(both());
      watch([
        [46, 'degraded'],
        [47, 'healthy'],
      ]);
      // It ends before it comes to the other app.
      expect(await record(vm(), replica)).toBe(2);
      expect(await history.record(both())).toBe(2);
      expect(await history.record(both())).toBe(0);
      expect(await course(other)).toEqual([
        '30 appeared',
        '46 became degraded',
        '47 became healthy',
      ]);
    });

    it('is bounded at each write, and what is left out is counted', async () => {
      await record(vm());
      /** Fifty changes a second, for fifteen seconds. */
      const flap = (from: number) =>
        watch(
          Array.from({ length: 750 }, (_, n) => [
            from + (n + 1) * 0.02,
            n % 2 ? 'healthy' : 'degraded',
          ]),
        );
      flap(15);
      expect(await record(vm())).toBe(7);
      expect(await record(vm(), replica)).toBe(0);
      flap(45);
      expect(await record(vm())).toBe(7);
      expect(await record(vm(), replica)).toBe(0);
      expect(await course()).toEqual([
        '15 appeared',
        ...[15, 45].flatMap(from => [
          `${from}.02 became degraded`,
          `${from}.04 became healthy`,
          `${from}.06 became degraded`,
          `${
            from + 14
          }.94 became degraded (743 changes before it are left out)`,
          `${from + 14}.96 became healthy`,
          `${from + 14}.98 became degraded`,
          `${from + 15} became healthy`,
        ]),
      ]);
    });

    it('is told of a component that is gone by now, and since when that is', async () => {
      await record(vm());
      watch([
        [16, 'degraded', 'CrashLoopBackOff'],
        [17, 'gone'],
      ]);
      expect(await record(seen([]))).toBe(2);
      expect(await record(seen([]), replica)).toBe(0);
      expect((await course()).slice(1)).toEqual([
        '16 became degraded: CrashLoopBackOff',
        '17 is gone',
      ]);
    });

    it.each([
      ['gone', 'd h d h d h x p d h', '24 is gone', '25 appeared'],
      ['here', 'd h x p d h d h d h', '20 is gone', '24 appeared'],
    ])(
      'is counted also where it is %s by then',
      async (_, states, ...texts) => {
        await record(vm());
        const words: Record<string, Mark['health']> = {
          d: 'degraded',
          h: 'healthy',
          p: 'progressing',
          x: 'gone',
        };
        watch(states.split(' ').map((state, n) => [n + 18, words[state]]));
        await record(vm());
        const leftOut = ' (3 changes before it are left out)';
        const all = await course();
        expect(all.filter(text => /24|gone|25 app/.test(text))).toEqual(
          texts.map(text => (text.startsWith('24') ? text + leftOut : text)),
        );
      },
    );

    it('is told of one that goes or comes again just after a look', async () => {
      await record(vm());
      const look = vm();
      watch([[31, 'gone']]);
      expect(await record(look)).toBe(1);
      const empty = seen([]);
      expect(await record(empty)).toBe(0);

      watch([[46, 'progressing']]);
      const createdAt = at(46);
      expect(await record(vm({ createdAt, health: 'progressing' }))).toBe(1);
      watch([[61, 'gone']]);
      const none = seen([]);
      watch([[76, 'healthy']]);
      expect(await record(none)).toBe(1);
      expect(await record(vm({ createdAt: at(76) }))).toBe(1);
      expect((await course()).slice(1)).toEqual([
        '31 is gone',
        '46 appeared',
        '61 is gone',
        '76 appeared',
      ]);
    });

    it('is told of a component that is another one by now', async () => {
      await record(vm());
      watch([
        [16, 'gone'],
        [17, 'progressing', 'Starting'],
        [18, 'healthy'],
      ]);
      expect(await record(vm({ ingress: 'isolated' }))).toBe(3);
      expect(await record(vm({ ingress: 'isolated' }), replica)).toBe(0);
      expect((await course()).slice(1)).toEqual([
        '16 is gone',
        '17 appeared',
        '18 became healthy',
      ]);
    });

    it('is told of a component that is new, and not of one that is new to the app', async () => {
      watch([
        [-600, 'degraded'],
        [-599, 'healthy'],
        [3, 'progressing', 'Starting'],
        [5, 'healthy'],
      ]);
      const old = component(VM, { createdAt: at(-3600) });
      const young = component(VM, { createdAt: at(2) });
      const other = 'system:default/other';
      const looked = [seen([old]), { ...seen([young]), entityRef: other }];
      expect(await history.record(looked)).toBe(3);
      expect(await history.record(looked)).toBe(0);
      expect(await course()).toEqual(['-3600 appeared']);
      expect(await course(other)).toEqual(['2 appeared', '5 became healthy']);
    });

    it('is told of a component that came in the very second in which another one went', async () => {
      watch([
        [2.1, 'healthy'],
        [2.3, 'gone'],
        [2.5, 'progressing', 'Starting'],
        [5, 'healthy'],
      ]);
      await record(vm({ createdAt: at(2) }));
      expect(await course()).toEqual(['2 appeared', '5 became healthy']);
    });

    it('has the last word before a look that it has overtaken', async () => {
      await record(vm());
      const look = vm();
      watch([[31, 'degraded']]);
      expect(await record(look)).toBe(1);
      expect(await record(vm({ health: 'degraded' }))).toBe(0);
      // A claim that it names is well again: nothing of its own changed.
      expect(await record(vm(), replica)).toBe(1);
      expect((await course()).slice(1)).toEqual([
        '31 became degraded',
        '60 became healthy',
      ]);
    });

    it('is no news where it is not known whether it is still there', async () => {
      await record(vm());
      watch([[16, 'degraded']]);
      expect(await record(seen([], () => false))).toBe(0);
      expect(await record(vm({ health: 'degraded' }))).toBe(1);
      expect((await course()).slice(1)).toEqual(['16 became degraded']);
    });
  });

  it('tells of a component since when its object is there', async () => {
    const createdAt = '2026-11-01T08:00:00Z';
    await record(seen([component(WEB, { createdAt })]));
    const { items } = await history.read(APP, {});
    expect(items).toMatchObject([{ at: '2026-11-01T08:00:00.000Z' }]);
  });

  it('is read page by page, newest first, though much happened at once', async () => {
    const createdAt = '2026-11-01T08:00:00Z';
    const ids = [1, 2, 3, 4, 5].map(
      n => `onprem/inventory/apps/Deployment/web-${n}`,
    );
    await record(seen(ids.map(id => component(id, { createdAt }))));
    const pages: string[][] = [];
    let cursor: string | undefined;
    do {
      const page = await history.read(APP, { limit: 2, cursor });
      pages.push(page.items.map(item => item.component ?? ''));
      cursor = page.nextCursor;
    } while (cursor);
    expect(pages.map(page => page.length)).toEqual([2, 2, 1]);
    expect(pages.flat()).toEqual([...ids].reverse());
    await expect(history.read(APP, { cursor: '?' })).rejects.toThrow('cursor');
  });

  it('keeps apps apart, and knows when each changed last', async () => {
    const long = (n: number) => `system:default/app-${n}`;
    await record(seen([component(WEB)]));
    await record({
      ...seen([component(WEB, { createdAt: '2026-11-01T08:00:00Z' })]),
      entityRef: long(1),
    });
    const refs = Array.from({ length: 1200 }, (_, n) => long(n));
    expect(await history.latest(refs)).toEqual(
      new Map([[long(1), '2026-11-01T08:00:00.000Z']]),
    );
    expect((await history.read(long(1), {})).items).toHaveLength(1);
  });

  it('forgets what is older than the retention', async () => {
    const createdAt = '2026-08-01T00:00:00Z';
    await record(seen([component(WEB, { createdAt }), component(VM)]));
    expect(await history.forgetBefore('2026-08-01T00:00:00.001Z')).toBe(1);
    expect(await told()).toEqual(['VM mongodb-vm appeared']);
    // What is forgotten is not told anew: the state is still known.
    expect(await record(seen([component(WEB), component(VM)]))).toBe(0);
  });

  it('takes its tables away again, and starts anew after that', async () => {
    const knex = await databases.init(databaseId);
    const database = mockServices.database({ knex });
    await (await createHistory(database)).record([seen([component(WEB)])]);
    const tables = () =>
      Promise.all(
        ['components', 'changes'].map(name => knex.schema.hasTable(name)),
      );
    expect(await tables()).toEqual([true, true]);

    await knex.migrate.rollback({ directory: MIGRATIONS }, true);
    expect(await tables()).toEqual([false, false]);

    const anew = await createHistory(database);
    expect((await anew.read(APP, {})).items).toEqual([]);
  });
});
