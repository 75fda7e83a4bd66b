/** What is measured of an estate, each part within its time. */
import { setTimeout as pause } from 'node:timers/promises';
import { APP, CLUSTER, TWICE_APP } from './objects.mjs';
import { best, percentile } from './report.mjs';

const seconds = count => count * 1000;

/** Asks again and again, one after the other, until the time is over or it is enough. */
async function sample(ask, { forMs, atMost = Infinity, everyMs = 0 }) {
  const times = [];
  const until = performance.now() + forMs;
  do {
    times.push((await ask()).ms);
    await pause(everyMs);
  } while (performance.now() < until && times.length < atMost);
  return times;
}

const p50 = times => percentile(times, 0.5);
const p95 = times => percentile(times, 0.95);

const ms = { unit: 'ms', better: 'less' };

/** Of the same question to both plugins: a twentieth of the other's time is the goal. */
function compared(name, ours, theirs) {
  return [
    {
      name: `${name} p50`,
      value: p50(ours),
      against: p50(theirs),
      goal: 0.05,
      ...ms,
    },
    {
      name: `${name} p95`,
      value: p95(ours),
      against: p95(theirs),
      goal: 0.05,
      ...ms,
    },
  ];
}

/** A stall that is rare shows in the longest alone. */
export const loopFigures = (name, { p99, max }) => [
  { name: `${name}: event loop delay p99`, value: p99, goal: 20, ...ms },
  { name: `${name}: event loop delay, longest`, value: max, ...ms },
];

/** As pages ask that are told of changes: now and then, so that the process did something else meanwhile. */
const NOW_AND_THEN_MS = 50;

/**
 * How it is while nothing changes. What the kubernetes plugin takes then, asked
 * as often, is what ours is held against always: it asks the cluster each time,
 * so that changes cost it nothing but what ours does to the backend meanwhile.
 */
async function quiet(estate, forMs) {
  const { viewer } = estate;
  await viewer.topology();
  await estate.loop();
  const ours = await sample(() => viewer.topology(), { forMs });
  const loop = await estate.loop();
  await viewer.empty();
  const empty = await sample(viewer.empty, { forMs: forMs / 4 });
  await viewer.kubernetes();
  const theirs = await sample(viewer.kubernetes, { forMs });
  const everyMs = NOW_AND_THEN_MS;
  return {
    theirs: await sample(viewer.kubernetes, { forMs, everyMs }),
    figures: [
      ...compared('topology, quiet', ours, theirs),
      { name: 'an empty route, quiet p50', value: p50(empty), ...ms },
      ...loopFigures('topology, quiet', loop),
    ],
  };
}

/** … and while the cluster changes so often. */
async function changing(estate, perSecond, theirsQuiet, forMs) {
  const { viewer, load } = estate;
  const name = `topology, ${perSecond} changes/s`;
  const often = { forMs, everyMs: NOW_AND_THEN_MS };
  const measured = [];
  await load.ask('start', { perSecond });
  try {
    await viewer.topology();
    await estate.loop();
    const ours = await sample(() => viewer.topology(), often);
    const loop = await estate.loop();
    const empty = await sample(viewer.empty, { ...often, forMs: forMs / 4 });
    const theirs = await sample(viewer.kubernetes, often);
    measured.push(
      ...compared(name, ours, theirsQuiet),
      {
        name: `an empty route, ${perSecond} changes/s p50`,
        value: p50(empty),
        ...ms,
      },
      ...loopFigures(name, loop),
      {
        name: `the kubernetes plugin, ${perSecond} changes/s p95`,
        value: p95(theirs),
        against: p95(theirsQuiet),
        ...ms,
      },
    );
  } finally {
    await load.ask('stop');
  }
  return measured;
}

/** Many at once, each asking again as soon as there is an answer: views a second. */
async function rate(asks, forMs) {
  const until = performance.now() + forMs;
  const begin = performance.now();
  let count = 0;
  await Promise.all(
    asks.map(async ask => {
      while (performance.now() < until) {
        await ask();
        count++;
      }
    }),
  );
  return (count / (performance.now() - begin)) * 1000;
}

async function manyViewers(estate, forMs) {
  const viewers = await estate.viewers(50);
  await estate.loop();
  const value = await rate(
    viewers.map(one => () => one.topology()),
    forMs,
  );
  const loop = await estate.loop();
  const empty = await rate(
    viewers.map(one => one.empty),
    forMs / 3,
  );
  const against = await rate(
    viewers.map(one => one.kubernetes),
    forMs,
  );
  return [
    {
      name: '50 viewers',
      value,
      against,
      unit: 'views/s',
      goal: 20,
      better: 'more',
    },
    {
      name: '50 viewers, an empty route',
      value: empty,
      unit: 'views/s',
      better: 'more',
    },
    ...loopFigures('50 viewers', loop),
  ];
}

async function requestsPerView({ viewer, requests }) {
  const of = async ask => {
    const before = await requests();
    for (let i = 0; i < 10; i++) {
      await ask();
    }
    return ((await requests()) - before) / 10;
  };
  return [
    {
      name: 'requests to the cluster per view',
      value: await of(viewer.topology),
      against: await of(viewer.kubernetes),
      unit: '',
      goal: 0,
      better: 'less',
    },
  ];
}

const POLICY = `/apis/networking.k8s.io/v1/namespaces/${APP}/networkpolicies/part-1`;

