/**
 * What `kubectl wait` waits for is what the portal calls well, of objects that
 * a sandbox moves on while they are changed at random.
 *
 *   WAIT_RUNS=100 WAIT_SEED=1 npm test -- waits.kubectl
 */
import fc from 'fast-check';
import { healthOf } from '.';
import { KubeObject } from '../clusters';
import {
  JudgedCluster,
  startJudgedCluster,
} from '../__testUtils__/judgedCluster';
import {
  Answer,
  describeByKubectl,
  waitsForPaths,
} from '../__testUtils__/kubectl';
import { at, condition } from '../objects';
import { beginnings, Deed, deeds, WORLD } from './__testUtils__/waitedFor';
import { Health } from './types';

const numRuns = Number(process.env.WAIT_RUNS ?? 3);
const seed = Number(process.env.WAIT_SEED ?? Date.now() % 2 ** 31);

/** A kind, what it is waited for, and what that has to do with its health. */
interface Wait {
  group: string;
  kind: string;
  for: string;
  state: Health['state'];
  /** Whether it is met exactly where the state holds, or also, or only, elsewhere. */
  is: 'the state' | 'less than the state' | 'more than the state';
}

const readyOf = (group: string, kind: string): Wait => ({
  group,
  kind,
  for: 'condition=Ready',
  state: 'healthy',
  is: 'the state',
});

const ALL: readonly Wait[] = [
  readyOf('', 'Pod'),
  readyOf('kubevirt.io', 'VirtualMachine'),
  readyOf('kubevirt.io', 'VirtualMachineInstance'),
  readyOf('cert-manager.io', 'Certificate'),
  {
    group: 'batch',
    kind: 'Job',
    for: 'condition=Complete',
    state: 'healthy',
    is: 'the state',
  },
  {
    // The portal tells of Pods that cannot start before the Job gives up.
    group: 'batch',
    kind: 'Job',
    for: 'condition=Failed',
    state: 'degraded',
    is: 'more than the state',
  },
  {
    // A roll-out that has not come to its end may have Pods enough.
    group: 'apps',
    kind: 'Deployment',
    for: 'condition=Available',
    state: 'healthy',
    is: 'less than the state',
  },
  {
    group: 'autoscaling',
    kind: 'HorizontalPodAutoscaler',
    for: 'condition=AbleToScale',
    state: 'healthy',
    is: 'the state',
  },
  {
    group: '',
    kind: 'PersistentVolumeClaim',
    for: 'jsonpath={.status.phase}=Bound',
    state: 'healthy',
    is: 'the state',
  },
];
const WAITS = ALL.filter(
  wait => waitsForPaths || !wait.for.startsWith('jsonpath'),
);

const isGoing = ({ metadata }: KubeObject) =>
  metadata.deletionTimestamp !== undefined;

/** Where the portal says something else than kubectl, and means to. */
const MEANT: Array<{
  why: string;
  kind: string;
  met: boolean;
  state: Health['state'];
  holds(object: KubeObject): boolean;
}> = [
  {
    why: 'what is ready and being deleted will soon not be',
    kind: 'Pod',
    met: true,
    state: 'progressing',
    holds: isGoing,
  },
  {
    why: 'a Pod whose work is done is never Ready again, and well',
    kind: 'Pod',
    met: false,
    state: 'healthy',
    holds: pod => at(pod, 'status', 'phase') === 'Succeeded',
  },
  {
    // Source: kubevirt.io/api/core/v1, VirtualMachineStatus.
    why: 'the observedGeneration of a VM is that which its guest was started with; kubectl takes it for what its controller has seen',
    kind: 'VirtualMachine',
    met: false,
    state: 'healthy',
    holds: vm =>
      (vm.metadata.generation ?? 0) > 1 &&
      condition(vm, 'Ready')?.status === 'True',
  },
  {
    // Source: kubevirt, `pkg/virt-handler/vm.go`, which pauses; virt-controller takes Ready back after that.
    why: 'a guest that was just paused is Ready until its Pod no longer is',
    kind: 'VirtualMachineInstance',
    met: true,
    state: 'stopped',
    holds: instance => condition(instance, 'Paused')?.status === 'True',
  },
  {
    why: 'and its VM until virt-controller has looked at it',
    kind: 'VirtualMachine',
    met: true,
    state: 'stopped',
    holds: vm => at(vm, 'status', 'printableStatus') !== 'Stopped',
  },
  {
    why: 'a certificate that could not be renewed is valid, and not for long',
    kind: 'Certificate',
    met: true,
    state: 'degraded',
    holds: certificate =>
      at(certificate, 'status', 'failedIssuanceAttempts') !== undefined,
  },
  {
    why: 'an autoscaler could scale what somebody switched off, and leaves it off',
    kind: 'HorizontalPodAutoscaler',
    met: true,
    state: 'stopped',
    holds: scaler =>
      condition(scaler, 'ScalingActive')?.reason === 'ScalingDisabled',
  },
];

