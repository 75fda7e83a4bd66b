import { DatabaseService } from '@backstage/backend-plugin-api';
import {
  KindKnowledge,
  ModernizationFigures,
  ModernizationPoint,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Knex } from 'knex';
import { z } from 'zod';
import { openDatabase, REFS_PER_QUERY, ROWS_PER_INSERT } from '../database';
import { portions } from '../portions';
import { unhurried } from '../unhurried';
import { componentsOf, figuresOf, Sized } from './figures';
import { dayOf } from './series';

/** An app as it is now, as far as that counts here. */
export interface ObservedApp {
  entityRef: string;
  nodes: readonly Sized[];
  knowledge: readonly KindKnowledge[];
}

/** How far apps were in containers, in the database: a row a day, where that changed. */
export interface ModernizationRecord {
  /** Takes an app as it is now, to be written with the next `write`; one that is not known now is left as it was. */
  observe(app: ObservedApp): void;
  /**
   * Writes what changed of what was observed.
   *
   * @returns the number of apps that changed
   */
  write(now: Date): Promise<number>;
  /** What the figures of apps were from each time on, oldest first. */
  read(
    entityRefs: readonly string[],
  ): Promise<ReadonlyMap<string, ModernizationPoint[]>>;
  /**
   * Forgets what was before a time, in ISO 8601. What an app was at that time
   * stays, as that goes on until it changes; of one that is no more, nothing does.
   *
   * @param present - the apps that there are
   */
  forgetBefore(time: string, present: ReadonlySet<string>): Promise<number>;
}

interface Row {
  entity_ref: string;
  day: string;
  at: string;
  figures: string;
}

const amount = z.object({ value: z.number(), unknown: z.number() });
const share = z.object({ count: z.number(), cpu: amount, memory: amount });
const figuresSchema = z.object({ vm: share, container: share });

/**
 * Of what is not up to date nobody knows what has changed, nor of a cluster of
 * which the portal is told nothing, since it takes each user's own token.
 */
const saysNothing = ({ kind, state }: KindKnowledge): boolean =>
  ['syncing', 'unreachable', 'stale'].includes(state) ||
  (kind === '*' && state === 'forbidden');

/** As it is written, the same for the same figures. */
const written = ({ vm, container }: ModernizationFigures): string =>
  JSON.stringify(figuresSchema.parse({ vm, container }));

/** What is written last of apps, by entity reference. */
async function lastOf(
  db: Knex,
  entityRefs: readonly string[],
): Promise<Map<string, string>> {
  const last = new Map<string, string>();
  for (const refs of portions(entityRefs, REFS_PER_QUERY)) {
    const days = db<Row>('modernization')
      .whereIn('entity_ref', refs)
      .groupBy('entity_ref')
      .select('entity_ref')
      .max({ day: 'day' })
      .as('last');
    const rows: Array<Pick<Row, 'entity_ref' | 'figures'>> = await db(
      'modernization',
    )
      .join(days, joined =>
        joined
          .on('modernization.entity_ref', 'last.entity_ref')
          .andOn('modernization.day', 'last.day'),
      )
      .select('modernization.entity_ref', 'modernization.figures');
    rows.forEach(({ entity_ref, figures }) => last.set(entity_ref, figures));
  }
  return last;
}

/** Brings the database up to date, and opens the record in it. */
export async function createModernizationRecord(
  database: DatabaseService,
): Promise<ModernizationRecord> {
  const db = await openDatabase(database);
  const observed = new Map<string, string>();

  return {
    observe(app) {
      if (!app.knowledge.some(saysNothing)) {
        const figures = figuresOf(componentsOf(app));
        observed.set(app.entityRef, written(figures));
      }
    },

    async write(now) {
      const apps = new Map(observed);
      observed.clear();
      const last = await lastOf(db, [...apps.keys()]);
      const at = now.toISOString();
      const rows = [...apps]
        .filter(([entityRef, figures]) => last.get(entityRef) !== figures)
        .map(([entity_ref, figures]) => ({
          entity_ref,
          day: dayOf(at),
          at,
          figures,
        }))
        // Rows are locked until the commit: in one order, replicas wait for
        // each other, and never in a ring.
        .sort((a, b) => (a.entity_ref < b.entity_ref ? -1 : 1));
      for (const some of portions(rows, ROWS_PER_INSERT)) {
        await db<Row>('modernization')
          .insert(some)
          .onConflict(['entity_ref', 'day'])
          .merge(['at', 'figures'])
          // Of a replica that was held up, what is newer stays.
          .where('modernization.at', '<=', at);
      }
      return rows.length;
    },

    async read(entityRefs) {
      const series = new Map<string, ModernizationPoint[]>();
      for (const refs of portions(entityRefs, REFS_PER_QUERY)) {
        const rows = await db<Row>('modernization')
          .whereIn('entity_ref', refs)
          .orderBy('day')
          .select('entity_ref', 'at', 'figures');
        // Many rows of many apps: others have their turn meanwhile.
        await unhurried(rows, ({ entity_ref, at, figures }) => {
          const points = series.get(entity_ref) ?? [];
          points.push({
            at,
            figures: figuresSchema.parse(JSON.parse(figures)),
          });
          series.set(entity_ref, points);
        });
      }
      return series;
    },

    async forgetBefore(time, present) {
      const old = await db<Row>('modernization')
        .where('at', '<', time)
        .orderBy([{ column: 'entity_ref' }, { column: 'day', order: 'desc' }])
        .select('entity_ref', 'day');
      const kept = new Set<string>();
      const gone = old.filter(({ entity_ref }) => {
        const isKept = present.has(entity_ref) && !kept.has(entity_ref);
        kept.add(entity_ref);
        return !isKept;
      });
      let count = 0;
      for (const { entity_ref, day } of gone) {
        count += await db<Row>('modernization')
          .where({ entity_ref, day })
          .delete();
      }
      return count;
    },
  };
}
