import { DatabaseService } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import { Knex } from 'knex';
import { z } from 'zod';
import { Clock } from '../../clock';
import { openDatabase, REFS_PER_QUERY, ROWS_PER_INSERT } from '../../database';
import { memoryKey } from './compose';
import { Before, beforeSchema } from './power';
import { NewPlan, PlanRow, StepRow } from './types';

const PLANS = 'plans';
const STEPS = 'plan_steps';
const STOPPED = 'stopped_objects';

/** So many of an app are told at a time. */
const TOLD = 20;

/** A replica that says nothing for so long is gone, and another goes on. */
export const LEASE_MS = 60_000;

interface StoredPlan {
  id: string;
  entity_ref: string;
  kind: string;
  asked_by: string;
  person: string | null;
  goes_back: string | null;
  due_at: string | null;
  left_alone: string;
  state: string;
  cancel_by: string | null;
  asked_at: string;
  ended_at: string | null;
  busy: string | null;
  leased_by: string | null;
  leased_until: string | null;
}

interface StoredStep {
  plan_id: string;
  position: number;
  stage: number;
  object: string;
  cluster: string;
  namespace: string;
  uid: string;
  act: string;
  input: string | null;
  before: string;
  state: string;
  message: string | null;
  begun_at: string | null;
  ended_at: string | null;
}

interface StoredMemory {
  entity_ref: string;
  cluster: string;
  uid: string;
  plan_id: string;
  before: string;
}

const kindSchema = z.enum(['stop', 'start']);
const stateSchema = z.enum(['running', 'done', 'failed', 'cancelled']);
const stepStateSchema = z.enum([
  'waiting',
  'begun',
  'done',
  'failed',
  'skipped',
]);
const personSchema = z.object({
  userEntityRef: z.string(),
  ownershipEntityRefs: z.array(z.string()),
});
const leftSchema = z.array(
  z.object({
    object: z.string(),
    cluster: z.string(),
    namespace: z.string(),
    why: z.string(),
  }),
);
const inputSchema = z.object({ replicas: z.int() });

/** How a plan ends. */
export type PlanEnd = 'done' | 'failed' | 'cancelled';

const toStep = (stored: StoredStep): StepRow => ({
  position: stored.position,
  stage: stored.stage,
  object: stored.object,
  cluster: stored.cluster,
  namespace: stored.namespace,
  uid: stored.uid,
  act: stored.act,
  ...(stored.input !== null && {
    input: inputSchema.parse(JSON.parse(stored.input)),
  }),
  before: beforeSchema.parse(JSON.parse(stored.before)),
  state: stepStateSchema.parse(stored.state),
  ...(stored.message !== null && { message: stored.message }),
  ...(stored.begun_at !== null && { begunAt: stored.begun_at }),
  ...(stored.ended_at !== null && { endedAt: stored.ended_at }),
});

function toPlan(stored: StoredPlan, steps: readonly StoredStep[]): PlanRow {
  const state = stateSchema.parse(stored.state);
  return {
    id: stored.id,
    kind: kindSchema.parse(stored.kind),
    entityRef: stored.entity_ref,
    askedBy: stored.asked_by,
    ...(stored.person !== null && {
      person: personSchema.parse(JSON.parse(stored.person)),
    }),
    ...(stored.goes_back !== null && { goesBack: stored.goes_back }),
    ...(stored.due_at !== null && { dueAt: stored.due_at }),
    leftAlone: leftSchema.parse(JSON.parse(stored.left_alone)),
    state:
      state === 'running' && stored.cancel_by !== null ? 'cancelling' : state,
    ...(stored.cancel_by !== null && { cancelBy: stored.cancel_by }),
    askedAt: stored.asked_at,
    ...(stored.ended_at !== null && { endedAt: stored.ended_at }),
    steps: steps.map(toStep),
  };
}

/** Whether it is the same that is asked for again, by the same. */
export const isPlanAskedAgain = (
  row: PlanRow,
  asked: Pick<NewPlan, 'kind' | 'entityRef' | 'askedBy' | 'goesBack'>,
): boolean =>
  row.kind === asked.kind &&
  row.entityRef === asked.entityRef &&
  row.askedBy === asked.askedBy &&
  row.goesBack === asked.goesBack;

