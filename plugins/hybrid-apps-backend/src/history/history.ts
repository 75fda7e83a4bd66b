import { DatabaseService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { HistoryEntry } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Knex } from 'knex';
import { z } from 'zod';
import { openDatabase } from '../database';
import { KnownComponent, Step, stepsBetween } from './changes';
import { Observation } from './observe';
import { createTrail, NOTHING_TOLD, Trail } from './trail';

/** Whether a component may be told of, by its topology id. */
export type Shows = (component: string) => boolean;

/** The timelines of all apps. */
export interface History {
  /**
   * Compares apps with their last told states, and adds what changed, also
   * what the trail has of it that went and came back.
   *
   * @returns the number of entries that this call added
   */
  record(
    observations: readonly Observation[],
    signal?: AbortSignal,
  ): Promise<number>;
  /**
   * A page of an app's timeline, newest first.
   *
   * @param shows - whether a component may be told of; every one may, unless told
   */
  read(
    entityRef: string,
    page: { limit?: number; cursor?: string },
    shows?: Shows,
  ): Promise<{ items: HistoryEntry[]; nextCursor?: string }>;
  /** When each app last changed in a component that is shown; those without are absent. */
  latest(
    entityRefs: readonly string[],
    shows?: Shows,
  ): Promise<ReadonlyMap<string, string>>;
  /** Deletes entries from before a time, in ISO 8601. */
  forgetBefore(time: string): Promise<number>;
}

interface ChangeRow {
  /** A number; PostgreSQL's driver gives a bigint as text. */
  id: number | string;
  entity_ref: string;
  at: string;
  change: HistoryEntry['change'];
  component: string;
  before: string | null;
  after: string | null;
  text: string;
}

type ComponentRow = KnownComponent & { entity_ref: string };

const DEFAULT_LIMIT = 100;

/** Database engines limit the parameters of a statement. */
const REFS_PER_QUERY = 500;

const portions = (refs: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(refs.length / REFS_PER_QUERY) }, (_, i) =>
    refs.slice(i * REFS_PER_QUERY, (i + 1) * REFS_PER_QUERY),
  );

/** The last known states of the components of apps, by entity reference. */
async function knownComponents(
  db: Knex,
  entityRefs: readonly string[],
): Promise<Map<string, KnownComponent[]>> {
  const known = new Map<string, KnownComponent[]>();
  for (const refs of portions(entityRefs)) {
    const rows = await db<ComponentRow>('components')
      .whereIn('entity_ref', refs)
      .select(
        'entity_ref',
        'component',
        'health',
        'since',
        'cause',
        'ingress',
        'egress',
      );
    for (const { entity_ref, ...component } of rows) {
      known.set(entity_ref, [...(known.get(entity_ref) ?? []), component]);
    }
  }
  return known;
}

/** Nothing else goes to the database, which may fail on other texts and numbers. */
const cursorSchema = z.tuple([z.iso.datetime(), z.int().nonnegative()]);

/** A cursor names the last entry of the page before. */
const encodeCursor = ({ at, id }: ChangeRow): string =>
  Buffer.from(JSON.stringify([at, Number(id)])).toString('base64url');

function decodeCursor(cursor: string): { at: string; id: number } {
  try {
    const [at, id] = cursorSchema.parse(
      JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')),
    );
    return { at, id };
  } catch {
    throw new InputError('The cursor is none that an answer gave.');
  }
}

const toEntry = (row: ChangeRow): HistoryEntry => ({
  id: String(row.id),
  at: row.at,
  change: row.change,
  component: row.component,
  ...(row.before !== null && { before: row.before }),
  ...(row.after !== null && { after: row.after }),
  text: row.text,
});

/**
 * Moves a component from the state that was read to a new one, unless another
 * replica was faster.
 */
async function compareAndSet(
  trx: Knex.Transaction,
  entityRef: string,
  { component, before, after }: Step,
): Promise<boolean> {
  if (!before) {
    const inserted = await trx<ComponentRow>('components')
      .insert({ entity_ref: entityRef, component, ...after })
      .onConflict(['entity_ref', 'component'])
      .ignore()
      .returning('component');
    return inserted.length > 0;
  }
  const asRead = trx<ComponentRow>('components').where({
    entity_ref: entityRef,
    ...before,
  });
  return (await (after ? asRead.update(after) : asRead.delete())) > 0;
}