/** The policy of one workload with another port; told apart by it from what it was. */
const opening = port => ({
  spec: {
    ingress: [
      {
        from: [
          {
            podSelector: {
              matchLabels: { 'app.kubernetes.io/name': 'part-0' },
            },
          },
        ],
        ports: [{ protocol: 'TCP', port }],
      },
    ],
  },
});

async function policyWarm({ viewer }, forMs) {
  const first = await viewer.policy();
  const times = await sample(viewer.policy, { forMs, atMost: 100 });
  return [
    { name: '/policy, first answer', value: first.ms, ...ms },
    { name: '/policy, warm p95', value: p95(times), goal: 100, ...ms },
  ];
}

/** From a policy's change in the cluster until `/policy` answers by it. */
async function policyChange({ viewer, api, loop }, forMs) {
  const until = performance.now() + forMs;
  const times = [];
  await loop();
  for (let port = 9001; performance.now() < until && port < 9011; port++) {
    const { headers } = await viewer.policy();
    const begin = performance.now();
    const { status } = await api.request('PATCH', POLICY, {
      headers: { 'Content-Type': 'application/merge-patch+json' },
      body: opening(port),
    });
    if (status !== 200) {
      throw new Error(`The policy could not be changed: ${status}`);
    }
    for (;;) {
      const answer = await viewer.policy();
      if (answer.headers.etag !== headers.etag) {
        break;
      }
      if (performance.now() > until) {
        break; // counts as so long, which it is at least
      }
      await pause(10);
    }
    times.push(performance.now() - begin);
  }
  const late = await loop();
  return [
    {
      name: '/policy after a policy change p95',
      value: p95(times),
      goal: 1000,
      ...ms,
    },
    ...loopFigures('/policy after policy changes', late),
  ];
}

async function preview({ viewer }, forMs) {
  let port = 9101;
  const ask = () =>
    viewer.preview({
      cluster: CLUSTER,
      apply: [
        {
          apiVersion: 'networking.k8s.io/v1',
          kind: 'NetworkPolicy',
          metadata: { name: 'part-1', namespace: APP },
          spec: {
            podSelector: {
              matchLabels: { 'app.kubernetes.io/name': 'part-1' },
            },
            policyTypes: ['Ingress'],
            ...opening(port++).spec,
          },
        },
      ],
    });
  const times = await sample(ask, { forMs, atMost: 10 });
  return [
    { name: '/policy/preview p95', value: p95(times), goal: 1000, ...ms },
  ];
}

/** Beside an app of half the size, and in an estate of half the size. */
async function growth({ viewer }, half, forMs) {
  const of = async (who, app) => {
    // Until the code is compiled: the first that is asked would pay for all.
    await sample(() => who.topology(app), { forMs, atMost: 100 });
    return p50(await sample(() => who.topology(app), { forMs }));
  };
  const app = await of(viewer, APP);
  return [
    {
      name: 'topology, twice the app',
      value: await of(viewer, TWICE_APP),
      against: app,
      goal: 2.2,
      ...ms,
    },
    {
      name: 'topology, twice the cluster',
      value: app,
      against: await of(half.viewer, APP),
      goal: 1.2,
      ...ms,
    },
  ];
}

/** The least of some: what was only in use for a moment is not kept. */
async function least(ask) {
  const values = [];
  for (let times = 0; times < 5; times++) {
    values.push(await ask());
    await pause(1_000);
  }
  return best(values, 'less');
}

/** In this time, in milliseconds, history looks at all apps, of which it keeps something from then on. */
const OBSERVED_MS = 20_000;

async function memory(estate, half, size, halfSize) {
  await pause(OBSERVED_MS);
  const [heap, ofHalf] = await Promise.all([
    least(estate.heap),
    least(half.heap),
  ]);
  if (heap <= ofHalf) {
    throw new Error(
      'the smaller estate keeps as much as the larger one, so that other things than objects decide',
    );
  }
  const byObject = (whole, part) =>
    (whole - part) / (size.objects - halfSize.objects) / 1024;
  const kilobytes = { unit: 'kB', better: 'less' };
  return [
    {
      name: 'heap by kept object',
      value: byObject(heap, ofHalf),
      goal: 3,
      ...kilobytes,
    },
    {
      name: 'resident memory by kept object, all threads',
      value: byObject(await estate.resident(), await half.resident()),
      ...kilobytes,
    },
  ];
}

/** What is asked of one estate, in this order: each part gives figures. @param {number} unit - 1; less for a trial */
export function partsOf(estate, unit) {
  let theirsQuiet = [];
  const underChange = perSecond => [
    `one viewer, changes: ${perSecond}/s`,
    () => changing(estate, perSecond, theirsQuiet, seconds(20 * unit)),
  ];
  return [
    [
      'one viewer, quiet',
      async () => {
        const { theirs, figures } = await quiet(estate, seconds(8 * unit));
        theirsQuiet = theirs;
        return figures;
      },
    ],
    ['requests to the cluster', () => requestsPerView(estate)],
    ['50 viewers', () => manyViewers(estate, seconds(12 * unit))],
    ['/policy, warm', () => policyWarm(estate, seconds(15 * unit))],
    underChange(1),
    underChange(50),
    ['/policy, policy changes', () => policyChange(estate, seconds(60 * unit))],
    ['/policy/preview', () => preview(estate, seconds(25 * unit))],
  ];
}

/** What two estates are held against each other for. */
export const partsOfBoth = (estate, half, size, halfSize, unit) => [
  ['heap', () => memory(estate, half, size, halfSize)],
  ['growth', () => growth(estate, half, seconds(4 * unit))],
];
