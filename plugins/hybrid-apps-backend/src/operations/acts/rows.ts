import { DatabaseService } from '@backstage/backend-plugin-api';
import { ConflictError, NotFoundError } from '@backstage/errors';
import { Knex } from 'knex';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { Clock } from '../../clock';
import { openDatabase } from '../../database';

/** Where an act is: the last three and `done` are ends. */
const stateSchema = z.enum([
  'asked',
  'taken',
  'done',
  'failed',
  'late',
  'unknown',
]);

/** @see {@link ActRow} */
export type ActState = z.infer<typeof stateSchema>;

/** An act that somebody asks for. */
export interface NewAct {
  /** Chosen by who asks, so that to ask again does nothing twice. */
  id: string;
  act: string;
  entityRef: string;
  cluster: string;
  namespace: string;
  /** The id of its node. */
  object: string;
  uid: string;
  askedBy: string;
  input?: unknown;
}

/**
 * An act, from before its request on. `asked`: the cluster did not answer yet.
 * `taken`: it did, and the end is not there yet. `late`: it takes longer than it
 * should. `unknown`: the answer was lost, and nothing tells what became of it.
 */
export interface ActRow extends NewAct {
  state: ActState;
  message?: string;
  /** In ISO 8601, as all times here. */
  askedAt: string;
  /** After which it takes too long. */
  until: string;
  endedAt?: string;
}

interface Stored {
  id: string;
  act: string;
  entity_ref: string;
  cluster: string;
  namespace: string;
  object: string;
  uid: string;
  asked_by: string;
  input: string | null;
  state: string;
  message: string | null;
  asked_at: string;
  until: string;
  ended_at: string | null;
  busy: string | null;
}

const TABLE = 'acts';

/** So many of an app are told at a time. */
const TOLD = 200;

const isOpen = (state: ActState) => state === 'asked' || state === 'taken';

const busyOf = ({ cluster, uid }: NewAct) => `${cluster} ${uid}`;

/** Whether it is the same that is asked for again, by the same. */
export const isAskedAgain = (
  row: ActRow,
  asked: Pick<NewAct, 'act' | 'object' | 'entityRef' | 'askedBy' | 'input'>,
): boolean =>
  row.act === asked.act &&
  row.object === asked.object &&
  row.entityRef === asked.entityRef &&
  row.askedBy === asked.askedBy &&
  isDeepStrictEqual(row.input, asked.input);

const LATE =
  'It takes longer than it should. Look at the object and its events; nothing more is done by itself.';

function toRow(stored: Stored, now: string): ActRow {
  const state = stateSchema.parse(stored.state);
  // Who followed it may be gone, as a backend that was restarted.
  const isLate = isOpen(state) && stored.until < now;
  const input: unknown =
    stored.input === null ? undefined : JSON.parse(stored.input);
  const message = isLate ? LATE : stored.message ?? undefined;
  return {
    id: stored.id,
    act: stored.act,
    entityRef: stored.entity_ref,
    cluster: stored.cluster,
    namespace: stored.namespace,
    object: stored.object,
    uid: stored.uid,
    askedBy: stored.asked_by,
    ...(input !== undefined && { input }),
    state: isLate ? 'late' : state,
    ...(message !== undefined && { message }),
    askedAt: stored.asked_at,
    until: stored.until,
    ...(stored.ended_at !== null && { endedAt: stored.ended_at }),
  };
}

