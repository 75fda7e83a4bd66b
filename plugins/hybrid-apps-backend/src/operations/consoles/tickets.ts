import { Knex } from 'knex';
import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { Clock } from '../../clock';
import { Ticketed } from './types';

const TABLE = 'console_tickets';

const LIFETIME_MS = 30_000;

interface Row {
  hash: string;
  until: string;
  wanted: string;
}

const kind = z.enum(['serial', 'vnc', 'exec']);

const ticketed: z.ZodType<Ticketed> = z.object({
  person: z.string(),
  address: z.string(),
  wanted: z.object({
    app: z.object({
      kind: z.string(),
      namespace: z.string(),
      name: z.string(),
    }),
    id: z.string(),
    kind,
    container: z.string().optional(),
    join: z.enum(['watch', 'take']).optional(),
  }),
  target: z.object({
    cluster: z.string(),
    kind,
    object: z.object({
      apiVersion: z.string(),
      kind: z.string(),
      namespace: z.string(),
      name: z.string(),
    }),
    uid: z.string(),
    container: z.string().optional(),
  }),
});

const hashOf = (ticket: string) =>
  createHash('sha256').update(ticket).digest('hex');

/** Tickets for consoles, of all replicas: each is good once, and not for long. */
export interface Tickets {
  issue(what: Ticketed): Promise<{ ticket: string; until: Date }>;
  /** Undefined where there is no such ticket, or no more. */
  take(ticket: string): Promise<Ticketed | undefined>;
}

/** The database holds their hashes alone: who reads it opens nothing. */
export function createTickets(db: Knex, clock: Clock): Tickets {
  const rows = () => db<Row>(TABLE);
  return {
    async issue(what) {
      const now = clock();
      await rows().where('until', '<', now.toISOString()).delete();
      const ticket = randomBytes(32).toString('base64url');
      const until = new Date(now.getTime() + LIFETIME_MS);
      await rows().insert({
        hash: hashOf(ticket),
        until: until.toISOString(),
        wanted: JSON.stringify(what),
      });
      return { ticket, until };
    },
    async take(ticket) {
      const which = { hash: hashOf(ticket) };
      const row = await rows().where(which).first();
      // Of two who bring it at once, one deletes it, and has it.
      const isMine = row && (await rows().where(which).delete()) === 1;
      return isMine && row.until > clock().toISOString()
        ? ticketed.parse(JSON.parse(row.wanted))
        : undefined;
    },
  };
}
