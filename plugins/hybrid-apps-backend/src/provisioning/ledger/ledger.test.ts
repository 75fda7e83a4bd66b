import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { createLedger } from './ledger';
import { Asked } from './asked';

jest.setTimeout(60_000);

const SCAFFOLDER = 'plugin:scaffolder';
const ANN = 'user:default/ann';
const BOB = 'user:default/bob';
/** Who asks through the scaffolder. */
const through = (user?: string): Asked => ({ user, service: SCAFFOLDER });

const web = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  namespace: 'retail',
  name: 'web',
};
const service = { ...web, apiVersion: 'v1', kind: 'Service' };

const call = (task: string, id = '1') => ({
  task,
  manager: `hybrid-apps:${task}:${id}`,
});

const NOON = Date.UTC(2026, 10, 28, 12);
const HOUR_MS = 3_600_000;

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

describe.each(databases.eachSupportedId())('the ledger on %s', id => {
  async function open() {
    const knex = await databases.init(id);
    let hours = 0;
    const reopen = () =>
      createLedger(
        mockServices.database({ knex }),
        () => new Date(NOON + hours * HOUR_MS),
      );
    return {
      ledger: await reopen(),
      /** As another replica does, or the same after a restart. */
      reopen,
      /** Lets time go by. */
      later: (by: number) => {
        hours += by;
      },
    };
  }

  it('keeps what each call is about to create, and what of it is there, over a restart', async () => {
    const { ledger, reopen } = await open();
    const onprem = ledger.journal({ cluster: 'onprem', asked: through(ANN) });
    const cloud = ledger.journal({ cluster: 'cloud', asked: through(ANN) });
    await onprem.begin(call('task-1'), [web, service]);
    await cloud.begin(call('task-1', '2'), [web]);
    expect(await onprem.answered(call('task-1'), service, 'u1')).toBe(true);

    const later = await reopen();
    const entries = await later.read({
      task: 'task-1',
      ...through(ANN),
      service: SCAFFOLDER,
    });
    expect(entries).toEqual([
      expect.objectContaining({
        cluster: 'onprem',
        object: web,
        manager: 'hybrid-apps:task-1:1',
      }),
      expect.objectContaining({
        cluster: 'onprem',
        object: service,
        uid: 'u1',
      }),
      expect.objectContaining({ cluster: 'cloud', object: web }),
    ]);
    expect(entries[0]).not.toHaveProperty('uid');
  });

  it('keeps apart who asked under one name of a task', async () => {
    const { ledger } = await open();
    const asked: Asked[] = [
      { user: ANN },
      through(ANN),
      through(BOB),
      through(),
      { service: 'external:ci' },
      { user: ANN, service: 'plugin:other' },
    ];
    for (const [index, who] of asked.entries()) {
      await ledger
        .journal({ cluster: `c${index}`, asked: who })
        .begin(call('task-1', String(index)), [web]);
    }
    const read = async (user?: string, by?: string) => {
      const whose =
        by === undefined ? { user: user ?? '' } : { user, service: by };
      const entries = await ledger.read({ task: 'task-1', ...whose });
      return entries.map(({ cluster }) => cluster);
    };
    // A user's are all, however they were asked for.
    expect(await read(ANN)).toEqual(['c0', 'c1', 'c5']);
    expect(await read(BOB)).toEqual(['c2']);
    expect(await read(ANN, SCAFFOLDER)).toEqual(['c1']);
    expect(await read(BOB, SCAFFOLDER)).toEqual(['c2']);
    expect(await read(undefined, SCAFFOLDER)).toEqual(['c3']);

    const tasks = await ledger.openTasks();
    expect(tasks).toHaveLength(3);
    expect(tasks).toEqual(
      expect.arrayContaining([
        { task: 'task-1', user: ANN },
        { task: 'task-1', user: BOB },
        { task: 'task-1' },
      ]),
    );
    await ledger.close({ task: 'task-1', user: ANN });
    expect(await read(ANN)).toEqual(['c0', 'c5']);
    expect(await read(BOB)).toEqual(['c2']);
    await ledger.close({ task: 'task-1' });
    expect(await ledger.openTasks()).toEqual([{ task: 'task-1', user: BOB }]);
    expect(await read(ANN)).toEqual(['c0', 'c5']);
  });

  it('has no more of a call that took all back, and what may be left of others', async () => {
    const { ledger } = await open();
    const journal = ledger.journal({ cluster: 'onprem', asked: { user: ANN } });
    await journal.begin(call('task-1', '1'), [web]);
    await journal.begin(call('task-1', '2'), [web, service]);
    await journal.tookBack(call('task-1', '1'), []);
    await journal.tookBack(call('task-1', '2'), [service]);
    const entries = await ledger.read({ task: 'task-1', user: ANN });
    expect(entries.map(({ object }) => object)).toEqual([service]);
  });

  it('tells a call whose answer comes late that it was undone, and none that was closed', async () => {
    const { ledger } = await open();
    const asked = through(ANN);
    const journal = ledger.journal({ cluster: 'onprem', asked });
    await journal.begin(call('undone'), [web]);
    await journal.begin(call('closed'), [web]);
    const [entry] = await ledger.read({ task: 'undone', user: ANN });
    await ledger.strike(entry);
    await ledger.close({ task: 'closed', user: ANN });
    // There is nothing more to do about either.
    expect(await ledger.openTasks()).toEqual([]);
    expect(await journal.answered(call('undone'), web, 'u1')).toBe(false);
    expect(await journal.answered(call('closed'), web, 'u2')).toBe(true);
  });

  it('does not strike out what got its uid since it was read', async () => {
    const { ledger } = await open();
    const journal = ledger.journal({ cluster: 'onprem', asked: { user: ANN } });
    await journal.begin(call('task-1'), [web]);
    const [stale] = await ledger.read({ task: 'task-1', user: ANN });
    expect(await journal.answered(call('task-1'), web, 'u1')).toBe(true);
    await ledger.strike(stale);
    const [entry, ...more] = await ledger.read({ task: 'task-1', user: ANN });
    expect([entry.uid, more]).toEqual(['u1', []]);
    await ledger.strike(entry);
    expect(await ledger.read({ task: 'task-1', user: ANN })).toEqual([]);
  });

  it('forgets after a day what no scaffolder closes', async () => {
    const { ledger, later } = await open();
    for (const [task, asked] of [
      ['direct', { user: ANN }],
      ['plugin', { user: ANN, service: 'plugin:other' }],
      ['scaffolder', through(ANN)],
    ] as const) {
      await ledger
        .journal({ cluster: 'onprem', asked })
        .begin(call(task), [web]);
    }
    const left = async () => {
      const found = await Promise.all(
        ['direct', 'plugin', 'scaffolder'].map(task =>
          ledger.read({ task, user: ANN }),
        ),
      );
      return found.map(entries => entries.length);
    };
    later(24);
    expect(await left()).toEqual([1, 1, 1]);
    later(1);
    expect(await left()).toEqual([0, 0, 1]);
  });
});
