import { DEPLOYMENT_REVISION } from '../../../clusters';
import { unknownTo } from '../../known';
import { podsInside } from '../../pods';
import { present } from '../../presentFacts';
import { InsideRule } from '../../types';
import { controllerRevisionsOf, replicaSetsOf } from './revisions';
import { ofStatefulSet } from './statefulSet';

/** Of what has a history: that, beside what any workload is made of. */
const withRevisions =
  (of: typeof controllerRevisionsOf, resource: string): InsideRule =>
  (object, world) => {
    const { unknown = [], ...inside } = podsInside(object, world);
    return present({
      ...inside,
      revisions: of(object, world),
      unknown: [
        ...unknown,
        ...unknownTo(object, world, { group: 'apps', resource }),
      ],
    });
  };

/** Of what makes ReplicaSets, numbered by an annotation: that history, beside what any workload is made of. */
export const replicaSetsInside = (annotation: string): InsideRule =>
  withRevisions(
    (object, world) => replicaSetsOf(object, world, annotation),
    'replicasets',
  );

export const deploymentInside = replicaSetsInside(DEPLOYMENT_REVISION);
export const daemonSetInside = withRevisions(
  controllerRevisionsOf,
  'controllerrevisions',
);

export const statefulSetInside: InsideRule = (object, world) => {
  const { findings = [], ...inside } = daemonSetInside(object, world);
  const own = ofStatefulSet(object, world);
  return present({
    ...inside,
    ...own,
    findings: [...findings, ...(own.findings ?? [])],
  });
};
