import { askedCluster } from '../__testUtils__/askedCluster';
import { drawOn } from '../__testUtils__/drawn';
import { inventory, inventorySystem } from '../__testUtils__/inventory';
import { WEB, world } from '../__testUtils__/judged';
import { status } from '../__testUtils__/scriptedAnswers';
import { PlainObject } from '../clusters';
import { appEvents } from './appEvents';
import { createListEvents, EventList } from './eventLists';
import { readEvent } from './readEvent';
import { merged } from './told';

const FIRST = '2026-01-01T10:00:00Z';
const LAST = '2026-01-01T11:00:00Z';
const iso = (time: string) => new Date(time).toISOString();

const event = (
  name: string,
  more: object = {},
  about: object = {},
): PlainObject => ({
  apiVersion: 'v1',
  kind: 'Event',
  metadata: { name, namespace: 'inventory', creationTimestamp: FIRST },
  involvedObject: {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    namespace: 'inventory',
    name: 'web',
    uid: 'web',
    ...about,
  },
  type: 'Warning',
  reason: 'Ails',
  message: 'It ails.',
  lastTimestamp: LAST,
  ...more,
});

describe('readEvent', () => {
  it.each<[string, object, object]>([
    ['once', {}, { lastSeen: iso(LAST), since: iso(FIRST) }],
    [
      'as client-go counts',
      { count: 12, firstTimestamp: '2026-01-01T09:00:00Z' },
      { count: 12, since: iso('2026-01-01T09:00:00Z'), lastSeen: iso(LAST) },
    ],
    [
      'as events.k8s.io counts',
      {
        lastTimestamp: null,
        eventTime: FIRST,
        series: { count: 7, lastObservedTime: LAST },
      },
      { count: 7, since: iso(FIRST), lastSeen: iso(LAST) },
    ],
    ['of no type', { type: undefined }, { type: 'Normal' }],
    ['that counts oddly', { count: '12' }, { count: undefined }],
    ['that counts in parts', { count: 1.5 }, { count: 1 }],
    [
      'of a long type',
      { type: 'x'.repeat(5_000) },
      { type: `${'x'.repeat(1_024)}…` },
    ],
    [
      'of much to say',
      { message: 'x'.repeat(5_000) },
      { message: `${'x'.repeat(1_024)}…` },
    ],
  ])('reads an event %s', (_, more, says) => {
    expect({ count: undefined, ...readEvent(event('e', more)) }).toMatchObject(
      says,
    );
  });

  it.each([
    undefined,
    null,
    'text',
    [],
    {},
    { involvedObject: 'web' },
    { involvedObject: { kind: 'Deployment' } },
    { involvedObject: { kind: {}, name: [] } },
  ])('reads nothing of %j', odd => {
    expect(readEvent(odd)).toBeUndefined();
  });
});

describe('merged', () => {
  const one = (more: object = {}) => ({
    type: 'Warning',
    reason: 'BackOff',
    message: 'Back-off restarting',
    lastSeen: LAST,
    ...more,
  });

  it('tells what says the same of one object as one, with all its repeats', () => {
    expect(
      merged([
        one({ count: 3, since: '2026-01-01T08:00:00Z', lastSeen: FIRST }),
        one(),
        one({ count: 8, since: FIRST }),
      ]),
    ).toEqual([one({ count: 12, since: '2026-01-01T08:00:00Z' })]);
  });

  it('leaves apart what says another thing, or of another object', () => {
    const object = { id: 'a', apiVersion: 'v1', kind: 'Pod', name: 'a' };
    const all = [one(), one({ reason: 'Failed' }), one({ object })];
    expect(merged(all)).toHaveLength(3);
  });

  it('puts the newest first, in one order however they come', () => {
    const all = [
      one({ message: 'a', lastSeen: undefined }),
      one({ message: 'b', lastSeen: FIRST }),
      one({ message: 'c', lastSeen: LAST }),
      one({ message: 'd', lastSeen: LAST }),
    ];
    for (const some of [all, [...all].reverse()]) {
      const messages = merged(some).map(({ message }) => message);
      expect(messages).toEqual(['c', 'd', 'b', 'a']);
    }
  });
});

const REPLICA_SET = { kind: 'ReplicaSet', name: 'web-1', uid: 'web-1' };

async function told(
  objects: readonly PlainObject[],
  ask?: (cluster: string, namespace: string) => Promise<EventList>,
  knowledge?: Parameters<typeof world>[1],
) {
  const { store, app } = world([...inventory, ...objects], knowledge);
  const drawn = drawOn([store], { entity: inventorySystem, parts: [] });
  return appEvents([store], drawn, app.members, ask);
}

