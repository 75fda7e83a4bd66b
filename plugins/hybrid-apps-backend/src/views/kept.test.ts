import fc from 'fast-check';
import { anAppStep } from '../__testUtils__/appSteps';
import { changingCluster } from '../__testUtils__/changingCluster';
import { part, seesX, shop } from '../__testUtils__/shopOfParts';
import { PlainObject } from '../clusters';
import { EVERYTHING, ownerByAnnotation, Sight } from '../namespaces';
import { answerInPlace, PolicyAnswers } from '../policy';
import { createAppViews } from './appViews';

const web = { entity: part('web', 'app=web'), parts: [] };

/** A cluster that changes, and views of what is on it. */
function start(
  options: {
    restMs?: number;
    policies?: PolicyAnswers;
    now?: () => number;
  } = {},
) {
  let now = 0;
  const { store, take } = changingCluster('onprem');
  const newViews = () =>
    createAppViews({
      stores: () => [store],
      problem: () => undefined,
      ownerOf: ownerByAnnotation,
      policies: answerInPlace(),
      now: () => now,
      ...options,
    });
  return {
    store,
    take,
    views: newViews(),
    newViews,
    put: (object: PlainObject) => take({ put: object }),
    remove: (object: PlainObject) => take({ remove: object }),
    know: (kind: string, isKnown: boolean) => take({ know: kind, isKnown }),
    pass(ms: number) {
      now += ms;
    },
  };
}

const told = async (views: ReturnType<typeof createAppViews>, sight: Sight) => {
  const view = views.of(shop, sight);
  return {
    members: view.members,
    drawn: await view.drawn(),
    policy: await view.policy(),
    isCut: view.isCut,
    isWhole: view.isWhole,
  };
};

jest.setTimeout(180_000);

