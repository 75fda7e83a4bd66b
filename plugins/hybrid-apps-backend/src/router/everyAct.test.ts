/**
 * Every act, in each state, with each right lacking, and with each thing that a
 * cluster may answer: what the person is told, how its row ends, what the audit
 * log has of it, and how often the cluster is asked.
 */
import {
  mockCredentials,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { NotAllowedError } from '@backstage/errors';
import {
  hybridAppChangePermission,
  hybridAppDestroyPermission,
  hybridAppPowerPermission,
  namespaceOperatePermission,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { ClusterChange, KubeObject, LiveStore, PlainObject } from '../clusters';
import { createKubeClient } from '../clusters/client/kubeClient';
import { createStoreFromObjects } from '../kinds';
import { idOf, nameOf } from '../objects';
import {
  Act,
  ActRight,
  ActRow,
  ActRows,
  allActs,
  createActRows,
  createPerformer,
  Performer,
} from '../operations/acts';
import { STATES } from '../operations/acts/__testUtils__/actStates';
import { NOW } from '../operations/acts/__testUtils__/asked';
import { CASES } from '../operations/acts/__testUtils__/askedCases';
import {
  Answer,
  hangUp,
  LOSSES,
  REFUSALS,
  startFaultyApi,
} from '../operations/acts/__testUtils__/faultyApi';
import { kept, readsFirst } from '../operations/acts/__testUtils__/kept';
import { createDeeds, Deeds } from './acts';
import { createAudit } from './audit';

jest.setTimeout(15_000);

const APP = { kind: 'system', namespace: 'default', name: 'shop' };
const REF = 'system:default/shop';
const ID = 'one';
/** Nothing listens there. */
const NOWHERE = 'http://127.0.0.1:1';
const ANSWER_MS = 500;
const LOST_MS = 60_000;
const RIGHTS: Record<ActRight, string> = {
  power: hybridAppPowerPermission.name,
  change: hybridAppChangePermission.name,
  destroy: hybridAppDestroyPermission.name,
};
const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const acts = allActs(() => NOW);

let api: Awaited<ReturnType<typeof startFaultyApi>>;
let client: ReturnType<typeof createKubeClient>;
let rows: ActRows;
let url: string;
let credential: () => Promise<{ type: 'bearer token'; token: string }>;

beforeAll(async () => {
  rows = await createActRows(
    mockServices.database({ knex: await databases.init('SQLITE_3') }),
    () => NOW,
  );
  api = await startFaultyApi();
  client = createKubeClient({
    cluster: () => ({ name: 'onprem', url, authMetadata: {} }),
    credential: () => credential(),
  });
  // Time goes by as it is told; all that comes from sockets and the database comes by itself.
  jest.useFakeTimers({
    doNotFake: [
      'Date',
      'hrtime',
      'nextTick',
      'performance',
      'queueMicrotask',
      'setImmediate',
      'clearImmediate',
    ],
  });
});
afterAll(async () => {
  jest.useRealTimers();
  await client?.close();
  await api?.stop();
});

let performer: Performer;
let deeds: Deeds;
let lacking: Set<string>;
let store: LiveStore;
/** What is acted on, and its id. */
let held: KubeObject;
let object: string;
let ended: Promise<ActRow | undefined>;
let listeners: Set<(change: ClusterChange) => void>;
const success = jest.fn();
const fail = jest.fn();
const auditor = mockServices.auditor.mock();
const logger = mockServices.logger.mock();
const audit = createAudit({
  auditor,
  httpAuth: mockServices.httpAuth(),
  logger,
});
const credentials = mockCredentials.user();

beforeEach(() => {
  jest.clearAllMocks();
  auditor.createEvent.mockResolvedValue({ success, fail });
  url = api.url;
  credential = async () => ({ type: 'bearer token', token: 'any' });
  lacking = new Set();
  ended = Promise.resolve(undefined);
  listeners = new Set();
  performer = createPerformer({
    rows,
    logger,
    clusters: {
      get: () => Object({ store }),
      subscribe: listener => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
  });
  deeds = createDeeds({
    acts,
    actRows: rows,
    audit,
    impersonation: Object({ identityFor: async () => undefined }),
    access: {
      in:
        async ({ name }) =>
        () =>
          !lacking.has(name),
      async requireApp(_, { name }) {
        if (lacking.has(name)) {
          throw new NotAllowedError(`You lack the permission '${name}'.`);
        }
        return Object({});
      },
    },
    clusters: {
      require: () =>
        Object({
          name: 'onprem',
          state: 'live',
          clientFor: () => ({
            cluster: 'onprem',
            request: (asked: Parameters<typeof client.request>[0]) =>
              client.request({ timeoutMs: ANSWER_MS, ...asked }),
          }),
        }),
    },
    performer: {
      async perform(asked) {
        const performed = await performer.perform(asked);
        if (performed.isNew) {
          ended = performed.ended;
        }
        return performed;
      },
    },
  });
});
afterEach(async () => {
  performer.stop();
  await ended;
  await rows.forgetBefore('9999');
  if (logger.error.mock.calls.length > 0) {
    throw new Error(`It was logged: ${logger.error.mock.calls.join()}`);
  }
});

/** What the cluster holds now, the object of the act first. */
function hold(objects: readonly PlainObject[], answers?: object) {
  const now = kept(objects);
  api.reset(now, answers);
  store = createStoreFromObjects('onprem', now);
  held = store.get(nameOf(now[0]))!;
  object = idOf('onprem', held);
}
/** The cluster comes to hold something else. */
function becomes(objects: readonly PlainObject[]) {
  store = createStoreFromObjects('onprem', kept(objects));
  listeners.forEach(listener =>
    listener({ cluster: 'onprem', revision: 2, objects: [] }),
  );
}
const look = async () =>
  Object({
    view: {
      members: { entityRef: REF },
      readsClusters: true,
      stores: [store],
      drawn: async () => ({
        objects: [{ id: object, cluster: 'onprem', object: held }],
      }),
    },
    viewer: { credentials },
  });
async function offerOf({ id }: Act) {
  const [{ acts: offered }] = await deeds.query(APP, [object], await look());
  return offered.find(({ act }) => act === id);
}
const perform = ({ id: act }: Act, basis = 'none', input?: unknown) =>
  deeds.perform(
    APP,
    {
      id: ID,
      act,
      object,
      basis,
      ...(input !== undefined && { input: Object(input) }),
    },
    { credentials, operation: 'performAct', app: REF },
    look,
  );
/** Each time that it was asked for is in the log once, with how it ended. */
function expectAudited(act: Act, ...states: string[]) {
  expect(
    auditor.createEvent.mock.calls.map(([{ eventId, meta }]) => [
      eventId,
      meta?.act,
      meta?.object,
      meta?.id,
    ]),
  ).toEqual(states.map(() => ['act', act.id, object, ID]));
  expect([
    ...success.mock.calls.map(([{ meta }]) => meta.results),
    ...fail.mock.calls.map(([{ error }]) => error.name),
  ]).toEqual(
    states.map(state =>
      state.endsWith('Error') ? state : [`${object} ${state}`],
    ),
  );
}
const stateOf = async () => {
  const row = await rows.read(ID);
  return [row?.state, row?.message];
};

/** Where an act is possible, and what it takes there. */
function possibleCase({ id }: Act) {
  const [, objects, input] = CASES.find(([of]) => of === id)!;
  return { objects, input };
}
/** Asks for an act where it is possible. */
async function ask(act: Act, answers?: { read?: Answer; write?: Answer }) {
  const { objects, input } = possibleCase(act);
  hold(objects, answers);
  const offer = await offerOf(act);
  expect(offer).toMatchObject({ possible: true });
  return perform(act, offer?.basis, input);
}

it('has what each act is held against', () => {
  const ids = acts.map(({ id }) => id).sort();
  expect(Object.keys(STATES).sort()).toEqual(ids);
  expect([...new Set(CASES.map(([id]) => id))].sort()).toEqual(ids);
});

/** An act without a case fails above. */
const HELD = acts
  .filter(({ id }) => id in STATES && CASES.some(([of]) => of === id))
  .map(act => [act.id, act] as const);

describe.each(HELD)('%s', (id, act) => {
  const { objects, input } = possibleCase(act);
  const { not, why, after, leavesNoTrace = false } = STATES[id];
  const made = () => Object(api.writes()[0]?.body);
  const comesAbout = () => becomes(after(made()));
  /** That the same again gives the row as it is, and asks the cluster for nothing. */
  async function expectSameAgain(state: string) {
    const before = api.writes().length;
    const again = await perform(act, 'another', input);
    expect([again.id, again.state]).toEqual([ID, state]);
    expect(api.writes()).toHaveLength(before);
  }

  it('comes about, and is asked for once', async () => {
    const row = await ask(act);
    expect(row).toMatchObject({ id: ID, act: id, object });
    // Of what leaves no trace nothing more is waited for.
    expect(leavesNoTrace || row.state === 'taken').toBe(true);
    comesAbout();
    await expect(ended).resolves.toMatchObject({ state: 'done' });
    await expectSameAgain('done');
    expect(api.writes()).toHaveLength(1);
    expect(success.mock.calls).toHaveLength(2);
  });

  it('is not possible, and says why', async () => {
    hold(not);
    const offer = await offerOf(act);
    expect(offer?.possible ?? false).toBe(false);
    expect(offer?.why ?? 'It has nothing to do with it.').toMatch(why);
    await expect(perform(act, offer?.basis, input)).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringMatching(why),
    });
    expect(api.writes()).toEqual([]);
    expect(await rows.read(ID)).toBeUndefined();
    expectAudited(act, 'ConflictError');
  });

  it('is refused on what was offered otherwise, and with what it does not take', async () => {
    hold(objects);
    await expect(perform(act, 'another', input)).rejects.toThrow(
      /not as it was/,
    );
    const { basis } = (await offerOf(act))!;
    await expect(
      perform(act, basis, { ...input, another: 1 }),
    ).rejects.toMatchObject({ name: 'InputError' });
    expect(api.writes()).toEqual([]);
    expect(await rows.read(ID)).toBeUndefined();
    expectAudited(act, 'ConflictError', 'InputError');
  });

  it.each([RIGHTS[act.right], namespaceOperatePermission.name])(
    'takes %s',
    async permission => {
      hold(objects);
      lacking.add(permission);
      const offer = await offerOf(act);
      expect(offer).toMatchObject({
        possible: false,
        why: expect.stringContaining(permission),
      });
      await expect(perform(act, offer?.basis, input)).rejects.toMatchObject({
        name: 'NotAllowedError',
        message: expect.stringContaining(permission),
      });
      expect(api.writes()).toEqual([]);
      expect(await rows.read(ID)).toBeUndefined();
      expectAudited(act, 'NotAllowedError');
    },
  );

  it('takes no other right', async () => {
    Object.values(RIGHTS)
      .filter(name => name !== RIGHTS[act.right])
      .forEach(name => lacking.add(name));
    expect((await ask(act)).id).toBe(ID);
    expect(api.writes()).toHaveLength(1);
  });

  it.each(REFUSALS)('fails where %s', async (_, write, message) => {
    const row = await ask(act, { write });
    expect([row.state, row.message]).toEqual(['failed', message]);
    await expect(ended).resolves.toMatchObject({ state: 'failed', message });
    expectAudited(act, 'failed');
    await expectSameAgain('failed');
    expect(api.writes()).toHaveLength(1);
  });

  it.each(LOSSES)('is looked for where %s', async (how, write) => {
    const arrived = api.asked();
    const asking = ask(act, { write });
    await Promise.race([arrived, asking]);
    if (how.startsWith('no answer')) {
      // The client looks about every half a second how late it is.
      jest.advanceTimersByTime(ANSWER_MS + 2_000);
    }
    const row = await asking;
    expect(leavesNoTrace || row.state === 'asked').toBe(true);
    expectAudited(act, row.state);
    comesAbout();
    const end = await ended;
    expect([end?.state, /was lost/.test(end?.message ?? '')]).toEqual(
      leavesNoTrace ? ['unknown', true] : ['done', false],
    );
    expect(api.writes()).toHaveLength(1);
  });

  it('is unknown where the answer is lost and nothing comes of it', async () => {
    await ask(act, { write: hangUp });
    jest.advanceTimersByTime(LOST_MS);
    await ended;
    expect(await stateOf()).toEqual([
      'unknown',
      expect.stringMatching(
        /answer of the cluster was lost.*Look at the object.*did not answer/,
      ),
    ]);
    await expectSameAgain('unknown');
    expect(api.writes()).toHaveLength(1);
  });

  it.each([
    [
      'nobody listens',
      () => {
        url = NOWHERE;
      },
      /^Nothing was done: .*connection refused/,
    ],
    [
      'the portal has no credential',
      () => {
        credential = () => Promise.reject(new Error('the vault is shut'));
      },
      /^Nothing was done: .*the vault is shut/,
    ],
  ])('fails where %s', async (_, begins, message) => {
    begins();
    const row = await ask(act);
    expect(row).toMatchObject({
      state: 'failed',
      message: expect.stringMatching(message),
    });
    expect(api.writes()).toEqual([]);
    expectAudited(act, 'failed');
  });
});

const READING = HELD.filter(([, act]) => {
  const { objects, input } = possibleCase(act);
  return readsFirst(act, objects, input);
});
describe.each(READING)('%s reads first, and', (_id, act) => {
  it.each(REFUSALS)('fails as it reads where %s', async (_, read, message) => {
    const row = await ask(act, { read });
    expect([row.state, row.message]).toEqual(['failed', message]);
    expect(api.writes()).toEqual([]);
    expectAudited(act, 'failed');
  });

  it('fails where what it reads does not come', async () => {
    const row = await ask(act, { read: hangUp });
    expect(row).toMatchObject({
      state: 'failed',
      message: expect.stringMatching(/^Nothing was done: .*did not answer/),
    });
    expect(api.writes()).toEqual([]);
    expectAudited(act, 'failed');
  });
});
