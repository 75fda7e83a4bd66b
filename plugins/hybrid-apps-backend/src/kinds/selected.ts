import { KubeObject } from '../clusters';
import {
  at,
  called,
  isMadeByWorkload,
  isWorkload,
  kindKey,
  matches,
  podTemplateOf,
  Selector,
} from '../objects';
import { jobs } from './jobs';
import { Kind, World } from './types';
import { virtualMachines } from './virtualMachines';
import { workloads } from './workloads';

/** The kinds that Pods come of, by `group/Kind`. */
const MAKERS = new Map(
  [...jobs, ...virtualMachines, ...workloads]
    .flatMap(kind => kind.groups.map(group => ({ group, kind })))
    .filter(({ group, kind }) =>
      isWorkload({ apiVersion: `${group}/v1`, kind: kind.kind }),
    )
    .map(({ group, kind }): [string, { group: string; kind: Kind }] => [
      `${group}/${kind.kind}`,
      { group, kind },
    ]),
);

/**
 * What runs to an end, like a Job, or what people start and stop by hand, is
 * missed by nobody while it has no Pod.
 */
function shouldRun(object: KubeObject): boolean {
  const kind = MAKERS.get(kindKey(object))?.kind;
  return (
    kind !== undefined &&
    !jobs.includes(kind) &&
    (kind.wanted === undefined || kind.wanted(object) === 'on')
  );
}

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
  const isMeant = (object: KubeObject) =>
    matches(selector, podTemplateOf(object)?.labels);
  const makers = [...MAKERS.values()]
    .flatMap(({ group, kind: { kind } }) =>
      world.list({ group, kind, namespace }),
    )
    // A Deployment answers for its ReplicaSets: the old ones have no replicas.
    .filter(object => !isMadeByWorkload(object) && isMeant(object))
    .sort(byName);
  return {
    pods: world
      .list({ group: '', kind: 'Pod', namespace })
      .filter(pod => lives(pod) && isMeant(pod))
      .sort(byName),
    on: makers.filter(shouldRun),
    off: makers.filter(object => !shouldRun(object)),
  };
}
