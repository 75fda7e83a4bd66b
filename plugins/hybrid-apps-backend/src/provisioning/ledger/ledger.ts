import { DatabaseService } from '@backstage/backend-plugin-api';
import { ObjectRef } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Knex } from 'knex';
import { z } from 'zod';
import { Clock, systemClock } from '../../clock';
import { openDatabase } from '../../database';
import { SCAFFOLDER } from './asked';
import { Entry, Ledger, Whose } from './types';

interface Row {
  /** A number; PostgreSQL's driver gives a bigint as text. */
  id: number | string;
  task: string;
  asked_by_user: string | null;
  asked_by_service: string | null;
  cluster: string;
  object: string;
  manager: string;
  uid: string | null;
  is_undone: boolean;
  /** A JSON list; null where it was not created in a person's name. */
  ownership_entity_refs: string | null;
  /** ISO 8601, in UTC. */
  created_at: string;
}

const TABLE = 'created_objects';

/** Database engines limit the parameters of a statement. */
const ROWS_PER_INSERT = 50;

/**
 * For how long one may undo who asks without the scaffolder: of its tasks alone
 * is known when they are done.
 */
const LIFETIME_MS = 24 * 60 * 60 * 1000;

const objectRef = z.object({
  apiVersion: z.string(),
  kind: z.string(),
  namespace: z.string().optional(),
  name: z.string(),
});

/** Equal for the same reference. */
const textOf = ({ apiVersion, kind, namespace, name }: ObjectRef): string =>
  JSON.stringify({ apiVersion, kind, namespace, name });

const toEntry = (row: Row): Entry => ({
  id: String(row.id),
  cluster: row.cluster,
  object: objectRef.parse(JSON.parse(row.object)),
  manager: row.manager,
  ...(row.uid !== null && { uid: row.uid }),
  ...(row.asked_by_user !== null &&
    row.ownership_entity_refs !== null && {
      person: {
        userEntityRef: row.asked_by_user,
        ownershipEntityRefs: z
          .array(z.string())
          .parse(JSON.parse(row.ownership_entity_refs)),
      },
    }),
});

const conditionOf = ({ task, user, service }: Whose): Partial<Row> =>
  service === undefined
    ? { task, asked_by_user: user }
    : {
        task,
        asked_by_user: user ?? null,
        asked_by_service: service,
      };

/** Opens the ledger in the plugin's database. */
export async function createLedger(
  database: DatabaseService,
  clock: Clock = systemClock,
): Promise<Ledger> {
  const db: Knex = await openDatabase(database);
  const rows = () => db<Row>(TABLE);

  /** Nobody says that these are done, so their time is. */
  async function forgetOld(): Promise<void> {
    const limit = new Date(clock().getTime() - LIFETIME_MS).toISOString();
    await rows()
      .where('created_at', '<', limit)
      .andWhere(which =>
        which
          .whereNull('asked_by_service')
          .orWhereNot('asked_by_service', SCAFFOLDER)
          .orWhere('is_undone', true),
      )
      .delete();
  }

  return {
    journal: ({
      cluster,
      asked: { user = null, service = null },
      ownershipEntityRefs,
    }) => ({
      async begin({ task, manager }, objects) {
        await forgetOld();
        await db.batchInsert(
          TABLE,
          objects.map(object => ({
            task,
            asked_by_user: user,
            asked_by_service: service,
            cluster,
            object: textOf(object),
            manager,
            ownership_entity_refs: ownershipEntityRefs
              ? JSON.stringify(ownershipEntityRefs)
              : null,
            created_at: clock().toISOString(),
          })),
          ROWS_PER_INSERT,
        );
      },
      async answered({ manager }, object, uid) {
        const which = { manager, object: textOf(object) };
        const noted = await rows()
          .where({ ...which, is_undone: false })
          .update({ uid });
        // Without a row, the task is done, and what it created stays.
        return noted > 0 || !(await rows().where(which).first('id'));
      },
      async tookBack({ manager }, left) {
        await rows()
          .where({ manager })
          .whereNotIn('object', left.map(textOf))
          .delete();
      },
    }),

    async read(whose) {
      await forgetOld();
      const found = await rows().where(conditionOf(whose)).orderBy('id');
      return found.map(toEntry);
    },

    async strike({ id, uid }) {
      if (uid !== undefined) {
        await rows().where({ id }).delete();
        return;
      }
      // The write may be under way still: its answer then finds this, and the
      // object goes again.
      await rows().where({ id }).whereNull('uid').update({ is_undone: true });
    },

    async openTasks() {
      const found = await rows()
        .where({ asked_by_service: SCAFFOLDER, is_undone: false })
        .distinct('task', 'asked_by_user')
        .orderBy(['task', 'asked_by_user']);
      return found.map(({ task, asked_by_user }) => ({
        task,
        ...(asked_by_user !== null && { user: asked_by_user }),
      }));
    },

    async close({ task, user }) {
      await rows()
        .where(conditionOf({ task, user, service: SCAFFOLDER }))
        .delete();
    },
  };
}