/** `pod` or `job.batch`, as kubectl calls a kind. */
const resourceOf = ({ group, kind }: Pick<Wait, 'group' | 'kind'>) =>
  `${kind.toLowerCase()}${group && `.${group}`}`;

/** The objects of which kubectl says that the condition is met, like `job.batch/web`. */
function metBy({ words }: Answer): Set<string> {
  const lines = words.split('\n').filter(Boolean);
  const isUnmet =
    /condition not met for|timed out waiting for the condition|no matching resources found/;
  return new Set(
    lines.flatMap(line => {
      const [, met] = /^(\S+\/\S+) condition met$/.exec(line) ?? [];
      if (!met && !isUnmet.test(line)) {
        throw new Error(`kubectl says what nobody expects: ${line}`);
      }
      return met ?? [];
    }),
  );
}

const agrees = ({ is, state }: Wait, met: boolean, told: Health['state']) =>
  ({
    'the state': met === (told === state),
    'less than the state': met || told !== state,
    'more than the state': !met || told === state,
  }[is]);

/** What kubectl and the portal say of the objects as they are now, where that differs. */
async function disagreements(cluster: JudgedCluster) {
  const waitedFor = [...new Set(WAITS.map(wait => wait.for))];
  const answers = await Promise.all(
    waitedFor.map(one =>
      cluster.kubectl(
        ...['-n', 'shop', 'wait', '--all', '--timeout=0', `--for=${one}`],
        WAITS.filter(wait => wait.for === one)
          .map(resourceOf)
          .join(','),
      ),
    ),
  );
  const store = await cluster.look();
  return WAITS.flatMap(wait => {
    const met = metBy(answers[waitedFor.indexOf(wait.for)]);
    return store.list({ ...wait, namespace: 'shop' }).flatMap(object => {
      const { metadata, spec, status } = object;
      const isMet = met.has(`${resourceOf(wait)}/${metadata.name}`);
      const health = healthOf(object, store);
      const isMeant = MEANT.some(
        row =>
          row.kind === wait.kind &&
          row.met === isMet &&
          row.state === health.state &&
          row.holds(object),
      );
      return isMeant || agrees(wait, isMet, health.state)
        ? []
        : [{ for: wait.for, isMet, health, metadata, spec, status }];
    });
  });
}

interface Step {
  first: Deed[];
  /** Undefined where not even the controllers have had their turn. */
  passMs?: number;
}

const step: fc.Arbitrary<Step> = fc.record(
  {
    first: fc.array(deeds, { maxLength: 4 }),
    passMs: fc.constantFrom(0, 500, 1_500, 2_500, 4_500, 8_000, 20_000, 90_000),
  },
  { requiredKeys: ['first'] },
);

describeByKubectl('what kubectl waits for', () => {
  it(
    'has come where the portal says so',
    async () => {
      process.stdout.write(`Waits: WAIT_SEED=${seed}\n`);
      const property = fc.asyncProperty(
        beginnings,
        fc.array(step, { minLength: 4, maxLength: 6 }),
        async (begin, steps) => {
          const cluster = await startJudgedCluster(WORLD);
          try {
            begin.forEach(cluster.create);
            for (const { first, passMs } of steps) {
              for (const deed of first) {
                await deed.to(cluster);
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
