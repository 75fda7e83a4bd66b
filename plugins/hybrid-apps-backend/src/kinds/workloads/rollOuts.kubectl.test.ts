/**
 * Random roll-outs in a sandbox, and at each stop two judges of the same
 * objects: `kubectl rollout status`, and the rule of the kind over what the
 * portal has listed.
 *
 *   ROLL_OUT_RUNS=200 ROLL_OUT_SEED=1 npm test -- rollOuts.kubectl
 */
import fc from 'fast-check';
import { healthOf } from '..';
import { KubeObject } from '../../clusters';
import {
  JudgedCluster,
  startJudgedCluster,
} from '../../__testUtils__/judgedCluster';
import { Answer, describeByKubectl } from '../../__testUtils__/kubectl';
import { at, number } from '../../objects';
import { Health } from '../types';

const numRuns = Number(process.env.ROLL_OUT_RUNS ?? 6);
const seed = Number(process.env.ROLL_OUT_SEED ?? Date.now() % 2 ** 31);

const NAMESPACE = 'shop';
const node = (name: string, role: string) => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name, labels: { role } },
  status: {
    allocatable: { cpu: '8', memory: '32Gi', pods: '110' },
    conditions: [{ type: 'Ready', status: 'True' }],
  },
});
const WORLD = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } },
  node('node-1', 'edge'),
  node('node-2', 'core'),
  node('node-3', 'core'),
];

const KINDS = ['Deployment', 'StatefulSet', 'DaemonSet'] as const;
type Kind = (typeof KINDS)[number];
type Spec = Record<string, unknown>;

const templateOf = (kind: Kind, image: string, role?: string) => ({
  metadata: { labels: { app: kind.toLowerCase() } },
  spec: {
    ...(role && { nodeSelector: { role } }),
    containers: [
      {
        name: 'main',
        image,
        ports: [{ name: 'http', containerPort: 8080 }],
        readinessProbe: { httpGet: { path: '/', port: 'http' } },
      },
    ],
  },
});

const manifestOf = (kind: Kind, spec: Spec = {}) => ({
  apiVersion: 'apps/v1',
  kind,
  metadata: { name: kind.toLowerCase(), namespace: NAMESPACE },
  spec: {
    selector: { matchLabels: { app: kind.toLowerCase() } },
    ...(kind === 'StatefulSet' && { serviceName: 'db' }),
    ...spec,
  },
});

const image = fc.constantFrom(
  ...['web:1', 'web:1', 'web:2', 'web:2', 'web:3'],
  ...['does-not-exist:1', 'crash-loop:1', 'failing-readiness:1'],
);
const amount = fc.constantFrom(0, 1, 2, '25%', '50%', '100%');
const some = <T extends object>(fields: {
  [Field in keyof T]: fc.Arbitrary<T[Field]>;
}) => fc.record(fields, { requiredKeys: [] });

/** What a roll-out may be told; each step tells a part of it anew. */
const SPECS: Readonly<Record<Kind, fc.Arbitrary<Spec>>> = {
  Deployment: some<Spec>({
    replicas: fc.nat(4),
    template: image.map(name => templateOf('Deployment', name)),
    paused: fc.constantFrom(false, false, true),
    minReadySeconds: fc.constantFrom(0, 4),
    progressDeadlineSeconds: fc.constantFrom(8, 600),
    strategy: fc.oneof(
      fc.constant({ type: 'Recreate' }),
      some({ rollingUpdate: some({ maxSurge: amount }) }),
      some({ rollingUpdate: some({ maxUnavailable: amount }) }),
      fc.constant({
        type: 'RollingUpdate',
        rollingUpdate: { maxSurge: 1, maxUnavailable: 0 },
      }),
    ),
  }),
  StatefulSet: some<Spec>({
    replicas: fc.nat(3),
    template: image.map(name => templateOf('StatefulSet', name)),
    minReadySeconds: fc.constantFrom(0, 4),
    updateStrategy: fc.constantFrom(
      {},
      { type: 'RollingUpdate' },
      { rollingUpdate: { partition: 1 } },
      { type: 'RollingUpdate', rollingUpdate: { partition: 2 } },
      { type: 'OnDelete' },
    ),
  }),
  DaemonSet: some<Spec>({
    template: fc
      .tuple(image, fc.constantFrom(undefined, 'edge', 'core', 'none'))
      .map(([name, role]) => templateOf('DaemonSet', name, role)),
    minReadySeconds: fc.constantFrom(0, 4),
    updateStrategy: fc.constantFrom(
      {},
      { type: 'RollingUpdate' },
      { rollingUpdate: { maxUnavailable: 2 } },
      {
        type: 'RollingUpdate',
        rollingUpdate: { maxSurge: 1, maxUnavailable: 0 },
      },
      { type: 'OnDelete' },
    ),
  }),
};

interface Step {
  changes: Partial<Record<Kind, Spec>>;
  /** Undefined where not even the controllers have had their turn. */
  passMs?: number;
}

const step: fc.Arbitrary<Step> = fc.record(
  {
    changes: some({
      Deployment: SPECS.Deployment,
      StatefulSet: SPECS.StatefulSet,
      DaemonSet: SPECS.DaemonSet,
    }),
    passMs: fc.constantFrom(0, 500, 1_500, 2_500, 3_500, 8_000, 20_000, 90_000),
  },
  { requiredKeys: ['changes'] },
);

