import { DatabaseService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { HistoryEntry } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Knex } from 'knex';
import { z } from 'zod';
import { openDatabase, REFS_PER_QUERY, ROWS_PER_INSERT } from '../database';
import { portions } from '../portions';
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
   * A page of an app's timeline, newest first; of some components alone where
   * they are told.
   *
   * @param shows - whether a component may be told of; every one may, unless told
   */
  read(
    entityRef: string,
    page: { limit?: number; cursor?: string; components?: readonly string[] },
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
  by: string | null;
  text: string;
}

type ComponentRow = KnownComponent & { entity_ref: string };

const DEFAULT_LIMIT = 100;

/** One commit for so many, as each waits for the disk; few enough to hold nobody up. */
const STEPS_PER_TRANSACTION = 100;

/** The last known states of the components of apps, by entity reference. */
async function knownComponents(
  db: Knex,
  entityRefs: readonly string[],
): Promise<Map<string, KnownComponent[]>> {
  const known = new Map<string, KnownComponent[]>();
  for (const refs of portions(entityRefs, REFS_PER_QUERY)) {
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
        'setup',
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
  ...(row.by !== null && { by: row.by }),
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

/** A step of an app's component. */
interface AppStep {
  entityRef: string;
  step: Step;
}

const keyOf = ({ entityRef, step }: AppStep): string =>
  `${entityRef} ${step.component}`;

/** @returns those that were taken, and so told; the rest another replica took */
async function applySteps(
  trx: Knex.Transaction,
  steps: readonly AppStep[],
): Promise<Set<AppStep>> {
  const taken = new Set<AppStep>();
  // Rows are locked until the commit: in one order, replicas wait for each
  // other, and never in a ring.
  const inOrder = [...steps].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  for (const one of inOrder) {
    if (await compareAndSet(trx, one.entityRef, one.step)) {
      taken.add(one);
    }
  }
  const rows = steps
    .filter(one => taken.has(one))
    .flatMap(({ entityRef, step }) =>
      step.entries.map(entry => ({ entity_ref: entityRef, ...entry })),
    );
  for (const some of portions(rows, ROWS_PER_INSERT)) {
    await trx('changes').insert(some);
  }
  return taken;
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
      const told = new Map(
        observations.map(({ entityRef }) => [
          entityRef,
          new Map(known.get(entityRef)?.map(one => [one.component, one])),
        ]),
      );
      function* steps(): Generator<AppStep> {
        for (const observation of observations) {
          const { entityRef } = observation;
          const before = known.get(entityRef) ?? [];
          for (const step of stepsBetween(before, observation, untold)) {
            yield { entityRef, step };
          }
        }
      }
      let isOvertaken = false;
      let added = 0;
      for (const batch of portions(steps(), STEPS_PER_TRANSACTION)) {
        if (signal?.aborted) {
          return added;
        }
        const taken = await db.transaction(trx => applySteps(trx, batch));
        isOvertaken ||= taken.size < batch.length;
        for (const { entityRef, step } of taken) {
          added += step.entries.length;
          told.get(entityRef)?.delete(step.component);
          if (step.after) {
            told.get(entityRef)?.set(step.component, step.after);
          }
        }
      }
      // What the other replica did not tell is still to be told, next time.
      if (!isOvertaken) {
        for (const components of told.values()) {
          components.forEach(one => trail.forget(one.component, one));
        }
      }
      return added;
    },

    async read(
      entityRef,
      { limit = DEFAULT_LIMIT, cursor, components },
      shows,
    ) {
      const all = shows || components ? await componentsOf(entityRef) : [];
      const hidden = shows ? all.filter(one => !shows(one)) : [];
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
      if (components) {
        // No text goes to the database that did not come of it, which may fail on others.
        const told = all.filter(one => components.includes(one));
        query.whereIn('component', told.slice(0, REFS_PER_QUERY));
      }
      for (const some of portions(hidden, REFS_PER_QUERY)) {
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
      for (const refs of portions(entityRefs, REFS_PER_QUERY)) {
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
