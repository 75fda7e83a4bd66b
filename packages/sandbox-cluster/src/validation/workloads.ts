import { Json, recordAt, recordsAt } from '../objects';
import { Cause } from '../status';
import { invalid, required } from './causes';
import { podSpec, podTemplate } from './pods';
import { selector, workloadSelector } from './selectors';
import { claimSpec } from './storage';

export function pod(object: Json): Cause[] {
  return podSpec(object.spec, 'spec');
}

/** Deployment, ReplicaSet, StatefulSet and DaemonSet. */
export function workload(kind: string) {
  return (object: Json): Cause[] => {
    const claims = recordsAt(object, 'spec', 'volumeClaimTemplates');
    return [
      ...notNegative(object, 'replicas'),
      ...workloadSelector(object, kind),
      ...podTemplate(
        recordAt(object, 'spec').template,
        'spec.template',
        ['Always'],
        claims.map(claim => recordAt(claim, 'metadata').name),
      ),
      ...claims.flatMap((claim, i) =>
        claimSpec(claim.spec, `spec.volumeClaimTemplates[${i}].spec`),
      ),
    ];
  };
}

export function job(object: Json): Cause[] {
  return [
    ...['parallelism', 'completions', 'backoffLimit'].flatMap(field =>
      notNegative(object, field),
    ),
    ...podTemplate(recordAt(object, 'spec').template, 'spec.template', [
      'OnFailure',
      'Never',
    ]),
  ];
}

/** Five fields of numbers, ranges, steps and lists; or a name such as `@daily`. */
const SCHEDULE =
  /^(@(yearly|annually|monthly|weekly|daily|midnight|hourly)|@every \S+|(\S+\s+){4}\S+)$/;

export function cronJob(object: Json): Cause[] {
  const spec = recordAt(object, 'spec');
  const schedule = String(spec.schedule ?? '');
  return [
    ...(schedule ? [] : [required('spec.schedule')]),
    ...(schedule && !SCHEDULE.test(schedule)
      ? [
          invalid(
            'spec.schedule',
            schedule,
            `expected exactly 5 fields, found ${
              schedule.trim().split(/\s+/).length
            }: [${schedule}]`,
          ),
        ]
      : []),
    ...podTemplate(
      recordAt(spec, 'jobTemplate', 'spec').template,
      'spec.jobTemplate.spec.template',
      ['OnFailure', 'Never'],
    ),
  ];
}

export function autoscaler(object: Json): Cause[] {
  const { minReplicas, maxReplicas, scaleTargetRef } = recordAt(object, 'spec');
  const most = Number(maxReplicas ?? 0);
  const target = recordAt({ scaleTargetRef }, 'scaleTargetRef');
  return [
    ...['kind', 'name'].flatMap(field =>
      target[field] ? [] : [required(`spec.scaleTargetRef.${field}`)],
    ),
    ...(most < 1
      ? [invalid('spec.maxReplicas', most, 'must be greater than 0')]
      : []),
    ...(most >= 1 && Number(minReplicas ?? 1) > most
      ? [
          invalid(
            'spec.maxReplicas',
            most,
            'must be greater than or equal to `minReplicas`',
          ),
        ]
      : []),
  ];
}

export function disruptionBudget(object: Json): Cause[] {
  const spec = recordAt(object, 'spec');
  return [
    ...(spec.minAvailable !== undefined && spec.maxUnavailable !== undefined
      ? [
          invalid(
            'spec',
            spec,
            'minAvailable and maxUnavailable cannot be both set',
          ),
        ]
      : []),
    ...selector(spec.selector, 'spec.selector'),
  ];
}

function notNegative(object: Json, field: string): Cause[] {
  const value = recordAt(object, 'spec')[field];
  return typeof value === 'number' && value < 0
    ? [invalid(`spec.${field}`, value, 'must be greater than or equal to 0')]
    : [];
}
