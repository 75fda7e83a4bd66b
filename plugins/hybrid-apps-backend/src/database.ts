import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { Knex } from 'knex';

/** Opens the plugin's database, and brings it up to date. */
export async function openDatabase(database: DatabaseService): Promise<Knex> {
  const db = await database.getClient();
  if (!database.migrations?.skip) {
    await db.migrate.latest({
      directory: resolvePackagePath(
        '@hybrid-apps/backstage-plugin-hybrid-apps-backend',
        'migrations',
      ),
    });
  }
  return db;
}
