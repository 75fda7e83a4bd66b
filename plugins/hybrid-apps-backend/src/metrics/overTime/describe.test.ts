import { createStoreFromObjects } from '../../kinds';
import { PlainObject } from '../../clusters';
import { describeOverTime, gridOf } from './describe';
import { Measured, namesIn } from './overTime';
import { createOwnersOf, sourcesOf } from './sources';

const NOW = new Date('2026-01-01T12:00:10Z');
const { grid } = gridOf('1h', NOW);
const END = Date.parse('2026-01-01T12:00:00Z') / 1_000;

it.each([
  ['1h', 30, 300],
  ['6h', 180, 300],
  ['24h', 720, 720],
  ['7d', 5_040, 5_040],
] as const)(
  'has as many values in %s, each of its time',
  (range, stepSeconds, windowSeconds) => {
    const when = gridOf(range, NOW);
    expect(when).toMatchObject({
      grid: { stepSeconds, count: 121 },
      windowSeconds,
    });
    expect(when.grid.from + 120 * stepSeconds).toBe(END);
  },
);

const object = (
  apiVersion: string,
  kind: string,
  name: string,
  owner?: [apiVersion: string, kind: string, name: string],
  more: object = {},
  namespace = 'shop',
): PlainObject => ({
  apiVersion,
  kind,
  metadata: {
    name,
    namespace,
    uid: `${kind}-${name}`,
    ...(owner && {
      ownerReferences: [
        {
          apiVersion: owner[0],
          kind: owner[1],
          name: owner[2],
          uid: `${owner[1]}-${owner[2]}`,
          controller: true,
        },
      ],
    }),
  },
  ...more,
});

const template = { spec: { template: { spec: { containers: [] } } } };
const store = createStoreFromObjects('onprem', [
  object('apps/v1', 'Deployment', 'web', undefined, template),
  object('apps/v1', 'ReplicaSet', 'web-1', ['apps/v1', 'Deployment', 'web']),
  object('apps/v1', 'ReplicaSet', 'web-2', ['apps/v1', 'Deployment', 'web']),
  object('v1', 'Pod', 'web-2-bcdfg', ['apps/v1', 'ReplicaSet', 'web-2']),
  object('apps/v1', 'StatefulSet', 'db.a', undefined, template),
  object('v1', 'Pod', 'alone', undefined, { spec: { containers: [] } }),
  object('apps/v1', 'DaemonSet', 'x'.repeat(63), undefined, template),
  object('kubevirt.io/v1', 'VirtualMachine', 'vm', undefined, {
    spec: { template: { spec: { domain: {} } } },
  }),
]);
function sources(group: string, kind: string, name: string) {
  const found = store.get({ group, kind, namespace: 'shop', name });
  if (!found) {
    throw new Error(`There is no ${kind} ${name}`);
  }
  return sourcesOf(found, store);
}

const MADE_UP = '[bcdfghjklmnpqrstvwxz2456789]{5}';

it.each<[string, [string, string, string], object]>([
  [
    'a Deployment by the Pods of all its ReplicaSets',
    ['apps', 'Deployment', 'web'],
    { pods: [`web-1-${MADE_UP}`, `web-2-${MADE_UP}`], vms: [] },
  ],
  [
    'a StatefulSet by their numbers',
    ['apps', 'StatefulSet', 'db.a'],
    { pods: ['db\\.a-[0-9]+'], vms: [] },
  ],
  [
    'a long name as the API server cuts it',
    ['apps', 'DaemonSet', 'x'.repeat(63)],
    { pods: [`${'x'.repeat(58)}${MADE_UP}`], vms: [] },
  ],
  ['a Pod by its name', ['', 'Pod', 'alone'], { pods: ['alone'], vms: [] }],
  [
    'a VM by its guest',
    ['kubevirt.io', 'VirtualMachine', 'vm'],
    { pods: [], vms: ['vm'] },
  ],
])('asks for %s', (_, [group, kind, name], expected) => {
  expect(namesIn([sources(group, kind, name)])).toEqual({
    namespaces: ['shop'],
    leftOut: 0,
    ...expected,
  });
});