describe('views that are kept', () => {
  it('are always as if they were computed afresh', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anAppStep, { maxLength: 40, size: 'max' }),
        async steps => {
          const { views, newViews, take } = start();
          for (const step of steps) {
            take(step);
            const afresh = newViews();
            for (const sight of [EVERYTHING, seesX]) {
              expect(await told(views, sight)).toEqual(
                await told(afresh, sight),
              );
            }
          }
        },
      ),
    );
  });

  it('are of one moment, whatever changes while they are drawn', async () => {
    const turn = () => new Promise(resolve => setImmediate(resolve));
    /** What policies say is a layer of its own, which follows. */
    const policies = {
      ...answerInPlace(),
      overlay: async () => ({
        policies: [],
        applies: [],
        postures: new Map(),
        verdicts: new Map(),
      }),
    };
    const pictureOf = async ({ newViews }: ReturnType<typeof start>) => {
      const { nodes, edges } = (await newViews().of(shop).drawn()).topology;
      return JSON.stringify({ nodes, edges });
    };
    const overtaken = new Set<number>();
    await fc.assert(
      fc.asyncProperty(
        fc.array(anAppStep, { minLength: 10, maxLength: 60, size: 'max' }),
        fc.array(anAppStep, { minLength: 1, maxLength: 4 }),
        async (before, changes) => {
          const sights = [];
          for (let taken = 0; taken <= changes.length; taken++) {
            const still = start({ policies });
            still.take(...before, ...changes.slice(0, taken));
            sights.push(await pictureOf(still));
          }
          const moving = start({ policies });
          moving.take(...before);
          // Each step is as long as a turn.
          const clock = jest.spyOn(performance, 'now');
          let time = 0;
          clock.mockImplementation(() => (time += 1_000));
          try {
            let isDone = false;
            const drawing = pictureOf(moving).finally(() => {
              isDone = true;
            });
            for (const change of changes) {
              await turn();
              await turn();
              if (!isDone) {
                moving.take(change);
              }
            }
            const drawn = await drawing;
            expect(sights).toContain(drawn);
            overtaken.add(sights.indexOf(drawn));
          } finally {
            clock.mockRestore();
          }
        },
      ),
    );
    expect(overtaken.size).toBeGreaterThan(2);
  });

  const deployment = (name: string, extra: object = {}): PlainObject => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'x', labels: { app: name } },
    spec: {
      template: {
        metadata: { labels: { app: name } },
        spec: {
          containers: [{ name: 'main', envFrom: [] }],
          volumes: [{ name: 'data', configMap: { name: `${name}-config` } }],
        },
      },
    },
    ...extra,
  });
  const plain = (kind: string, name: string, extra: object = {}) => ({
    apiVersion: 'v1',
    kind,
    metadata: { name, namespace: 'x' },
    ...extra,
  });
  /** What is computed anew; where it is policy alone, the picture stays the same. */
  type Anew = 'nothing' | 'policy' | 'all';
  const selectsWeb = { spec: { selector: { app: 'web' } } };

  it.each<[string, Anew, (cluster: ReturnType<typeof start>) => void]>([
    [
      'a workload of another app changes',
      'nothing',
      ({ put }) => put(deployment('other', { status: { replicas: 1 } })),
    ],
    [
      'a Pod elsewhere comes',
      'policy',
      ({ put }) =>
        put({
          apiVersion: 'v1',
          kind: 'Pod',
          metadata: { name: 'p', namespace: 'x', labels: { app: 'p' } },
        }),
    ],
    [
      'a Service comes that selects others',
      'policy',
      ({ put }) =>
        put(plain('Service', 'other', { spec: { selector: { app: 'p' } } })),
    ],
    [
      'what nobody of it names comes',
      'nothing',
      ({ put }) => put(plain('ConfigMap', 'other-config')),
    ],
    [
      'a member changes',
      'all',
      ({ put }) => put(deployment('web', { status: { replicas: 1 } })),
    ],
    ['a member goes', 'all', ({ remove }) => remove(deployment('web'))],
    [
      'what a name of it missed comes',
      'all',
      ({ put }) => put(plain('ConfigMap', 'web-config')),
    ],
    [
      'a Service comes that selects it',
      'all',
      ({ put }) => put(plain('Service', 'web', selectsWeb)),
    ],
    [
      'something is told of a kind',
      'all',
      ({ know }) => know('services', false),
    ],
  ])(
    'are computed anew as far as they hang on it: %s: %s',
    async (_, anew, change) => {
      const cluster = start();
      cluster.put(deployment('web'));
      cluster.put(deployment('other'));
      const { members, drawn } = cluster.views.of(web);
      const { topology } = await drawn();
      expect(members.members).toHaveLength(1);
      change(cluster);
      const after = cluster.views.of(web);
      const { topology: drawnAfter } = await after.drawn();
      expect(after.members !== members).toBe(anew === 'all');
      expect(drawnAfter !== topology).toBe(anew !== 'nothing');
      expect(drawnAfter.revision !== topology.revision).toBe(anew === 'all');
    },
  );

  it('have only their policy laid anew where only policy changed', async () => {
    const { put, views } = start();
    put(deployment('web'));
    const view = views.of(web);
    const { members } = view;
    const postures = async () => {
      const { topology } = await views.of(web).drawn();
      return topology.nodes.map(({ posture }) => posture?.ingress);
    };
    expect(await postures()).toContain('open');
    put({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'all', namespace: 'x' },
      spec: { podSelector: {} },
    });
    expect(await postures()).toContain('isolated');
    expect(views.of(web).members).toBe(members);
    expect(views.of(web)).toBe(view);
  });

  it('are given for a while though they are stale, where they are complete', async () => {
    const { put, pass, views, newViews } = start({ restMs: 1_000 });
    put(deployment('web'));
    const replicas = (number: number) =>
      deployment('web', { status: { replicas: number } });
    const first = views.of(web);
    expect(first.members.members).toHaveLength(1);
    put(replicas(1));
    expect(views.of(web)).not.toBe(first);

    const second = await views.of(web).drawn();
    put(replicas(2));
    pass(999);
    expect(await views.of(web).drawn()).toBe(second);
    const afresh = () => newViews().of(web).drawn();
    expect(await views.now(web).drawn()).toEqual(await afresh());
    put(replicas(3));
    pass(1_000);
    expect(await views.of(web).drawn()).toEqual(await afresh());
  });

  it('are given for no longer where the time of day is set back', async () => {
    const ticks = jest.spyOn(performance, 'now').mockReturnValue(0);
    const times = jest.spyOn(Date.prototype, 'getTime').mockReturnValue(5_000);
    try {
      const { put, views } = start({ restMs: 1_000, now: undefined });
      put(deployment('web'));
      const before = await views.of(web).drawn();
      put(deployment('web', { status: { replicas: 1 } }));
      times.mockReturnValue(0);
      ticks.mockReturnValue(1_000);
      expect(await views.of(web).drawn()).not.toBe(before);
    } finally {
      ticks.mockRestore();
      times.mockRestore();
    }
  });

  it('leave nothing behind in a store once they are forgotten', async () => {
    const { put, remove, views, store } = start();
    put(deployment('web'));
    const read = async () => {
      const view = views.of(web);
      await view.drawn();
      await view.policy();
      return store.indexSizes().read;
    };
    const before = await read();
    for (let i = 0; i < 20; i++) {
      put(deployment('web'));
      expect(await read()).toBe(before);
    }
    remove(deployment('web'));
    expect(await read()).toBeLessThan(before);
  });

  /** More apps than are kept unasked. */
  const listOf = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      entity: part(`app-${index}`, `app=app-${index}`),
      parts: [],
    }));

  it.each([
    ['all', EVERYTHING],
    ['a part', seesX],
  ])(
    'are kept while a list asks for them, however long it is, by who sees %s of them',
    (_, sight) => {
      const { views, pass } = start();
      const apps = listOf(1_100);
      const first = apps.map(app => views.of(app, sight));
      pass(30_000);
      const second = apps.map(app => views.of(app, sight));
      expect(second.filter((view, at) => view !== first[at]).length).toBe(0);
    },
  );

  it('are forgotten beyond some, once nobody has asked for long', async () => {
    const { put, views, pass, store } = start();
    const apps = listOf(1_100);
    put(deployment('web'));
    const view = views.of(web);
    apps.forEach(app => views.of(app).members);
    const all = store.indexSizes().read;
    pass(600_000);
    // A second list, half as long, of which each pushes out one beside itself.
    apps.slice(0, 550).forEach(app => views.of(app));
    expect(store.indexSizes().read).toBeLessThan(all);
    expect(views.of(web) === view).toBe(false);
  });
});
