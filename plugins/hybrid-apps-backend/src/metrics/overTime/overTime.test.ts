import { mockServices } from '@backstage/backend-test-utils';
import { RangeAnswer } from './answer';
import { createMetricsOverTime } from './overTime';
import { readMetricsSettings } from './settings';
import { Sources } from './sources';

const SETTINGS = readMetricsSettings(
  mockServices.rootConfig({
    data: {
      hybridApps: {
        metrics: {
          clusters: [
            {
              cluster: 'onprem',
              url: 'http://prometheus',
              labels: { cluster: 'a' },
            },
          ],
        },
      },
    },
  }),
);
const WHEN = {
  grid: { from: 0, stepSeconds: 30, count: 2 },
  windowSeconds: 300,
};
const pods = (namespace: string, ...names: string[]): Sources => ({
  namespace,
  vms: [],
  pods: names,
  patterns: [],
});

function start(range: (query: string) => Promise<RangeAnswer>) {
  const asked: string[] = [];
  let now = 0;
  const overTime = createMetricsOverTime(SETTINGS, {
    ticks: () => now,
    connect: () => ({
      range(query) {
        asked.push(query);
        return range(query);
      },
      close: async () => {},
    }),
  });
  return {
    asked,
    ask: (sources: Sources[], caller = 'user:default/ana') =>
      overTime.ask('onprem', sources, WHEN, caller),
    pass: (ms: number) => {
      now += ms;
    },
  };
}

const row = (labels: Record<string, string>) => ({
  labels: new Map(Object.entries(labels)),
  values: [1, 1],
});

it('asks for what it is told, on that cluster, and for no guests where there are none', async () => {
  const { asked, ask } = start(async () => ({ rows: [], warnings: [] }));
  const { queries } = await ask([
    pods('shop', 'web', 'a.b'),
    pods('till', 'x'),
  ]);
  expect(queries).toBe(7);
  expect(asked).toHaveLength(7);
  for (const query of asked) {
    expect(query).toContain(
      'namespace=~"shop|till",pod=~"a\\\\.b|web|x",cluster="a"',
    );
  }
});

it('takes what it did not ask for out of what is answered', async () => {
  const { ask } = start(async () => ({
    rows: [
      row({ namespace: 'shop', pod: 'web' }),
      row({ namespace: 'till', pod: 'web' }),
      row({ namespace: 'shop', name: 'web' }),
      row({ pod: 'web' }),
    ],
    warnings: [],
  }));
  const { series } = await ask([pods('shop', 'web'), pods('till', 'x')]);
  expect(series.map(({ labels }) => [...labels.values()])).toEqual(
    Array(7).fill(['shop', 'web']),
  );
});

it('asks once for all who want to know the same, and again later', async () => {
  const { asked, ask, pass } = start(async () => ({ rows: [], warnings: [] }));
  await Promise.all([
    ask([pods('shop', 'web')]),
    ask([pods('shop', 'web')], 'user:default/bo'),
  ]);
  pass(14_999);
  await ask([pods('shop', 'web')]);
  expect(asked).toHaveLength(7);
  pass(1);
  await ask([pods('shop', 'web')]);
  expect(asked).toHaveLength(14);
});

it('does not ask again at each look where it fails, and tells each reason once', async () => {
  const { asked, ask, pass } = start(async () => {
    throw new Error('It is away.');
  });
  const answers = [await ask([pods('shop', 'web')])];
  answers.push(await ask([pods('shop', 'web')]));
  expect(asked).toHaveLength(7);
  for (const { problems } of answers) {
    expect(problems).toEqual(['It is away.']);
  }
  pass(15_000);
  await ask([pods('shop', 'web')]);
  expect(asked).toHaveLength(14);
});

it('tells what could be had where a query fails', async () => {
  const { ask } = start(async query => {
    if (query.includes('memory')) {
      throw new Error('Too many samples.');
    }
    return {
      rows: [row({ namespace: 'shop', pod: 'web' })],
      warnings: ['a\nb'],
    };
  });
  const { series, problems, warnings } = await ask([pods('shop', 'web')]);
  expect(series).toHaveLength(6);
  expect(problems).toEqual(['Too many samples.']);
  expect(warnings).toEqual(['a b']);
});

it('asks for no more names than a query takes, and says so', async () => {
  const { asked, ask } = start(async () => ({ rows: [], warnings: [] }));
  const names = Array.from({ length: 1_000 }, (_, n) => `web-${n}`);
  const { problems } = await ask([pods('shop', ...names)]);
  expect(problems).toEqual([expect.stringContaining('700 more Pods')]);
  expect(asked[0].split('web-')).toHaveLength(301);
});

it('tries no more patterns than a query takes, however many a workload has', async () => {
  const rows = Array.from({ length: 10 }, (_, n) =>
    row({ namespace: 'shop', pod: `x-${n}` }),
  );
  const { ask } = start(async () => ({ rows, warnings: [] }));
  const numbers = Array.from({ length: 1_000 }, (_, n) => n);
  const sources = {
    ...pods('shop', ...numbers.slice(0, 10).map(n => `pod-${n}`)),
    patterns: numbers.map(n => `web${n}-[a-z]{5}`),
  };
  const test = jest.spyOn(RegExp.prototype, 'test');
  await ask([sources]);
  const tried = test.mock.contexts.filter(one => String(one).includes('web'));
  test.mockRestore();
  // Of ten Pods, and of ten that were answered, of which a query takes the names as well.
  expect(tried).toHaveLength(10 * 300 + 10 * 290);
});