const START: Step = { changes: {}, passMs: 2_500 };

type Verdict = 'done' | 'waiting' | 'late' | 'silent';

/**
 * What `kubectl rollout status` says, by its words.
 * Source: kubectl, `polymorphichelpers/rollout_status.go`.
 */
function verdictOf({ failed, words }: Answer): Verdict {
  if (failed) {
    if (words.includes('exceeded its progress deadline')) {
      return 'late';
    }
    if (words.includes('only available for RollingUpdate strategy type')) {
      return 'silent';
    }
  } else if (
    /successfully rolled out|roll out complete:|update complete/.test(words)
  ) {
    return 'done';
  } else if (/^waiting for/i.test(words)) {
    return 'waiting';
  }
  throw new Error(`kubectl says what nobody expects: ${words}`);
}

const numberAt = (object: KubeObject, part: string, field: string) =>
  number(at(object, part, field)) ?? 0;

const isObserved = (object: KubeObject) =>
  numberAt(object, 'status', 'observedGeneration') >=
  (object.metadata.generation ?? 0);

/** How many Pods it is to have, and how many of them it has. */
const countsOf = (object: KubeObject) =>
  object.kind === 'DaemonSet'
    ? {
        wanted: numberAt(object, 'status', 'desiredNumberScheduled'),
        present: numberAt(object, 'status', 'currentNumberScheduled'),
        ready: numberAt(object, 'status', 'numberAvailable'),
      }
    : {
        wanted: numberAt(object, 'spec', 'replicas'),
        present: numberAt(object, 'status', 'replicas'),
        ready: numberAt(object, 'status', 'readyReplicas'),
      };

/** The states that agree with a verdict. */
function agreeing(verdict: Verdict, object: KubeObject): Health['state'][] {
  const { wanted, ready } = countsOf(object);
  // Where nothing is wanted, that is no success, but off.
  const well = wanted > 0 ? 'healthy' : 'stopped';
  switch (verdict) {
    case 'done':
      return [well];
    case 'late':
      return ['degraded'];
    case 'waiting':
      return ['progressing', 'degraded'];
    default:
      // Whoever deletes Pods rolls out, so that they only have to be ready.
      return isObserved(object) && ready >= wanted
        ? [well]
        : ['progressing', 'degraded'];
  }
}

/** Where the portal says something else than kubectl, and means to. */
const MEANT: Array<{
  why: string;
  verdicts: Verdict[];
  state: Health['state'];
  holds(object: KubeObject): boolean;
}> = [
  {
    why: 'What is scaled to nothing is off when its last Pod is gone. kubectl asks only that no wanted Pod is missing.',
    verdicts: ['done', 'silent'],
    state: 'progressing',
    holds: object =>
      countsOf(object).wanted === 0 && countsOf(object).present > 0,
  },
];

/** What kubectl and the portal say of the workloads as they are now, where that differs. */
async function disagreements(cluster: JudgedCluster) {
  const answers = await Promise.all(
    KINDS.map(kind =>
      cluster.kubectl(
        ...['-n', NAMESPACE, 'rollout', 'status', '--watch=false'],
        `${kind}/${kind}`.toLowerCase(),
      ),
    ),
  );
  const store = await cluster.look();
  return KINDS.flatMap((kind, index) => {
    const name = kind.toLowerCase();
    const object = store.get({
      group: 'apps',
      kind,
      namespace: NAMESPACE,
      name,
    });
    if (!object) {
      throw new Error(`The portal has no ${kind}`);
    }
    const verdict = verdictOf(answers[index]);
    const health = healthOf(object, store);
    const isMeant = MEANT.some(
      row =>
        row.verdicts.includes(verdict) &&
        row.state === health.state &&
        row.holds(object),
    );
    const { spec, status } = object;
    return isMeant || agreeing(verdict, object).includes(health.state)
      ? []
      : [{ kind, kubectl: answers[index].words, health, spec, status }];
  });
}

describeByKubectl('a roll-out', () => {
  it(
    'is for the portal what it is for kubectl',
    async () => {
      process.stdout.write(`Roll-outs: ROLL_OUT_SEED=${seed}\n`);
      const property = fc.asyncProperty(
        fc.record(SPECS),
        fc.array(step, { minLength: 4, maxLength: 7 }),
        async (begin, steps) => {
          const cluster = await startJudgedCluster(WORLD);
          try {
            for (const kind of KINDS) {
              const template = templateOf(kind, 'web:1');
              cluster.create(manifestOf(kind, { template, ...begin[kind] }));
            }
            for (const { changes, passMs } of [START, ...steps]) {
              for (const kind of KINDS) {
                if (changes[kind]) {
                  cluster.change(manifestOf(kind), changes[kind]);
                }
              }
              if (passMs !== undefined) {
                cluster.pass(passMs);
              }
              expect(await disagreements(cluster)).toEqual([]);
            }
          } finally {
            await cluster.stop();
          }
        },
      );
      await fc.assert(property, { numRuns, seed, endOnFailure: true });
    },
    60_000 + numRuns * 20_000,
  );
});
