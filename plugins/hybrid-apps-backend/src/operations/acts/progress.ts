import { asSentence } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { ClusterStore, KubeObject, ObjectKey } from '../../clusters';
import { healthOf } from '../../kinds';
import { nameOf } from '../../objects';
import { Progress } from './types';

const GOING: Progress = { state: 'going' };
export const DONE: Progress = { state: 'done' };

export const doneIf = (isDone: boolean): Progress => (isDone ? DONE : GOING);

/** The same object as it is now; undefined where it is gone, or another has its name. */
export function nowOf(
  object: KubeObject,
  store: ClusterStore,
): KubeObject | undefined {
  const now = store.get(nameOf(object));
  return now?.metadata.uid === object.metadata.uid ? now : undefined;
}

/**
 * How far an object is that is to become something: done where it is, failed
 * where its kind's own rule says that it will not be by itself.
 */
export function towards(
  object: KubeObject,
  store: ClusterStore,
  isThere: (now: KubeObject) => boolean,
): Progress {
  const now = nowOf(object, store);
  if (!now) {
    return { state: 'failed', why: 'It was deleted meanwhile.' };
  }
  if (isThere(now)) {
    return DONE;
  }
  const health = healthOf(now, store);
  return health.state === 'degraded' && health.settled
    ? {
        state: 'failed',
        why: asSentence(health.message ?? health.reason ?? 'It failed'),
      }
    : GOING;
}

/** Gone, or going: deleted as far as who asked is concerned. */
export const towardsGone = (
  object: KubeObject,
  store: ClusterStore,
): Progress => doneIf(nowOf(object, store) === undefined);

/**
 * How far something is that a request made: as well as its kind's own rule says.
 * The API server takes snapshots, restores and clones of what is not there, and
 * they fail later, in their conditions.
 */
export function towardsMade(key: ObjectKey, store: ClusterStore): Progress {
  const made = store.get(key);
  const health = made && healthOf(made, store);
  switch (health?.state) {
    case 'healthy':
      return DONE;
    case 'degraded':
      return {
        state: 'failed',
        why: asSentence(health.message ?? health.reason ?? 'It failed'),
      };
    default:
      return GOING;
  }
}
