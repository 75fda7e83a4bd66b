import { z } from 'zod';
import { ClusterStore, KubeObject } from '../../clusters';
import { runStrategyOf } from '../../kinds';
import { groupOf } from '../../objects';
import {
  controllerRefOf,
  isGoing,
  isSuspended,
  liveInstance,
  replicasOf,
  whyNotAtZero,
} from '../acts';

/** How something ran before it was stopped: all that it takes to start it as it was. */
export const beforeSchema = z.union([
  z.strictObject({ replicas: z.int().min(1) }),
  z.strictObject({ runStrategy: z.string() }),
  z.strictObject({ suspended: z.literal(false) }),
]);

/** @see {@link beforeSchema} */
export type Before = z.infer<typeof beforeSchema>;

/** An act, and what it takes beside the object. */
export interface Doing {
  act: string;
  input?: { replicas: number };
}

/** Whether a component runs, and what to do about it. `left`: it is left alone. */
export type Power =
  | { is: 'running'; before: Before; stop: Doing }
  | { is: 'stopped' }
  | { is: 'left'; why: string };

const running = (before: Before, stop: Doing): Power => ({
  is: 'running',
  before,
  stop,
});

const left = (why: string): Power => ({ is: 'left', why });

/** What each run strategy means for a plan that wants to start it again as it was. */
function powerOfVm(vm: KubeObject, store: ClusterStore): Power {
  const runStrategy = runStrategyOf(vm);
  const isLive = liveInstance(vm, store) !== undefined;
  switch (runStrategy) {
    case 'Always':
      // Without an instance yet, it starts at any moment.
      return running({ runStrategy }, { act: 'vm-stop' });
    case 'Halted':
    case 'Manual':
    case 'RerunOnFailure':
      return isLive
        ? running({ runStrategy }, { act: 'vm-stop' })
        : { is: 'stopped' };
    default:
      // virt-api makes Halted of Once as it stops it, and Always of that as it starts it.
      return left(
        `Its run strategy is ${runStrategy}, which KubeVirt would not start again as it was.`,
      );
  }
}

function powerOfScaled(object: KubeObject, store: ClusterStore): Power {
  const replicas = replicasOf(object);
  if (replicas === 0) {
    return { is: 'stopped' };
  }
  const why = whyNotAtZero(object, store);
  return why === undefined
    ? running({ replicas }, { act: 'workload-scale', input: { replicas: 0 } })
    : left(why);
}

/** Why nothing here stops what is of another kind. */
const OF_KINDS: Readonly<Record<string, string>> = {
  'apps/DaemonSet':
    'It runs on every node that it selects, and has no number of replicas that could be 0.',
  'batch/Job': 'It ends by itself, and does not start again.',
  '/Pod': 'It is in nobody’s care: once stopped, nothing would start it.',
  'kubevirt.io/VirtualMachineInstance':
    'It is of no VirtualMachine: once stopped, nothing would start it.',
};

/** Whether a component of an app runs, as the cluster has it. */
export function powerOf(object: KubeObject, store: ClusterStore): Power {
  if (isGoing(object)) {
    return left('It is being deleted.');
  }
  const controller = controllerRefOf(object);
  if (controller) {
    return left(
      `${controller.kind} '${controller.name}' looks after it, and would undo it. Stop it by that.`,
    );
  }
  const type = `${groupOf(object.apiVersion)}/${object.kind}`;
  switch (type) {
    case 'kubevirt.io/VirtualMachine':
      return powerOfVm(object, store);
    case 'apps/Deployment':
    case 'apps/StatefulSet':
    case 'apps/ReplicaSet':
      return powerOfScaled(object, store);
    case 'batch/CronJob':
      return isSuspended(object)
        ? { is: 'stopped' }
        : running({ suspended: false }, { act: 'cronjob-suspend' });
    default:
      return left(OF_KINDS[type] ?? `The portal cannot stop a ${object.kind}.`);
  }
}

/** What starts something as it was. */
export function startOf(before: Before): Doing {
  if ('replicas' in before) {
    return { act: 'workload-scale', input: { replicas: before.replicas } };
  }
  return {
    act: 'runStrategy' in before ? 'vm-start' : 'cronjob-resume',
  };
}
