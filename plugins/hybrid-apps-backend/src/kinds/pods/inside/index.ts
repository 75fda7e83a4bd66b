import { at, kindKey, podTemplateOf } from '../../../objects';
import { unknownTo } from '../../known';
import { podsOf } from '../../parts';
import { present } from '../../presentFacts';
import { InsideRule } from '../../types';
import { containersInside, declaredIn } from './containers';
import { portFindings } from './findings';
import { rolesOf } from './instances';
import { volumesInside } from './volumes';

const JOBS = ['batch/Job', 'batch/CronJob'];

export { probesOf } from './probes';
export { instancesOf, type Wanted } from './instances';

/** Of whatever Pods come of: their containers and volumes, and how these stand. */
export const podsInside: InsideRule = (object, world) => {
  const spec = podTemplateOf(object)?.spec;
  const declared = declaredIn(spec);
  const pods = podsOf(object, world);
  const volumes = volumesInside(object, spec, world);
  // What a Job makes runs to an end; so does what is not started again by itself.
  const runsOn =
    !JOBS.includes(kindKey(object)) &&
    (at(spec, 'restartPolicy') ?? 'Always') === 'Always';
  return present({
    containers: containersInside(declared, pods, runsOn),
    volumes,
    instances: rolesOf(pods),
    findings: portFindings(world.name, object, declared),
    unknown: unknownTo(
      object,
      world,
      { group: '', resource: 'pods' },
      ...(volumes.some(one => one.object)
        ? [{ group: '', resource: 'persistentvolumeclaims' }]
        : []),
    ),
  });
};
