import { OpenConsole } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Knex } from 'knex';
import { z } from 'zod';
import { Clock } from '../../clock';

const TABLE = 'open_consoles';

/** A replica that says nothing for so long is gone, and its consoles with it. */
const GONE_MS = 30_000;
const FORGOTTEN_MS = 10 * 60_000;

/** Database engines limit the parameters of a statement. */
const IDS_PER_QUERY = 500;

interface Row {
  id: string;
  target: string;
  person: string;
  told: string;
  seen: string;
  ended_by: string | null;
}

const openConsole: z.ZodType<OpenConsole> = z.object({
  id: z.string(),
  person: z.string(),
  role: z.enum(['keys', 'watch']),
  app: z.string(),
  cluster: z.string(),
  kind: z.enum(['serial', 'vnc', 'exec']),
  object: z.object({
    apiVersion: z.string(),
    kind: z.string(),
    namespace: z.string().optional(),
    name: z.string(),
  }),
  container: z.string().optional(),
  since: z.string(),
});

/** The consoles that are open, of all replicas. */
export interface Register {
  add(target: string, console: OpenConsole): Promise<void>;
  /** Somebody has the keys now, or watches now. */
  change(console: OpenConsole): Promise<void>;
  remove(ids: readonly string[]): Promise<void>;
  /** Says that these are still open. Tells of which an end was asked for, and by whom. */
  keep(ids: readonly string[]): Promise<Map<string, string>>;
  list(of?: { target?: string; person?: string }): Promise<OpenConsole[]>;
  askEnd(id: string, by: string): Promise<void>;
}

export function createRegister(db: Knex, clock: Clock): Register {
  const rows = () => db<Row>(TABLE);
  const ago = (ms: number) => new Date(clock().getTime() - ms).toISOString();

  async function inParts<T>(
    ids: readonly string[],
    ask: (part: string[]) => Promise<T>,
  ): Promise<T[]> {
    const answers: T[] = [];
    for (let at = 0; at < ids.length; at += IDS_PER_QUERY) {
      answers.push(await ask(ids.slice(at, at + IDS_PER_QUERY)));
    }
    return answers;
  }

  return {
    async add(target, console) {
      await rows().where('seen', '<', ago(FORGOTTEN_MS)).delete();
      await rows().insert({
        id: console.id,
        target,
        person: console.person,
        told: JSON.stringify(console),
        seen: clock().toISOString(),
      });
    },
    async change(console) {
      await rows()
        .where({ id: console.id })
        .update({ told: JSON.stringify(console) });
    },
    async remove(ids) {
      await inParts(ids, part => rows().whereIn('id', part).delete());
    },
    async keep(ids) {
      const asked = await inParts(ids, async part => {
        await rows()
          .whereIn('id', part)
          .update({ seen: clock().toISOString() });
        return rows()
          .whereIn('id', part)
          .whereNotNull('ended_by')
          .select('id', 'ended_by');
      });
      return new Map(
        asked.flat().map(({ id, ended_by: by }) => [id, by ?? '']),
      );
    },
    async list({ target, person } = {}) {
      const found = await rows()
        .where({
          ...(target !== undefined && { target }),
          ...(person !== undefined && { person }),
        })
        .andWhere('seen', '>', ago(GONE_MS))
        .whereNull('ended_by')
        .select('told');
      return found
        .map(({ told }) => openConsole.parse(JSON.parse(told)))
        .sort((a, b) => (`${a.since} ${a.id}` < `${b.since} ${b.id}` ? -1 : 1));
    },
    async askEnd(id, by) {
      await rows().where({ id }).update({ ended_by: by });
    },
  };
}
