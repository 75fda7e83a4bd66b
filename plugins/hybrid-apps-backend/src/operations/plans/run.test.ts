import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { eventually } from '../../__testUtils__';
import {
  ChangingCluster,
  changingCluster,
} from '../../__testUtils__/changingCluster';
import {
  ClusterChange,
  KubeRequest,
  KubeStatusError,
  PlainObject,
} from '../../clusters';
import { at } from '../../objects';
import { ActRows, allActs, createActRows, createPerformer } from '../acts';
import { actIdOf, createPlanRunner, PlanRunner } from './run';
import { createPlanRows, LEASE_MS, PlanRows } from './rows';
import { NewPlan } from './types';

jest.setTimeout(120_000);

const APP = 'system:default/shop';
const ANA = 'user:default/ana';
const START = Date.UTC(2026, 0, 1);
const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

/** A Deployment of which all replicas are there at once. */
const deployment = (name: string, replicas: number): PlainObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace: 'shop', uid: name, generation: 1 },
  spec: { replicas, template: { metadata: {}, spec: { containers: [] } } },
  status: {
    observedGeneration: 1,
    replicas,
    updatedReplicas: replicas,
    readyReplicas: replicas,
    availableReplicas: replicas,
  },
});

const idOf = (name: string) => `onprem/shop/apps/Deployment/${name}`;

/** Three, the first of which calls the second, and that the third. */
const NAMES = ['web', 'api', 'db'];
const REPLICAS: Record<string, number> = { web: 2, api: 3, db: 1 };

const plan = (id: string, more: Partial<NewPlan> = {}): NewPlan => {
  const { kind = 'stop' } = more;
  const names = kind === 'stop' ? NAMES : [...NAMES].reverse();
  return {
    id,
    kind,
    entityRef: APP,
    askedBy: ANA,
    leftAlone: [],
    steps: names.map((name, stage) => ({
      stage,
      object: idOf(name),
      cluster: 'onprem',
      namespace: 'shop',
      uid: name,
      act: 'workload-scale',
      input: { replicas: kind === 'stop' ? 0 : REPLICAS[name] },
      before: { replicas: REPLICAS[name] },
    })),
    ...more,
  };
};

