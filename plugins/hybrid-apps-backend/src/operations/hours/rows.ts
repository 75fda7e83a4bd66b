import { Knex } from 'knex';
import { z } from 'zod';

const TABLE = 'plan_moments';

/** What became of a moment. `nothing`: there was nothing to do. `skipped`: the app was left as it is. */
const outcomeSchema = z.enum(['begun', 'nothing', 'skipped']);
const kindSchema = z.enum(['stop', 'start']);

/** A moment that was due, and what became of it. */
export interface MomentRow {
  entityRef: string;
  /** In ISO 8601. */
  dueAt: string;
  kind: 'stop' | 'start';
  outcome: z.infer<typeof outcomeSchema>;
  message?: string;
}

interface Stored {
  entity_ref: string;
  due_at: string;
  kind: string;
  outcome: string;
  message: string | null;
}

const toRow = (stored: Stored): MomentRow => ({
  entityRef: stored.entity_ref,
  dueAt: stored.due_at,
  kind: kindSchema.parse(stored.kind),
  outcome: outcomeSchema.parse(stored.outcome),
  ...(stored.message !== null && { message: stored.message }),
});

/** What became of the moments at which hours had apps stopped or started. */
export interface MomentRows {
  /** Whether it is known already what became of it. */
  has(entityRef: string, dueAt: string): Promise<boolean>;
  /** Writes it down; who is first says it. */
  add(row: MomentRow): Promise<void>;
  last(entityRef: string): Promise<MomentRow | undefined>;
  forgetBefore(time: string): Promise<void>;
}

export function createMomentRows(db: Knex): MomentRows {
  const rows = () => db<Stored>(TABLE);
  return {
    async has(entityRef, dueAt) {
      const found = await rows()
        .where({ entity_ref: entityRef, due_at: dueAt })
        .first('due_at');
      return found !== undefined;
    },
    async add({ entityRef, dueAt, kind, outcome, message }) {
      await rows()
        .insert({
          entity_ref: entityRef,
          due_at: dueAt,
          kind,
          outcome,
          message: message ?? null,
        })
        .onConflict(['entity_ref', 'due_at'])
        .ignore();
    },
    async last(entityRef) {
      const found = await rows()
        .where({ entity_ref: entityRef })
        .orderBy('due_at', 'desc')
        .first();
      return found && toRow(found);
    },
    async forgetBefore(time) {
      await rows().where('due_at', '<', time).delete();
    },
  };
}
