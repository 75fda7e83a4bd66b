import { Topology } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { PlainObject } from '../../clusters';
import { createStoreFromObjects } from '../../kinds';
import { idOf } from '../../objects';
import { basisOfPlan, compose, Composing, memoryKey } from './compose';
import { Before } from './power';

const named = (
  apiVersion: string,
  kind: string,
  name: string,
  spec: object,
  metadata: object = {},
): PlainObject => ({
  apiVersion,
  kind,
  metadata: { name, namespace: 'shop', uid: name, ...metadata },
  spec,
});
const pods = { template: { metadata: {}, spec: { containers: [] } } };
const deployment = (name: string, replicas = 2, metadata: object = {}) =>
  named('apps/v1', 'Deployment', name, { replicas, ...pods }, metadata);
const cronJob = (name: string, suspend: boolean) =>
  named('batch/v1', 'CronJob', name, {
    suspend,
    jobTemplate: { spec: pods },
  });
/** A VM, with its instance where it has one. */
const vm = (
  name: string,
  runStrategy: string,
  runs: boolean,
): PlainObject[] => [
  named('kubevirt.io/v1', 'VirtualMachine', name, { runStrategy, ...pods }),
  ...(runs
    ? [
        {
          ...named(
            'kubevirt.io/v1',
            'VirtualMachineInstance',
            name,
            {},
            {
              uid: `${name}-1`,
              ownerReferences: [
                {
                  apiVersion: 'kubevirt.io/v1',
                  kind: 'VirtualMachine',
                  name,
                  uid: name,
                  controller: true,
                },
              ],
            },
          ),
          status: { phase: 'Running' },
        },
      ]
    : []),
];
const scaler = (of: string, spec: object, metadata: object = {}) =>
  named(
    'autoscaling/v2',
    'HorizontalPodAutoscaler',
    `${of}-hpa`,
    {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: of },
      ...spec,
    },
    metadata,
  );
const ownedBy = (kind: string) => ({
  ownerReferences: [
    {
      apiVersion: 'example.com/v1',
      kind,
      name: 'db',
      uid: 'x',
      controller: true,
    },
  ],
});

const KINDS: Record<string, string> = {
  vm: 'kubevirt.io/VirtualMachine',
  cron: 'batch/CronJob',
};
/** `vm:db` for the id of the VM `db`; `web` for that of a Deployment. */
const id = (text: string) => {
  const [kind, name] = text.includes(':') ? text.split(':') : ['', text];
  return `onprem/shop/${KINDS[kind] ?? 'apps/Deployment'}/${name}`;
};
const short = (object: string) => object.split('/').pop() ?? '';

/** `web>vm:db` for a wire; `web=>vm:db` for what the catalog declares. */
const edge = (text: string): Topology['edges'][number] => {
  const [source, target] = text.split(/=?>/);
  return {
    id: text,
    source: id(source),
    target: id(target),
    relation: text.includes('=>') ? 'depends-on' : 'connects',
    evidence: { text },
  };
};

function composed(
  objects: readonly PlainObject[],
  asked: Partial<Composing> & {
    wires?: string[];
    before?: Record<string, Before>;
  } = {},
) {
  const { wires = [], before = {}, ...more } = asked;
  const store = createStoreFromObjects('onprem', objects);
  return compose({
    kind: 'stop',
    objects: objects.map(plain => {
      const object = store.get({
        group: plain.apiVersion.includes('/')
          ? plain.apiVersion.split('/')[0]
          : '',
        kind: plain.kind,
        namespace: 'shop',
        name: plain.metadata.name,
      })!;
      return {
        cluster: 'onprem',
        id: idOf('onprem', object),
        object,
        reason: { text: 'named' },
      };
    }),
    edges: wires.map(edge),
    stores: [store],
    memory: new Map(
      Object.entries(before).map(([uid, was]) => [
        memoryKey('onprem', uid),
        was,
      ]),
    ),
    exclude: new Set(),
    whyRefused: () => undefined,
    whyLeft: () => undefined,
    ...more,
  });
}
const linesOf = ({ steps }: ReturnType<typeof composed>) =>
  steps.map(({ stage, object, act, input }) =>
    [stage, short(object), act, input?.replicas]
      .filter(one => one !== undefined)
      .join(' '),
  );
const leftOf = ({ leftAlone }: ReturnType<typeof composed>) =>
  leftAlone.map(({ object, why }) => `${short(object)}: ${why}`);

const shop = [
  deployment('web'),
  deployment('api', 3),
  ...vm('db', 'Always', true),
];
const wires = ['web>api', 'api>vm:db'];