/** @returns whether it was taken, and so told */
async function applyStep(
  trx: Knex.Transaction,
  entityRef: string,
  step: Step,
): Promise<boolean> {
  if (!(await compareAndSet(trx, entityRef, step))) {
    return false;
  }
  if (step.entries.length > 0) {
    await trx('changes').insert(
      step.entries.map(entry => ({ entity_ref: entityRef, ...entry })),
    );
  }
  return true;
}

/** Adds what was looked at to what the watch saw. */
function sample(trail: Trail, observations: readonly Observation[]) {
  for (const { at, components } of observations) {
    for (const { component, health, reason } of components) {
      if (health) {
        trail.sample(component, { at, health, ...(reason && { reason }) });
      }
    }
  }
}

/**
 * Brings the database up to date, and opens the history in it.
 *
 * @param trail - what this replica sees
 */
export async function createHistory(
  database: DatabaseService,
  trail: Trail = createTrail(),
): Promise<History> {
  const db = await openDatabase(database);

  /** Every component that an app's timeline tells of. */
  const componentsOf = (entityRef: string): Promise<string[]> =>
    db<ChangeRow>('changes')
      .where({ entity_ref: entityRef })
      .distinct()
      .pluck('component');

  return {
    async record(observations, signal) {
      sample(trail, observations);
      const known = await knownComponents(
        db,
        observations.map(({ entityRef }) => entityRef),
      );
      const untold = (component: string, one?: KnownComponent) =>
        trail.untold(component, one ?? NOTHING_TOLD);
      const told: KnownComponent[] = [];
      let isOvertaken = false;
      let added = 0;
      for (const observation of observations) {
        const { entityRef } = observation;
        const before = known.get(entityRef) ?? [];
        const now = new Map(before.map(one => [one.component, one]));
        for (const step of stepsBetween(before, observation, untold)) {
          if (signal?.aborted) {
            return added;
          }
          if (await db.transaction(trx => applyStep(trx, entityRef, step))) {
            added += step.entries.length;
            now.delete(step.component);
            if (step.after) {
              now.set(step.component, step.after);
            }
          } else {
            isOvertaken = true;
          }
        }
        told.push(...now.values());
      }
      // What the other replica did not tell is still to be told, next time.
      if (!isOvertaken) {
        told.forEach(one => trail.forget(one.component, one));
      }
      return added;
    },

    async read(entityRef, { limit = DEFAULT_LIMIT, cursor }, shows) {
      const hidden = shows
        ? (await componentsOf(entityRef)).filter(one => !shows(one))
        : [];
      const query = db<ChangeRow>('changes')
        .where({ entity_ref: entityRef })
        .orderBy([
          { column: 'at', order: 'desc' },
          { column: 'id', order: 'desc' },
        ])
        .limit(limit + 1);
      if (cursor !== undefined) {
        const { at, id } = decodeCursor(cursor);
        query.andWhere(older =>
          older
            .where('at', '<', at)
            .orWhere(same => same.where('at', at).andWhere('id', '<', id)),
        );
      }
      for (const some of portions(hidden)) {
        query.whereNotIn('component', some);
      }
      const rows = await query;
      const page = rows.slice(0, limit);
      return {
        items: page.map(toEntry),
        ...(rows.length > limit && {
          nextCursor: encodeCursor(page[page.length - 1]),
        }),
      };
    },

    async latest(entityRefs, shows = () => true) {
      const latest = new Map<string, string>();
      for (const refs of portions(entityRefs)) {
        const rows: Array<Pick<ChangeRow, 'entity_ref' | 'component' | 'at'>> =
          await db('changes')
            .whereIn('entity_ref', refs)
            .groupBy('entity_ref', 'component')
            .select('entity_ref', 'component', db.raw('max(at) as at'));
        for (const { entity_ref, component, at } of rows) {
          if (shows(component) && at > (latest.get(entity_ref) ?? '')) {
            latest.set(entity_ref, at);
          }
        }
      }
      return latest;
    },

    forgetBefore: time =>
      db<ChangeRow>('changes').where('at', '<', time).delete(),
  };
}
