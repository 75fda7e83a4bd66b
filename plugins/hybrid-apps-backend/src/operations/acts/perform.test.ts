import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import {
  ClusterChange,
  KubeConnectionError,
  KubeRequest,
  KubeStatusError,
  LiveStore,
} from '../../clusters';
import { createStoreFromObjects } from '../../kinds';
import { createPerformer, Performer } from './perform';
import { ActRows, createActRows } from './rows';
import { Act, POSSIBLE, Progress, Step } from './types';

jest.setTimeout(120_000);

type StepRequestMaker = Extract<Step['request'], Function>;

const APP = 'system:default/shop';
const START = Date.UTC(2026, 0, 1);
const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

const refused = (code: number, reason?: string) =>
  new KubeStatusError({
    cluster: 'onprem',
    method: 'PUT',
    path: '/first',
    code,
    reason,
    serverMessage: 'no',
  });
const lost = new KubeConnectionError({
  cluster: 'onprem',
  method: 'PUT',
  path: '/first',
  message: 'socket hang up',
});

describe.each(databases.eachSupportedId())('acts on %s', databaseId => {
  let rows: ActRows;
  let performer: Performer;
  let now: Date;
  /** What the cluster says of each step now. */
  let progress: Record<string, Progress>;
  /** What it answers to a request; it takes it unless told. */
  let answers: Record<string, Error>;
  let sent: string[];
  let listeners: Set<(change: ClusterChange) => void>;
  const store: LiveStore = createStoreFromObjects('onprem', []);

  beforeEach(async () => {
    const knex = await databases.init(databaseId);
    now = new Date(START);
    rows = await createActRows(mockServices.database({ knex }), () => now);
    progress = {};
    answers = {};
    sent = [];
    listeners = new Set();
    performer = createPerformer({
      rows,
      logger: mockServices.logger.mock(),
      clusters: {
        get: () => Object({ store }),
        subscribe: listener => {
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
      },
    });
  });
  afterEach(() => performer.stop());

  const step = (request: string | StepRequestMaker): Step => ({
    request:
      typeof request === 'string' ? { method: 'PUT', path: request } : request,
    progress: () => progress[String(request)] ?? { state: 'going' },
    timeoutMs: 60_000,
  });
  const act = (...paths: Array<string | StepRequestMaker>): Act => ({
    id: 'try',
    kinds: ['/Pod'],
    right: 'power',
    words: { label: 'Try', will: 'Tries {{name}}.', did: 'Tried.' },
    danger: 'none',
    needs: [],
    offer: () => POSSIBLE,
    basis: () => null,
    steps: () => paths.map(step),
  });
  const perform = (
    id: string,
    paths: Array<string | StepRequestMaker> = ['/first'],
    more: object = {},
  ) =>
    performer.perform({
      act: act(...paths),
      object: {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'a', uid: 'a-1' },
      },
      client: {
        cluster: 'onprem',
        async request({ path }: KubeRequest) {
          sent.push(path);
          if (answers[path]) {
            throw answers[path];
          }
          return { status: 200, headers: {}, body: undefined };
        },
      },
      noted: {
        id,
        entityRef: APP,
        cluster: 'onprem',
        namespace: 'shop',
        object: 'onprem/shop//Pod/a',
        uid: 'a-1',
        askedBy: 'user:default/ana',
        ...more,
      },
    });
  /** The cluster tells of a change. */
  function tells(path: string, said: Progress) {
    progress[path] = said;
    listeners.forEach(listener =>
      listener({ cluster: 'onprem', revision: 1, objects: [] }),
    );
  }
  const stateOf = async (id: string) => {
    const row = await rows.read(id);
    return [row?.state, row?.message];
  };
  /** Waits for what follows by itself to be written. */
  async function comes(id: string, state: string) {
    for (;;) {
      const [told] = await stateOf(id);
      if (told === state) {
        return;
      }
      await new Promise(resolve => setImmediate(resolve));
    }
  }

  it('go on after the answer, to the end that the cluster tells', async () => {
    const { row, isNew } = await perform('one');
    expect([row.state, isNew, row.askedAt]).toEqual([
      'taken',
      true,
      '2026-01-01T00:00:00.000Z',
    ]);
    tells('/first', { state: 'going' });
    expect(await stateOf('one')).toEqual(['taken', undefined]);
    tells('/first', { state: 'done' });
    await comes('one', 'done');
    expect(sent).toEqual(['/first']);
  });

  it('keep what is still to be known at the end', async () => {
    await perform('one');
    tells('/first', { state: 'done', note: 'Restart it.' });
    await comes('one', 'done');
    expect(await stateOf('one')).toEqual(['done', 'Restart it.']);
  });

  it('take one step after the other', async () => {
    await perform('one', ['/first', '/second']);
    expect(sent).toEqual(['/first']);
    progress['/second'] = { state: 'failed', why: 'It broke.' };
    tells('/first', { state: 'done' });
    await comes('one', 'failed');
    expect(sent).toEqual(['/first', '/second']);
    expect(await stateOf('one')).toEqual(['failed', 'It broke.']);
  });

  it('are unknown where a step cannot say any more how far it is', async () => {
    await perform('one', ['/first', '/second']);
    tells('/first', { state: 'unknown', why: 'Its rule broke.' });
    await comes('one', 'unknown');
    expect(await stateOf('one')).toEqual(['unknown', 'Its rule broke.']);
    expect(sent).toEqual(['/first']);
  });

  it.each([
    [403, 'Forbidden', 'The cluster does not allow it: no'],
    [409, 'Conflict', 'The cluster refused it: no'],
    [500, 'InternalError', 'The cluster refused it: no'],
  ])('end where the cluster answers %i %s', async (code, reason, message) => {
    answers['/first'] = refused(code, reason);
    const { row } = await perform('one');
    expect([row.state, row.message]).toEqual(['failed', message]);
  });

  it('tell that it was changed meanwhile, where a test of the patch failed', async () => {
    answers['/first'] = new KubeStatusError({
      cluster: 'onprem',
      method: 'PATCH',
      path: '/first',
      code: 422,
      reason: 'Invalid',
      serverMessage:
        'the server rejected our request due to an error in our request',
    });
    const { row } = await perform('one');
    expect([row.state, row.message]).toEqual([
      'failed',
      'It was changed meanwhile, so nothing was done. Look at it again.',
    ]);
  });

  it.each([
    ['a broken connection', lost],
    ['a proxy', refused(504)],
    ['a server without a word', refused(500)],
  ])(
    'look, and ask no second time, where %s lost the answer',
    async (_, error) => {
      answers['/first'] = error;
      const { row } = await perform('one');
      expect(row.state).toBe('asked');
      tells('/first', { state: 'done' });
      await comes('one', 'done');
      expect(sent).toEqual(['/first']);
    },
  );

  it('are unknown where the answer was lost, and what they are to bring about was there before', async () => {
    progress['/first'] = { state: 'done' };
    answers['/first'] = lost;
    await perform('one');
    await comes('one', 'unknown');
    expect(await stateOf('one')).toEqual([
      'unknown',
      expect.stringMatching(/answer of the cluster was lost.*socket hang up/),
    ]);
  });

  it.each([
    [refused(503), 'The cluster refused it: no'],
    [lost, expect.stringMatching(/^Nothing was done: .*socket hang up/)],
  ])(
    'fail where what is read first does not come: %s',
    async (error, message) => {
      answers['/template'] = error;
      const { row } = await perform('one', [
        async ({ read }) => {
          await read('/template');
          return { method: 'PUT', path: '/first' };
        },
      ]);
      expect([row.state, row.message]).toEqual(['failed', message]);
      expect(sent).toEqual(['/template']);
    },
  );

  it('are done once for an id', async () => {
    const both = await Promise.all([perform('one'), perform('one')]);
    expect(both.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(sent).toEqual(['/first']);
    for (const other of [
      { askedBy: 'user:default/eve' },
      { input: { replicas: 0 } },
    ]) {
      await expect(perform('one', ['/first'], other)).rejects.toThrow(
        /is the id of another act/,
      );
    }
  });

  it('are one at a time on an object, and say whose it is', async () => {
    await perform('one');
    await expect(
      perform('two', ['/first'], { askedBy: 'user:default/eve' }),
    ).rejects.toThrow(/which 'user:default\/ana' asked for/);
    await perform('other', ['/first'], { uid: 'b-1' });
    tells('/first', { state: 'done' });
    await comes('one', 'done');
    await perform('three');
    expect(sent).toEqual(['/first', '/first', '/first']);
  });

  it('are late after their time, also where nobody follows them any more, and free the object', async () => {
    await perform('one');
    performer.stop();
    now = new Date(START + 60_001);
    expect(await stateOf('one')).toEqual([
      'late',
      expect.stringMatching(/longer than it should/),
    ]);
    const { row } = await perform('two');
    expect(row.state).toBe('taken');
  });

  it('are told of an app, the newest first, and forgotten', async () => {
    await perform('one');
    now = new Date(START + 1_000);
    await perform('two', ['/first'], { uid: 'b-1', input: { replicas: 2 } });
    expect((await rows.ofApp(APP)).map(({ id, input }) => [id, input])).toEqual(
      [
        ['two', { replicas: 2 }],
        ['one', undefined],
      ],
    );
    expect((await rows.ofApp(APP, 'one')).map(({ id }) => id)).toEqual(['one']);
    expect(await rows.ofApp('system:default/other')).toEqual([]);
    expect(await rows.forgetBefore(now.toISOString())).toBe(1);
    expect(await rows.ofApp(APP)).toHaveLength(1);
  });
});
