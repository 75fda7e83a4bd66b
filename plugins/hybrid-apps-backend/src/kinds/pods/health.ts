import { KubeObject } from '../../clusters';
import { at, condition, groupOf, kindKey, list, text } from '../../objects';
import { Health, HealthRule, World } from '../types';
import { NamedHealth, worstOf } from '../worst';
import {
  containersOf,
  containerTrouble,
  endSentence,
  hasFailed,
} from './containers';
import { noNodeTakes, told } from './words';

const calledPod = ({ metadata: { name } }: KubeObject) => `pod '${name}'`;

/** Whether a Pod's node has fallen silent, so that what its status says is old. */
function lostNode(pod: KubeObject, world: World): Health | undefined {
  const name = text(at(pod, 'spec', 'nodeName'));
  const node = name && world.get({ group: '', kind: 'Node', name });
  const ready = node ? condition(node, 'Ready') : undefined;
  const reason =
    ready?.status === 'Unknown'
      ? ready.reason ?? 'NodeLost'
      : [text(at(pod, 'status', 'reason'))].find(word => word === 'NodeLost');
  return reason
    ? {
        state: 'unknown',
        reason,
        message: `Node '${name}' does not answer, so how ${calledPod(
          pod,
        )} is cannot be told. Have the node looked after.`,
        ...(ready?.since && { since: ready.since }),
      }
    : undefined;
}

/** The kind of what owns a Pod and makes another in its place; a Job counts its tries itself. */
function replacedBy(pod: KubeObject, world: World): string | undefined {
  const owner = pod.metadata.ownerReferences?.find(
    ({ controller }) => controller,
  );
  if (!owner || kindKey(owner) === 'batch/Job') {
    return undefined;
  }
  const { apiVersion, kind, name, uid } = owner;
  const { namespace } = pod.metadata;
  const found = world.get({
    group: groupOf(apiVersion),
    kind,
    namespace,
    name,
  });
  return found?.metadata.uid === uid ? kind : undefined;
}

/** A Pod that failed: why, and whether that still matters. */
function failedHealth(pod: KubeObject, world: World): Health {
  const reason = text(at(pod, 'status', 'reason'));
  const message = text(at(pod, 'status', 'message'));
  const ended = containersOf(pod)
    .filter(hasFailed)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const because =
    reason === 'Evicted'
      ? `Pod '${pod.metadata.name}' was evicted from its node${told(message)}.`
      : `Pod '${pod.metadata.name}' failed${told(message)}.`;
  const owner = replacedBy(pod, world);
  if (owner) {
    return {
      state: 'stopped',
      reason: reason ?? 'Failed',
      message: `${because} Its ${owner} runs another one in its place.`,
    };
  }
  const why =
    ended.length > 0 && !message
      ? endSentence(ended[0], pod, world)
      : `${because} ${
          reason === 'Evicted'
            ? 'Have it ask for what it takes, or have nodes added.'
            : 'Its log tells why.'
        }`;
  return {
    state: 'degraded',
    reason: reason ?? 'Failed',
    message: why,
    settled: true,
  };
}

/** What the scheduler says of a Pod that has no node yet. */
function unscheduled(pod: KubeObject, world: World): Health | undefined {
  const scheduled = condition(pod, 'PodScheduled');
  if (scheduled?.status !== 'False') {
    return undefined;
  }
  const { reason = 'Unschedulable', message, since } = scheduled;
  if (reason === 'SchedulingGated') {
    const gates = list(at(pod, 'spec', 'schedulingGates')).flatMap(
      gate => text(at(gate, 'name')) ?? [],
    );
    return {
      state: 'progressing',
      reason,
      message: `Pod '${
        pod.metadata.name
      }' is held back by its scheduling gates (${gates.join(
        ', ',
      )}) until whoever set them removes them`,
      ...(since && { since }),
    };
  }
  return {
    state: 'degraded',
    reason,
    message: noNodeTakes(calledPod(pod), message, world.name),
    ...(since && { since }),
  };
}

