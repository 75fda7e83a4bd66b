import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { ClusterChange, KubeRequest, LiveStore } from '../../clusters';
import { createStoreFromObjects } from '../../kinds';
import { createPerformer, Performer } from './perform';
import { ActRows, createActRows } from './rows';
import { Act, POSSIBLE, Progress, Step } from './types';

jest.setTimeout(120_000);

const APP = 'system:default/shop';
const START = Date.UTC(2026, 0, 1);
const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

describe.each(databases.eachSupportedId())('acts on %s', databaseId => {
  let rows: ActRows;
  let performer: Performer;
  let now: Date;
  /** What the cluster says of each step now. */
  let progress: Record<string, Progress>;
  let sent: string[];
  let listeners: Set<(change: ClusterChange) => void>;
  const store: LiveStore = createStoreFromObjects('onprem', []);

  beforeEach(async () => {
    const knex = await databases.init(databaseId);
    now = new Date(START);
    rows = await createActRows(mockServices.database({ knex }), () => now);
    progress = {};
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

  const step = (path: string): Step => ({
    request: { method: 'PUT', path },
    progress: () => progress[path] ?? { state: 'going' },
    timeoutMs: 60_000,
  });
  const act = (...paths: string[]): Act => ({
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
    paths: string[] = ['/first'],
    more: object = {},
    how: Partial<Act> = {},
  ) =>
    performer.perform({
      act: { ...act(...paths), ...how },
      object: {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'a', uid: 'a-1' },
      },
      client: {
        cluster: 'onprem',
        async request({ path }: KubeRequest) {
          sent.push(path);
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

  it('are overtaken by one that may, and go on', async () => {
    await perform('one');
    await expect(
      perform('two', ['/first'], {}, { id: 'cut', overtakes: ['other'] }),
    ).rejects.toThrow(/is under way on it/);
    await perform('two', ['/second'], {}, { id: 'cut', overtakes: ['try'] });
    expect(sent).toEqual(['/first', '/second']);
    await expect(perform('three')).rejects.toThrow(/'cut' is under way on it/);
    tells('/first', { state: 'done' });
    await comes('one', 'done');
    expect(await stateOf('two')).toEqual(['taken', undefined]);
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
