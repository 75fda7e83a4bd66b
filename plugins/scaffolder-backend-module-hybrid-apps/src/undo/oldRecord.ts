import {
  DatabaseService,
  LoggerService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { Knex } from 'knex';

/** A table that this module had once had in the scaffolder's database. */
const TABLE = 'hybrid_apps_created_objects';

/**
 * Removes the record that this module kept itself, and names what tasks that
 * were not done then may have left on clusters: nobody undoes that any more.
 */
export async function removeOldRecord(
  database: DatabaseService,
  logger: LoggerService,
): Promise<void> {
  const knex: Knex = await database.getClient();
  if (database.migrations?.skip) {
    return;
  }
  if (await knex.schema.hasTable(TABLE)) {
    const rows: Array<{ task_id: string; cluster: string; object: string }> =
      await knex(TABLE).select('task_id', 'cluster', 'object').orderBy('id');
    for (const { task_id, cluster, object } of rows) {
      logger.warn(
        `Task ${task_id} was not done when the portal was upgraded. Where it failed, delete what it created on cluster '${cluster}': ${object}, if it carries the annotation hybrid-apps.io/task: ${task_id}.`,
      );
    }
  }
  // Their book stands beside the scaffolder's, whose database it is.
  await knex.migrate.latest({
    directory: resolvePackagePath(
      '@hybrid-apps/backstage-plugin-scaffolder-backend-module-hybrid-apps',
      'migrations',
    ),
    tableName: 'hybrid_apps_knex_migrations',
  });
}
