import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { createLedger } from './ledger';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

const web = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  namespace: 'retail',
  name: 'web',
};
const service = {
  apiVersion: 'v1',
  kind: 'Service',
  namespace: 'retail',
  name: 'web',
};

describe.each(databases.eachSupportedId())('the ledger on %s', id => {
  async function open() {
    const knex = await databases.init(id);
    return {
      knex,
      reopen: () => createLedger(mockServices.database({ knex })),
    };
  }

  it('keeps what each task may have created, by cluster', async () => {
    const { reopen } = await open();
    const ledger = await reopen();
    await ledger.record('task-1', 'onprem', [web, service]);
    await ledger.record('task-1', 'cloud', [web]);
    await ledger.record('task-2', 'onprem', [service]);
    expect((await ledger.taskIds()).sort()).toEqual(['task-1', 'task-2']);
    expect(await ledger.read('task-1')).toEqual(
      new Map([
        ['onprem', [web, service]],
        ['cloud', [web]],
      ]),
    );
  });

  it('forgets one task and keeps the others, over a restart', async () => {
    const { reopen } = await open();
    const ledger = await reopen();
    await ledger.record('task-1', 'onprem', [web]);
    await ledger.record('task-2', 'onprem', [service]);
    await ledger.forget('task-1');

    const later = await reopen();
    expect(await later.taskIds()).toEqual(['task-2']);
    expect(await later.read('task-1')).toEqual(new Map());
    expect(await later.read('task-2')).toEqual(
      new Map([['onprem', [service]]]),
    );
  });

  it('leaves the migrations of the database it is a guest of alone', async () => {
    const { knex, reopen } = await open();
    await knex.schema.createTable('knex_migrations', table => {
      table.string('name');
    });
    await knex('knex_migrations').insert({ name: 'of_the_scaffolder.js' });
    await reopen();
    expect(await knex('knex_migrations').select('name')).toEqual([
      { name: 'of_the_scaffolder.js' },
    ]);
  });
});