/** Plans, and how what they stopped ran before, in the plugin's database. */
export interface PlanRows {
  /**
   * Writes a plan down before its first act, or gives the one of that id.
   *
   * @throws ConflictError where another plan of the app is under way, or the id
   * is of another plan
   */
  begin(plan: NewPlan): Promise<{ row: PlanRow; isNew: boolean }>;
  read(id: string): Promise<PlanRow | undefined>;
  /** The last ones of an app, the newest first. */
  ofApp(entityRef: string): Promise<PlanRow[]>;
  /** Those under way that no replica runs. */
  orphans(): Promise<string[]>;
  /** Takes a plan that is under way, or keeps it; false where another replica has it. */
  take(id: string, replica: string): Promise<boolean>;
  /** Lets go of it, so that another replica may go on at once. */
  release(id: string, replica: string): Promise<void>;
  /**
   * What became of a step, of which nothing is known that is further on.
   *
   * @returns false where it ended before
   */
  step(
    id: string,
    position: number,
    state: Exclude<StepRow['state'], 'waiting'>,
    message?: string,
  ): Promise<boolean>;
  /** Whether somebody asked for its end. */
  isCancelled(id: string): Promise<boolean>;
  /** Asks for its end; false where it has ended. */
  cancel(id: string, by: string): Promise<boolean>;
  /** How it ended, and that the app is free; false where it had ended before. */
  end(id: string, state: PlanEnd): Promise<boolean>;
  /** How what plans of the app stopped ran before, by {@link memoryKey}. */
  memory(entityRef: string): Promise<Map<string, Before>>;
  /** That a step stops this object now, which ran so. */
  remember(plan: PlanRow, step: StepRow, before: Before): Promise<void>;
  /** That it runs again. */
  forget(plan: PlanRow, step: StepRow): Promise<void>;
  /** Forgets plans that ended and were asked for before a time; never how what is stopped ran. */
  forgetBefore(time: string): Promise<number>;
}

