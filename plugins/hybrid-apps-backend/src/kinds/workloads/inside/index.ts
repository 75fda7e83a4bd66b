import { unknownTo } from '../../known';
import { podsInside } from '../../pods';
import { present } from '../../presentFacts';
import { InsideRule } from '../../types';
import { controllerRevisionsOf, replicaSetsOf } from './revisions';
import { ofStatefulSet } from './statefulSet';

/** Of what has a history: that, beside what any workload is made of. */
const withRevisions =
  (of: typeof replicaSetsOf, resource: string): InsideRule =>
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

export const deploymentInside = withRevisions(replicaSetsOf, 'replicasets');
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
