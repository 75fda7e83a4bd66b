import {
  ActId,
  actWords,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { z } from 'zod';
import { Clock } from '../../../clock';
import { ClusterStore, KubeObject, resourcePath } from '../../../clusters';
import { healthOf } from '../../../kinds';
import { at, flag, number, text } from '../../../objects';
import { towards } from '../progress';
import { Act, AccessNeed, not, POSSIBLE, Step, StepRequest } from '../types';
import {
  controllerRefOf,
  graceMs,
  isGoing,
  unlessGoing,
  WRITES,
} from './shared';

const ROLL_OUT_MS = 30 * 60_000;
const SHORT_MS = 60_000;

/** How the kinds of apps/v1 are asked for. */
const PLURALS: Readonly<Record<string, string>> = {
  Deployment: 'deployments',
  StatefulSet: 'statefulsets',
  DaemonSet: 'daemonsets',
  ReplicaSet: 'replicasets',
};

export const pathOf = (
  { kind, metadata: { namespace, name } }: KubeObject,
  subresource?: string,
) =>
  resourcePath(
    { group: 'apps', version: 'v1', plural: PLURALS[kind] },
    { namespace, name, subresource },
  );

/**
 * A change of one object, as of its uid: on another that has its name by now it
 * is a conflict. Source: Kubernetes API concepts, "Patch" and "Resource versions".
 */
const patch = (
  object: KubeObject,
  path: string,
  change: object,
): StepRequest => ({
  method: 'PATCH',
  path,
  query: WRITES,
  contentType: 'application/merge-patch+json',
  body: { metadata: { uid: object.metadata.uid }, ...change },
});

export const patches = (kinds: readonly string[]): AccessNeed[] =>
  kinds.map(kind => ({
    group: 'apps',
    resource: PLURALS[kind],
    verb: 'patch',
  }));

const kindsOf = (names: readonly string[]) => names.map(kind => `apps/${kind}`);

/** All of its Pods are as its template says, and ready. */
const isRolledOut = (now: KubeObject, store: ClusterStore) =>
  ['healthy', 'stopped'].includes(healthOf(now, store).state);

/** Its controller has seen what was asked of it. */
const isSeen = (now: KubeObject, since: number | undefined) =>
  (number(at(now, 'metadata', 'generation')) ?? 0) > (since ?? 0) &&
  number(at(now, 'status', 'observedGeneration')) ===
    number(at(now, 'metadata', 'generation'));

export const rollsOut =
  (object: KubeObject): Step['progress'] =>
  store =>
    towards(
      object,
      store,
      now =>
        isSeen(now, number(at(object, 'metadata', 'generation'))) &&
        isRolledOut(now, store),
    );

export const isPaused = (object: KubeObject) =>
  flag(at(object, 'spec', 'paused'));
export const replicasOf = (object: KubeObject): number =>
  number(at(object, 'spec', 'replicas')) ?? 1;

/** How long its Pods may take to be others. Those of a StatefulSet end one after the other. */
export const rollOutMs = (object: KubeObject): number =>
  ROLL_OUT_MS +
  graceMs(at(object, 'spec', 'template', 'spec')) *
    (object.kind === 'StatefulSet' ? Math.max(1, replicasOf(object)) : 1);

/** An autoscaler that would undo a change of the replicas. */
export const scalerOf = (
  object: KubeObject,
  store: ClusterStore,
): KubeObject | undefined =>
  store.naming(object).find(({ name }) => name.relation === 'scales')?.object;

const SCALED = ['Deployment', 'StatefulSet', 'ReplicaSet'];
const RESTARTED = ['Deployment', 'StatefulSet', 'DaemonSet'];

/**
 * What keeps a workload from staying at 0, if anything. An autoscaler whose
 * least is above 0 does nothing while the workload is at 0, and goes on once
 * that has replicas again; one whose least is 0 would start it by itself, and so
 * would what made one.
 * Source: Kubernetes, Horizontal Pod Autoscaling, "Implicit maintenance-mode deactivation".
 */
export function whyNotAtZero(
  object: KubeObject,
  store: ClusterStore,
): string | undefined {
  const scaler = scalerOf(object, store);
  if (!scaler) {
    return undefined;
  }
  const { name } = scaler.metadata;
  const maker = controllerRefOf(scaler);
  if (maker) {
    return `HorizontalPodAutoscaler '${name}' is of ${maker.kind} '${maker.name}', which may start it again. Have that paused.`;
  }
  return (number(at(scaler, 'spec', 'minReplicas')) ?? 1) > 0
    ? undefined
    : `HorizontalPodAutoscaler '${name}' may go down to 0 itself, so it would start it again.`;
}

/** Replicas that somebody may ask for; more is likely a slip of the hand. */
export const scaleInput = z.strictObject({
  replicas: z.int().min(0).max(1000),
});

/** An autoscaler changes what is above 0 as soon as it goes on. */
const isScaledTo = (replicas: number, now: KubeObject, store: ClusterStore) =>
  replicas > 0 && scalerOf(now, store)
    ? replicasOf(now) > 0
    : replicasOf(now) === replicas;

const scale: Act<z.infer<typeof scaleInput>> = {
  id: 'workload-scale',
  kinds: kindsOf(SCALED),
  right: 'power',
  words: actWords['workload-scale'],
  danger: 'asks',
  input: scaleInput,
  needs: SCALED.map(kind => ({
    group: 'apps',
    resource: `${PLURALS[kind]}/scale`,
    verb: 'patch',
  })),
  about(object, store) {
    const replicas = replicasOf(object);
    const scaler = scalerOf(object, store)?.metadata.name;
    if (scaler === undefined) {
      return { now: { replicas } };
    }
    const rests = `HorizontalPodAutoscaler '${scaler}' rests while it is at 0, and says how many there are once it has replicas again.`;
    return replicas === 0
      ? { now: { replicas: 1 }, tells: [rests] }
      : {
          choices: { replicas: [{ value: 0, label: '0' }] },
          tells: [rests],
        };
  },
  offer(object, store) {
    if (isGoing(object)) {
      return not('It is being deleted.');
    }
    const controller = store.controllerOf(object);
    if (controller) {
      return not(
        `${controller.kind} '${controller.metadata.name}' says how many there are. Scale that.`,
      );
    }
    const why = whyNotAtZero(object, store);
    return why === undefined ? POSSIBLE : not(why);
  },
  basis: (object, store) => ({
    uid: object.metadata.uid,
    replicas: replicasOf(object),
    isGoing: isGoing(object),
    scaler: scalerOf(object, store)?.metadata.uid,
    why: whyNotAtZero(object, store),
  }),
  steps: (object, { replicas }) => [
    {
      // The subresource alone, so that who may scale need not be able to change all else.
      request: patch(object, pathOf(object, 'scale'), { spec: { replicas } }),
      progress: store =>
        towards(
          object,
          store,
          now => isScaledTo(replicas, now, store) && isRolledOut(now, store),
        ),
      timeoutMs: rollOutMs(object),
    },
  ],
};

/** How a StatefulSet or DaemonSet brings its Pods up to a new template. Source: k8s.io/api/apps/v1, `StatefulSetUpdateStrategy` and `DaemonSetUpdateStrategy`. */
const strategyOf = (object: KubeObject) =>
  text(at(object, 'spec', 'updateStrategy', 'type'));
const partitionOf = (object: KubeObject) =>
  number(at(object, 'spec', 'updateStrategy', 'rollingUpdate', 'partition')) ??
  0;

/** What `kubectl rollout restart` writes. Source: kubectl, `pkg/polymorphichelpers/objectrestarter.go`. */
const RESTARTED_AT = 'kubectl.kubernetes.io/restartedAt';

const restart = (clock: Clock): Act => ({
  id: 'workload-restart',
  kinds: kindsOf(RESTARTED),
  right: 'power',
  words: actWords['workload-restart'],
  danger: 'asks',
  needs: patches(RESTARTED),
  offer(object) {
    if (isGoing(object)) {
      return not('It is being deleted.');
    }
    if (strategyOf(object) === 'OnDelete') {
      return not(
        'Its Pods are made anew only as they are deleted (OnDelete), so a new template restarts none. Delete the Pods, one after the other.',
      );
    }
    return isPaused(object)
      ? not('Its roll-outs are paused. Resume them first.')
      : POSSIBLE;
  },
  about(object) {
    const partition = partitionOf(object);
    return partition > 0
      ? {
          tells: [
            `Only Pods of number ${partition} and above restart, as its roll-outs have a partition.`,
          ],
        }
      : {};
  },
  basis: object => ({
    uid: object.metadata.uid,
    isPaused: isPaused(object),
    isGoing: isGoing(object),
    strategy: strategyOf(object),
    partition: partitionOf(object),
  }),
  steps: object => [
    {
      request: patch(object, pathOf(object), {
        spec: {
          template: {
            metadata: {
              annotations: { [RESTARTED_AT]: clock().toISOString() },
            },
          },
        },
      }),
      progress: rollsOut(object),
      timeoutMs: rollOutMs(object),
    },
  ],
});

/** Roll-outs of a Deployment, held back or let go on. */
const pausing = (id: ActId, paused: boolean): Act => ({
  id,
  kinds: ['apps/Deployment'],
  right: 'power',
  words: actWords[id],
  danger: 'none',
  needs: patches(['Deployment']),
  offer(object) {
    if (isPaused(object) === paused) {
      return undefined;
    }
    return unlessGoing(object);
  },
  basis: object => ({
    uid: object.metadata.uid,
    isPaused: isPaused(object),
    isGoing: isGoing(object),
  }),
  steps: object => [
    {
      request: patch(object, pathOf(object), { spec: { paused } }),
      progress: store =>
        towards(
          object,
          store,
          now =>
            isPaused(now) === paused && (paused || isRolledOut(now, store)),
        ),
      timeoutMs: paused ? SHORT_MS : rollOutMs(object),
    },
  ],
});

/** Acts on what keeps Pods running. */
export const workloadActs = (clock: Clock): readonly Act[] => [
  scale,
  restart(clock),
  pausing('deployment-pause', true),
  pausing('deployment-resume', false),
];