/** The readiness gates that keep a Pod from being ready whose containers are. */
function gated(pod: KubeObject): Health | undefined {
  const ready = condition(pod, 'Ready');
  if (ready?.status !== 'False' || ready.reason !== 'ReadinessGatesNotReady') {
    return undefined;
  }
  const closed = list(at(pod, 'spec', 'readinessGates'))
    .flatMap(gate => text(at(gate, 'conditionType')) ?? [])
    .filter(type => condition(pod, type)?.status !== 'True')
    .sort()
    .map(type => {
      const message = condition(pod, type)?.message;
      return message ? `${type} (${message})` : type;
    });
  return {
    state: 'progressing',
    reason: ready.reason,
    message: `The containers of ${calledPod(
      pod,
    )} are ready; it waits for its readiness gates: ${closed.join(', ')}`,
    ...(ready.since && { since: ready.since }),
  };
}

/**
 * What keeps a Pod that is to run from being ready; undefined where nothing special
 * does. Of one that is ready, no container is looked at: all of them are.
 * Source: kubernetes, `pkg/kubelet/status/generate.go`, `GeneratePodReadyCondition`.
 */
function troubleOf(pod: KubeObject, world: World): Health | undefined {
  const lost = lostNode(pod, world);
  if (lost || condition(pod, 'Ready')?.status === 'True') {
    return lost;
  }
  return worstOf(
    [
      ...containersOf(pod).map(container => ({
        name: container.name,
        health: containerTrouble(container, pod, world),
      })),
      { name: '', health: unscheduled(pod, world) },
      { name: '', health: gated(pod) },
    ].filter((one): one is NamedHealth => one.health !== undefined),
  );
}

/**
 * Whether a Pod still counts for what made it: one that has ended is replaced,
 * or was an earlier try.
 * Source: kubernetes, `pkg/controller/controller_utils.go`, `IsPodActive`.
 */
const isActive = (pod: KubeObject): boolean =>
  !['Succeeded', 'Failed'].includes(text(at(pod, 'status', 'phase')) ?? '') &&
  !pod.metadata.deletionTimestamp;

/**
 * What is wrong with the worst of some Pods, which says better than what made
 * them why that is not ready. Pods of the past blame nobody.
 */
export const troubleOfPods = (
  pods: readonly KubeObject[],
  world: World,
): Health | undefined =>
  worstOf(
    pods.filter(isActive).flatMap(pod => {
      const health = troubleOf(pod, world);
      return health ? [{ name: pod.metadata.name, health }] : [];
    }),
  );

/** A Pod: what its containers wait for, whether it is scheduled, whether it is ready. */
export const podHealth: HealthRule = (pod, world) => {
  const { name, deletionTimestamp } = pod.metadata;
  const phase = text(at(pod, 'status', 'phase'));
  if (deletionTimestamp) {
    return (
      lostNode(pod, world) ?? {
        state: 'progressing',
        reason: 'Terminating',
        message: `Pod '${name}' is being deleted, and is to be gone by ${deletionTimestamp}. If it stays, a finalizer holds it or its node does not answer.`,
      }
    );
  }
  if (phase === 'Succeeded') {
    return { state: 'healthy', reason: 'Completed' };
  }
  if (phase === 'Failed') {
    return failedHealth(pod, world);
  }
  const trouble = troubleOf(pod, world);
  if (trouble) {
    return trouble;
  }
  if (phase === undefined || phase === 'Unknown') {
    return {
      state: 'unknown',
      ...(phase && { reason: phase }),
      message: `Nothing tells how ${calledPod(pod)} is`,
    };
  }
  const ready = condition(pod, 'Ready');
  const since = ready?.since && { since: ready.since };
  if (ready?.status === 'True') {
    return { state: 'healthy', reason: 'Running', ...since };
  }
  return {
    state: 'progressing',
    reason: phase === 'Running' ? 'NotReady' : phase,
    message: `Pod '${name}' is ${
      phase === 'Running' ? 'not ready yet' : 'starting'
    }`,
    ...since,
  };
};

/** Sorts by age, and by name where that is the same. */
const keyOfAge = ({ metadata }: KubeObject): string =>
  `${metadata.creationTimestamp ?? ''} ${metadata.name}`;

/** What the last Pod that failed of a Job ended with, as a sentence. */
export function lastFailure(
  pods: readonly KubeObject[],
  world: World,
): string | undefined {
  const failed = pods
    .filter(pod => at(pod, 'status', 'phase') === 'Failed')
    .sort((a, b) => (keyOfAge(a) < keyOfAge(b) ? 1 : -1));
  return failed.flatMap(pod =>
    containersOf(pod)
      .filter(hasFailed)
      .map(container => endSentence(container, pod, world))
      .sort()
      .slice(0, 1),
  )[0];
}