/** Opens the record of plans. */
export async function createPlanRows(
  database: DatabaseService,
  clock: Clock,
): Promise<PlanRows> {
  const db: Knex = await openDatabase(database);
  const plans = () => db<StoredPlan>(PLANS);
  const now = () => clock().toISOString();

  async function withSteps(found: readonly StoredPlan[]): Promise<PlanRow[]> {
    const steps = await db<StoredStep>(STEPS)
      .whereIn(
        'plan_id',
        found.map(({ id }) => id),
      )
      .orderBy(['plan_id', 'position']);
    return found.map(plan =>
      toPlan(
        plan,
        steps.filter(({ plan_id }) => plan_id === plan.id),
      ),
    );
  }

  async function read(id: string): Promise<PlanRow | undefined> {
    const [row] = await withSteps(await plans().where({ id }));
    return row;
  }

  const insert = (plan: NewPlan): Promise<boolean> =>
    db.transaction(async trx => {
      const stored: StoredPlan = {
        id: plan.id,
        entity_ref: plan.entityRef,
        kind: plan.kind,
        asked_by: plan.askedBy,
        person: plan.person ? JSON.stringify(plan.person) : null,
        goes_back: plan.goesBack ?? null,
        due_at: plan.dueAt ?? null,
        left_alone: JSON.stringify(plan.leftAlone),
        state: 'running',
        cancel_by: null,
        asked_at: now(),
        ended_at: null,
        busy: plan.entityRef,
        leased_by: null,
        leased_until: null,
      };
      // Neither a second plan of this id, nor one of an app that has one under way.
      const inserted = await trx<StoredPlan>(PLANS)
        .insert(stored)
        .onConflict()
        .ignore()
        .returning('id');
      if (inserted.length === 0) {
        return false;
      }
      const steps = plan.steps.map(
        (step, position): StoredStep => ({
          plan_id: plan.id,
          position,
          stage: step.stage,
          object: step.object,
          cluster: step.cluster,
          namespace: step.namespace,
          uid: step.uid,
          act: step.act,
          input: step.input ? JSON.stringify(step.input) : null,
          before: JSON.stringify(step.before),
          state: 'waiting',
          message: null,
          begun_at: null,
          ended_at: null,
        }),
      );
      await trx.batchInsert(STEPS, steps, ROWS_PER_INSERT / 2);
      return true;
    });

  return {
    async begin(plan) {
      const isNew = await insert(plan);
      const row = await read(plan.id);
      if (row && (isNew || isPlanAskedAgain(row, plan))) {
        return { row, isNew };
      }
      if (row) {
        throw new ConflictError(
          `'${plan.id}' is the id of another plan. Choose one of your own.`,
        );
      }
      const other = await plans().where({ busy: plan.entityRef }).first();
      throw new ConflictError(
        other
          ? `A plan to ${other.kind} it is under way, which '${other.asked_by}' asked for at ${other.asked_at}. Wait for its end, or cancel it.`
          : 'Another plan of it has just ended. Look at it again.',
      );
    },

    read,

    async ofApp(entityRef) {
      return withSteps(
        await plans()
          .where({ entity_ref: entityRef })
          .orderBy('asked_at', 'desc')
          .limit(TOLD),
      );
    },

    async orphans() {
      return plans()
        .where({ state: 'running' })
        .andWhere(free =>
          free.whereNull('leased_until').orWhere('leased_until', '<', now()),
        )
        .orderBy('asked_at')
        .pluck('id');
    },

    async take(id, replica) {
      const taken = await plans()
        .where({ id, state: 'running' })
        .andWhere(free =>
          free
            .whereNull('leased_until')
            .orWhere('leased_until', '<', now())
            .orWhere({ leased_by: replica }),
        )
        .update({
          leased_by: replica,
          leased_until: new Date(clock().getTime() + LEASE_MS).toISOString(),
        });
      return taken > 0;
    },

    async release(id, replica) {
      await plans()
        .where({ id, leased_by: replica })
        .update({ leased_by: null, leased_until: null });
    },

    async step(id, position, state, message) {
      const changed = await db<StoredStep>(STEPS)
        .where({ plan_id: id, position })
        .whereNull('ended_at')
        .update({
          state,
          message: message ?? null,
          ...(state === 'begun' ? { begun_at: now() } : { ended_at: now() }),
        });
      return changed > 0;
    },

    async isCancelled(id) {
      const row = await plans().where({ id }).first('cancel_by');
      return row !== undefined && row.cancel_by !== null;
    },

    async cancel(id, by) {
      // The first who asked stays.
      await plans()
        .where({ id, state: 'running' })
        .whereNull('cancel_by')
        .update({ cancel_by: by });
      const row = await plans().where({ id }).first();
      return row?.state === 'running';
    },

    async end(id, state) {
      const ended = await plans()
        .where({ id, state: 'running' })
        .update({ state, ended_at: now(), busy: null });
      return ended > 0;
    },

    async memory(entityRef) {
      const found = await db<StoredMemory>(STOPPED).where({
        entity_ref: entityRef,
      });
      return new Map(
        found.map(({ cluster, uid, before }) => [
          memoryKey(cluster, uid),
          beforeSchema.parse(JSON.parse(before)),
        ]),
      );
    },

    async remember({ id, entityRef }, { position, cluster, uid }, before) {
      const text = JSON.stringify(before);
      await db.transaction(async trx => {
        await trx<StoredMemory>(STOPPED)
          .insert({
            entity_ref: entityRef,
            cluster,
            uid,
            plan_id: id,
            before: text,
          })
          .onConflict(['entity_ref', 'cluster', 'uid'])
          .merge();
        await trx<StoredStep>(STEPS)
          .where({ plan_id: id, position })
          .update({ before: text });
      });
    },

    async forget({ entityRef }, { cluster, uid }) {
      await db<StoredMemory>(STOPPED)
        .where({ entity_ref: entityRef, cluster, uid })
        .delete();
    },

    async forgetBefore(time) {
      const old = await plans()
        .where('asked_at', '<', time)
        .whereNot({ state: 'running' })
        .limit(REFS_PER_QUERY)
        .pluck('id');
      await db<StoredStep>(STEPS).whereIn('plan_id', old).delete();
      return plans().whereIn('id', old).delete();
    },
  };
}