const WEB = sources('apps', 'Deployment', 'web');
const VM = sources('kubevirt.io', 'VirtualMachine', 'vm');
const ownersOf = createOwnersOf([VM, WEB]);

function measured(
  named: Record<string, string>,
  values: Array<number | null>,
  name: Measured['name'] = 'cpu',
): Measured {
  const subject = 'name' in named ? 'vms' : 'pods';
  const labels = new Map(Object.entries({ namespace: 'shop', ...named }));
  return {
    name,
    subject,
    labels,
    of: ownersOf(labels, subject),
    values: [...Array(grid.count - values.length).fill(null), ...values],
  };
}

const describeWeb = (
  series: readonly Measured[],
  more: { queries?: number; problems?: string[]; warnings?: string[] } = {},
) =>
  describeOverTime(
    'onprem',
    WEB,
    { series, queries: 7, problems: [], warnings: [], ...more },
    { grid, memory: undefined },
  );

it('sums up what its Pods used, and nothing of others', () => {
  const { series, source } = describeWeb([
    measured({ pod: 'web-2-bcdfg' }, [0.1, 0.2]),
    measured({ pod: 'web-1-bcdfg' }, [0.1, null]),
    measured({ pod: 'web-10-bcdfg' }, [9, 9]),
    measured({ pod: 'web-1-abcde' }, [9, 9]),
    measured({ pod: 'web-1-bcdfg', namespace: 'other' }, [9, 9]),
  ]);
  expect(source).toEqual({ state: 'told' });
  expect(series).toMatchObject([{ name: 'cpu', unit: 'cores' }]);
  expect(series[0].values.slice(-3)).toEqual([null, 0.2, 0.2]);
});

it.each<[string, Parameters<typeof describeWeb>, string, RegExp | undefined]>([
  ['nothing is found', [[]], 'empty', /scrapes cAdvisor/],
  [
    'nothing could be had',
    [[], { problems: ['It is away.'] }],
    'unknown',
    /away/,
  ],
  [
    'some could not be had',
    [[measured({ pod: 'web-1-bcdfg' }, [1])], { problems: ['It is away.'] }],
    'partial',
    /away/,
  ],
  [
    'Prometheus warns',
    [[measured({ pod: 'web-1-bcdfg' }, [1])], { warnings: ['half of it'] }],
    'partial',
    /half of it/,
  ],
])('says so where %s', (_, asked, state, message) => {
  const { source } = describeWeb(...asked);
  expect(source.state).toBe(state);
  expect(source.message).toMatch(message ?? '');
});

const throttled = (...values: number[]) =>
  describeWeb([
    measured(
      { pod: 'web-1-bcdfg', container: 'main' },
      values,
      'cpu-throttled',
    ),
  ]).findings;
const quarterOfAnHour = (share: number) => Array<number>(30).fill(share);

it('finds a container that is held back for a quarter of an hour', () => {
  expect(throttled(...quarterOfAnHour(0.3))).toEqual([
    {
      code: 'cpu-throttled',
      share: 0.3,
      pod: 'web-1-bcdfg',
      container: 'main',
    },
  ]);
});

it.each([
  ['25 %', quarterOfAnHour(0.25)],
  ['a moment ago not', [...quarterOfAnHour(0.9), 0.1]],
  ['what cannot be', quarterOfAnHour(2)],
  ['nothing', []],
])('finds none that is held back: %s', (_, values) => {
  expect(throttled(...values)).toEqual([]);
});

it.each([
  [90, [{ code: 'memory-near-limit', share: 0.9, used: 90, limit: 100 }]],
  [89, []],
])('finds a guest that uses %p of 100 bytes: %p', (used, findings) => {
  const asked = {
    series: [measured({ name: 'vm' }, [used], 'memory')],
    queries: 6,
    problems: [],
    warnings: [],
  };
  expect(
    describeOverTime('onprem', VM, asked, { grid, memory: 100 }).findings,
  ).toEqual(findings);
});
