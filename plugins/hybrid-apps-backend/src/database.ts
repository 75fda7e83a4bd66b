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

/** Database engines limit the parameters of a statement. */
export const REFS_PER_QUERY = 500;

/** SQLite takes so many rows, at least, in one statement. */
export const ROWS_PER_INSERT = 100;
