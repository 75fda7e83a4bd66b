import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { createHistory, History } from './history';
import { Observation, ObservedComponent } from './observe';

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
): ObservedComponent => {
  const [, , , kind, name] = id.split('/');
  return {
    component: id,
    kind,
    name,
    health: 'healthy',
    ingress: 'open',
    egress: 'open',
    ...state,
  };
};
const seen = (
  components: ObservedComponent[],
  isGone: Observation['isGone'] = () => true,
): Observation => ({ entityRef: APP, components, isGone });

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

describe.each(databases.eachSupportedId())('history on %s', databaseId => {
  let history: History;
  /** Another replica, with a connection of its own to the same database. */
  let replica: History;

  beforeEach(async () => {
    const knex = await databases.init(databaseId);
    const database = mockServices.database({ knex });
    history = await createHistory(database);
    replica = await createHistory(database);
  });

  const record = (observation: Observation, by = history) =>
    by.record([observation]);
  const told = async () =>
    (await history.read(APP, {})).items.map(({ text }) => text);

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
