import { Kind } from '../types';
import { autoscalerHealth, disruptionBudgetHealth } from './health';
import { autoscalerInside, disruptionBudgetInside } from './inside';
import { autoscalerNames, disruptionBudgetSelects } from './names';

/** What keeps watch over how many Pods there are. */
export const scaling: readonly Kind[] = [
  {
    groups: ['autoscaling'],
    kind: 'HorizontalPodAutoscaler',
    category: 'config',
    watch: {
      resource: 'horizontalpodautoscalers',
      keep: [
        'spec',
        'status.currentReplicas',
        'status.desiredReplicas',
        'status.currentMetrics',
        'status.currentCPUUtilizationPercentage',
        'status.lastScaleTime',
        'status.conditions',
      ],
    },
    names: autoscalerNames,
    inside: autoscalerInside,
    health: {
      judge: autoscalerHealth,
      source: 'k8s.io/api/autoscaling/v2, HorizontalPodAutoscalerConditionType',
    },
  },
  {
    groups: ['policy'],
    kind: 'PodDisruptionBudget',
    category: 'config',
    watch: { resource: 'poddisruptionbudgets', keep: ['spec', 'status'] },
    selects: disruptionBudgetSelects,
    inside: disruptionBudgetInside,
    health: {
      judge: disruptionBudgetHealth,
      source: 'k8s.io/api/policy/v1, PodDisruptionBudgetStatus',
    },
  },
];
