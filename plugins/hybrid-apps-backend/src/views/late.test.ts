import { inventory, inventorySystem } from '../__testUtils__/inventory';
import { createStoreFromObjects } from '../kinds';
import { ownerByAnnotation } from '../namespaces';
import { answerInPlace, PolicyAnswers } from '../policy';
import { createAppViews } from './appViews';
import { Drawn } from './appView';

const app = { entity: inventorySystem, parts: [] };

const store = createStoreFromObjects('onprem', inventory);

/** Views on policies that answer when they are let. */
function start(
  options: { restMs?: number; statusRestMs?: number; waitMs?: number } = {},
) {
  const inPlace = answerInPlace();
  let version = 0;
  let now = 0;
  let isOpen = false;
  let waiting: Array<() => void> = [];
  let asked = 0;
  let statuses = 0;
  let statusTakes = 0;
  let problem: Error | undefined;
  const late: string[] = [];
  const failures: unknown[] = [];
  const policies: PolicyAnswers = {
    ...inPlace,
    version: () => String(version),
    async overlay(...question) {
      asked++;
      if (!isOpen) {
        await new Promise<void>(resolve => waiting.push(resolve));
      }
      if (problem) {
        throw problem;
      }
      return inPlace.overlay(...question);
    },
    async status(...question) {
      statuses++;
      now += statusTakes;
      return inPlace.status(...question);
    },
  };
  const views = createAppViews({
    stores: () => [store],
    problem: () => undefined,
    ownerOf: ownerByAnnotation,
    policies,
    now: () => now,
    onFailure: (_, error) => failures.push(error),
    ...options,
  });
  views.onLate(() => late.push('told'));
  return {
    views,
    late,
    failures,
    asked: () => asked,
    statuses: () => statuses,
    /** How long a status takes from now on. */
    takes: (ms: number) => {
      statusTakes = ms;
    },
    change: () => version++,
    pass: (ms: number) => {
      now += ms;
    },
    fail: (error: Error) => {
      problem = error;
    },
    /** Lets what waits be answered, and all that is asked from now on. */
    open() {
      isOpen = true;
      waiting.forEach(answer => answer());
      waiting = [];
    },
    close() {
      isOpen = false;
    },
  };
}

const postures = ({ topology }: Drawn) => [
  ...new Set(topology.nodes.flatMap(({ posture }) => posture?.ingress ?? [])),
];
const unknown = ({ topology, summary }: Drawn) => {
  expect(summary.knowledge).toEqual(topology.knowledge);
  return topology.knowledge.map(({ kind, state }) => `${kind} ${state}`);
};
const turns = () => new Promise(resolve => setImmediate(resolve));

describe('a picture whose policies take long', () => {
  it('comes without them, says so, and tells when they are there', async () => {
    const { views, late, asked, open } = start({ waitMs: 1 });
    const view = views.of(app);
    const first = await view.drawn();
    expect(first.topology.nodes.map(({ name }) => name)).toContain('web');
    expect(postures(first)).toEqual([]);
    expect(unknown(first)).toEqual([
      'networkpolicies.networking.k8s.io syncing',
    ]);
    expect(late).toEqual([]);
    // The same picture for all who wait, asked for once.
    expect(await view.drawn()).toBe(first);
    expect(asked()).toBe(1);

    open();
    await turns();
    expect(late.length).toBeGreaterThan(0);
    const whole = await view.drawn();
    expect(postures(whole).sort()).toEqual(['isolated', 'open']);
    expect(unknown(whole)).toEqual([]);
    expect(asked()).toBe(1);
  });

  it('comes with what they said before, until they say more', async () => {
    const { views, open, close, change, asked } = start({ waitMs: 1 });
    open();
    const before = await views.of(app).drawn();
    close();
    change();
    expect(await views.of(app).drawn()).toBe(before);
    expect(asked()).toBe(2);
  });

  it('is waited for where nothing may be of a moment ago', async () => {
    const { views, open } = start({ waitMs: 1, restMs: 1_000 });
    const current = views.now(app).drawn();
    await views.of(app).drawn();
    open();
    expect(postures(await current).sort()).toEqual(['isolated', 'open']);
  });

  it('is asked for anew once in a while at most', async () => {
    const { views, open, change, pass, asked } = start({ restMs: 1_000 });
    open();
    await views.of(app).drawn();
    change();
    pass(999);
    await views.of(app).drawn();
    expect(asked()).toBe(1);
    await views.now(app).drawn();
    expect(asked()).toBe(2);
    change();
    pass(1_000);
    await views.of(app).drawn();
    expect(asked()).toBe(3);
  });

  it('stays where they fail, which is told, and asked again', async () => {
    const { views, open, fail, failures, asked } = start();
    fail(new Error('out of memory'));
    open();
    const drawn = await views.of(app).drawn();
    expect(drawn.topology.nodes.map(({ name }) => name)).toContain('web');
    expect(unknown(drawn)).toEqual([
      'networkpolicies.networking.k8s.io unresolved',
    ]);
    expect(failures).toEqual([new Error('out of memory')]);
    await views.of(app).drawn();
    expect(asked()).toBe(2);
  });
});

describe('a policy status', () => {
  it.each([
    [10, 500],
    [200, 800],
    [400, 1_000],
  ])(
    'that took %s ms is given for %s ms, unless nothing may be of a moment ago',
    async (tookMs, restMs) => {
      const { views, change, pass, takes, statuses } = start({
        restMs: 1_000,
        statusRestMs: 500,
      });
      const ask = () => views.of(app).policy();
      takes(tookMs);
      await ask();
      change();
      pass(restMs - tookMs - 1);
      await ask();
      expect(statuses()).toBe(1);
      pass(1);
      await ask();
      expect(statuses()).toBe(2);
      change();
      await views.now(app).policy();
      expect(statuses()).toBe(3);
    },
  );
});
