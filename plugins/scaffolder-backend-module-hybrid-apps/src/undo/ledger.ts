import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { ObjectRef } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Knex } from 'knex';
import { z } from 'zod/v3';

const TABLE = 'hybrid_apps_created_objects';

interface Row {
  task_id: string;
  cluster: string;
  object: string;
}

const objectRef = z.object({
  apiVersion: z.string(),
  kind: z.string(),
  namespace: z.string().optional(),
  name: z.string(),
});

/**
 * What each running task may have created. It is written before anything is
 * created, so that it holds whatever breaks off, and forgotten once the task
 * is done or its objects are gone.
 */
export interface Ledger {
  record(taskId: string, cluster: string, objects: ObjectRef[]): Promise<void>;
  /** The objects of a task, by cluster. */
  read(taskId: string): Promise<Map<string, ObjectRef[]>>;
  taskIds(): Promise<string[]>;
  forget(taskId: string): Promise<void>;
}

/**
 * The scaffolder's own database keeps the ledger, as this module has no other.
 * Its migrations have a book of their own there, beside the scaffolder's.
 */
export async function createLedger(database: DatabaseService): Promise<Ledger> {
  const knex: Knex = await database.getClient();
  if (!database.migrations?.skip) {
    await knex.migrate.latest({
      directory: resolvePackagePath(
        '@hybrid-apps/backstage-plugin-scaffolder-backend-module-hybrid-apps',
        'migrations',
      ),
      tableName: 'hybrid_apps_knex_migrations',
    });
  }
  return {
    async record(taskId, cluster, objects) {
      const rows = objects.map(
        ({ apiVersion, kind, namespace, name }): Row => ({
          task_id: taskId,
          cluster,
          object: JSON.stringify({ apiVersion, kind, namespace, name }),
        }),
      );
      await knex.batchInsert(TABLE, rows, 100);
    },
    async read(taskId) {
      const rows = await knex<Row>(TABLE)
        .where({ task_id: taskId })
        .orderBy('id')
        .select('cluster', 'object');
      const byCluster = new Map<string, ObjectRef[]>();
      for (const { cluster, object } of rows) {
        const refs = byCluster.get(cluster) ?? [];
        byCluster.set(cluster, [...refs, objectRef.parse(JSON.parse(object))]);
      }
      return byCluster;
    },
    async taskIds() {
      return knex<Row>(TABLE).distinct().pluck('task_id');
    },
    async forget(taskId) {
      await knex<Row>(TABLE).where({ task_id: taskId }).delete();
    },
  };
}