describe.each(databases.eachSupportedId())('plans on %s', databaseId => {
  let now: Date;
  let cluster: ChangingCluster;
  let rows: PlanRows;
  let actRows: ActRows;
  /** What the cluster was asked for, in order. */
  let asked: string[];
  /** Which scale but in their own time. */
  let slow: Set<string>;
  let refuses: Set<string>;
  let told: string[];
  /** In whose name clients were made. */
  let bore: Array<string | undefined>;
  let replicas: Array<{ runner: PlanRunner; stop: () => Promise<void> }>;

  const listeners = new Set<(change: ClusterChange) => void>();

  function scaled(name: string, to: number) {
    cluster.take({ put: deployment(name, to) });
    listeners.forEach(tell =>
      tell({
        cluster: 'onprem',
        revision: cluster.store.revision,
        objects: [],
      }),
    );
  }
  const scaleOf = (name: string) =>
    at(
      cluster.store.get({
        group: 'apps',
        kind: 'Deployment',
        namespace: 'shop',
        name,
      }),
      'spec',
      'replicas',
    );

  /** What a cluster does that is asked to scale. */
  async function request({ path, body }: KubeRequest) {
    const name = path.split('/').at(-2) ?? '';
    const to = Number(at(body, 'spec', 'replicas'));
    asked.push(`${name} ${to}`);
    if (refuses.has(name)) {
      throw new KubeStatusError({
        cluster: 'onprem',
        method: 'PATCH',
        path,
        code: 403,
        reason: 'Forbidden',
        serverMessage: 'no',
      });
    }
    if (!slow.has(name)) {
      setImmediate(() => scaled(name, to));
    }
    return { status: 200, headers: {}, body: undefined };
  }

  /** A replica of the plugin. */
  function replica() {
    const clusters = {
      get: () => Object({ store: cluster.store }),
      subscribe: (listener: (change: ClusterChange) => void) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    };
    const logger = mockServices.logger.mock();
    const performer = createPerformer({ rows: actRows, clusters, logger });
    const runner = createPlanRunner({
      rows,
      actRows,
      performer,
      clusters,
      logger,
      acts: allActs(() => now),
      clientFor(name, { person }) {
        bore.push(person?.userEntityRef);
        return { cluster: name, request };
      },
      clock: () => now,
      journal: {
        async plan({ id, kind }) {
          told.push(`${id} ${kind}`);
          return async ended => {
            told.push(`${id} ${ended}`);
          };
        },
        async act(_, { object }) {
          return async ended => {
            told.push(`${object.split('/').pop()} ${ended}`);
          };
        },
      },
    });
    const one = {
      runner,
      async stop() {
        const stopped = runner.stop();
        performer.stop();
        await stopped;
      },
    };
    replicas.push(one);
    return one;
  }

  beforeEach(async () => {
    const knex = await databases.init(databaseId);
    const database = mockServices.database({ knex });
    now = new Date(START);
    rows = await createPlanRows(database, () => now);
    actRows = await createActRows(database, () => now);
    asked = [];
    told = [];
    bore = [];
    slow = new Set();
    refuses = new Set();
    replicas = [];
    listeners.clear();
    cluster = changingCluster('onprem');
    NAMES.forEach(name =>
      cluster.take({ put: deployment(name, REPLICAS[name]) }),
    );
  });
  afterEach(async () => {
    await Promise.all(replicas.map(({ stop }) => stop()));
  });

  async function run(made: NewPlan, { runner } = replica()) {
    await rows.begin(made);
    await runner.run(made.id);
    return standing(made.id);
  }
  /** How a plan and its steps stand. */
  async function standing(id: string) {
    const row = await rows.read(id);
    return [row?.state, ...(row?.steps ?? []).map(({ state }) => state)];
  }
  const comes = (check: () => unknown) =>
    eventually(async () => expect(await check()).toBeTruthy());

  it('stop stage by stage, and start again as it was', async () => {
    expect(await run(plan('stop'))).toEqual(['done', 'done', 'done', 'done']);
    expect(asked).toEqual(['web 0', 'api 0', 'db 0']);
    expect([...(await rows.memory(APP))]).toEqual([
      ['onprem api', { replicas: 3 }],
      ['onprem db', { replicas: 1 }],
      ['onprem web', { replicas: 2 }],
    ]);
    expect(await run(plan('start', { kind: 'start' }))).toEqual([
      'done',
      'done',
      'done',
      'done',
    ]);
    expect(asked.slice(3)).toEqual(['db 1', 'api 3', 'web 2']);
    expect((await rows.memory(APP)).size).toBe(0);
    expect(told.filter(text => /^st/.test(text))).toEqual([
      'stop stop',
      'stop done',
      'start start',
      'start done',
    ]);
    const [act] = await actRows.ofApp(APP, actIdOf('stop', idOf('web')));
    expect([act.act, act.askedBy, act.state]).toEqual([
      'workload-scale',
      ANA,
      'done',
    ]);
  });

  it('wait for each stage before the next one', async () => {
    slow.add('web');
    const { runner } = replica();
    await rows.begin(plan('stop'));
    const running = runner.run('stop');
    await comes(() => asked.length === 1);
    expect(await standing('stop')).toEqual([
      'running',
      'begun',
      'waiting',
      'waiting',
    ]);
    scaled('web', 0);
    await running;
    expect(asked).toEqual(['web 0', 'api 0', 'db 0']);
  });

  it('remember how it ran as it is stopped, not as it was planned', async () => {
    cluster.take({ put: deployment('web', 7) });
    await run(plan('stop'));
    expect((await rows.memory(APP)).get('onprem web')).toEqual({ replicas: 7 });
    expect((await rows.read('stop'))?.steps[0].before).toEqual({ replicas: 7 });
  });

  it('stop at a failure in the middle, tell which and why, and go back', async () => {
    refuses.add('api');
    expect(await run(plan('stop'))).toEqual([
      'failed',
      'done',
      'failed',
      'waiting',
    ]);
    const row = await rows.read('stop');
    expect(row?.steps[1].message).toBe('The cluster does not allow it: no');
    expect(told).toContain('stop failed');
    // What a plan that goes back consists of is a rule of its own; it is one more plan.
    const [web] = plan('back', { kind: 'start' }).steps.slice(-1);
    const back = await run(
      plan('back', { kind: 'start', goesBack: 'stop', steps: [web] }),
    );
    expect([back, scaleOf('web'), scaleOf('db')]).toEqual([
      ['done', 'done'],
      2,
      1,
    ]);
  });

  it('begin nothing new once they are cancelled, and tell what was begun', async () => {
    slow.add('web');
    const { runner } = replica();
    await rows.begin(plan('stop'));
    const running = runner.run('stop');
    await comes(() => asked.length === 1);
    expect(await rows.cancel('stop', 'user:default/eve')).toBe(true);
    expect((await rows.read('stop'))?.state).toBe('cancelling');
    scaled('web', 0);
    await running;
    expect(await standing('stop')).toEqual([
      'cancelled',
      'done',
      'waiting',
      'waiting',
    ]);
    expect(asked).toEqual(['web 0']);
    expect((await rows.read('stop'))?.cancelBy).toBe('user:default/eve');
    expect(await rows.cancel('stop', ANA)).toBe(false);
  });

  it('leave what is so already, or gone, and go on', async () => {
    cluster.take({ put: deployment('web', 0) });
    cluster.take({ remove: deployment('api', 3) });
    expect(await run(plan('stop'))).toEqual([
      'done',
      'skipped',
      'skipped',
      'done',
    ]);
    expect(asked).toEqual(['db 0']);
    // Nobody stopped it here, so nothing here starts it.
    expect([...(await rows.memory(APP)).keys()]).toEqual(['onprem db']);
  });

  it('go on after a restart in the middle, and ask for nothing twice', async () => {
    slow.add('api');
    const first = replica();
    await rows.begin(plan('stop'));
    void first.runner.run('stop');
    await comes(() => asked.length === 2);
    await first.stop();
    expect(await standing('stop')).toEqual([
      'running',
      'done',
      'begun',
      'waiting',
    ]);
    scaled('api', 0);
    const second = replica();
    await second.runner.sweep();
    await comes(async () => (await rows.read('stop'))?.state === 'done');
    expect(asked).toEqual(['web 0', 'api 0', 'db 0']);
  });

  it('bear who asked for them, also once nobody asks any more', async () => {
    const person = { userEntityRef: ANA, ownershipEntityRefs: [ANA] };
    await rows.begin(plan('stop', { person }));
    const { runner } = replica();
    await runner.sweep();
    await comes(async () => (await rows.read('stop'))?.state === 'done');
    expect(bore).toEqual([ANA, ANA, ANA]);
  });

  it('wait after a restart for what is not known yet', async () => {
    await rows.begin(plan('stop'));
    cluster.take({ know: 'deployments.apps', isKnown: false });
    const { runner } = replica();
    await runner.sweep();
    expect(asked).toEqual([]);
    expect(await standing('stop')).toEqual([
      'running',
      'waiting',
      'waiting',
      'waiting',
    ]);
    now = new Date(START + 10 * 60_000);
    await runner.sweep();
    await comes(async () => (await rows.read('stop'))?.state === 'failed');
    expect((await rows.read('stop'))?.steps[0].message).toMatch(
      /Which Deployments there are .* is not known now/,
    );
    expect(asked).toEqual([]);
  });

  it('are run by one of several replicas, and by another once that is gone', async () => {
    slow.add('web');
    const [one, other] = [replica(), replica()];
    await rows.begin(plan('stop'));
    void one.runner.run('stop');
    await comes(() => asked.length === 1);
    await other.runner.run('stop');
    await other.runner.sweep();
    expect(await standing('stop')).toEqual([
      'running',
      'begun',
      'waiting',
      'waiting',
    ]);
    // The first one hangs: its lease runs out, and both see the end of the act.
    now = new Date(START + LEASE_MS + 1);
    await other.runner.sweep();
    await comes(async () => (await rows.take('stop', 'third')) === false);
    scaled('web', 0);
    await comes(async () => (await rows.read('stop'))?.state === 'done');
    expect(asked).toEqual(['web 0', 'api 0', 'db 0']);
  });

  it('are one at a time on an app, and say whose it is', async () => {
    const { isNew } = await rows.begin(plan('stop'));
    expect(isNew).toBe(true);
    expect((await rows.begin(plan('stop'))).isNew).toBe(false);
    await expect(rows.begin(plan('more', { kind: 'start' }))).rejects.toThrow(
      /A plan to stop it is under way, which 'user:default\/ana' asked for/,
    );
    await expect(
      rows.begin(plan('stop', { askedBy: 'user:default/eve' })),
    ).rejects.toThrow(/is the id of another plan/);
    await rows.begin(plan('other', { entityRef: 'system:default/other' }));
    await rows.end('stop', 'done');
    expect((await rows.begin(plan('more', { kind: 'start' }))).isNew).toBe(
      true,
    );
  });

  it('fail where an act of somebody else is under way, and say whose', async () => {
    await actRows.begin(
      {
        id: 'hers',
        act: 'workload-restart',
        entityRef: APP,
        cluster: 'onprem',
        namespace: 'shop',
        object: idOf('web'),
        uid: 'web',
        askedBy: 'user:default/eve',
      },
      60_000,
    );
    expect((await run(plan('stop')))[0]).toBe('failed');
    expect((await rows.read('stop'))?.steps[0].message).toMatch(
      /'workload-restart' is under way on it, which 'user:default\/eve'/,
    );
  });

  it('are told of an app, the newest first, and forgotten, but never how what is stopped ran', async () => {
    await run(plan('stop'));
    now = new Date(START + 1_000);
    await rows.begin(plan('start', { kind: 'start' }));
    expect((await rows.ofApp(APP)).map(({ id }) => id)).toEqual([
      'start',
      'stop',
    ]);
    now = new Date(START + 2_000);
    expect(await rows.forgetBefore(now.toISOString())).toBe(1);
    expect((await rows.ofApp(APP)).map(({ id }) => id)).toEqual(['start']);
    expect((await rows.memory(APP)).size).toBe(3);
  });
});
