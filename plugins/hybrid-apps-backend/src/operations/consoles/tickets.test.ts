import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { openDatabase } from '../../database';
import { createRegister } from './register';
import { createTickets } from './tickets';
import { Ticketed } from './types';

jest.setTimeout(60_000);

const NOON = Date.UTC(2026, 10, 28, 12);
const what: Ticketed = {
  person: 'user:default/ana',
  address: '192.0.2.1',
  wanted: {
    app: { kind: 'system', namespace: 'default', name: 'shop' },
    id: 'onprem/shop//Pod/web',
    kind: 'exec',
    container: 'main',
  },
  target: {
    cluster: 'onprem',
    kind: 'exec',
    object: { apiVersion: 'v1', kind: 'Pod', namespace: 'shop', name: 'web' },
    uid: 'u',
    container: 'main',
  },
};
const open = (id: string, person = 'user:default/ana') => ({
  id,
  person,
  role: 'keys' as const,
  app: 'system:default/shop',
  cluster: 'onprem',
  kind: 'serial' as const,
  object: what.target.object,
  since: new Date(NOON).toISOString(),
});

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

describe.each(databases.eachSupportedId())('on %s', id => {
  let seconds = 0;
  const clock = () => new Date(NOON + seconds * 1_000);
  const start = async () => {
    seconds = 0;
    const knex = await databases.init(id);
    return openDatabase(mockServices.database({ knex }));
  };

  it('a ticket is good once, for 30 s, and the database holds its hash alone', async () => {
    const db = await start();
    const tickets = createTickets(db, clock);
    const { ticket, until } = await tickets.issue(what);
    expect(until).toEqual(new Date(NOON + 30_000));
    expect(JSON.stringify(await db('console_tickets').select())).not.toContain(
      ticket,
    );
    const taken = await Promise.all([
      tickets.take(ticket),
      tickets.take(ticket),
      tickets.take(`${ticket}x`),
    ]);
    expect(taken.filter(Boolean)).toEqual([what]);
    const late = await tickets.issue(what);
    seconds = 30;
    expect(await tickets.take(late.ticket)).toBeUndefined();
    await tickets.issue(what);
    seconds = 90;
    await tickets.issue(what);
    expect(await db('console_tickets').select()).toHaveLength(1);
  });

  it('the consoles of a replica are open while it says so', async () => {
    const db = await start();
    const register = createRegister(db, clock);
    await register.add('serial/onprem/u', open('a'));
    await register.add('serial/onprem/v', open('b', 'user:default/ben'));
    expect(await register.list()).toEqual([
      open('a'),
      open('b', 'user:default/ben'),
    ]);
    expect(await register.list({ target: 'serial/onprem/v' })).toHaveLength(1);
    expect(await register.list({ person: 'user:default/ana' })).toHaveLength(1);
    await register.askEnd('a', 'user:default/admin');
    expect(await register.list()).toHaveLength(1);
    seconds = 31;
    expect(await register.list()).toEqual([]);
    expect(await register.keep(['a', 'b'])).toEqual(
      new Map([['a', 'user:default/admin']]),
    );
    expect(await register.list()).toHaveLength(1);
    await register.remove(['a', 'b']);
    expect(await db('open_consoles').select()).toEqual([]);
  });
});