/** What was done, in the plugin's database. */
export interface ActRows {
  /**
   * Writes an act down before its request, or gives the one of that id.
   *
   * @param overtakes - acts that do not keep it from beginning; they go on
   * @throws ConflictError where another act on the same object is under way, or
   * the id is of another act
   */
  begin(
    act: NewAct,
    timeoutMs: number,
    overtakes?: readonly string[],
  ): Promise<{ row: ActRow; isNew: boolean }>;
  /** That a step of it may last so long from now on. */
  extend(id: string, timeoutMs: number): Promise<void>;
  /** That the cluster took it. */
  taken(id: string): Promise<void>;
  /** How it ended. One that ended stays as it did. */
  end(
    id: string,
    state: Exclude<ActState, 'asked' | 'taken'>,
    message?: string,
  ): Promise<ActRow>;
  read(id: string): Promise<ActRow | undefined>;
  /** The last ones of an app, the newest first; or the one of an id. */
  ofApp(entityRef: string, id?: string): Promise<ActRow[]>;
  /** Forgets those that were asked for before a time, in ISO 8601. */
  forgetBefore(time: string): Promise<number>;
}

/** Opens the record of acts. */
export async function createActRows(
  database: DatabaseService,
  clock: Clock,
): Promise<ActRows> {
  const db: Knex = await openDatabase(database);
  const rows = () => db<Stored>(TABLE);
  const now = () => clock().toISOString();
  const after = (ms: number) => new Date(clock().getTime() + ms).toISOString();

  async function read(id: string): Promise<ActRow | undefined> {
    const stored = await rows().where({ id }).first();
    return stored && toRow(stored, now());
  }

  async function insert(act: NewAct, timeoutMs: number): Promise<boolean> {
    const { input } = act;
    const stored: Stored = {
      id: act.id,
      act: act.act,
      entity_ref: act.entityRef,
      cluster: act.cluster,
      namespace: act.namespace,
      object: act.object,
      uid: act.uid,
      asked_by: act.askedBy,
      input: input === undefined ? null : JSON.stringify(input),
      state: 'asked',
      message: null,
      asked_at: now(),
      until: after(timeoutMs),
      ended_at: null,
      busy: busyOf(act),
    };
    // Neither a second act of this id, nor one on an object that has one under way.
    const inserted = await rows()
      .insert(stored)
      .onConflict()
      .ignore()
      .returning('id');
    return inserted.length > 0;
  }

  /** Ends what nobody follows any more, so that the object is free. */
  const endLate = (busy: string) =>
    rows()
      .where({ busy })
      .andWhere('until', '<', now())
      .update({ state: 'late', message: LATE, ended_at: now(), busy: null });

  return {
    async begin(act, timeoutMs, overtakes = []) {
      const busy = busyOf(act);
      await endLate(busy);
      await rows()
        .where({ busy })
        .whereIn('act', [...overtakes])
        .update({ busy: null });
      const isNew = await insert(act, timeoutMs);
      const row = await read(act.id);
      // The id of an object has its cluster.
      if (row && row.uid === act.uid && isAskedAgain(row, act)) {
        return { row, isNew };
      }
      if (row) {
        throw new ConflictError(
          `'${act.id}' is the id of another act. Choose one of your own.`,
        );
      }
      const other = await rows().where({ busy }).first();
      throw new ConflictError(
        other
          ? `'${other.act}' is under way on it, which '${other.asked_by}' asked for at ${other.asked_at}. Wait for its end.`
          : 'Another act on it has just ended. Look at it again.',
      );
    },

    async extend(id, timeoutMs) {
      await rows()
        .where({ id })
        .update({ until: after(timeoutMs) });
    },

    async taken(id) {
      await rows().where({ id, state: 'asked' }).update({ state: 'taken' });
    },

    async end(id, state, message) {
      await rows()
        .where({ id })
        .whereNull('ended_at')
        .update({
          state,
          message: message ?? (state === 'late' ? LATE : null),
          ended_at: now(),
          busy: null,
        });
      const row = await read(id);
      if (!row) {
        throw new NotFoundError(`There is no act '${id}' any more.`);
      }
      return row;
    },

    read,

    async ofApp(entityRef, id) {
      const found = await rows()
        .where({ entity_ref: entityRef, ...(id !== undefined && { id }) })
        .orderBy('asked_at', 'desc')
        .limit(TOLD);
      return found.map(one => toRow(one, now()));
    },

    forgetBefore: time => rows().where('asked_at', '<', time).delete(),
  };
}
