import { DEPLOYMENT_REVISION, KubeObject } from '../../clusters';
import { at, condition, flag, kindKey, number } from '../../objects';
import { podsOf } from '../parts';
import { refusedPods, troubleOfPods } from '../pods';
import { Health, HealthRule, World } from '../types';
import {
  daemonSetProgress,
  deploymentProgress,
  isObserved,
  Progress,
  replicaSetProgress,
  statefulSetProgress,
} from './counts';

const calledAs = ({ kind, metadata }: KubeObject) =>
  `${kind} '${metadata.name}'`;

const notTakenUp = (object: KubeObject): Health => ({
  state: 'progressing',
  reason: 'Not taken up yet',
  message: `${calledAs(object)} was not yet taken up by its controller`,
});

/** The condition that says that Pods could not be made: by a quota, Pod Security, a webhook. */
function refused(object: KubeObject, world: World): Health | undefined {
  const failure = condition(object, 'ReplicaFailure');
  if (failure?.status !== 'True') {
    return undefined;
  }
  const { reason, message, since } = failure;
  return {
    ...refusedPods(
      calledAs(object),
      message ?? reason ?? 'its controller does not say why',
      world.name,
    ),
    ...(reason && { reason }),
    ...(since && { since }),
  };
}

/** Of a controller that is not done: what is wrong with its Pods, or how far it is. */
function underWay(
  object: KubeObject,
  { reason, waitsFor }: Progress,
  trouble: Health | undefined,
): Health {
  return trouble?.state === 'degraded'
    ? trouble
    : {
        state: 'progressing',
        reason,
        message: trouble?.message ?? `${calledAs(object)}: ${waitsFor}`,
      };
}

/** What is not wanted, or is done. */
function atRest({ wanted, present, reason, note }: Progress): Health {
  if (wanted > 0) {
    return { state: 'healthy', reason, ...(note && { message: note }) };
  }
  return present > 0
    ? {
        state: 'progressing',
        reason: 'Scaling to zero',
        message: `Pods that are still to end: ${present}`,
      }
    : { state: 'stopped', reason: 'Scaled to zero' };
}

/** ReplicaSet, ReplicationController: as many available as wanted. */
export const replicaSetHealth: HealthRule = (object, world) => {
  if (!isObserved(object)) {
    return notTakenUp(object);
  }
  const progress = replicaSetProgress(object);
  return progress.waitsFor
    ? refused(object, world) ??
        underWay(object, progress, troubleOfPods(podsOf(object, world), world))
    : atRest(progress);
};

/** The Pods of a Deployment's present template; all of them where that is not known. */
function newestPods(deployment: KubeObject, world: World): KubeObject[] {
  const revisionOf = ({ metadata }: KubeObject) =>
    metadata.annotations?.[DEPLOYMENT_REVISION];
  const revision = revisionOf(deployment);
  const newest = world
    .listOwnedBy(deployment.metadata.uid)
    .filter(
      owned =>
        kindKey(owned) === 'apps/ReplicaSet' &&
        revision !== undefined &&
        revisionOf(owned) === revision,
    );
  return (newest.length > 0 ? newest : [deployment]).flatMap(one =>
    podsOf(one, world),
  );
}

/** Of a Deployment whose controller gave up, or could not go on. */
function gaveUp(
  object: KubeObject,
  trouble: Health | undefined,
): Health | undefined {
  const progressing = condition(object, 'Progressing');
  // kubectl looks at the reason alone.
  const isLate = progressing?.reason === 'ProgressDeadlineExceeded';
  if (!isLate && progressing?.status !== 'False') {
    return undefined;
  }
  const { reason, message, since } = progressing;
  return {
    state: 'degraded',
    reason: (trouble?.state === 'degraded' && trouble.reason) || reason,
    message:
      trouble?.message ?? `${calledAs(object)} gave up: ${message ?? reason}`,
    ...(since && { since }),
    ...(isLate && { settled: true }),
  };
}

/**
 * Deployment: as `kubectl rollout status` tells it, and what is wrong with the
 * Pods of its present template where it is not done.
 */
export const deploymentHealth: HealthRule = (object, world) => {
  if (!isObserved(object)) {
    return notTakenUp(object);
  }
  const progress = deploymentProgress(object);
  const trouble = progress.waitsFor
    ? troubleOfPods(newestPods(object, world), world)
    : undefined;
  const hopeless = gaveUp(object, trouble);
  if (hopeless) {
    return hopeless;
  }
  if (!progress.waitsFor) {
    return atRest(progress);
  }
  const ailing =
    refused(object, world) ??
    (trouble?.state === 'degraded' ? trouble : undefined);
  if (ailing) {
    return ailing;
  }
  return flag(at(object, 'spec', 'paused'))
    ? {
        state: 'progressing',
        reason: 'Paused',
        message: `The roll-out of ${calledAs(object)} is paused: ${
          progress.waitsFor
        }. Resume it for the rest.`,
      }
    : underWay(object, progress, trouble);
};

/** StatefulSet: as `kubectl rollout status` tells it; one Pod at fault holds up all that come after it. */
export const statefulSetHealth: HealthRule = (object, world) => {
  // Its controller always says which generation it has seen.
  if (
    !isObserved(object) ||
    !number(at(object, 'status', 'observedGeneration'))
  ) {
    return notTakenUp(object);
  }
  const progress = statefulSetProgress(object);
  return progress.waitsFor
    ? underWay(object, progress, troubleOfPods(podsOf(object, world), world))
    : atRest(progress);
};

/** DaemonSet: one available on each node that wants one. */
export const daemonSetHealth: HealthRule = (object, world) => {
  if (!isObserved(object) || at(object, 'status') === undefined) {
    return notTakenUp(object);
  }
  const progress = daemonSetProgress(object);
  if (progress.waitsFor) {
    return underWay(
      object,
      progress,
      troubleOfPods(podsOf(object, world), world),
    );
  }
  return progress.wanted > 0
    ? atRest(progress)
    : {
        state: 'stopped',
        reason: 'NoNodes',
        message: `No node of cluster '${world.name}' is one that ${calledAs(
          object,
        )} is meant for`,
      };
};