describe('a plan', () => {
  it('stops callers before what they call, and remembers how each ran', () => {
    const plan = composed(shop, { wires });
    expect(linesOf(plan)).toEqual([
      '0 web workload-scale 0',
      '1 api workload-scale 0',
      '2 db vm-stop',
    ]);
    expect(plan.steps.map(({ before }) => before)).toEqual([
      { replicas: 2 },
      { replicas: 3 },
      { runStrategy: 'Always' },
    ]);
    expect(plan.steps[1].after).toEqual([
      { object: id('web'), relation: 'connects' },
    ]);
  });

  it('starts in the reverse order what plans stopped, as it ran, and nothing else', () => {
    const stopped = [
      deployment('web', 0),
      deployment('api', 0),
      deployment('other', 0),
      ...vm('db', 'Halted', false),
      cronJob('report', true),
    ];
    const plan = composed(stopped, {
      kind: 'start',
      wires,
      before: {
        web: { replicas: 2 },
        api: { replicas: 3 },
        db: { runStrategy: 'Always' },
        report: { suspended: false },
      },
    });
    expect(linesOf(plan)).toEqual([
      '0 db vm-start',
      '1 api workload-scale 3',
      '2 web workload-scale 2',
      '2 report cronjob-resume',
    ]);
    expect(plan.steps[1].after).toEqual([
      { object: id('vm:db'), relation: 'connects' },
    ]);
    expect(leftOf(plan)).toEqual([
      expect.stringMatching(/^other: It is stopped, and not by a plan/),
    ]);
  });

  it('goes by what the catalog declares before what is wired', () => {
    const two = [deployment('a'), deployment('b')];
    expect(linesOf(composed(two, { wires: ['a>b'] }))[0]).toMatch(/^0 a/);
    const declared = composed(two, { wires: ['a>b', 'b=>a'] });
    expect(linesOf(declared)[0]).toMatch(/^0 b/);
    expect(declared.cycles).toEqual([]);
  });

  it('takes at a time what needs each other all round, and tells so', () => {
    const plan = composed([deployment('a'), deployment('b')], {
      wires: ['a>b', 'b>a'],
    });
    expect(plan.steps.map(({ stage }) => stage)).toEqual([0, 0]);
    expect(plan.cycles).toEqual([[id('a'), id('b')]]);
  });

  it('keeps the order of those that something between them is left alone of', () => {
    const plan = composed(
      [deployment('web'), deployment('api', 0), ...vm('db', 'Always', true)],
      { wires },
    );
    expect(linesOf(plan)).toEqual(['0 web workload-scale 0', '1 db vm-stop']);
  });

  it.each<[string, PlainObject[], string | RegExp]>([
    ['a VM that is always to run', vm('x', 'Always', true), 'vm-stop'],
    ['one that is about to', vm('x', 'Always', false), 'vm-stop'],
    ['one that is started by hand', vm('x', 'Manual', true), 'vm-stop'],
    [
      'one that is run again as it fails',
      vm('x', 'RerunOnFailure', true),
      'vm-stop',
    ],
    ['one that ended', vm('x', 'RerunOnFailure', false), /stopped already/],
    ['one that is off', vm('x', 'Halted', false), /stopped already/],
    ['one that runs once', vm('x', 'Once', true), /run strategy is Once/],
    ['a Deployment at 0', [deployment('x', 0)], /stopped already/],
    [
      'a StatefulSet',
      [named('apps/v1', 'StatefulSet', 'x', { replicas: 1, ...pods })],
      'workload-scale 0',
    ],
    ['a CronJob', [cronJob('x', false)], 'cronjob-suspend'],
    ['one that is suspended', [cronJob('x', true)], /stopped already/],
    [
      'a DaemonSet',
      [named('apps/v1', 'DaemonSet', 'x', pods)],
      /runs on every node/,
    ],
    ['a Job', [named('batch/v1', 'Job', 'x', pods)], /ends by itself/],
    [
      'a Pod of nobody',
      [named('v1', 'Pod', 'x', { containers: [] })],
      /nobody’s care/,
    ],
    [
      'what an operator looks after',
      [deployment('x', 1, ownedBy('Postgresql'))],
      /Postgresql 'db' looks after it/,
    ],
    [
      'what is being deleted',
      [deployment('x', 1, { deletionTimestamp: '2026-01-01T00:00:00Z' })],
      /being deleted/,
    ],
    [
      'what an autoscaler scales',
      [deployment('x'), scaler('x', { minReplicas: 2 })],
      'workload-scale 0',
    ],
    [
      'the same, where its least is not told',
      [deployment('x'), scaler('x', {})],
      'workload-scale 0',
    ],
    [
      'what one scales that goes down to 0',
      [deployment('x'), scaler('x', { minReplicas: 0 })],
      /may go down to 0 itself/,
    ],
    [
      'what one scales that another made',
      [deployment('x'), scaler('x', {}, ownedBy('ScaledObject'))],
      /ScaledObject 'db'/,
    ],
  ])('stops, or tells why not: %s', (_, objects, expected) => {
    const plan = composed(objects);
    expect([...linesOf(plan), ...leftOf(plan)]).toEqual([
      expect.stringMatching(expected),
    ]);
  });

  it('tells what the caller may not act on, unless that is excluded', () => {
    const whyRefused = () => 'You may not.';
    const lacks = composed([deployment('a')], { whyRefused });
    expect([lacks.steps, lacks.refused.map(({ why }) => why)]).toEqual([
      [],
      ['You may not.'],
    ]);
    const without = composed([deployment('a')], {
      whyRefused,
      exclude: new Set([id('a')]),
    });
    expect([without.refused, leftOf(without)]).toEqual([
      [],
      ['a: It is excluded.'],
    ]);
  });

  it('that goes back has to do with what it takes back alone', () => {
    const plan = composed([deployment('a', 0), deployment('b', 0)], {
      kind: 'start',
      before: { a: { replicas: 1 }, b: { replicas: 1 } },
      only: new Set([id('b')]),
    });
    expect([linesOf(plan), plan.leftAlone]).toEqual([
      ['0 b workload-scale 1'],
      [],
    ]);
  });

  it('has another basis where something else would be done', () => {
    const basis = (...args: Parameters<typeof composed>) =>
      basisOfPlan(composed(...args));
    const first = basis(shop, { wires });
    expect(basis([...shop].reverse(), { wires: [...wires].reverse() })).toBe(
      first,
    );
    expect(basis(shop, { wires: [] })).not.toBe(first);
    expect(basis([deployment('web', 5), ...shop.slice(1)], { wires })).not.toBe(
      first,
    );
  });
});