describe('the events of an app', () => {
  it('are those of all its objects, each with what is drawn for it', async () => {
    const { items, left, lacks } = await told([
      event('one', { lastTimestamp: FIRST }),
      event('two', {}, REPLICA_SET),
      event('other', {}, { name: 'nobody', uid: 'nobody' }),
    ]);
    expect(
      items.map(({ object, component }) => [object?.kind, component]),
    ).toEqual([
      ['ReplicaSet', WEB],
      ['Deployment', WEB],
    ]);
    expect({ left, lacks }).toEqual({ left: 0, lacks: [] });
  });

  it('are 200 at most, and how many are left is told', async () => {
    const many = Array.from({ length: 205 }, (_, index) =>
      event(`e${index}`, { message: `It ails ${index}` }),
    );
    const { items, left } = await told(many);
    expect([items.length, left]).toEqual([200, 5]);
  });

  it('are not all known where the portal may not read them', async () => {
    const { lacks } = await told([], undefined, [
      {
        cluster: 'onprem',
        kind: 'events',
        state: 'forbidden',
        message: 'cannot list',
      },
    ]);
    expect(lacks).toEqual([
      {
        cluster: 'onprem',
        message:
          "Events of cluster 'onprem' are not all known (forbidden: cannot list).",
      },
    ]);
  });

  it('are those that the cluster still has, where it is asked', async () => {
    const asked: string[][] = [];
    const list: EventList = {
      message: 'Not all.',
      events: [
        // The same as is kept, with more to it by now.
        event('one', { count: 4 }),
        event('normal', { type: 'Normal', reason: 'Scaled' }),
        event('before', {}, { uid: 'another' }),
        event('elsewhere', {}, { namespace: 'payroll' }),
      ].flatMap(one => readEvent(one) ?? []),
    };
    const { items, lacks } = await told(
      [event('one')],
      async (cluster, namespace) => {
        asked.push([cluster, namespace]);
        return list;
      },
    );
    expect(asked).toEqual([['onprem', 'inventory']]);
    expect(items.map(({ reason, count }) => [reason, count])).toEqual([
      ['Scaled', undefined],
      ['Ails', 4],
    ]);
    expect(lacks).toEqual([
      { cluster: 'onprem', namespace: 'inventory', message: 'Not all.' },
    ]);
  });

  it('are asked for in ten namespaces at most, which is told', async () => {
    const labels = { 'app.kubernetes.io/part-of': 'inventory' };
    const asked: string[] = [];
    const { lacks } = await told(
      Array.from({ length: 12 }, (_, index) => ({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'c', namespace: `n${index}`, labels },
      })),
      async (_, namespace) => {
        asked.push(namespace);
        return { events: [] };
      },
    );
    expect(asked).toHaveLength(10);
    expect(asked[0]).toBe('inventory');
    expect(lacks.every(({ message }) => /no more than 10/.test(message))).toBe(
      true,
    );
    expect(lacks.length).toBeGreaterThan(0);
  });
});

describe('a list of events', () => {
  const PATH = '/api/v1/namespaces/inventory/events?limit=2000';
  const listed = (
    answers: Parameters<typeof askedCluster>[0],
    state?: Parameters<typeof askedCluster>[1],
  ) => {
    const { cluster, asked } = askedCluster(answers, state);
    const list = createListEvents(() => 0);
    return { asked, ask: () => list(cluster, 'inventory', 'user:x') };
  };

  it('is asked for once for all who look within seconds', async () => {
    const { ask, asked } = listed({ [PATH]: { body: [event('one'), {}] } });
    const [first, second] = await Promise.all([ask(), ask()]);
    expect(first.events.map(({ reason }) => reason)).toEqual(['Ails']);
    expect(first.message).toBeUndefined();
    expect(second).toBe(first);
    expect(asked).toHaveLength(1);
  });

  it('is told to be cut where there are too many', async () => {
    const many = Array.from({ length: 2_100 }, (_, index) => event(`${index}`));
    const { events, message } = await listed({ [PATH]: { body: many } }).ask();
    expect(events.length).toBeLessThanOrEqual(2_001);
    expect(message).toMatch(/more than 2000 events in namespace 'inventory'/);
  });

  it('is not known where the account may not', async () => {
    const { events, message } = await listed({
      [PATH]: { code: 403, says: status(403, 'Forbidden', 'cannot list') },
    }).ask();
    expect(events).toEqual([]);
    expect(message).toMatch(/may not list events in namespace 'inventory'/);
  });

  it("is not asked for where each user's own token is taken", async () => {
    const { ask, asked } = listed({}, 'per-user');
    expect((await ask()).message).toMatch(/each user's own token/);
    expect(asked).toEqual([]);
  });
});
