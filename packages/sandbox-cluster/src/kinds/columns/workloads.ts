import { Json, recordAt, recordsAt, textAt } from '../../objects';
import { Column } from '../types';
import { age, ageColumn, column, labelText } from './column';

const number = (name: string, path: string) =>
  column(name, path, { type: 'integer', none: '0' });

const containers = (...template: string[]): Column[] => [
  column(
    'Containers',
    object =>
      recordsAt(object, ...template, 'containers')
        .map(c => c.name)
        .join(','),
    { wide: true },
  ),
  column(
    'Images',
    object =>
      recordsAt(object, ...template, 'containers')
        .map(c => c.image)
        .join(','),
    { wide: true },
  ),
];

function selectorText(object: Json): string {
  const { matchLabels, matchExpressions } = recordAt(
    object,
    'spec',
    'selector',
  );
  const labels = labelText(recordAt({ matchLabels }, 'matchLabels'));
  const expressions = recordsAt({ matchExpressions }, 'matchExpressions').map(
    ({ key, operator, values }) =>
      `${key} ${String(operator).toLowerCase()} (${values ?? ''})`,
  );
  return [labels, ...expressions].filter(Boolean).join(',');
}

const selector = column('Selector', selectorText, {
  wide: true,
  none: '<none>',
});

const ready = (readyPath: string, wantedPath: string) =>
  column(
    'Ready',
    object =>
      `${textAt(object, 'status', readyPath) || 0}/${
        textAt(object, 'spec', wantedPath) || 0
      }`,
  );

export const deploymentColumns = [
  ready('readyReplicas', 'replicas'),
  number('Up-to-date', 'status.updatedReplicas'),
  number('Available', 'status.availableReplicas'),
  ...containers('spec', 'template', 'spec'),
  selector,
];

export const replicaSetColumns = [
  number('Desired', 'spec.replicas'),
  number('Current', 'status.replicas'),
  number('Ready', 'status.readyReplicas'),
  ...containers('spec', 'template', 'spec'),
  selector,
];

export const statefulSetColumns = [
  ready('readyReplicas', 'replicas'),
  ...containers('spec', 'template', 'spec'),
];

export const daemonSetColumns = [
  number('Desired', 'status.desiredNumberScheduled'),
  number('Current', 'status.currentNumberScheduled'),
  number('Ready', 'status.numberReady'),
  number('Up-to-date', 'status.updatedNumberScheduled'),
  number('Available', 'status.numberAvailable'),
  column(
    'Node Selector',
    object =>
      labelText(recordAt(object, 'spec', 'template', 'spec', 'nodeSelector')),
    { none: '<none>' },
  ),
  ...containers('spec', 'template', 'spec'),
  selector,
];

function jobStatus(job: Json): string {
  const conditions = recordsAt(job, 'status', 'conditions');
  const is = (type: string) =>
    conditions.some(c => c.type === type && c.status === 'True');
  if (is('Complete')) {
    return 'Complete';
  }
  if (is('Failed')) {
    return 'Failed';
  }
  return is('Suspended') ? 'Suspended' : 'Running';
}

export const jobColumns = [
  column('Status', jobStatus),
  column(
    'Completions',
    job =>
      `${textAt(job, 'status', 'succeeded') || 0}/${
        textAt(job, 'spec', 'completions') || 1
      }`,
  ),
  column('Duration', (job, now) => {
    const start = textAt(job, 'status', 'startTime');
    const end = textAt(job, 'status', 'completionTime');
    return start ? age(start, end ? Date.parse(end) : now) : '';
  }),
  ...containers('spec', 'template', 'spec'),
  selector,
];

export const cronJobColumns = [
  column('Schedule', 'spec.schedule'),
  column('Timezone', 'spec.timeZone', { none: '<none>' }),
  column('Suspend', job =>
    textAt(job, 'spec', 'suspend') === 'true' ? 'True' : 'False',
  ),
  column('Active', job => recordsAt(job, 'status', 'active').length, {
    type: 'integer',
  }),
  ageColumn('Last Schedule', 'status.lastScheduleTime', { none: '<none>' }),
  ...containers('spec', 'jobTemplate', 'spec', 'template', 'spec'),
];

export const hpaColumns = [
  column(
    'Reference',
    hpa =>
      `${textAt(hpa, 'spec', 'scaleTargetRef', 'kind')}/${textAt(
        hpa,
        'spec',
        'scaleTargetRef',
        'name',
      )}`,
  ),
  column('MinPods', 'spec.minReplicas', { none: '<unset>' }),
  number('MaxPods', 'spec.maxReplicas'),
  number('Replicas', 'status.currentReplicas'),
];

export const pdbColumns = [
  column('Min Available', 'spec.minAvailable', { none: 'N/A' }),
  column('Max Unavailable', 'spec.maxUnavailable', { none: 'N/A' }),
  number('Allowed Disruptions', 'status.disruptionsAllowed'),
];
