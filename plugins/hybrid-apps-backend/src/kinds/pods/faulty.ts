import { KubeObject } from '../../clusters';
import { podsOf } from '../parts';
import { Health, World } from '../types';
import { podHealth } from './health';

/** The first Pod that is at fault: it says better than its owner what is wrong. */
export function faultyPod(
  object: KubeObject,
  world: World,
): Health | undefined {
  return podsOf(object, world)
    .map(pod => podHealth(pod, world))
    .find(({ state }) => state === 'degraded');
}
