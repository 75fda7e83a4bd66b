import { KubeObject } from '../clusters';
import { at, called, isMadeByWorkload, kindKey, Selector } from '../objects';
import { World } from './types';

/**
 * What runs to an end, like a Job, or what people start and stop by hand, is
 * missed by nobody while it has no Pod.
 */
const shouldRun = (object: KubeObject, world: World): boolean =>
  world.wantedOf(object) === 'on';

/** What a selector of Pods leads to: the Pods that live, and what makes such Pods. */
export interface Selected {
  pods: readonly KubeObject[];
  /** What should run. */
  on: readonly KubeObject[];
  /** What need not run. */
  off: readonly KubeObject[];
}

const lives = (pod: KubeObject) => {
  const phase = at(pod, 'status', 'phase');
  return (
    !pod.metadata.deletionTimestamp &&
    phase !== 'Succeeded' &&
    phase !== 'Failed'
  );
};

const byName = (a: KubeObject, b: KubeObject) =>
  called(a) < called(b) ? -1 : 1;

/** What a selector means in a namespace; an empty one may mean nothing or all, so it is its caller's. */
export function selected(
  namespace: string,
  selector: Selector,
  world: World,
): Selected {
  const meant = [...world.matching(namespace, selector)].sort(byName);
  const makers = meant.filter(
    object =>
      kindKey(object) !== '/Pod' &&
      // A Deployment answers for its ReplicaSets: the old ones have no replicas.
      !isMadeByWorkload(object),
  );
  return {
    pods: meant.filter(object => kindKey(object) === '/Pod' && lives(object)),
    on: makers.filter(object => shouldRun(object, world)),
    off: makers.filter(object => !shouldRun(object, world)),
  };
}
