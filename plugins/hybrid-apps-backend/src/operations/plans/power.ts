import { z } from 'zod';
import { ClusterStore, KubeObject } from '../../clusters';
import { runStrategyOf } from '../../kinds';
import { at, groupOf, number } from '../../objects';
import {
  isGoing,
  isSuspended,
  liveInstance,
  replicasOf,
  scalerOf,
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

const controllerOf = (object: KubeObject) =>
  object.metadata.ownerReferences?.find(({ controller }) => controller);

/**
 * What keeps a workload from staying at 0, if anything. An autoscaler whose
 * least is above 0 does nothing while the workload is at 0, and goes on once
 * that has replicas again; one whose least is 0 would start it by itself, and so
 * would what made one.
 * Source: Kubernetes, Horizontal Pod Autoscaling, "Implicit maintenance-mode deactivation".
 */
function whyNotAtZero(
  object: KubeObject,
  store: ClusterStore,
): string | undefined {
  const scaler = scalerOf(object, store);
  if (!scaler) {
    return undefined;
  }
  const { name } = scaler.metadata;
  const maker = controllerOf(scaler);
  if (maker) {
    return `HorizontalPodAutoscaler '${name}' is of ${maker.kind} '${maker.name}', which may start it again. Have that paused.`;
  }
  return (number(at(scaler, 'spec', 'minReplicas')) ?? 1) > 0
    ? undefined
    : `HorizontalPodAutoscaler '${name}' may go down to 0 itself, so it would start it again.`;
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
  const controller = controllerOf(object);
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
