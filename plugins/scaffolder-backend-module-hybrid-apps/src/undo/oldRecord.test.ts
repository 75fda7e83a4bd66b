import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { removeOldRecord } from './oldRecord';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

describe.each(databases.eachSupportedId())('the old record on %s', id => {
  it('goes, once what stands in it was named, and leaves the scaffolder alone', async () => {
    const knex = await databases.init(id);
    const database = mockServices.database({ knex });
    const logger = mockServices.logger.mock();
    await knex.schema.createTable('knex_migrations', table => {
      table.string('name');
    });
    await knex('knex_migrations').insert({ name: 'of_the_scaffolder.js' });
    await knex.migrate.up({
      directory: resolvePackagePath(
        '@hybrid-apps/backstage-plugin-scaffolder-backend-module-hybrid-apps',
        'migrations',
      ),
      tableName: 'hybrid_apps_knex_migrations',
    });
    await knex('hybrid_apps_created_objects').insert({
      task_id: 'task-1',
      cluster: 'onprem',
      object: '{"kind":"Service","name":"web"}',
    });

    await removeOldRecord(database, logger);
    expect(logger.warn.mock.calls).toEqual([
      [
        'Task task-1 was not done when the portal was upgraded. Where it failed, delete what it created on cluster \'onprem\': {"kind":"Service","name":"web"}, if it carries the annotation hybrid-apps.io/task: task-1.',
      ],
    ]);
    expect(await knex.schema.hasTable('hybrid_apps_created_objects')).toBe(
      false,
    );
    // And again at each start.
    await removeOldRecord(database, logger);
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(await knex('knex_migrations').select('name')).toEqual([
      { name: 'of_the_scaffolder.js' },
    ]);
  });
});
